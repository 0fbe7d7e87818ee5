"""The closed lists of figures."""

import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

#: Enough of what a browser says of itself; the rest is what would tell one from another.
_LONGEST = 300
_ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|headless|curl|wget|python|java/|go-http", re.ASCII)
_COMPUTER = re.compile(r"windows nt|macintosh|x11|cros", re.ASCII)


class Device(TextChoices):
    """What somebody searches with, in three classes: more would begin to tell people apart."""

    PHONE = "phone", _("Téléphone")
    COMPUTER = "computer", _("Ordinateur")
    OTHER = "other", _("Tablette, ou autre appareil")

    @classmethod
    def of(cls, user_agent: str) -> "Device | None":
        """By what a browser says of itself; None for a robot that says so."""
        said = user_agent[:_LONGEST].lower()
        if _ROBOT.search(said):
            return None
        if "iphone" in said or ("mobi" in said and "ipad" not in said):
            return cls.PHONE
        # An Android without «Mobile» is a tablet, although it runs on X11's cousin.
        if "android" not in said and _COMPUTER.search(said):
            return cls.COMPUTER
        return cls.OTHER
