"""A candidate's own link into a thread: the link is the right, in this tenant and for this thread.

It doesn't lapse: it may be sent again, and a mail of last month still leads to the conversation.
"""

from uuid import UUID

from django.core.signing import BadSignature
from django.urls import reverse

from boards.threads.models import Thread
from tenants import signing
from tenants.context import current_tenant

CANDIDATE_SALT = "threads.candidate"


def candidate_token(thread: Thread) -> str:
    return signing.dumps(str(thread.pk), salt=CANDIDATE_SALT)


def candidate_path(thread: Thread) -> str:
    """The page of a candidate without an account, for whoever has just shown that it is theirs."""
    return reverse("threads:candidate", args=[candidate_token(thread)])


def candidate_url(thread: Thread) -> str:
    """The same for a message to them, and to nobody else."""
    return f"{current_tenant().base_url}{candidate_path(thread)}"


def short_url(thread: Thread) -> str:
    """The same for an SMS."""
    return f"{current_tenant().base_url}{reverse('threads:short', args=[thread.code])}"


def member_path(thread: Thread) -> str:
    """The page of whoever has an account: candidate, employer's member, staff."""
    return reverse("threads:thread", args=[thread.pk])


def thread_key(token: str) -> UUID:
    """Which thread a candidate's link opens.

    Raises:
        BadSignature: forged, or of another tenant.
    """
    try:
        return UUID(str(signing.loads(token, salt=CANDIDATE_SALT)))
    except ValueError:
        raise BadSignature("No thread.") from None
