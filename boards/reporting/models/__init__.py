"""What this room counts by itself."""

from boards.reporting.models.search_figure import SearchFigure

__all__ = ["SearchFigure"]
