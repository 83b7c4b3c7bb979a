"""Installer knows how the product becomes packages that a store's machine installs; nothing of the product knows it."""
