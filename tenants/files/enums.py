"""The closed lists of a file, with their labels."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FileKind(TextChoices):
    """What a file is by its content; whatever it was called has no say."""

    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word (DOCX)")
    ODT = "odt", _("LibreOffice (ODT)")

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self.value]

    @property
    def extension(self) -> str:
        return f".{self.value}"


_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}


class FileState(TextChoices):
    """How far a file has come. Only a clean one is ever handed out."""

    WAITING = "waiting", _("en cours de vérification")
    CLEAN = "clean", _("vérifié")
    INFECTED = "infected", _("supprimé : il contenait un virus")
    REFUSED = "refused", _("refusé par l’antivirus")

    @classmethod
    def without_content(cls) -> "tuple[FileState, ...]":
        """States whose content is removed: the row alone is kept, so that somebody can be told."""
        return (cls.INFECTED, cls.REFUSED)
