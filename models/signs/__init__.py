"""Signs: what they are made of, and the factors on which two are compared; shared by marks and names."""
