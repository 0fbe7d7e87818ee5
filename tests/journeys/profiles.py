"""Somebody with a profile, one made at the desk, and browsers at each step of taking one over."""

from typing import TYPE_CHECKING

from django.test import Client
from django.utils import timezone

from boards.accounts.enums import Role
from boards.candidates.enums import ConsentHow, HandoverBy, LookAt, Visibility
from boards.candidates.links import STILL_SALT
from boards.candidates.models import Profile
from boards.candidates.services import handover, looks
from boards.candidates.services.writing import Shown, make_with, save_own
from boards.candidates.values import JobValues, LanguageValues, ProfileValues, StudyValues
from tenants import signing
from tenants.messaging.models import SmsDelivery
from tests.boards import making

if TYPE_CHECKING:
    from tests.journeys.world import World

SEEKER = "fatima@alpha.example"


def people_with_profiles(world: "World", *, adviser: str, employer: str) -> None:
    """In alpha: tokens and keys by name, sessions of who holds what."""
    by = making.person(adviser, role=Role.ADVISER)
    seeker = making.person(SEEKER, role=Role.CANDIDATE)
    baker = making.person(employer)
    values = ProfileValues(
        "Fatima Benali",
        email=SEEKER,
        occupations=("D1102", "D1106"),
        skills=("pétrissage", "caisse"),
        place=making.place(making.BERGUES),
        transport=("car",),
        licences=("B",),
        words="Je suis Fatima, 06 12 34 56 78. J’aime le pain et la nuit.",
        jobs=(JobValues("Vendeuse", employer="Fournil", starts_on=timezone.localdate().replace(day=1, month=1)),),
        studies=(StudyValues("CAP boulanger", year=2012),),
        languages=(LanguageValues("ar", "native"),),
    )
    own = save_own(values=values, shown=Shown(Visibility.EMPLOYERS), by=seeker)
    looks.record(profiles=[own], by=baker, employer=making.employer(by=baker), what=LookAt.CARD)
    made = make_with(
        values=ProfileValues("Jean Roy", phone="+33639980012", occupations=("N1101",)),
        shown=Shown(Visibility.ADVISERS, ConsentHow.PRESENT),
        by=by,
    )
    world.tokens |= {"still": signing.dumps(str(own.pk), salt=STILL_SALT), "profile": str(own.pk), "made": str(made.pk)}
    holder = world.site.client("alpha")
    code = handover.begin(profile=made, channel=HandoverBy.LETTER, by=by).code
    assert holder.post("/profil/recevoir", {"code": code}).status_code == 302
    assert holder.post("/profil/recevoir/suite", {"email": "jean@candidat.example"}).status_code == 302
    caller = world.site.client("alpha")
    assert caller.post("/profil/acces", {"phone": "06 39 98 00 44"}).status_code == 302
    family = _family(world)
    world.sessions |= {
        "holder": world.site.cookies(holder),
        "caller": world.site.cookies(caller),
        "family": world.site.cookies(family),
    }


def _family(world: "World") -> Client:
    """Two profiles with one mobile, and a browser that has just typed its digits."""
    for name in ("Nadia Roy", "Omar Roy"):
        Profile.objects.create(name=name, phone="+33639980045", handed_over_at=timezone.now())
    client: Client = world.site.client("alpha")
    assert client.post("/profil/acces", {"phone": "06 39 98 00 45"}).status_code == 302
    digits = SmsDelivery.objects.filter(to="+33639980045").latest("created_at").text[:6]
    assert client.post("/profil/acces/code", {"code": digits}).url == "/profil/acces/choix"  # type: ignore[attr-defined]
    return client
