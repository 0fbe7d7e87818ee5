"""What a profile may say, who sees it, and that a yes taken back counts at once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from boards.accounts.enums import Role
from boards.candidates.enums import Availability, ConsentHow, ConsentTo, Transport, Visibility
from boards.candidates.models import Profile
from boards.candidates.services import consents
from boards.candidates.services.writing import Shown, make_with, save_own, save_profile
from boards.candidates.values import JobValues, LanguageValues, ProfileValues, StudyValues
from tenants.audit.models import AuditEntry
from tenants.models import Tenant
from tests.boards.candidates.making import BAKER, agree, profile
from tests.boards.making import BERGUES, person, place

pytestmark = pytest.mark.usefixtures("in_alpha")

CONTRADICTIONS = [
    ({"name": ""}, "prénom"),
    ({"transport": [Transport.CAR], "licences": []}, "permis"),
    ({"availability": Availability.FROM_DATE}, "partir de quelle date"),
    ({"available_from": date(2027, 1, 1)}, "partir de quelle date"),
    (
        {
            "availability": Availability.FROM_DATE,
            "available_from": date(2027, 3, 1),
            "available_until": date(2027, 2, 1),
        },
        "avant le début",
    ),
    ({"occupations": []}, "au moins un métier"),
    ({"radius_km": 7}, "distance"),
    ({"latitude": None}, "position"),
    ({"skills": ["x"] * 31}, "essentiel"),
    ({"email": "Fatima@Exemple.fr"}, "minuscules"),
    ({"phone": "06 12 34 56 78"}, "internationale"),
]


@pytest.mark.parametrize(("said", "message"), CONTRADICTIONS)
def test_contradictions_are_told_in_french(said: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        profile(**said)
    assert any(message in one for one in refused.value.messages)


def test_who_is_seen_by_whom() -> None:
    hidden = profile(visibility=Visibility.NOBODY)
    advised = profile(visibility=Visibility.ADVISERS)
    shown = profile()
    assert set(Profile.objects.seen_by_advisers()) == {advised, shown}
    assert set(Profile.objects.seen_by_employers()) == {shown}
    assert hidden not in Profile.objects.seen_by_advisers()
    profile(availability=Availability.PAUSED)
    profile(agreed=[ConsentTo.KEEP])
    assert set(Profile.objects.seen_by_employers()) == {shown}


def test_partners_see_only_those_who_agreed() -> None:
    agreed, _other = profile(), profile()
    agree(agreed, ConsentTo.PARTNER)
    hidden = profile(visibility=Visibility.NOBODY)
    agree(hidden, ConsentTo.PARTNER)
    partner = person("partenaire@exemple.fr", role=Role.PARTNER)
    assert set(Profile.objects.seen_by(partner)) == {agreed}
    assert Profile.objects.seen_by(person("e@exemple.fr", role=Role.EMPLOYER)).count() == 0
    assert Profile.objects.seen_by(person("a@exemple.fr", role=Role.ADVISER)).count() == 2


def test_a_yes_taken_back_counts_at_once() -> None:
    somebody = person("f@exemple.fr", role=Role.CANDIDATE)
    shown = profile(user=somebody)
    agree(shown, ConsentTo.PARTNER)
    consents.withdraw(profile=shown, what=ConsentTo.EMPLOYERS, by=somebody)
    assert not Profile.objects.seen_by_employers().exists()
    assert Profile.objects.seen_by_advisers().get().visibility == Visibility.ADVISERS
    consents.withdraw(profile=shown, what=ConsentTo.ADVISERS, by=somebody)
    assert not Profile.objects.seen_by_advisers().exists()
    assert not Profile.objects.seen_by_partners().exists()
    assert set(shown.consents.standing().values_list("what", flat=True)) == {ConsentTo.KEEP}
    # The proofs stay, dated.
    assert shown.consents.filter(withdrawn_at__isnull=False).count() == 3


def values(**said: object) -> ProfileValues:
    return ProfileValues(
        **{  # type: ignore[arg-type]
            "name": "Fatima Benali",
            "email": "fatima.benali@exemple.fr",
            "occupations": (BAKER,),
            "place": place(BERGUES),
            "jobs": (JobValues("Vendeuse", employer="Boulangerie X", starts_on=date(2020, 1, 1)),),
            "studies": (StudyValues("CAP boulanger", year=2012),),
            "languages": (LanguageValues("ar", "native"),),
            **said,
        }
    )


def test_somebody_writes_their_own_and_writes_it_again() -> None:
    somebody = person("f@exemple.fr", role=Role.CANDIDATE)
    made = save_own(values=values(), shown=Shown(Visibility.EMPLOYERS), by=somebody)
    assert Profile.objects.seen_by_employers().get() == made
    assert {one.what for one in made.consents.standing()} == {ConsentTo.KEEP, ConsentTo.ADVISERS, ConsentTo.EMPLOYERS}
    assert all("CC" in one.wording or one.wording for one in made.consents.all())
    again = save_own(values=values(jobs=()), shown=Shown(Visibility.ADVISERS), by=somebody)
    assert again.pk == made.pk
    assert not again.experiences.exists()
    assert again.trainings.get().title == "CAP boulanger"
    assert not Profile.objects.seen_by_employers().exists()
    assert AuditEntry.objects.filter(kind="profile.consent_withdrawn").count() == 1


def test_a_contradiction_keeps_what_was_there() -> None:
    somebody = person("f@exemple.fr", role=Role.CANDIDATE)
    save_own(values=values(), shown=Shown(Visibility.EMPLOYERS), by=somebody)
    with pytest.raises(ValidationError):
        save_own(values=values(occupations=(), jobs=()), shown=Shown(Visibility.EMPLOYERS), by=somebody)
    assert Profile.objects.get().occupations == [BAKER]
    assert Profile.objects.get().experiences.exists()


def test_who_works_here_has_none_and_partners_neither() -> None:
    for role in (Role.ADVISER, Role.MANAGER, Role.PARTNER):
        with pytest.raises(PermissionDenied):
            save_own(
                values=values(), shown=Shown(Visibility.ADVISERS), by=person(f"{role}@exemple.fr", role=Role(role))
            )


def test_an_adviser_fills_one_in_with_somebody() -> None:
    adviser = person("a@exemple.fr", role=Role.ADVISER)
    made = make_with(
        values=values(email="", phone="+33639980012"), shown=Shown(Visibility.ADVISERS, ConsentHow.PRESENT), by=adviser
    )
    assert (made.made_by, made.adviser, made.user, made.handed_over_at) == (adviser, adviser, None, None)
    consent = made.consents.get(what=ConsentTo.ADVISERS)
    assert (consent.how, consent.by, consent.by_label) == (ConsentHow.PRESENT, adviser, str(adviser))
    with pytest.raises(ValidationError, match="accord"):
        make_with(values=values(), shown=Shown(Visibility.ADVISERS, ConsentHow.ACCOUNT), by=adviser)
    with pytest.raises(ValidationError, match="au moins des conseillers"):
        make_with(values=values(), shown=Shown(Visibility.NOBODY, ConsentHow.PRESENT), by=adviser)
    with pytest.raises(PermissionDenied):
        make_with(values=values(), shown=Shown(Visibility.ADVISERS, ConsentHow.PRESENT), by=person())


def test_after_the_handover_the_person_decides_alone() -> None:
    adviser = person("a@exemple.fr", role=Role.ADVISER)
    made = make_with(values=values(), shown=Shown(Visibility.EMPLOYERS, ConsentHow.PRESENT), by=adviser)
    Profile.objects.update(handed_over_at=timezone.now(), user=person("f@exemple.fr", role=Role.CANDIDATE))
    made.refresh_from_db()
    save_profile(profile=made, values=values(words="Bonjour"), shown=None, by=adviser)
    with pytest.raises(ValidationError, match="elle seule décide"):
        save_profile(profile=made, values=values(), shown=Shown(Visibility.ADVISERS), by=adviser)
    Profile.objects.update(visibility=Visibility.NOBODY)
    with pytest.raises(PermissionDenied):
        save_profile(profile=made, values=values(), shown=None, by=adviser)
    with pytest.raises(PermissionDenied):
        save_profile(profile=made, values=values(), shown=None, by=person("x@exemple.fr", role=Role.CANDIDATE))


def test_fresh_is_what_was_said_lately(alpha: Tenant) -> None:
    fresh, stale = profile(), profile()
    Profile.objects.filter(pk=stale.pk).update(confirmed_at=timezone.now() - timedelta(days=61))
    assert list(Profile.objects.fresh()) == [fresh]
