"""Applications, and how employers answered them."""

from django.db.models import F, Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.applications.enums import AnsweredHow, ApplicationState, Source
from boards.applications.models import Application
from boards.applications.models.application import REMIND_AFTER
from boards.library.enums import AnsweredBy, RequestState
from boards.library.models import ContactRequest
from boards.reporting.counting.grouping import by_choice, grouped
from boards.reporting.periods import Period
from boards.reporting.values import Line, Table


def received(period: Period) -> "QuerySet[Application]":
    """Those sent in a period; who is anonymous since counts as before."""
    return Application.objects.filter(period.within("created_at"))


def by_source(period: Period) -> Table:
    lines = by_choice(grouped(received(period), "source", Q()), Source.choices)
    title, head = _("Candidatures, par origine"), _("Qui l’a envoyée")
    return Table("candidatures-origine", title, head, (_("Candidatures"),), lines, parted=True)


def answers(period: Period) -> Table:
    """What became of each, by the first thing that its person heard. Each is in one line and no other."""
    in_time = Q(answered_at__lte=F("created_at") + REMIND_AFTER)
    themselves = Q(answered_how__in=[AnsweredHow.CONTACT, AnsweredHow.MESSAGE, AnsweredHow.REFUSAL])
    silent = Q(answered_at__isnull=True) & ~Q(state=ApplicationState.WITHDRAWN)
    recent = Q(created_at__gt=timezone.now() - REMIND_AFTER)
    kinds = {
        _("Par l’employeur, en 15 jours"): themselves & in_time,
        _("Par l’employeur, plus tard"): themselves & ~in_time,
        _("À la clôture de l’offre"): Q(answered_how=AnsweredHow.CLOSING),
        _("Par un conseiller, pour l’employeur"): Q(answered_how=AnsweredHow.ADVISER),
        _("Par le site, à la place de l’employeur"): Q(answered_how=AnsweredHow.PLATFORM),
        _("Pas encore, depuis moins de 15 jours"): silent & recent,
        _("Sans réponse depuis plus de 15 jours"): silent & ~recent,
        _("Retirée avant toute réponse"): Q(answered_at__isnull=True, state=ApplicationState.WITHDRAWN),
    }
    # One group: the row of totals.
    found = grouped(received(period), Value(1), *kinds.values())
    numbers = found.get(1, (0,) * len(kinds))
    lines = tuple(Line(label, (number,)) for label, number in zip(kinds, numbers, strict=True))
    title, head = _("Candidatures, par réponse reçue"), _("Réponse")
    return Table("candidatures-reponses", title, head, (_("Candidatures"),), lines, parted=True)


def requests(period: Period) -> Table:
    """What people answered employers who wished to know them."""
    rows = ContactRequest.objects.filter(period.within("created_at"))
    counts = grouped(rows, "state", Q(), Q(answered_by=AnsweredBy.ADVISER))
    lines = by_choice(counts, RequestState.choices, width=2)
    return Table(
        "contacts",
        _("Demandes de contact depuis la CVthèque, par réponse"),
        _("Réponse de la personne"),
        (_("Demandes"), _("dites à un conseiller")),
        lines,
        note=_("Les demandes faites à une personne qui s’est fait effacer ne sont plus comptées."),
        parted=True,
    )
