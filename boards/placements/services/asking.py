"""Asking both sides on their days: the person by e-mail or SMS, an employer by one mail for all its hires."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.candidates.enums import FoundHow
from boards.candidates.models import FoundWork
from boards.employers.models import Employer
from boards.placements import links
from boards.placements.enums import Party, Said
from boards.placements.models import Confirmation, Placement
from boards.placements.rows import dated_for_employer
from boards.placements.services.recording import SAME_HIRE_WITHIN, of_found_work, record
from tenants.context import current_tenant
from tenants.messaging.enums import Purpose
from tenants.messaging.services import Letter, queue_emails, queue_sms
from tenants.messaging.sms_text import to_gsm

REMIND_AFTER = timedelta(days=6)
#: No answer for so long: the question is closed, and counts as silence.
SILENT_AFTER = timedelta(days=45)
MOST = 500


@transaction.atomic
def ask_due(*, on: date) -> int:
    """Ask whoever is due on a day of the tenant's, and once more six days later. Returns how many questions.

    Rows are marked in the transaction that queues the messages: run twice, it asks once. A worker that slept asks late,
    and of several questions to one side only the latest.
    """
    due = _due(on)
    asked = [one for one in due if _is_latest(one, due)]
    _ask_people([one for one in asked if one.party == Party.PERSON])
    _ask_employers([one for one in asked if one.party == Party.EMPLOYER])
    now = timezone.now()
    fresh = [one.pk for one in due if one.asked_at is None]
    Confirmation.objects.filter(pk__in=fresh).update(asked_at=now)
    Confirmation.objects.filter(pk__in=[one.pk for one in due if one.asked_at is not None]).update(reminded_at=now)
    return len(asked)


@transaction.atomic
def take_what_was_found() -> int:
    """«I found work, through this site»: the person's word begins a hire. Returns how many."""
    waiting = FoundWork.objects.filter(how__in=[FoundHow.HERE, FoundHow.ADVISER], placement__isnull=True)
    # Found, looked again, found: one hire, until there is room for another.
    told = Placement.objects.filter(profile=OuterRef("profile"), found_work__at__gte=OuterRef("at") - SAME_HIRE_WITHIN)
    waiting = waiting.filter(~Exists(told))
    taken = 0
    for found in waiting.filter(profile__anonymised_at__isnull=True).select_related("profile")[:MOST]:
        with override(settings.LANGUAGE_CODE):
            hire = of_found_work(found, starts_on=timezone.localtime(found.at).date())
        record(hire=hire, by=None, said_by=Party.PERSON)
        taken += 1
    return taken


def _due(on: date) -> list[Confirmation]:
    """Unanswered, of hires that stand, whose side hasn't said that it is over."""
    over = Confirmation.objects.filter(
        placement=OuterRef("placement"), said=Said.NO, party=OuterRef("party"), day__lt=OuterRef("day")
    )
    never = Confirmation.objects.filter(placement=OuterRef("placement"), said=Said.NO, day=0)
    fresh = Q(asked_at__isnull=True, due_on__lte=on, due_on__gt=on - SILENT_AFTER)
    again = Q(asked_at__date__lte=on - REMIND_AFTER, reminded_at__isnull=True, due_on__gt=on - SILENT_AFTER)
    rows = Confirmation.objects.filter(fresh | again, said="", placement__cancelled_at__isnull=True)
    rows = rows.filter(~Exists(over), ~Exists(never)).select_for_update(of=("self",), skip_locked=True)
    return list(
        rows.select_related("placement__employer", "placement__offer", "placement__profile", "placement__application")[
            :MOST
        ]
    )


def _is_latest(one: Confirmation, among: Iterable[Confirmation]) -> bool:
    return not any(
        other.placement_id == one.placement_id and other.party == one.party and other.day > one.day for other in among
    )


def _ask_people(asked: list[Confirmation]) -> None:
    letters = []
    tenant = current_tenant()
    with override(settings.LANGUAGE_CODE):
        for one in asked:
            placement = one.placement
            url = links.person_url(placement)
            if placement.email:
                context = {"placement": placement, "day": one.day, "url": url, "again": one.asked_at is not None}
                letters.append(Letter(to=placement.email, template="placements/email/ask_person", context=context,
                                      subject_ref=f"placement:{placement.pk}"))  # fmt: skip
            elif placement.phone and tenant.sms_enabled:
                text = _question_in_short(one) % {
                    "tenant": tenant.short_name,
                    "employer": placement.employer_label[:30],
                }
                queue_sms(to=placement.phone, text=to_gsm(f"{text} {url}"), purpose=Purpose.SERVICE,
                          subject_ref=f"placement:{placement.pk}")  # fmt: skip
        queue_emails(letters)


def _question_in_short(one: Confirmation) -> str:
    if one.day == 0:
        return _("%(tenant)s : êtes-vous embauché chez %(employer)s ? Oui ou non, en un geste :")
    return _("%(tenant)s : travaillez-vous toujours chez %(employer)s ? Oui ou non, en un geste :")


def _ask_employers(asked: list[Confirmation]) -> None:
    """One mail to each person who acts for an employer, however many hires there are."""
    by_employer: dict[Employer, list[Placement]] = defaultdict(list)
    for one in asked:
        if one.placement.employer is not None:
            by_employer[one.placement.employer].append(one.placement)
    letters = []
    with override(settings.LANGUAGE_CODE):
        for employer, placements in by_employer.items():
            lines = [dated_for_employer(one) for one in placements]
            context = {"employer": employer, "lines": lines, "url": links.employer_url(employer)}
            letters += [
                Letter(to=address, template="placements/email/ask_employer", context=context,
                       subject_ref=f"employer:{employer.pk}")
                for address in employer.members.speaking().values_list("user__email", flat=True)
            ]  # fmt: skip
        queue_emails(letters)
