"""Opening files: what they are compressed in, in which encoding, line by line, page by page."""
