"""Renderers: one file each, all from the same `Report`."""
