"""The register of marks on both engines."""
