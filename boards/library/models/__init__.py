"""What an employer asks of somebody they don't know yet, what they keep looking for, and what may be searched."""

from boards.library.models.contact_request import ContactRequest
from boards.library.models.entry import Entry
from boards.library.models.saved_search import SavedSearch, Shown

__all__ = ["ContactRequest", "Entry", "SavedSearch", "Shown"]
