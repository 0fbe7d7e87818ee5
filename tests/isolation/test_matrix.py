"""TRUST 1: every URL × who × {own, foreign object, foreign host} × GET and POST, and no canary anywhere."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import NoReverseMatch, get_resolver, reverse

from tenants.context import entering
from tenants.models import Tenant
from tests.isolation import world
from tests.isolation.matrix import ROWS, Arguments, Row
from tests.isolation.shapes import Outcome, Shape
from tests.isolation.urls import named_patterns
from tests.isolation.wagtails import SUPERUSER_PREFIXES, WAGTAIL_BROKEN, WAGTAIL_PREFIXES, WAGTAIL_PUBLIC
from tests.isolation.world import IN_TENANT, Role, World

METHODS = ("GET", "POST")
# Where providers call back: without the secret in the address 404, in tests/tenants/messaging/test_callbacks.py.
PUBLIC_ROWS = {"territories", "shared_sms_callback", "email_callback", "received_email_callback"}


@pytest.fixture(scope="module")
def there(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all rows: each request is undone by itself, and the whole at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        connection.set_schema_to_public()
        tenants = {tenant.schema_name: tenant for tenant in Tenant.objects.all()}
        built = world.build(tenants["alpha"], tenants["beta"], tenants["gamma"])
        yield built
        for tenant, things in ((built.alpha, built.own), (built.gamma, built.foreign)):
            with entering(tenant):
                world.remove_files(things)
        transaction.set_rollback(True)
    connection.set_schema_to_public()


def ask(there: World, role: Role, host: str, method: str, path: str) -> HttpResponse:
    """One request of a fresh browser, undone afterwards. Raises nothing: a broken page is its 500."""
    client = there.client(role, host)
    client.raise_request_exception = False
    cache.clear()
    with transaction.atomic():
        response = client.get(path) if method == "GET" else client.post(path.partition("?")[0])
        if response.streaming:
            sent = HttpResponse(b"".join(response.streaming_content), status=response.status_code)  # type: ignore[attr-defined]
            sent.headers = response.headers
            response = sent  # type: ignore[assignment]
        transaction.set_rollback(True)
    connection.set_schema_to_public()
    return response  # type: ignore[return-value]


def outcome(response: HttpResponse) -> Outcome | str:
    location = response.get("Location", "")
    if response.status_code in {301, 302} and re.match(r"(http://[^/]+)?/compte/connexion(\?|$)", location):
        return Outcome.SIGN_IN
    known = {403: Outcome.FORBIDDEN, 404: Outcome.NOT_FOUND, 405: Outcome.METHOD}
    if response.status_code in known:
        return known[response.status_code]
    return Outcome.IN if response.status_code < 500 else str(response.status_code)


class Report:
    """What was not as expected, all of it, in lines that a person can read."""

    def __init__(self, there: World) -> None:
        self.there, self.lines, self.asked = there, list[str](), 0

    def expect(self, wanted: Outcome, role: Role, host: str, method: str, path: str, case: str) -> None:
        response = ask(self.there, role, host, method, path)
        self.asked += 1
        found = outcome(response)
        if found != wanted:
            self.lines.append(f"{case}: {method} {path} as {role} on {host}: {found}, not {wanted}")
        seen = f"{response.headers} {response.content.decode(errors='replace')}"
        self.lines += [
            f"{case}: {method} {path} as {role} on {host} shows {c}" for c in self.there.canaries if c in seen
        ]


def path_of(row: Row, arguments: Arguments | None, there: World, things: str = "own") -> str:
    kwargs = arguments(getattr(there, things)) if arguments else {}
    return reverse(row.name, kwargs=kwargs, urlconf=settings.ROOT_URLCONF) + (f"?{row.search}" if row.search else "")


def shapes(row: Row) -> list[tuple[str, Shape]]:
    return [("GET", row.get), ("POST", row.post)]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.name}-{n}" for n, row in enumerate(ROWS)])
def test_a_row(there: World, row: Row) -> None:
    report = Report(there)
    alphas, betas, publics = there.alpha.primary_domain, there.beta.primary_domain, settings.PUBLIC_HOST
    own = path_of(row, row.own, there)
    for method, shape in shapes(row):
        for role in IN_TENANT:
            report.expect(shape.of(role), role, alphas, method, own, "own")
        # An operator's session, opened in public, is nobody's here.
        strangers = row.missing(shape) if row.of_session else shape
        report.expect(strangers.of(Role.ANONYMOUS), Role.OPERATOR, alphas, method, own, "operator")
        for role in (Role.OPERATOR, Role.PUBLIC, Role.MANAGER):
            if own.partition("?")[0] != "/":
                report.expect(Outcome.NOT_FOUND, role, publics, method, own, "operator's site")
        if row.own and not row.shared:
            elsewhere = path_of(row, row.own, there, "foreign")
            for role in IN_TENANT:
                report.expect(row.missing(shape).of(role), role, alphas, method, elsewhere, "foreign object")
            for arguments in row.others:
                for role in IN_TENANT:
                    wanted = row.missing(shape).of(role)
                    report.expect(wanted, role, alphas, method, path_of(row, arguments, there), "nobody's object")
        for role in IN_TENANT:
            away = row.missing(shape) if row.own and not row.shared else shape
            report.expect(away.of(Role.ANONYMOUS), role, betas, method, own, "foreign host")
    assert not report.lines, "\n" + "\n".join(report.lines)
    assert report.asked >= 2 * (len(IN_TENANT) * 2 + 3)


def test_there_are_canaries_to_be_found(there: World) -> None:
    """At home each is shown: were the pages empty, their absence elsewhere would prove nothing."""
    shown = ""
    for path in ("/", "/offres", f"/offres/{there.foreign.offer.pk}", "/outbox"):
        shown += ask(there, Role.ANONYMOUS, there.gamma.primary_domain, "GET", path).content.decode()
    assert len(there.canaries) >= 50
    assert sum(canary in shown for canary in there.canaries) >= 15


def unclassified(names: set[str], rows: set[str]) -> set[str]:
    return {name for name in names - rows if not name.startswith(WAGTAIL_PREFIXES)}


def test_every_url_has_a_row() -> None:
    names = {name for name, _ in named_patterns(get_resolver(settings.ROOT_URLCONF))}
    rows = {row.name for row in ROWS}
    ours = {"<pages-admin/login/>", "<_util/login/>"}
    assert unclassified(names, rows | ours) == set(), "Give each a Row in tests/isolation/matrix.py."
    assert {name for name in rows if name not in names} == set(), "Rows of URLs that are no more."
    assert unclassified({"offers:planted"}, rows) == {"offers:planted"}


def test_every_url_of_the_operators_site_is_known() -> None:
    names = {name for name, _ in named_patterns(get_resolver(settings.PUBLIC_SCHEMA_URLCONF))}
    assert names == PUBLIC_ROWS


def test_the_operators_site_shows_no_tenants_words(there: World) -> None:
    for role in (Role.OPERATOR, Role.PUBLIC):
        response = ask(there, role, settings.PUBLIC_HOST, "GET", "/")
        assert response.status_code == 200
        assert not [canary for canary in there.canaries if canary in response.content.decode()]


def wagtail_paths() -> list[tuple[str, str]]:
    """Wagtail's URLs that take no argument, by name."""
    found = []
    for name, _ in named_patterns(get_resolver(settings.ROOT_URLCONF)):
        if name.startswith("wagtail") and name not in WAGTAIL_PUBLIC:
            try:
                found.append((name, reverse(name)))
            except NoReverseMatch:
                continue
    return sorted(set(found))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PUBLIC])
