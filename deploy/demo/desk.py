"""What two advisers would have on their desk by now: notes, tasks, calls, appointments, a group, a shortlist.

Made by the services that advisers' own go through, for people and offers that the demo has already; only what lies in
the past is written as rows. Without people or an adviser there is nothing to follow, and nothing is made.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.candidates.enums import Availability
from boards.candidates.models import Profile
from boards.fitting.selectors import people_for
from boards.followup.enums import AgreedHow, AppointmentState, CallOutcome, NoteKind, Way
from boards.followup.hours import here, moment_at
from boards.followup.models import Appointment, Call, Note
from boards.followup.services import appointments, shortlists
from boards.followup.services.appointments import Slot
from boards.followup.services.calls import next_working_day
from boards.followup.services.notes import write_note
from boards.followup.services.portfolio import assign
from boards.followup.services.proposing import note_proposed
from boards.followup.services.tasks import add_task
from boards.groups.services import groups, sharing, workshops
from boards.groups.services.workshops import WorkshopValues
from boards.offers.models import Offer
from tenants.context import current_tenant

NOTES = (
    (NoteKind.MEETING, "Vise un poste à moins de 15 km, horaires réguliers. CV relu ensemble, à envoyer vendredi."),
    (NoteKind.CALL, "A repris contact : disponible dès la semaine prochaine, préfère commencer par une mission."),
    (NoteKind.STEP, "Dossier CACES déposé auprès de la région, réponse attendue sous trois semaines."),
    (NoteKind.EMPLOYER, "Essai concluant selon l’employeur ; le contrat dépend du carnet de commandes."),
    (
        NoteKind.MEETING,
        "Permis B : examen le mois prochain. D’ici là, uniquement des postes accessibles en bus ou à vélo.",
    ),
)
TASKS = (
    (-2, "Rappeler pour l’examen du permis"),
    (0, "Envoyer le modèle de lettre"),
    (0, "Vérifier l’inscription à l’atelier"),
    (3, "Faire le point après l’essai"),
)
SENTENCES = (
    "Trois ans dans le métier, sérieux, disponible tout de suite.",
    "Débute et le dit ; deux stages réussis, vit tout près.",
    "A déjà remplacé deux étés dans une maison comme la vôtre.",
)
ADVICE = (
    (
        "Répondre à une offre en dix lignes",
        "Une phrase sur l’entreprise, une sur ce que vous savez faire, une sur votre disponibilité.\n"
        "Relisez à voix haute avant d’envoyer, et gardez une copie de l’offre.",
    ),
    ("Avant un entretien", "Faites le trajet la veille. Préparez deux questions sur le poste : on vous les demandera."),
)


def leave_desk() -> int:
    """Fill the desk of the current tenant, unless it has notes already. Returns how many people are followed."""
    adviser = User.objects.filter(role=Role.ADVISER).order_by("created_at").first()
    looking = Profile.objects.seen_by_advisers().filter(availability__in=Availability.looking())
    people = list(looking.order_by("-confirmed_at", "pk")[:18])
    if Note.objects.exists() or adviser is None or not people:
        return 0
    assign(profiles=people[::2] or people, adviser=adviser, by=adviser)
    for person, (kind, text) in zip(people, NOTES, strict=False):
        write_note(text=text, kind=kind, profile=person, by=adviser)
    today = timezone.localdate()
    for person, (days, text) in zip(people[1::2] or people, TASKS, strict=False):
        add_task(text=text, due_on=today + timedelta(days=days), profile=person, by=adviser)
    _calls(people, adviser, today)
    _appointments(people, adviser)
    _group(people, adviser)
    _shortlist(adviser)
    return len(people)


def _calls(people: list[Profile], adviser: User, today: date) -> None:
    """One that nobody took, due again today, and one that was answered last week."""
    yesterday = timezone.now() - timedelta(days=1)
    for person in people[2:3]:
        Call.objects.create(profile=person, outcome=CallOutcome.MISSED, at=yesterday, again_on=today, by=adviser)
    for person in people[3:4]:
        Call.objects.create(profile=person, outcome=CallOutcome.ANSWERED, at=yesterday - timedelta(days=6), by=adviser)


def _appointments(people: list[Profile], adviser: User) -> None:
    """The past as rows; what is to come as an adviser asks for it."""
    now, place = timezone.now(), current_tenant().short_name
    past = ((people[0:1], 7, AppointmentState.KEPT), (people[4:5], 2, AppointmentState.MISSED))
    for few, days, state in past:
        for person in few:
            begins = _working_day(now - timedelta(days=days), time(10))
            Appointment.objects.create(
                profile=person,
                adviser=adviser,
                starts_at=begins,
                ends_at=begins + timedelta(minutes=45),
                purpose="Premier entretien",
                where=place,
                state=state,
            )
    day = next_working_day(here(now).date())
    slots = (
        (people[1:2], time(9, 30), Way.PLACE),
        (people[5:6], time(11), Way.PHONE),
        (people[6:7], time(14), Way.PLACE),
    )
    for few, hour, way in slots:
        for person in few:
            where = place if way == Way.PLACE else ""
            slot = Slot(starts_at=moment_at(day, hour), minutes=30, way=way, where=where)
            asked = appointments.ask(
                profile=person, slot=slot, purpose="Faire le point sur votre recherche", by=adviser
            )
            if way == Way.PLACE:
                appointments.confirm(appointment=asked, by=None)


def _working_day(moment: datetime, hour: time) -> datetime:
    """That day at that hour, or the Friday before a week-end."""
    day = here(moment).date()
    return moment_at(day - timedelta(days=max(0, day.weekday() - 4)), hour)


def _group(people: list[Profile], adviser: User) -> None:
    group = groups.make_group(
        name="Jeunes diplômés", about="Chercher ensemble : conseils, offres choisies, ateliers.", by=adviser
    )
    groups.add_members(group=group, profiles=people[:8], by=adviser)
    for title, text in ADVICE:
        sharing.write_post(group=group, title=title, text=text, by=adviser)
    begins = moment_at(next_working_day(timezone.localdate() + timedelta(days=9)), time(9, 30))
    values = WorkshopValues(
        title="Préparer un entretien",
        place=current_tenant().short_name,
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        seats=8,
    )
    workshop = workshops.plan(group=group, values=values, by=adviser)
    for person in people[:3]:
        workshops.sign_up(workshop=workshop, profile=person, by=adviser)
    for offer in Offer.objects.live().order_by("-published_at")[:2]:
        sharing.share_offer(
            group=group, offer=offer, words="À lire : elle pourrait convenir à plusieurs d’entre vous.", by=adviser
        )


def _shortlist(adviser: User) -> None:
    """For the newest offer of an employer who has an account and for which somebody fits."""
    for offer in Offer.objects.live().filter(employer__members__isnull=False).distinct().order_by("-published_at")[:20]:
        chosen = [one.profile for one in people_for(offer, limit=3)]
        if not chosen:
            continue
        shortlist = shortlists.pick(offer=offer, profiles=chosen, by=adviser)
        for pick, sentence in zip(shortlist.picks.select_related("profile"), SENTENCES, strict=False):
            shortlists.write_sentence(pick=pick, sentence=sentence, by=adviser)
        first = shortlist.picks.select_related("profile").first()
        if first is not None:
            shortlists.note_agreement(pick=first, yes=True, how=AgreedHow.PHONE, by=adviser)
            note_proposed(offer=offer, profile=first.profile, by=adviser)
        shortlists.send(shortlist=shortlist, words="Bonjour, voici qui pourrait vous convenir.", by=adviser)
        return
