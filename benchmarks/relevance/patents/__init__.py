"""Quality of the search for prior art, beside baselines."""
