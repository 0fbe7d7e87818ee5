"""Groups: seats, mails with their own way out, pages for members only. TRUST 22: the last seat."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from boards.candidates.models import Profile
from boards.groups import links
from boards.groups.models import Group, Membership, Signup, Workshop
from boards.groups.services import groups, sharing, workshops
from boards.groups.services.workshops import WorkshopValues
from tenants.context import entering
from tenants.enums import Channel
from tenants.messaging.enums import RefusalReason
from tenants.messaging.letters import message_of
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.messaging.refusals import refuse
from tenants.models import Tenant
from tests.boards import making
from tests.boards.followup.making import adviser, profile
from tests.boards.together import at_once, meeting, no_row_locks
from tests.conftest import TenantClient


def group_of(*people: Profile, name: str = "Jeunes diplômés") -> Group:
    by = adviser()
    group = groups.make_group(name=name, about="", by=by)
    groups.add_members(group=group, profiles=people, by=by)
    return group


def workshop_in(group: Group, *, seats: int = 1) -> Workshop:
    begins = timezone.now() + timedelta(days=7)
    values = WorkshopValues(
        title="Préparer un entretien",
        place="Bergues",
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        seats=seats,
    )
    return workshops.plan(group=group, values=values, by=adviser())


def seats_taken_at_once(monkeypatch: pytest.MonkeyPatch) -> int:
    with entering(Tenant.objects.get(schema_name="alpha")):
        people = [profile(), profile("Karim Benali")]
        workshop = workshop_in(group_of(*people))
    # Both have counted the seats before either sits down: the moment that a lock is for.
    count, met = workshops.seats_left, meeting(lambda: None)

    def seats_left(one: Workshop) -> int:
        left = count(one)
        met()
        return left

    monkeypatch.setattr(workshops, "seats_left", seats_left)

    def take(person: Profile) -> Any:
        return lambda: workshops.sign_up(
            workshop=Workshop.objects.get(), profile=Profile.objects.get(pk=person.pk), by=None
        )

    at_once([take(person) for person in people])
    with entering(Tenant.objects.get(schema_name="alpha")):
        return Signup.objects.standing().filter(workshop=workshop.pk).count()


def test_with_the_lock_the_last_seat_is_taken_once(committing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert seats_taken_at_once(monkeypatch) == 1


def test_without_the_lock_two_sit_on_it(committing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    no_row_locks(monkeypatch)
    assert seats_taken_at_once(monkeypatch) == 2


def test_a_seat_given_back_is_free_at_once(in_alpha: Tenant) -> None:
    lea, karim = profile(), profile("Karim Benali")
    workshop = workshop_in(group_of(lea, karim))
    workshops.sign_up(workshop=workshop, profile=lea, by=None)
    workshops.sign_up(workshop=workshop, profile=lea, by=None)
    with pytest.raises(ValidationError, match="places sont prises"):
        workshops.sign_up(workshop=workshop, profile=karim, by=None)
    workshops.give_up(workshop=workshop, profile=lea, by=None)
    workshops.sign_up(workshop=workshop, profile=karim, by=None)
    with pytest.raises(ValidationError, match="membres"):
        workshops.sign_up(workshop=workshop, profile=profile("Ana Silva"), by=None)


def test_a_new_message_goes_to_members_with_a_way_out_of_this_group_only(in_alpha: Tenant) -> None:
    lea, karim = profile(), profile("Karim Benali")
    group, other = group_of(lea, karim), group_of(lea, name="Saisonniers")
    EmailDelivery.objects.all().delete()
    post = sharing.write_post(group=group, title="Bien écrire à un employeur", text="Trois lignes.", by=adviser())
    mails = {mail.to: mail for mail in EmailDelivery.objects.all()}
    assert set(mails) == {lea.email, karim.email}
    mail = mails[lea.email]
    assert post.title in mail.subject
    assert message_of(mail, in_alpha).extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/" + mail.unsubscribe_url.split("/", 3)[3]
    visitor = TenantClient(in_alpha, enforce_csrf_checks=True)
    for _ in range(3):
        assert visitor.get(path).status_code == 200
    assert not Membership.objects.filter(quiet_at__isnull=False).exists()
    assert visitor.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    quiet = Membership.objects.get(quiet_at__isnull=False)
    assert (quiet.profile, quiet.group) == (lea, group)
    EmailDelivery.objects.all().delete()
    sharing.write_post(group=group, title="Encore", text="Un mot.", by=adviser())
    assert [one.to for one in EmailDelivery.objects.all()] == [karim.email]
    sharing.write_post(group=other, title="Ailleurs", text="Un mot.", by=adviser())
    assert EmailDelivery.objects.filter(to=lea.email).exists()
    assert visitor.post(f"{path}x").status_code == 404


def test_members_have_their_page_by_account_and_by_link_and_others_have_none(in_alpha: Tenant) -> None:
    user = making.person("lea@candidat.example", role="candidate")
    lea = profile(user=user)
    group = group_of(lea)
    offer = making.live()
    sharing.share_offer(group=group, offer=offer, words="Près de chez vous", by=adviser())
    workshop = workshop_in(group)
    member = TenantClient(in_alpha)
    member.force_login(user)
    page = member.get(f"/mon-groupe/{group.pk}").content.decode()
    assert offer.title in page
    assert "Prendre une place" in page
    member.post(f"/mon-groupe/{group.pk}", {"inscrire": str(workshop.pk)})
    assert "Vous avez une place" in member.get(f"/mon-groupe/{group.pk}").content.decode()
    stranger = TenantClient(in_alpha)
    assert stranger.get(f"/mon-groupe/{group.pk}").status_code == 302
    stranger.force_login(making.person("autre@candidat.example", role="candidate"))
    assert stranger.get(f"/mon-groupe/{group.pk}").status_code == 404
    by_link = "/" + links.member_url(Membership.objects.get()).split("/", 3)[3]
    visitor = TenantClient(in_alpha)
    assert "Rendre ma place" in visitor.get(by_link).content.decode()
    visitor.post(by_link, {"liberer": str(workshop.pk)})
    assert not Signup.objects.standing().exists()
    visitor.post(by_link, {"quitter": ""})
    assert visitor.get(by_link).status_code == 404
    assert member.get(f"/mon-groupe/{group.pk}").status_code == 404


def test_called_off_those_with_a_seat_are_told(in_alpha: Tenant) -> None:
    lea, karim = profile(), profile("Karim Benali")
    workshop = workshop_in(group_of(lea, karim), seats=2)
    workshops.sign_up(workshop=workshop, profile=lea, by=None)
    Membership.objects.update(quiet_at=timezone.now())
    EmailDelivery.objects.all().delete()
    workshops.call_off(workshop=workshop, by=adviser())
    workshops.call_off(workshop=workshop, by=adviser())
    (mail,) = EmailDelivery.objects.all()
    assert mail.to == lea.email
    with pytest.raises(ValidationError, match="annulé"):
        workshops.sign_up(workshop=workshop, profile=karim, by=None)


def test_a_closed_group_takes_nothing_new(in_alpha: Tenant) -> None:
    group = group_of(profile())
    groups.close_group(group=group, by=adviser())
    with pytest.raises(ValidationError, match="fermé"):
        sharing.write_post(group=group, title="x", text="y", by=adviser())


def leading(alpha: Tenant) -> TenantClient:
    client = TenantClient(alpha)
    client.force_login(adviser())
    return client


def test_who_shows_their_profile_to_nobody_any_more_is_a_seat_without_a_name(in_alpha: Tenant) -> None:
    lea, karim = profile(), profile("Karim Benali")
    group = group_of(lea, karim)
    workshop = workshop_in(group, seats=4)
    for one in (lea, karim):
        workshops.sign_up(workshop=workshop, profile=one, by=None)
    client = leading(in_alpha)
    assert karim.name in client.get(f"/espace/groupes/{group.pk}").content.decode()
    Profile.objects.filter(pk=karim.pk).update(visibility="nobody")
    page = client.get(f"/espace/groupes/{group.pk}").content.decode()
    assert karim.name not in page
    assert lea.name in page
    assert "places prises : 2 sur 4" in page


def test_without_e_mail_one_is_told_by_sms_and_the_page_says_who_was_not(in_alpha: Tenant) -> None:
    lea, karim = profile(), profile("Karim Benali", email="", phone="+33639980112")
    ana, zoe = profile("Ana Silva", email="", phone=""), profile("Zoé Petit", email="", phone="")
    group = group_of(lea, karim, ana, zoe)
    client = leading(in_alpha)
    (welcome,) = SmsDelivery.objects.all()
    assert "/mon-groupe/lien/" in welcome.text
    begins = timezone.localtime() + timedelta(days=7)
    typed = {
        "atelier-title": "Préparer un entretien", "atelier-place": "Bergues", "atelier-day": begins.date().isoformat(),
        "atelier-hour": "10:00", "atelier-hours": "2", "atelier-seats": "8",
    }  # fmt: skip
    planned = client.post(f"/espace/groupes/{group.pk}/ateliers", typed, follow=True).content.decode()
    assert "1 personne prévenue par e-mail, 1 personne prévenue par SMS." in planned
    workshop = Workshop.objects.get()
    invitation = SmsDelivery.objects.exclude(pk=welcome.pk).get()
    assert "Prendre une place" in invitation.text
    for one in (lea, karim, ana, zoe):
        workshops.sign_up(workshop=workshop, profile=one, by=None)
    Profile.objects.filter(pk=zoe.pk).update(visibility="nobody")
    off = client.post(f"/espace/groupes/{group.pk}/ateliers/{workshop.pk}", follow=True).content.decode()
    assert "1 personne prévenue par e-mail, 1 personne prévenue par SMS." in off
    assert "à prévenir autrement" in off
    assert "Ana Silva, 1 personne qui ne montre plus son profil." in off
    text = SmsDelivery.objects.exclude(pk__in=[welcome.pk, invitation.pk]).get()
    assert (text.to, text.purpose) == (karim.phone, "service")
    assert "est annul" in text.text
    assert "les inscrits sont prévenus" not in off.lower()


def test_a_stop_to_mails_keeps_nobody_before_a_closed_door(in_alpha: Tenant) -> None:
    lea = profile(phone="")
    workshop = workshop_in(group_of(lea))
    workshops.sign_up(workshop=workshop, profile=lea, by=None)
    refuse(channel=Channel.EMAIL, address=lea.email, reason=RefusalReason.STOP)
    EmailDelivery.objects.all().delete()
    assert workshops.call_off(workshop=workshop, by=adviser()).count == 1
    assert EmailDelivery.objects.get().to == lea.email


def test_a_second_click_is_no_second_group_message_nor_workshop(in_alpha: Tenant) -> None:
    client = leading(in_alpha)
    for _ in range(2):
        client.post("/espace/groupes", {"name": "Promotion de mars", "about": ""})
    group = Group.objects.get()
    groups.add_members(group=group, profiles=[profile()], by=adviser())
    EmailDelivery.objects.all().delete()
    for _ in range(2):
        client.post(
            f"/espace/groupes/{group.pk}/message", {"message-title": "Bien écrire", "message-text": "Trois lignes."}
        )
    assert (group.posts.count(), EmailDelivery.objects.count()) == (1, 1)
    client.post(
        f"/espace/groupes/{group.pk}/message", {"message-title": "Bien écrire", "message-text": "Quatre lignes."}
    )
    assert group.posts.count() == 2
    workshop_in(group)
    assert group.workshops.count() == 1


def test_whoever_leaves_gives_their_seat_back_and_a_closed_group_gives_none(in_alpha: Tenant) -> None:
    lea, karim = profile(), profile("Karim Benali")
    group = group_of(lea, karim)
    workshop = workshop_in(group)
    workshops.sign_up(workshop=workshop, profile=lea, by=None)
    visitor = TenantClient(in_alpha)
    hers = links.member_url(Membership.objects.get(profile=lea)).removeprefix(in_alpha.base_url)
    his = links.member_url(Membership.objects.get(profile=karim)).removeprefix(in_alpha.base_url)
    visitor.post(hers, {"quitter": ""})
    assert not Signup.objects.standing().exists()
    groups.close_group(group=group, by=adviser())
    assert "Prendre une place" not in visitor.get(his).content.decode()
    assert "est fermé" in visitor.post(his, {"inscrire": str(workshop.pk)}).content.decode()
    assert not Signup.objects.standing().exists()
