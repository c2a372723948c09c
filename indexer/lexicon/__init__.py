"""The words of a register, and which of them are close to a word."""
