"""Tests of where goods lie and how they are fetched."""
