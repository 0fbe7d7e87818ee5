"""A person with a row in every model that can hold one, made from the declarations: a new model is in it by itself.

What a row needs to be valid that can't be guessed from its fields stands in NEEDS, by the model's label; what it needs
of others, an offer or a group for instance, in _others.
"""

import itertools
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Value
from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.applications.enums import AgreedHow
from boards.followup.models import Shortlist
from boards.groups.models import Group, Workshop
from boards.library.models import SavedSearch
from boards.rights.declared import Declared, about_people
from tenants.files.models import StoredFile
from tenants.files.storage import private
from tenants.personal_data import Person, Subject
from tests.boards import making

EMAIL, PHONE = "canari.xqz@candidat.example", "+33639980117"
WORD = "CANARIXQZ"
OF_PEOPLE = {Subject.CANDIDATE, Subject.VISITOR}

# What a provider calls a message, and who sends it, are no words of a person.
_SENT_BY = {"claimed_by": "", "provider": "x", "provider_ref": ""}
#: Values by model and field. A callable is given the rows made so far, by model.
NEEDS: dict[str, dict[str, Any]] = {
    "applications.application": {"agreed_at": timezone.now, "agreed_how": AgreedHow.APPLIED},
    "accounts.user": {"role": "candidate", "is_active": True, "is_superuser": False},
    "candidates.training": {"year": 2019},
    "alerts.alert": {"state": "active", "since": timezone.now, "ended_at": None, "ended_by": ""},
    "alerts.found": {"state": "waiting", "telling": None, "position": None, "dropped_because": ""},
    "alerts.subscriber": {"channel": "email"},
    "codes.code": {"channel": "email"},
    "files.storedfile": {
        "path": lambda: private.save(None, ContentFile(WORD.encode())),
        "sha256": sha256(WORD.encode()).hexdigest(),
        "size": len(WORD),
        "state": "clean",
        "scanned_at": timezone.now,
        "uploaded_by": None,
        "purpose": "cv",
    },
    "followup.appointment": {"ends_at": lambda: timezone.now() + timedelta(hours=1)},
    "library.entry": {"words": SearchVector(Value(WORD))},
    "messaging.inboundemail": {"ref": "t:0"},
    "messaging.consent": {"channel": "email", "withdrawn_at": None, "withdrawn_how": ""},
    "messaging.refusal": {"channel": "email"},
    "messaging.emaildelivery": {"state": "queued", **_SENT_BY, "template": "x"},
    "messaging.smsdelivery": {"state": "queued", **_SENT_BY},
    # Who hired and for what is no word of the person hired.
    "placements.placement": {"way": "elsewhere", "employer_name": "Boulangerie Vandaele", "cancelled_at": timezone.now},
    "placements.confirmation": {"day": 30},
    "publishing.draft": {"offer": None, "typed": {"conditions": {"apply_value": [EMAIL]}, "poste": {"title": [WORD]}}},
    "rights.copy": {"state": "asked", "path": "", "ready_at": None},
    "threads.thread": {"subject_ref": "application:0", "title": "Boulanger F/H"},
    "threads.attachment": {"refused": ""},
    "threads.message": {"telling": None, "sent_from": EMAIL, "hold": "waiting"},
}  # fmt: skip


@dataclass
class FullPerson:
    """Who they are, and a row of theirs in each model."""

    person: Person
    user: User
    rows: dict[type[models.Model], models.Model] = field(default_factory=dict)
    #: Other people's, that rows of theirs hang on.
    others: dict[type[models.Model], models.Model] = field(default_factory=dict)
    #: Of theirs, those that no row holds yet.
    files: list[models.Model] = field(default_factory=list)


def models_of_people() -> list[Declared]:
    """Every model of subject candidate or visitor, those that others point at first.

    What only another row can show to be theirs is in it as soon as a model says that it holds it.
    """
    held = {one.model._meta.get_field(path).related_model for one in about_people() for path in one.policy.holds}
    theirs = [one for one in reversed(about_people()) if one.policy.subject in OF_PEOPLE]
    return [one for one in theirs if not one.policy.is_held or one.model in held]


def make() -> FullPerson:
    """In the current tenant."""
    numbers = itertools.count(1)
    user = User(email=EMAIL, name=f"{WORD} nom", role="candidate", last_login=timezone.now())
    user.set_unusable_password()
    user.save()
    person = Person(user=user.pk, emails=frozenset({EMAIL}), phones=frozenset({PHONE}))
    full = FullPerson(person, user, {User: user}, _others())
    for one in models_of_people():
        if one.model is not User and one.model._meta.label_lower not in SPECIAL:
            full.rows[one.model] = _row(one, full, numbers)
            full.files += [full.rows[StoredFile]] if one.model is StoredFile else []
    return full


