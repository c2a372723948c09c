"""A mark in, its earlier rights out."""
