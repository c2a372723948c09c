"""A trade name in, its earlier rights out."""
