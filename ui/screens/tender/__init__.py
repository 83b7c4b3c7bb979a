"""Tender: cash of any amount."""
