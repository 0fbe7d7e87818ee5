"""A CV that the scanner refused is gone: whoever sent it is told what to do instead (settings.FILE_LISTENERS)."""

from django.conf import settings
from django.utils.translation import override

from boards.applications.enums import ApplicationState
from boards.applications.links import follow_url
from boards.applications.models import Addition, Application
from boards.applications.notices import address_of
from boards.candidates.models import Profile
from boards.offers.enums import OfferState
from tenants.context import current_tenant
from tenants.files.enums import FileState
from tenants.files.models import StoredFile
from tenants.messaging.services import Letter, queue_emails


def file_judged(*, file: StoredFile) -> None:
    """By e-mail; who has none reads it on their page, where the file's name says so."""
    if file.state not in FileState.without_content():
        return
    letters: dict[str, Letter] = {}
    with override(settings.LANGUAGE_CODE):
        for profile in Profile.objects.active().filter(cv=file).exclude(email=""):
            url = f"{current_tenant().base_url}/mon-profil"
            letters[profile.email.lower()] = _letter(profile.email, file, url=url, ref=f"profile:{profile.pk}")
        for application in Application.objects.of_people().filter(cv=file).select_related("offer__employer", "profile"):
            if (address := address_of(application)).lower() not in letters and address:
                letters[address.lower()] = _letter(
                    address, file, url=follow_url(application), ref=application.ref, about=application
                )
        # A file of its own each time: what waits shares none with what stands.
        for addition in (
            Addition.objects.waiting()
            .filter(cv=file)
            .select_related("application__offer__employer", "application__profile")
        ):
            waits_for = addition.application
            if address := address_of(waits_for):
                letters[address.lower()] = _letter(
                    address, file, url=follow_url(waits_for), ref=waits_for.ref, about=waits_for, waits=True
                )
        queue_emails(list(letters.values()))


def _letter(
    to: str, file: StoredFile, *, url: str, ref: str, about: Application | None = None, waits: bool = False
) -> Letter:
    context = {
        "virus": file.state == FileState.INFECTED,
        "url": url,
        "offer": about.offer if about else None,
        "waits": waits,
        "stands": about is not None and _stands(about),
        "may_add": about is None or ApplicationState(about.state).is_open,
    }
    return Letter(to, "applications/email/cv_lost", context, ref)


def _stands(application: Application) -> bool:
    """Whether the employer has it, and still looks at it."""
    is_open = ApplicationState(application.state).is_open and OfferState(application.offer.state).is_open
    return is_open and application.may_be_known
