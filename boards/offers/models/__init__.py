"""An offer and what is counted of it."""

from boards.offers.models.figure import FigureKind, OfferFigure
from boards.offers.models.offer import Offer

__all__ = ["FigureKind", "Offer", "OfferFigure"]
