"""The ways in: command line, HTTP, page, batch; and the report they all give."""
