"""Words: their letters, readings, sounds, meanings, and how close two are."""