def _others() -> dict[type[models.Model], models.Model]:
    """An employer with an offer, an adviser with a group: all that isn't the person's."""
    adviser = making.person("conseillere@alpha.example", role=Role.ADVISER)
    offer = making.live(apply_value="boulanger@vandaele.example")
    group = Group.objects.create(name="Promotion de mars", adviser=adviser)
    begins = timezone.now() + timedelta(days=7)
    made: tuple[models.Model, ...] = (
        *(adviser, offer, offer.employer, group),
        Shortlist.objects.create(offer=offer),
        SavedSearch.objects.create(user=making.person(), employer=offer.employer, label="boulangers"),
        Workshop.objects.create(
            group=group,
            title="Entretien",
            place="Bergues",
            starts_at=begins,
            ends_at=begins + timedelta(hours=2),
            seats=8,
        ),
    )
    return {type(one): one for one in made}


def _row(one: Declared, full: FullPerson, numbers: Iterator[int]) -> models.Model:
    said = {key: value() if callable(value) else value for key, value in NEEDS.get(one.code, {}).items()}
    whose = one.policy.whose
    for field_ in one.model._meta.concrete_fields:
        name = field_.name
        if name in said or (field_.primary_key and not field_.is_relation):
            continue
        if name in whose.user:
            said[name] = full.user if field_.is_relation else full.user.pk
        elif name in whose.email and said.get("channel") != "sms":
            said[name] = EMAIL
        elif name in whose.phone:
            said[name] = PHONE
        else:
            value = _value(field_, full, numbers, hanging=name in whose.parent or name in one.policy.holds)
            if value is not models.NOT_PROVIDED:
                said[name] = value
    row = one.model(**said)
    row.save(force_insert=True)
    return row


def _value(field_: Any, full: FullPerson, numbers: Iterator[int], *, hanging: bool) -> Any:
    """Something of the right kind, with the canary in every text that is free."""
    if field_.is_relation:
        if hanging and field_.related_model is StoredFile:
            # Each holder has a file of its own.
            return full.files.pop() if full.files else _row(Declared(StoredFile, StoredFile.data_policy), full, numbers)
        known = full.rows.get(field_.related_model) if hanging else full.others.get(field_.related_model)
        known = known or (None if field_.null else full.rows.get(field_.related_model))
        return known if known is not None and (hanging or not field_.null) else models.NOT_PROVIDED
    if field_.choices:
        return field_.default if field_.has_default() and not callable(field_.default) else field_.choices[0][0]
    if isinstance(field_, ArrayField):
        inner = field_.base_field
        return [inner.choices[0][0]] if inner.choices else [f"{WORD}"[: inner.max_length or 99]]
    if isinstance(field_, models.JSONField):
        return {"note": WORD}
    if isinstance(field_, models.UUIDField):
        return uuid.uuid4()
    return _plain(field_, numbers)


def _plain(field_: Any, numbers: Iterator[int]) -> Any:
    if isinstance(field_, models.BooleanField):
        return False
    if isinstance(field_, models.DateTimeField):
        return models.NOT_PROVIDED if field_.auto_now or field_.auto_now_add or field_.null else timezone.now()
    if isinstance(field_, models.DateField):
        return models.NOT_PROVIDED if field_.null else date(2026, 1, 1) + timedelta(days=next(numbers))
    if isinstance(field_, models.GenericIPAddressField):
        return "203.0.113.7"
    if isinstance(field_, models.DecimalField):
        return Decimal(1)
    if isinstance(field_, models.FloatField):
        return 50.5
    if isinstance(field_, models.IntegerField):
        return field_.default if field_.has_default() else next(numbers)
    if isinstance(field_, models.EmailField):
        return EMAIL
    if isinstance(field_, models.CharField | models.TextField):
        if field_.name in {"digest", "visitor", "selector", "sha256", "nonce", "inbound_id"}:
            return f"{next(numbers):064x}"
        if field_.name in _CODES:
            return _CODES[field_.name][: field_.max_length or 200]
        return f"{WORD} {next(numbers)}"[: field_.max_length or 200]
    raise AssertionError(f"Say in NEEDS what {field_} holds.")


_CODES = {
    "commune_insee": "59067",
    "postcode": "59380",
    "department": "59",
    "search_key": "0" * 32,
    "fingerprint": "f",
    "offer_schema": "alpha",
    "phone": PHONE,
    "code": "abcdefghjkmn",
    "link_key": "klmnpqrstuvw",
    "unsubscribe_url": "https://alpha.test/alertes/arreter/x",
}
#: Made by the test itself: they have no field that says whose they are.
SPECIAL = {"sessions.session"}
