"""Marks compared and assessed."""
