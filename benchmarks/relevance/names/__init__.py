"""Trade names: refusals and over-refusals, whole requests, and activities read as fields."""
