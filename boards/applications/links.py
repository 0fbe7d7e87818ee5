"""Links into applications: signed values of this tenant, each kind with a salt of its own; the link is the right.

A person's link names the row and its key: a new key ends the older links (services.applying says when).
"""

from dataclasses import dataclass
from uuid import UUID

from django.core.signing import BadSignature
from django.urls import reverse

from boards.accounts.models import User
from boards.applications.models import Addition, Application
from tenants import signing
from tenants.context import current_tenant

#: For whoever applied: see, add, write, withdraw, erase.
FOLLOW_SALT = "applications.follow"
#: In the reminder to somebody who acts for an employer: one page with one button that answers.
ANSWER_SALT = "applications.answer"
#: So long a reminder's links answer; after that the site has.
ANSWER_GOOD_FOR = 60 * 24 * 3600


@dataclass(frozen=True)
class Followed:
    """What a person's link says: whose it is, and whether it came by message, so that its holder has the address."""

    application: UUID
    key: str
    by_message: bool


def follow_token(application: Application, *, by_message: bool) -> str:
    return signing.dumps([str(application.pk), application.link_key, by_message], salt=FOLLOW_SALT)


def follow_path(application: Application, *, by_message: bool = False) -> str:
    """The person's own page, for the browser that applied."""
    return reverse("applications:follow", args=[follow_token(application, by_message=by_message)])


def follow_url(application: Application) -> str:
    """The same for a mail."""
    return f"{current_tenant().base_url}{follow_path(application, by_message=True)}"


def short_url(application: Application) -> str:
    """The same for an SMS."""
    return f"{current_tenant().base_url}{reverse('applications:short', args=[application.link_key])}"


def add_url(addition: Addition) -> str:
    """To the page that asks whether it was they; short enough for an SMS."""
    return f"{current_tenant().base_url}{reverse('applications:again', args=[addition.link_key])}"


def read_follow(token: str) -> Followed:
    """Raises BadSignature for what isn't such a link of this tenant."""
    value = signing.loads(token, salt=FOLLOW_SALT)
    try:
        key, secret, by_message = value
        return Followed(UUID(str(key)), str(secret), bool(by_message))
    except (TypeError, ValueError):
        raise BadSignature("No link to an application.") from None


def answer_url(application: Application, user: User) -> str:
    """One page with one button, for one member of the employer."""
    token = signing.dumps([str(application.pk), str(user.pk)], salt=ANSWER_SALT)
    return f"{current_tenant().base_url}{reverse('applications:answer_link', args=[token])}"


def read_answer(token: str) -> tuple[UUID, UUID]:
    """The application and the person who answers. Raises BadSignature, also when it has lapsed."""
    value = signing.loads(token, salt=ANSWER_SALT, max_age=ANSWER_GOOD_FOR)
    try:
        application, user = value
        return UUID(str(application)), UUID(str(user))
    except (TypeError, ValueError):
        raise BadSignature("No link to answer by.") from None


def board_url(application: Application) -> str:
    """The employer's own page of it, behind a sign-in."""
    return f"{current_tenant().base_url}{reverse('applications:one', args=[application.pk])}"
