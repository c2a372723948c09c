"""Readers, one file per format. `corpora.readers.detect.FORMATS` lists them."""
