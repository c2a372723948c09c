"""Measures of quality and speed, as commands, beside baselines."""
