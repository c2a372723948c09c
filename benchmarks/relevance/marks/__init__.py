"""Quality of the search for marks, beside baselines."""
