"""One name in two scripts or languages: whether it is found, and what the dictionary knows."""
