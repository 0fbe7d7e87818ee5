"""Hazard 1: nothing that was made or read in one tenant is used in another. Every way there is, tried."""

import copy
import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Exists, OuterRef, Subquery, prefetch_related_objects

from boards.accounts.models import User
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.guard import CrossSchemaError
from tests.tenants.conftest import KEY, Pair

Make = Callable[[], Any]
Use = Callable[[Any], Any]


def entry() -> AuditEntry:
    return AuditEntry.objects.get(pk=KEY)


def user() -> User:
    return User.objects.get(pk=KEY)


def half_read() -> Any:
    User.objects.create_user("second@example.org")
    rows = User.objects.iterator(chunk_size=1)
    next(rows)
    return rows


def assigned(group_holder: User) -> None:
    group_holder.groups.set([Group.objects.get(pk=900)])


# what is done, how it is made in one tenant, how it is used in the other
USES: list[tuple[str, Make, Use]] = [
    ("save", entry, lambda e: e.save()),
    ("save some fields", entry, lambda e: e.save(update_fields=["kind"])),
    ("save, naming the database", entry, lambda e: e.save(using="default")),
    ("delete, naming the database", entry, lambda e: e.delete(using="default")),
    ("refresh, naming the database", entry, lambda e: e.refresh_from_db(using="default")),
    ("save by force", entry, lambda e: e.save(force_insert=True)),
    ("save_base", entry, lambda e: e.save_base(raw=True)),
    ("save a new one", lambda: AuditEntry(kind="new"), lambda e: e.save()),
    ("save a copy", lambda: copy.copy(entry()), lambda e: e.save()),
    ("save a deep copy", lambda: copy.deepcopy(entry()), lambda e: e.save()),
    ("save a pickled one", lambda: pickle.dumps(entry()), lambda p: pickle.loads(p).save()),
    ("delete", entry, lambda e: e.delete()),
    ("refresh", entry, lambda e: e.refresh_from_db()),
    ("a deferred field", lambda: AuditEntry.objects.only("pk").get(pk=KEY), lambda e: e.kind),
    ("follow a deferred field", lambda: AuditEntry.objects.defer("detail").get(pk=KEY), lambda e: e.detail),
    ("iterate", lambda: AuditEntry.objects.all(), list),
    ("iterate what was answered", lambda: _evaluated(AuditEntry.objects.all()), list),
    ("iterate a pickled one", lambda: pickle.dumps(AuditEntry.objects.all()), lambda p: list(pickle.loads(p))),
    ("iterate the filtered", lambda: AuditEntry.objects.filter(kind="of-alpha"), list),
    ("iterate a copy of the filtered", lambda: AuditEntry.objects.filter(kind="of-alpha"), lambda q: list(q.all())),
    ("iterate a deep copy", lambda: copy.deepcopy(AuditEntry.objects.filter(pk=KEY)), list),
    ("iterator", lambda: AuditEntry.objects.all(), lambda q: list(q.iterator())),
    ("an iterator half read", half_read, next),
    ("values", lambda: AuditEntry.objects.values("kind"), list),
    ("values_list", lambda: AuditEntry.objects.values_list("kind", flat=True), list),
    ("count", lambda: AuditEntry.objects.all(), lambda q: q.count()),
    ("exists", lambda: AuditEntry.objects.all(), lambda q: q.exists()),
    ("contains", lambda: (AuditEntry.objects.all(), entry()), lambda both: both[0].contains(both[1])),
    ("aggregate", lambda: AuditEntry.objects.all(), lambda q: q.aggregate(n=Count("pk"))),
    ("get", lambda: AuditEntry.objects.all(), lambda q: q.get(pk=KEY)),
    ("first", lambda: AuditEntry.objects.all(), lambda q: q.first()),
    ("latest", lambda: AuditEntry.objects.all(), lambda q: q.latest("created_at")),
    ("in_bulk", lambda: AuditEntry.objects.all(), lambda q: q.in_bulk([KEY])),
    ("dates", lambda: AuditEntry.objects.filter(pk=KEY), lambda q: list(q.dates("created_at", "day"))),
    ("explain", lambda: AuditEntry.objects.all(), lambda q: q.explain()),
    ("slice", lambda: AuditEntry.objects.all()[:1], list),
    ("index", lambda: AuditEntry.objects.all(), lambda q: q[0]),
    ("repr", lambda: AuditEntry.objects.all(), repr),
    ("update", lambda: AuditEntry.objects.all(), lambda q: q.update(kind="stolen")),
    ("delete a queryset", lambda: AuditEntry.objects.all(), lambda q: q.delete()),
    ("raw delete", lambda: AuditEntry.objects.all(), lambda q: q._raw_delete("default")),
    ("create from a queryset", lambda: AuditEntry.objects.all(), lambda q: q.create(kind="x")),
    ("get_or_create", lambda: AuditEntry.objects.all(), lambda q: q.get_or_create(kind="never")),
    ("update_or_create", lambda: AuditEntry.objects.all(), lambda q: q.update_or_create(pk=KEY, defaults={})),
    ("bulk_create", lambda: [AuditEntry(kind="x")], lambda o: AuditEntry.objects.bulk_create(o)),
    (
        "bulk_create that updates",
        lambda: [entry()],
        lambda o: AuditEntry.objects.bulk_create(
            o, update_conflicts=True, unique_fields=["id"], update_fields=["kind"]
        ),
    ),
    ("bulk_update", lambda: [entry()], lambda o: AuditEntry.objects.bulk_update(o, ["kind"])),
    ("raw", lambda: AuditEntry.objects.raw("SELECT * FROM audit_auditentry"), list),
    ("raw, prepared", lambda: AuditEntry.objects.raw("SELECT * FROM audit_auditentry").prefetch_related(), list),
    ("union", lambda: AuditEntry.objects.all(), lambda q: list(AuditEntry.objects.all().union(q))),
    ("or", lambda: AuditEntry.objects.filter(pk=KEY), lambda q: list(AuditEntry.objects.filter(kind="") | q)),
    (
        "a filter by a queryset",
        lambda: User.objects.filter(name="alpha"),
        lambda q: list(Group.objects.filter(user__in=q)),
    ),
    (
        "a subquery",
        lambda: User.objects.filter(name="alpha"),
        lambda q: list(AuditEntry.objects.annotate(n=Subquery(q.values("name")[:1]))),
    ),
    (
        "exists as a condition",
        lambda: User.objects.filter(pk=OuterRef("pk")),
        lambda q: list(AuditEntry.objects.filter(Exists(q))),
    ),
    ("a many-to-many", user, lambda u: list(u.groups.all())),
    ("a many-to-many's manager", lambda: user().groups, lambda m: list(m.all())),
    ("add to a many-to-many", user, lambda u: u.groups.add(Group.objects.get(pk=900))),
    ("set a many-to-many", user, assigned),
    ("clear a many-to-many", user, lambda u: u.groups.clear()),
    ("put a stranger into a many-to-many", user, lambda u: Group.objects.get(pk=900).user_set.add(u)),
    ("a reverse foreign key", user, lambda u: list(u.emailaddress_set.all())),
    ("create over a reverse foreign key", user, lambda u: u.emailaddress_set.create(email="x@example.org")),
    ("prefetch", lambda: [user()], lambda users: prefetch_related_objects(users, "groups")),
    ("prefetch, lazily", lambda: User.objects.prefetch_related("groups"), list),
    ("a foreign key to a stranger", user, lambda u: User.groups.through(user=u, group=Group.objects.get(pk=900))),
    ("a third party's row", lambda: Group.objects.get(pk=900), lambda g: g.save()),
    ("delete a third party's row", lambda: Group.objects.get(pk=900), lambda g: g.delete()),
    ("a third party's relation", lambda: Group.objects.get(pk=900), lambda g: list(g.user_set.all())),
    ("set a password", user, lambda u: (u.set_password("x"), u.save())),
]


