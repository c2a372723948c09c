"""Inventions and documents: passages, features, translation, ranking, dates."""
