"""Goods and services: how similar two lists are, and their classes."""
