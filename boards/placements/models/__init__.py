"""A hire, and what its two sides say of it."""

from boards.placements.models.confirmation import Confirmation
from boards.placements.models.placement import Placement

__all__ = ["Confirmation", "Placement"]