def test_wagtails_editor_is_for_managers(there: World, role: Role) -> None:
    report: list[str] = []
    paths = wagtail_paths()
    assert len(paths) > 60
    for name, path in paths:
        for method in METHODS:
            response = ask(there, role, there.alpha.primary_domain, method, path)
            let_in = response.status_code == 200
            if response.status_code >= 500 and name not in WAGTAIL_BROKEN:
                report.append(f"{method} {path}: {response.status_code}")
            if let_in and role != Role.MANAGER:
                report.append(f"{method} {path}: 200 for {role}")
            if let_in and name.startswith(SUPERUSER_PREFIXES):
                report.append(f"{method} {path}: 200 for a manager, and is for superusers")
            report += [
                f"{method} {path} shows {c}" for c in there.canaries if c in response.content.decode(errors="replace")
            ]
    assert not report, "\n".join(report)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADVISER, Role.EMPLOYER, Role.ANONYMOUS])
def test_wagtails_objects_are_its_own_tenants(there: World, role: Role) -> None:
    """Pages and documents have small numbers, so gamma's exist in alpha too: what is shown is alpha's."""
    for number in range(1, 8):
        for name in ("wagtailadmin_pages:edit", "wagtailadmin_pages:history", "wagtaildocs:edit", "wagtailimages:edit"):
            path = reverse(name, args=[number])
            response = ask(there, role, there.alpha.primary_domain, "GET", path)
            assert response.status_code in ({200, 302, 404} if role == Role.MANAGER else {302, 403, 404}), path
            assert not [c for c in there.canaries if c in response.content.decode(errors="replace")], path
    secret = there.foreign.document_id
    response = ask(there, role, there.alpha.primary_domain, "GET", f"/documents/{secret + 1000}/x.txt")
    assert response.status_code == 404


@pytest.mark.parametrize("path", ["/%2e%2e/", "/offres/../espace", "/offres/%00", "/" + quote("é" * 300), "/offres/1"])
def test_odd_paths_are_404_and_nothing_else(there: World, path: str) -> None:
    response = ask(there, Role.ANONYMOUS, there.alpha.primary_domain, "GET", path)
    assert response.status_code in {302, 404}


@override_settings(SHOW_OUTBOX=False)
def test_the_outbox_is_shut_where_mail_is_real(there: World) -> None:
    for role in IN_TENANT:
        assert ask(there, role, there.alpha.primary_domain, "GET", "/outbox").status_code == 404


def test_a_shape_that_lets_one_more_in_is_found(there: World) -> None:
    """The matrix can fail: a page for staff, tried against the row of a page for all, and a canary in plain sight."""
    report = Report(there)
    report.expect(Outcome.IN, Role.CANDIDATE, there.alpha.primary_domain, "GET", "/espace/moderation", "planted")
    report.expect(Outcome.IN, Role.ANONYMOUS, there.gamma.primary_domain, "GET", "/outbox", "planted")
    assert any("403, not let in" in line for line in report.lines)
    assert any("shows CANARI" in line for line in report.lines)


def test_the_rows_ask_enough() -> None:
    """Roughly the figure that TRUST names, so that a table emptied by mistake is noticed."""
    per_row = 2 * (len(IN_TENANT) * 3 + 4)
    questions: Any = len(ROWS) * per_row + len(wagtail_paths()) * 2 * (len(Role) - 1)
    assert questions > 3000
