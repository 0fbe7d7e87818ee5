"""Several people a firm, by role: invited by a link that needs the address too; somebody always answers for it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.employers.enums import EmployerRole
from boards.employers.models import Employer, EmployerInvitation, EmployerMember
from boards.employers.services import members
from boards.employers.views import team
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making
from tests.boards.accounts.doors import CONFIRM, by_password, code_in, letters
from tests.boards.together import at_once, meeting, no_row_locks

OWNER, GUEST = "boulanger@vandaele.example", "vendeuse@vandaele.example"


@pytest.fixture
def firm(alpha):
    with entering(alpha):
        return making.employer(by=making.person(OWNER))


def link(tenant):
    return re.search(r"http://\S+(/invitation/\S+)", letters(tenant)[0].text)[1]


def invite_by_page(client, firm, email=GUEST, role="member"):
    return client.post(f"/espace/equipe/{firm.pk}/inviter", {"email": email, "role": role})


@pytest.fixture
def owner(alpha, firm, visit):
    client = visit(alpha)
    by_password(client, OWNER)
    return client


def people(tenant, firm):
    with entering(tenant):
        rows = EmployerMember.objects.filter(employer=firm).select_related("user")
        return {row.user.email: row.role for row in rows}


def test_who_first_publishes_answers_for_it(alpha, firm):
    assert people(alpha, firm) == {OWNER: EmployerRole.OWNER}


def test_an_unknown_person_is_invited_confirms_the_address_and_acts_for_the_firm(alpha, firm, owner, visit):
    page = owner.get("/espace/equipe", follow=True).content.decode()
    assert "Inviter quelqu’un" in page
    assert invite_by_page(owner, firm, "Vendeuse@Vandaele.example").url == f"/espace/equipe/{firm.pk}"
    letter = letters(alpha)[0]
    assert letter.to == GUEST
    assert "Boulangerie Vandaele vous invite" in letter.subject
    guest, path = visit(alpha), link(alpha)
    assert "Recevoir le code" in guest.get(path).content.decode()
    assert people(alpha, firm) == {OWNER: EmployerRole.OWNER}, "looking changes nothing"
    to_code = guest.post(path)
    assert to_code.url.startswith(CONFIRM)
    assert letters(alpha)[0].to == GUEST
    back = guest.post(to_code.url, {"code": code_in(alpha), "next": path})
    assert back.url == path
    assert "Accepter" in guest.get(path).content.decode()
    assert guest.post(path).url == "/espace"
    assert people(alpha, firm) == {OWNER: EmployerRole.OWNER, GUEST: EmployerRole.MEMBER}
    with entering(alpha):
        assert User.objects.get(email=GUEST).role == Role.EMPLOYER
        kinds = list(AuditEntry.objects.filter(kind__startswith="employer.").values_list("kind", "actor_label"))
    assert ("employer.invited", OWNER) in kinds
    assert ("employer.member_joined", GUEST) in kinds
    assert guest.get(path).status_code == 410


@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.ADVISER, Role.PARTNER])
def test_who_is_known_keeps_their_role(alpha, firm, owner, visit, role):
    with entering(alpha):
        making.person(GUEST, role=role)
    invite_by_page(owner, firm)
    guest = visit(alpha)
    by_password(guest, GUEST)
    guest.post(link(alpha))
    with entering(alpha):
        assert User.objects.get(email=GUEST).role == role
    assert GUEST in people(alpha, firm)


def test_a_link_that_was_passed_on_lets_nobody_else_in(alpha, firm, owner, visit):
    with entering(alpha):
        making.person("curieux@exemple.example")
    invite_by_page(owner, firm)
    other = visit(alpha)
    by_password(other, "curieux@exemple.example")
    page = other.get(link(alpha)).content.decode()
    assert "Me déconnecter" in page
    other.post(link(alpha))
    assert "curieux@exemple.example" not in people(alpha, firm)
    with entering(alpha), pytest.raises(PermissionDenied):
        members.accept(
            invitation=EmployerInvitation.objects.get(), by=User.objects.get(email="curieux@exemple.example")
        )


def test_the_link_is_for_one_tenant_lapses_and_can_be_taken_back(alpha, beta, firm, owner, visit):
    invite_by_page(owner, firm)
    path = link(alpha)
    assert visit(beta).get(path).status_code == 404
    assert visit(alpha).get(path[:-3] + "abc").status_code == 404
    assert visit(alpha).get("/invitation/x").status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert visit(alpha).get(path).status_code == 410
        assert visit(alpha).post(path).status_code == 410
    with entering(alpha):
        pk = EmployerInvitation.objects.get().pk
    owner.post(f"/espace/equipe/invitation/{pk}/annuler")
    assert visit(alpha).get(path).status_code == 410


def test_inviting_again_renews_it_and_the_first_link_is_dead(alpha, firm, owner, visit):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        invite_by_page(owner, firm)
        first = link(alpha)
        clock.shift(timedelta(minutes=2))
        invite_by_page(owner, firm, role="owner")
        assert visit(alpha).get(first).status_code == 404
        assert visit(alpha).get(link(alpha)).status_code == 200
    with entering(alpha):
        assert EmployerInvitation.objects.get().role == EmployerRole.OWNER


def test_the_mail_carries_no_link_of_a_strangers(alpha, visit):
    with entering(alpha):
        bad = making.employer("Gagnez 1000 € sur www.escroc.example", by=making.person(OWNER))
    client = visit(alpha)
    by_password(client, OWNER)
    invite_by_page(client, bad)
    assert "escroc" not in letters(alpha)[0].text + letters(alpha)[0].html + letters(alpha)[0].subject


def test_twenty_a_day_and_no_more(alpha, firm):
    with entering(alpha):
        by = User.objects.get(email=OWNER)
        for n in range(20):
            members.invite(employer=firm, email=f"p{n}@exemple.example", role=EmployerRole.MEMBER, by=by)
        with pytest.raises(ValidationError, match="Réessayez demain"):
            members.invite(employer=firm, email="p20@exemple.example", role=EmployerRole.MEMBER, by=by)


def test_a_bad_address_and_a_member_are_refused_with_what_was_typed(alpha, firm, owner):
    page = invite_by_page(owner, firm, "pas une adresse").content.decode()
    assert 'value="pas une adresse"' in page
    assert "agit déjà" in invite_by_page(owner, firm, OWNER).content.decode()


def joined(firm, email=GUEST, role=EmployerRole.MEMBER):
    return EmployerMember.objects.create(employer=firm, user=making.person(email), role=role)


def test_a_member_may_leave_and_decide_nothing(alpha, firm, visit):
    with entering(alpha):
        member = joined(firm)
        first = EmployerMember.objects.get(user__email=OWNER)
    client = visit(alpha)
    by_password(client, GUEST)
    assert "Inviter" not in client.get(f"/espace/equipe/{firm.pk}").content.decode()
    assert invite_by_page(client, firm, "x@exemple.example").status_code == 403
    assert client.post(f"/espace/equipe/membre/{first.pk}/retirer").status_code == 403
    assert client.post(f"/espace/equipe/membre/{member.pk}/role", {"role": "owner"}).status_code == 403
    assert client.post(f"/espace/equipe/membre/{member.pk}/retirer").url == "/espace/equipe"
    assert people(alpha, firm) == {OWNER: EmployerRole.OWNER}
    assert client.get(f"/espace/equipe/{firm.pk}").status_code == 404


def test_the_last_who_answers_for_it_can_neither_leave_nor_step_down(alpha, firm, owner):
    with entering(alpha):
        member = joined(firm)
        first = EmployerMember.objects.get(user__email=OWNER)
    for path, data in (("retirer", {}), ("role", {"role": "member"})):
        page = owner.post(f"/espace/equipe/membre/{first.pk}/{path}", data, follow=True).content.decode()
        assert "au moins un responsable" in page
    owner.post(f"/espace/equipe/membre/{member.pk}/role", {"role": "owner"})
    owner.post(f"/espace/equipe/membre/{first.pk}/role", {"role": "member"})
    assert people(alpha, firm) == {OWNER: EmployerRole.MEMBER, GUEST: EmployerRole.OWNER}


def test_staff_do_it_for_them_and_the_audit_says_who(alpha, firm, visit):
    with entering(alpha):
        making.person("conseil@alpha.example", role=Role.ADVISER)
        first = EmployerMember.objects.get(user__email=OWNER)
    client = visit(alpha)
    by_password(client, "conseil@alpha.example")
    assert "Boulangerie Vandaele" in client.get("/espace/equipe?q=vandaele").content.decode()
    invite_by_page(client, firm)
    client.post(f"/espace/equipe/membre/{first.pk}/retirer")
    assert people(alpha, firm) == {}
    with entering(alpha):
        actors = set(AuditEntry.objects.filter(kind__contains="employer.").exclude(kind="employer.created"))
        assert {entry.actor_label for entry in actors} == {"conseil@alpha.example"}
        assert Employer.objects.filter(pk=firm.pk).exists()


def two_owners_leave(monkeypatch):
    with entering(Tenant.objects.get(schema_name="alpha")):
        firm = making.employer(by=making.person(OWNER))
        joined(firm, role=EmployerRole.OWNER)
    count, met = QuerySet.count, meeting(lambda: None)

    def counted(rows):
        found = count(rows)
        if rows.model is EmployerMember:
            met()
        return found

    def leave(email):
        person = User.objects.get(email=email)
        members.remove(member=EmployerMember.objects.get(user=person), by=person)

    monkeypatch.setattr(QuerySet, "count", counted)
    at_once([lambda: leave(OWNER), lambda: leave(GUEST)])
    monkeypatch.setattr(QuerySet, "count", count)
    with entering(Tenant.objects.get(schema_name="alpha")):
        return EmployerMember.objects.count()


def test_two_who_leave_at_once_leave_one(committing, monkeypatch):
    assert two_owners_leave(monkeypatch) == 1


def test_without_the_lock_they_would_leave_nobody(committing, monkeypatch):
    no_row_locks(monkeypatch)
    assert two_owners_leave(monkeypatch) == 0


def test_accepting_while_the_invitation_is_sent_again_is_accepted(committing, monkeypatch):
    with entering(Tenant.objects.get(schema_name="alpha")):
        owner, guest = making.person(OWNER), making.person(GUEST)
        firm = making.employer(by=owner)
        invitation = members.invite(employer=firm, email=GUEST, role=EmployerRole.MEMBER, by=owner)
    clean, met = EmployerInvitation.full_clean, meeting(lambda: None)

    def slowly(*args, **options):
        met()
        # The guest has accepted, or waits.
        met()
        clean(*args, **options)

    def accept():
        met()
        members.accept(invitation=invitation, by=guest)

    monkeypatch.setattr(EmployerInvitation, "full_clean", slowly)
    again = {"employer": firm, "email": GUEST, "role": EmployerRole.MEMBER, "by": owner}
    assert at_once([lambda: members.invite(**again), accept]) == []
    with entering(Tenant.objects.get(schema_name="alpha")):
        assert EmployerInvitation.objects.get().accepted_by == guest
        assert EmployerMember.objects.filter(employer=firm).count() == 2


def test_who_is_removed_twice_was_gone_already(alpha, firm):
    with entering(alpha):
        joined(firm)
        by = User.objects.get(email=OWNER)
        member = EmployerMember.objects.get(user__email=GUEST)
        members.remove(member=member, by=by)
        with pytest.raises(ValidationError, match="n’agit plus"):
            members.remove(member=member, by=by)


def test_the_second_of_two_presses_on_leaving_comes_to_the_list(alpha, firm, owner, monkeypatch):
    with entering(alpha):
        joined(firm, GUEST, role=EmployerRole.OWNER)
        mine = EmployerMember.objects.get(employer=firm, user__email=OWNER)
    monkeypatch.setattr(team, "get_object_or_404", lambda *args, **said: mine)
    path = f"/espace/equipe/membre/{mine.pk}/retirer"
    for _press in range(2):
        assert owner.post(path).url == "/espace/equipe"


@pytest.mark.parametrize("others", [0, 19])
def test_the_page_asks_the_same_questions_for_one_and_for_twenty(alpha, firm, owner, others):
    with entering(alpha):
        for n in range(others):
            joined(firm, f"m{n}@exemple.example")
    owner.get(f"/espace/equipe/{firm.pk}")
    with CaptureQueriesContext(connection) as captured:
        owner.get(f"/espace/equipe/{firm.pk}")
    assert sum("search_path" not in query["sql"] for query in captured) <= 9


def test_old_invitations_are_forgotten(alpha, firm):
    with entering(alpha):
        by = User.objects.get(email=OWNER)
        members.invite(employer=firm, email=GUEST, role=EmployerRole.MEMBER, by=by)
        with time_machine.travel(timezone.now() + timedelta(days=89), tick=False):
            assert members.forget_invitations() == 0
        with time_machine.travel(timezone.now() + timedelta(days=99), tick=False):
            assert members.forget_invitations() == 1
