"""The record of processing activities (article 30 of the GDPR), made from what every model declares."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.utils.translation import gettext as _

from boards.rights.declared import Declared, about_people
from boards.rights.models import Controller
from boards.rights.third_party import POLICIES
from boards.rights.third_party_words import THEIRS
from boards.rights.wording import SUBJECTS, erasing_words, security_measures
from tenants.models import Tenant
from tenants.personal_data import LABELS, Subject, Words
from tenants.processing import Processing, Recipient

#: What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Kept:
    """One kind of rows in an entry: what they hold, for how long, what erasing does."""

    title: str
    subject: str
    fields: str
    how_long: str
    erasing: str


@dataclass(frozen=True)
class Entry:
    """One processing activity."""

    number: int
    title: str
    aim: str
    basis: str
    people: list[str]
    kept: list[Kept]
    recipients: list[str]


@dataclass(frozen=True)
class Register:
    """The whole record of one tenant."""

    controller: Controller
    entries: list[Entry]
    security: list[str]


def register_of(tenant: Tenant) -> Register:
    """One query: the rest is in the code."""
    controller = Controller.objects.first() or Controller(
        name=tenant.name, officer_email="", represented_by="", address=""
    )
    by_purpose: dict[Processing, list[Declared]] = {}
    for one in sorted(about_people(), key=lambda one: str(one.policy.title)):
        if one.policy.processing:
            by_purpose.setdefault(one.policy.processing, []).append(one)
    ordered = [purpose for purpose in Processing if purpose in by_purpose]
    entries = [_entry(number, purpose, by_purpose[purpose]) for number, purpose in enumerate(ordered, start=1)]
    return Register(controller, entries, security_measures())


def _entry(number: int, purpose: Processing, models: list[Declared]) -> Entry:
    subjects = {Subject(one.policy.subject) for one in models}
    recipients = {who for one in models for who in one.policy.recipients}
    return Entry(
        number=number,
        title=str(purpose.label),
        aim=str(purpose.aim),
        basis=str(purpose.basis.label),
        people=[str(words) for subject, words in SUBJECTS.items() if subject in subjects],
        kept=[_kept(one) for one in models],
        recipients=[str(who.label) for who in Recipient if who in recipients],
    )


def _kept(one: Declared) -> Kept:
    policy = one.policy
    hidden = {"id", "created_at", "updated_at"}
    said = [str(_called(one, field)) for field in one.model._meta.concrete_fields if field.name not in hidden]
    return Kept(
        title=str(policy.title),
        subject=str(SUBJECTS[Subject(policy.subject)]),
        fields=", ".join(dict.fromkeys(word for word in said if word)),
        how_long=str(policy.kept.words),
        erasing=str(erasing_words(policy.erasing)),
    )


def _called(one: Declared, field: "Field[Any, Any]") -> Words:
    """What a manager reads for a field; "" for what only the software needs."""
    if one.code in POLICIES:
        return one.policy.labels.get(field.name) or THEIRS.get(field.name) or LABELS.get(field.name, "")
    return one.policy.label(field)


def csv_of(register: Register) -> str:
    """One line for each kind of rows, for a spreadsheet in French: semicolons, and nothing that it would compute."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_headings())
    for entry in register.entries:
        for one in entry.kept:
            writer.writerow(_safe(_line(register, entry, one)))
    return "\ufeff" + out.getvalue()


def _headings() -> list[str]:
    return [
        *(_("Responsable du traitement"), _("Délégué à la protection des données"), _("Traitement"), _("Finalité")),
        *(_("Base légale"), _("Personnes"), _("Données"), _("Contenu"), _("Destinataires"), _("Durée de conservation")),
        *(_("Effacement à la demande"), _("Sécurité")),
    ]


def _line(register: Register, entry: Entry, one: Kept) -> list[str]:
    controller = register.controller
    officer = " – ".join(filter(None, (controller.officer, controller.officer_email)))
    return [
        *(controller.name, officer, entry.title, entry.aim, entry.basis, one.subject, one.title, one.fields),
        *(", ".join(entry.recipients), one.how_long, one.erasing, " ".join(register.security)),
    ]


def _safe(cells: Iterable[str]) -> list[str]:
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
