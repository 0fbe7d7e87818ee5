"""People who look for work here, and those whom alerts tell: as they are today, and what came in a period."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from boards.alerts.enums import AlertState
from boards.alerts.models import Alert
from boards.candidates.enums import Origin
from boards.candidates.models import Profile
from boards.reporting.periods import Period
from boards.reporting.values import Line, Table
from tenants.enums import Channel


def profiles(period: Period) -> Table:
    """Two queries. Lines are no parts of each other: one person may be in several."""
    new, here = period.within("created_at"), Q(anonymised_at__isnull=True)
    found = Profile.objects.aggregate(
        active=Count("pk", filter=here),
        new=Count("pk", filter=new),
        assisted=Count("pk", filter=new & Q(origin=Origin.ADVISER)),
        followed=Count("pk", filter=here & Q(adviser__isnull=False)),
    )
    lines = (
        Line(_("Nouveaux profils dans la période"), (found["new"],)),
        Line(_("dont remplis avec un conseiller"), (found["assisted"],)),
        Line(_("Profils tenus à jour ou en pause, aujourd’hui"), (found["active"],)),
        Line(_("dont montrés aux employeurs"), (Profile.objects.seen_by_employers().count(),)),
        Line(_("dont suivis par un conseiller"), (found["followed"],)),
    )
    return Table("personnes", _("Personnes qui cherchent"), _("Profils"), (_("Nombre"),), lines, summed=False)


def alerts(period: Period) -> Table:
    """Two queries."""
    confirmed = Q(since__isnull=False)
    found = Alert.objects.aggregate(
        active=Count("pk", filter=Q(state=AlertState.ACTIVE)),
        new=Count("pk", filter=confirmed & period.within("since")),
        ended=Count("pk", filter=confirmed & period.within("ended_at")),
    )
    told = Alert.objects.open().aggregate(
        email=Count("subscriber", distinct=True, filter=Q(subscriber__channel=Channel.EMAIL)),
        sms=Count("subscriber", distinct=True, filter=Q(subscriber__channel=Channel.SMS)),
    )
    lines = (
        Line(_("Alertes confirmées dans la période"), (found["new"],)),
        Line(_("Alertes arrêtées dans la période"), (found["ended"],)),
        Line(_("Alertes actives aujourd’hui"), (found["active"],)),
        Line(_("Personnes prévenues par e-mail, aujourd’hui"), (told["email"],)),
        Line(_("Personnes prévenues par SMS, aujourd’hui"), (told["sms"],)),
    )
    return Table(
        "alertes", _("Personnes prévenues des nouvelles offres"), _("Alertes"), (_("Nombre"),), lines, summed=False
    )
