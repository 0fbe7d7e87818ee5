"""EcoIndex, the published score of a page's footprint: 100 is best, above 80 is grade A.

Source: collectif GreenIT.fr, ecoindex.fr; the quantiles and the formula of its browser extension
GreenIT-Analysis (github.com/cnumr/GreenIT-Analysis, script/ecoIndex.js), from half a million pages of the
HTTP Archive: three parts elements, two parts requests, one part bytes.
"""

from collections.abc import Sequence
from itertools import pairwise

ELEMENTS = (
    *(0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479),
    594601,
)
REQUESTS = (0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920)
KILOBYTES = (
    *(0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08),
    *(2142.06, 2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26),
)


def ecoindex(*, elements: int, requests: int, size: float) -> float:
    """The score of one page; `size` in kilobytes over the wire."""
    ranks = 3 * _rank(ELEMENTS, elements) + 2 * _rank(REQUESTS, requests) + _rank(KILOBYTES, size)
    return 100 - 5 * ranks / 6


def _rank(quantiles: Sequence[float], value: float) -> float:
    """Between which twentieths of all pages, with the part of the way from one to the next."""
    for rank, (low, high) in enumerate(pairwise(quantiles)):
        if value < high:
            return rank + (value - low) / (high - low)
    return len(quantiles) - 1
