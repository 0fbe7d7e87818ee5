"""Profiles for tests."""

from collections.abc import Iterable

from boards.candidates.enums import Availability, ConsentHow, ConsentTo, Transport, Visibility
from boards.candidates.models import Profile, ProfileConsent
from boards.offers.enums import LicenceCategory
from tests.boards.making import BERGUES, place

NAME, EMAIL, PHONE = "Fatima Benali", "fatima.benali@exemple.fr", "+33639980012"
BAKER = "D1102"


def profile(insee: str = BERGUES, *, agreed: Iterable[ConsentTo] | None = None, **values: object) -> Profile:
    """Somebody in a commune, who agreed to what their visibility needs unless `agreed` says otherwise."""
    said = {
        "name": NAME,
        "email": EMAIL,
        "phone": PHONE,
        "occupations": [BAKER],
        "transport": [Transport.CAR],
        "licences": [LicenceCategory.B],
        "availability": Availability.NOW,
        "visibility": Visibility.EMPLOYERS,
        **place(insee),
        **values,
    }
    made = Profile(**said)
    made.full_clean()
    made.save()
    for what in needed(made.visibility) if agreed is None else agreed:
        agree(made, what)
    return made


def needed(visibility: str) -> list[ConsentTo]:
    steps = {Visibility.NOBODY: 1, Visibility.ADVISERS: 2, Visibility.EMPLOYERS: 3}
    return [ConsentTo.KEEP, ConsentTo.ADVISERS, ConsentTo.EMPLOYERS][: steps[Visibility(visibility)]]


def agree(to: Profile, what: ConsentTo, *, how: ConsentHow = ConsentHow.ACCOUNT) -> ProfileConsent:
    return ProfileConsent.objects.create(profile=to, what=what, how=how, wording="J’accepte.")
