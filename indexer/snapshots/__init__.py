"""Snapshots of a register: in a folder or a cluster, switched at once, checked."""
