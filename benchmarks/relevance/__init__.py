"""How well the known answers are found: one file per benchmark."""
