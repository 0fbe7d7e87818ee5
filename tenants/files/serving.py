"""Handing a private file out: always as a download, from this host, kept by nobody on the way."""

import hashlib
import logging
from io import BytesIO

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tenants.files.enums import FileState
from tenants.files.models import StoredFile
from tenants.files.names import attachment
from tenants.files.storage import private

logger = logging.getLogger(__name__)


def response_for(file: StoredFile) -> HttpResponse:
    """The download of a clean file; for any other a sentence, and not a byte of it.

    503 while it waits for its scan, 410 when it was infected or refused, or its content is not what was kept.
    Whether the asker may have it is the caller's to know.
    """
    if file.is_waiting:
        response = _said(_("Ce fichier est en cours de vérification : revenez dans quelques minutes."), 503)
        response["Retry-After"] = "60"
        return response
    if not file.is_clean:
        return _said(f"{FileState(file.state).label.capitalize()}.", 410)
    content = content_of(file)
    if content is None:
        return _said(_("Ce fichier n’est plus là : demandez qu’on vous l’envoie à nouveau."), 410)
    response = HttpResponse(content, content_type=file.media_type)
    response["Content-Disposition"] = attachment(file.name)
    return _guarded(response)


def content_of(file: StoredFile) -> bytes | None:
    """The bytes that were kept; None when they are gone or others lie in their place."""
    try:
        with private.open(file.path) as opened:
            content = bytes(opened.read(file.size + 1))
    except OSError:
        logger.exception("The content of file %s is not to be had", file.pk)
        return None
    if hashlib.sha256(content).hexdigest() != file.sha256:
        logger.error("The content of file %s is not what was kept", file.pk)
        return None
    return content


def opened(file: StoredFile) -> BytesIO | None:
    """The content for a copy of its person's data (boards.rights); None for what nobody may have."""
    content = content_of(file) if file.is_clean else None
    return BytesIO(content) if content is not None else None


def _said(sentence: str, status: int) -> HttpResponse:
    return _guarded(HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8"))


def _guarded(response: HttpResponse) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Frame-Options"] = "DENY"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"
    return response
