"""How fast, and whether exactly: one file per benchmark."""