def _evaluated(queryset: Any) -> Any:
    list(queryset)
    return queryset


@pytest.mark.parametrize(("make", "use"), [u[1:] for u in USES], ids=[u[0] for u in USES])
def test_what_was_made_in_one_tenant_is_refused_in_another(pair: Pair, make: Make, use: Use) -> None:
    with entering(pair.one):
        made = make()
    with entering(pair.other), pytest.raises(CrossSchemaError), transaction.atomic():
        use(made)
    # Nothing happened on either side.
    assert pair.text_in(pair.one) == "of-alpha"
    assert pair.text_in(pair.other) == "of-beta"


@pytest.mark.parametrize(("make", "use"), [u[1:] for u in USES], ids=[u[0] for u in USES])
def test_and_is_as_usual_at_home(pair: Pair, make: Make, use: Use) -> None:
    """The same uses where they were made: a guard that refused everything would pass the test above."""
    with entering(pair.one), suppress(IntegrityError), transaction.atomic():
        use(make())


def test_the_message_names_both_schemas(pair: Pair) -> None:
    with entering(pair.one):
        made = entry()
    with entering(pair.other), pytest.raises(CrossSchemaError, match=r"AuditEntry .*'alpha'.*'beta'"):
        made.save()


def test_public_is_elsewhere_too(pair: Pair) -> None:
    with entering(pair.one):
        someone = user()
    connection.set_schema_to_public()
    with pytest.raises(CrossSchemaError):
        someone.save()
    operators = User.objects.all()
    with entering(pair.one), pytest.raises(CrossSchemaError):
        list(operators)


class ByAnyone(forms.Form):
    """As a ModelForm with a foreign key has it: the queryset is made when the class is."""

    who = forms.ModelChoiceField(User.objects.all())


def test_an_unfiltered_queryset_on_a_form_class_is_answered_where_the_form_is_used(pair: Pair) -> None:
    for tenant in (pair.one, pair.other):
        with entering(tenant):
            form = ByAnyone({"who": str(KEY)})
            assert form.is_valid(), form.errors
            assert form.cleaned_data["who"].name == tenant.schema_name
            assert f">{tenant.schema_name}<" in str(ByAnyone()["who"])


def test_reading_what_is_already_in_memory_is_allowed(pair: Pair) -> None:
    with entering(pair.one):
        someone = user()
    with entering(pair.other):
        assert someone.name == "alpha"
        assert {someone: 1}[someone] == 1
