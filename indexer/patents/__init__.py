"""The collection of patents on both engines."""
