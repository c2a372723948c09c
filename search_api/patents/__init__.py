"""An invention in, its prior art out."""
