"""Where copies lie: beside the private files, under names that say nothing, with a sweep of their own."""

from pathlib import Path

from django.conf import settings
from django.utils.deconstruct import deconstructible

from tenants.files.storage import PrivateStorage


@deconstructible
class CopyStorage(PrivateStorage):
    """As private as a CV; another root, for a file here has another row than a CV's."""

    @property
    def root(self) -> Path:
        return Path(settings.COPIES_ROOT)


copies = CopyStorage()
