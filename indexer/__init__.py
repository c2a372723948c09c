"""Engines and the exact search of similar words. Imports `corpora` and `models`."""
