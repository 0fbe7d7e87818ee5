"""Who was hired this year, and what both sides said of it: enough for a council to look at."""

from datetime import timedelta
from itertools import cycle

from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.employers.enums import EmployerKind, Headcount
from boards.employers.models import Employer
from boards.employers.services.describing import say_headcount
from boards.offers.models import Offer
from boards.placements.enums import Party, Said, SaidHow, Way
from boards.placements.models import Placement
from boards.placements.services.answering import answer
from boards.placements.services.recording import record
from boards.placements.values import Hire

PEOPLE = (
    "Aurélie Decroos", "Moussa Camara", "Julie Vanhoutte", "Kevin Lemaire", "Samira Haddou", "Bruno Delplace",
    "Océane Petit", "Yanis Ferrand", "Maryse Coudeville", "Tom Baert", "Awa Sow", "Rémi Hennebelle",
)  # fmt: skip
WAYS = (Way.APPLICATION, Way.OFFER, Way.ADVISER, Way.APPLICATION, Way.LIBRARY, Way.SHORTLIST)
#: By turns: what the employer and the person said of the first day; "" for silence.
SAID = (("yes", "yes"), ("yes", "yes"), ("yes", ""), ("yes", "yes"), ("", "yes"), ("yes", "no"), ("", ""))
#: Between two first days.
APART = timedelta(days=19)


def leave_hires() -> int:
    """A dozen hires of the last months in the current tenant, unless it has some. Returns how many."""
    offers = list(Offer.objects.live().filter(source="").select_related("employer").order_by("created_at", "pk")[:40])
    adviser = User.objects.filter(role=Role.ADVISER).order_by("created_at").first()
    if Placement.objects.exists() or not offers or adviser is None:
        return 0
    today = timezone.localdate()
    _say_headcounts([offer.employer for offer in offers], by=adviser)
    told = zip(PEOPLE, cycle(WAYS), cycle(SAID), cycle(offers[::3]), strict=False)
    for n, (name, way, said, offer) in enumerate(told):
        hire = Hire(way=way, starts_on=today - APART * (n + 1), offer=offer, employer=offer.employer, name=name)
        placement = record(hire=hire, by=adviser, said_by=None)
        for party, word in zip((Party.EMPLOYER, Party.PERSON), said, strict=True):
            _say(placement, party, word)
    return len(PEOPLE)


def _say_headcounts(employers: list[Employer], *, by: User) -> None:
    """Most firms of the country are small; some say nothing."""
    sizes = cycle((Headcount.UNDER_10, Headcount.UNDER_10, None, Headcount.UNDER_50, Headcount.UNDER_10))
    for employer, size in zip(dict.fromkeys(employers), sizes, strict=False):
        if employer.kind != EmployerKind.HOUSEHOLD:
            say_headcount(employer=employer, headcount=size, by=by)


def _say(placement: Placement, party: Party, word: str) -> None:
    """On the first day; and on the later ones that have come, as long as it was yes."""
    today = timezone.localdate()
    for question in placement.confirmations.filter(party=party, due_on__lte=today):
        if word and (question.day == 0 or word == "yes"):
            answer(confirmation=question, said=Said(word), how=SaidHow.LINK, by=None)
        else:
            # Asked long ago: the worker of the demo writes to nobody about it.
            question.asked_at = question.reminded_at = timezone.now()
            question.save(update_fields=["asked_at", "reminded_at", "updated_at"])
