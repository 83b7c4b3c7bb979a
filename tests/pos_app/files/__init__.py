"""Tests of the files of a device."""
