"""Comparison and assessment: text, sounds, factors, levels. Imports `corpora` only."""
