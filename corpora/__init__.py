"""Records and readers: what offices publish, brought to one form. Imports nothing of ours."""
