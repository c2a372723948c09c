"""Readers, one file per format. `corpora.detect.FORMATS` lists them."""
