"""Columns: what comparing needs of every record as arrays, and all candidates of a search assessed over them."""
