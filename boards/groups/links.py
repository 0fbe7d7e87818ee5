"""Links into a group for its members: signed values of this tenant; the link is the right."""

from uuid import UUID

from django.core.signing import BadSignature
from django.http import Http404

from boards.groups.models import Membership
from tenants import signing
from tenants.context import current_tenant

#: One's own page of the group, without an account.
MEMBER_SALT = "groups.member"
#: In the header of a mail: no more mail of this group.
QUIET_SALT = "groups.quiet"


def member_url(membership: Membership) -> str:
    return f"{current_tenant().base_url}/mon-groupe/lien/{member_token(membership)}"


def member_token(membership: Membership) -> str:
    return signing.dumps([str(membership.pk), membership.link_key], salt=MEMBER_SALT)


def quiet_url(membership: Membership) -> str:
    """What a mail reader posts to without a cookie (RFC 8058)."""
    token = signing.dumps(str(membership.pk), salt=QUIET_SALT)
    return f"{current_tenant().base_url}/mon-groupe/sans-mail/{token}"


def member_in(token: str) -> Membership:
    """Whose link it is; 404 for one that is none, that was replaced, or whose person has left."""
    try:
        key, secret = signing.loads(token, salt=MEMBER_SALT)
        rows = Membership.objects.current().select_related("group__adviser", "profile")
        return rows.get(pk=UUID(str(key)), link_key=str(secret))
    except (BadSignature, TypeError, ValueError, Membership.DoesNotExist):
        raise Http404 from None


def quieted_by(token: str) -> Membership | None:
    """Whose mails a header stops; None when the membership has gone since. 404 for a link that is none."""
    try:
        key = UUID(str(signing.loads(token, salt=QUIET_SALT)))
    except (BadSignature, ValueError):
        raise Http404 from None
    return Membership.objects.select_related("group").filter(pk=key).first()
