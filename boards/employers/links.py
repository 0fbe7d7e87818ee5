"""The link of an invitation: signed, for one tenant, a week long; the row says what became of it."""

import uuid

from django.core.signing import BadSignature
from django.urls import reverse

from boards.employers.models import EmployerInvitation
from tenants import signing
from tenants.context import current_tenant

INVITATION_SALT = "employers.invitation"


def url_of(invitation: EmployerInvitation) -> str:
    """From the tenant's stored domain. A renewed invitation has another link; the old one is dead."""
    token = signing.dumps([str(invitation.pk), _stamp(invitation)], salt=INVITATION_SALT)
    return current_tenant().base_url + reverse("employers:invitation", args=[token])


def invitation_of(token: str) -> EmployerInvitation | None:
    """The invitation of a link of this tenant; None for any other link. Whether it still stands, it says itself."""
    try:
        key, stamp = signing.loads(token, salt=INVITATION_SALT)
        invitation = EmployerInvitation.objects.select_related("employer").filter(pk=uuid.UUID(key)).first()
    except (BadSignature, ValueError, TypeError):
        return None
    return invitation if invitation is not None and _stamp(invitation) == stamp else None


def _stamp(invitation: EmployerInvitation) -> int:
    return int(invitation.lapses_at.timestamp())
