"""Many questions, one answer a line."""
