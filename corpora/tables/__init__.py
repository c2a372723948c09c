"""Official tables: Nice, Vienna, CPC, territories."""
