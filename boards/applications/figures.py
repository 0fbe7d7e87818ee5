"""How employers answer: the rate that stands beside their offers, counted so that it can't be bought by a click.

Answered counts what the employer did within fifteen days: wrote, refused politely, said that they called, or closed
the offer. What the site said in their place doesn't; whom an adviser answered for them is left out, neither to their
credit nor against them. Who is still within the fifteen days isn't counted against them.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.applications.enums import AnsweredHow, ApplicationState
from boards.applications.models import Application
from boards.applications.models.application import REMIND_AFTER
from boards.employers.models import Employer
from boards.offers.models import Offer

#: With fewer a figure would speak of persons.
FEWEST = 5
OVER = timedelta(days=365)


@dataclass(frozen=True)
class AnswerRate:
    """answered: within fifteen days, by themselves; all: those whose fifteen days are over, or that were answered.

    Whom an adviser answered is in neither.
    """

    answered: int
    all: int

    @property
    def of_ten(self) -> int:
        """Rounded down: nobody is flattered."""
        return self.answered * 10 // self.all

    @property
    def words(self) -> str:
        """«Répond à 9 candidats sur 10»."""
        if self.of_ten == 10:
            return _("Répond à tous les candidats")
        if self.of_ten == 0:
            return ""
        return _("Répond à %(n)s candidats sur 10") % {"n": self.of_ten}


def answer_rate(employer: Employer) -> AnswerRate | None:
    """Over the last twelve months; None below five applications. One query."""
    now = timezone.now()
    in_time = Q(answered_at__lte=F("created_at") + REMIND_AFTER, answered_how__in=AnsweredHow.own())
    sent = Application.objects.filter(offer__employer=employer, created_at__gt=now - OVER)
    # Else an adviser who helps a firm would lower its rate: the firm can't answer those first any more.
    counted = sent.exclude(answered_how=AnsweredHow.ADVISER).aggregate(
        answered=Count("pk", filter=in_time),
        all=Count(
            "pk",
            # Whoever withdrew before anybody could answer is no silence of the employer's.
            filter=in_time
            | Q(created_at__lte=now - REMIND_AFTER) & ~Q(state=ApplicationState.WITHDRAWN, answered_at__isnull=True),
        ),
    )
    return AnswerRate(**counted) if counted["all"] >= FEWEST else None


def answer_words(*, employer: Employer) -> str:
    """For the offer's page (settings.ANSWER_WORDS): nothing where there is too little to say, or little good."""
    rate = answer_rate(employer)
    return rate.words if rate and rate.of_ten >= 5 else ""


def counts_by_state(offer: Offer) -> dict[ApplicationState, int]:
    """How many stand where, anonymous ones included. One query."""
    rows = Application.objects.filter(offer=offer).order_by().values_list("state").annotate(n=Count("pk"))
    counted = dict(rows)
    return {state: counted.get(state.value, 0) for state in ApplicationState}
