"""Types of arrays, under one name everywhere."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
"""Vectors, scores, likenesses: anything that is measured; a docstring says the shape."""

Doubles = NDArray[np.float64]
"""The same where sums must be exact to the last digits: trees, fitted means."""
