"""Links of the library: the person's, by which they answer; the searcher's, by which they stop being told."""

from django.urls import reverse

from boards.library.models import ContactRequest, SavedSearch
from tenants import signing
from tenants.context import current_tenant

STOP_SALT = "library.stop"


def answer_url(request: ContactRequest) -> str:
    """Short: it goes by SMS."""
    return f"{current_tenant().base_url}{reverse('library:answer', args=[request.link_key])}"


def request_url(request: ContactRequest) -> str:
    """The employer's page; it asks to sign in."""
    return f"{current_tenant().base_url}{reverse('library:request', args=[request.pk])}"


def stop_url(search: SavedSearch) -> str:
    """What a mail reader posts to without a cookie (RFC 8058), and a page with one button."""
    token = signing.dumps(str(search.pk), salt=STOP_SALT)
    return f"{current_tenant().base_url}{reverse('library:stop', args=[token])}"
