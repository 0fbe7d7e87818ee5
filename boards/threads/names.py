"""What one side reads of another: a name and on whose behalf, never how somebody is reached."""

from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.threads.enums import Side
from boards.threads.models import Thread
from tenants.context import current_tenant


def name_of(*, thread: Thread, side: Side, by: User | None) -> str:
    """Under which name somebody writes. A person without a name has a role: an address is no name."""
    if side == Side.CANDIDATE:
        return thread.candidate_name
    if side == Side.PLATFORM:
        return str(current_tenant().short_name)
    said = " ".join((by.name if by else "").split())
    if side == Side.EMPLOYER:
        firm = thread.employer.name if thread.employer else ""
        return f"{said} ({firm})" if said and firm and said != firm else said or firm or _("L’employeur")
    return said or _("Un conseiller")


def short_name(name: str) -> str:
    """«Marie Durand» as «Marie D.»: what a mail's sender shows. A firm in brackets is left out.

    What stands in the place of a name is nobody's: «Un conseiller», «Proposée par un conseiller».
    """
    words = name.partition(" (")[0].split()
    if len(words) < 2:
        return words[0] if words else ""
    if words[0][0].isupper() and words[-1][0].islower():
        return " ".join(words)
    return f"{words[0]} {words[-1][0].upper()}."
