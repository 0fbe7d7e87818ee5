"""People of the demo who applied, by the services that real people's applications go through.

Names are made up, mailboxes end in `.example` (RFC 2606), numbers are those that ARCEP keeps for fiction. A few offers
of each territory, those of its demo employers first, are answered here; their boards follow from what they ask.
"""

from datetime import timedelta
from itertools import cycle, islice

from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.applications import replies, ticks
from boards.applications.enums import ApplicationState, ReplyKind
from boards.applications.models import Application
from boards.applications.services.answering import refuse
from boards.applications.services.applying import apply
from boards.applications.services.conversing import say
from boards.applications.services.moving import move, withdraw
from boards.applications.services.questions import Asked, save_questions
from boards.applications.values import ApplicationValues
from boards.employers.models import EmployerMember
from boards.offers.enums import ApplyBy
from boards.offers.models import Offer
from boards.threads.enums import Side

NAMES = (
    "Léa Dubois", "Karim Benali", "Chloé Martin", "Hugo Lefebvre", "Aminata Diallo", "Théo Vasseur",
    "Inès Carpentier", "Rachid Amrani", "Manon Declercq", "Lucas Petit", "Fatou Ndiaye", "Jules Vandenbroucke",
    "Sarah Cohen", "Nathan Roy",
)  # fmt: skip
NUMBERS = ("+33639980112", "+33639980245", "+33639980378", "+33639980401", "+33639980526")
WORDS = (
    "J’habite à dix minutes et je me lève tôt sans mal.",
    "J’ai fait deux saisons dans une équipe comme la vôtre.",
    "",
    "Je change de métier et j’ai envie d’apprendre celui-ci.",
    "Disponible tout de suite, y compris le samedi.",
    "",
)
#: (days ago, what the employer did with it).
STORIES: tuple[tuple[int, str], ...] = (
    (1, ""), (2, ""), (4, "contacted"), (6, "met"), (9, "proposed"), (12, "refused"), (18, ""), (20, "withdrawn"),
)  # fmt: skip
MOST_OFFERS = 3
QUESTIONS = (
    Asked("Pouvez-vous commencer tôt le matin ?"),
    Asked("Combien d’années avez-vous fait ce travail ?", "number"),
)


def send_applications() -> int:
    """About twenty applications in the current tenant, unless it has some. Returns how many."""
    if Application.objects.exists():
        return 0
    people, made = cycle(enumerate(NAMES)), 0
    for offer, by in _offers():
        offer.apply_by, offer.apply_value = ApplyBy.HERE, ""
        offer.save(update_fields=["apply_by", "apply_value", "updated_at"])
        save_questions(offer=offer, asked=QUESTIONS, by=by)
        for (number, name), (days, did) in zip(islice(people, len(STORIES)), STORIES, strict=True):
            _live(_applied(offer, name, number), days=days, did=did, by=by)
            made += 1
    return made


def _offers() -> list[tuple[Offer, User]]:
    """Live ones of employers somebody acts for, with who does; then of any, with an adviser."""
    members = EmployerMember.objects.select_related("user").order_by("created_at")
    acting = {member.employer_id: member.user for member in members}
    live = Offer.objects.live().filter(source="").select_related("employer").order_by("-published_at", "pk")
    found = [(offer, acting[offer.employer_id]) for offer in live.filter(employer__in=acting)[:MOST_OFFERS]]
    adviser = User.objects.filter(role__in=Role.staff()).order_by("role", "created_at").first()
    if adviser is not None:
        others = live.exclude(employer__in=acting)[: MOST_OFFERS - len(found)]
        found += [(offer, adviser) for offer in others]
    return found


def _applied(offer: Offer, name: str, number: int) -> Application:
    asked = [tick.key for tick in ticks.asked_by(offer)]
    # One in five has no mailbox, one in seven ticks nothing.
    address = "" if number % 5 == 4 else f"{_plain(name)}@courriel.example"
    typed = ApplicationValues(
        name=name,
        email=address,
        phone="" if address and number % 3 == 1 else NUMBERS[number % len(NUMBERS)],
        message=WORDS[number % len(WORDS)],
        ticks=tuple(key for place, key in enumerate(asked) if number % 7 and (number + place) % 3),
        answers=dict(zip(offer.questions.values_list("pk", flat=True), ("Oui", str(number % 4)), strict=True)),
    )
    return apply(offer=offer, typed=typed).application


def _live(application: Application, *, days: int, did: str, by: User) -> None:
    """What became of it, and when: as if it had come so many days ago."""
    if did == "refused":
        refuse(application=application, text=replies.texts()[ReplyKind.OTHER_PROFILE], by=by)
    elif did == "withdrawn":
        withdraw(application=application, by=None)
    elif did:
        move(application=application, to=ApplicationState(did), by=by)
    if did == "met":
        side = Side.ADVISER if by.is_tenant_staff else Side.EMPLOYER
        say(application=application, side=side, text="Bonjour, pouvez-vous passer jeudi à 9 h ?", by=by)
        say(application=application, side=Side.CANDIDATE, text="Oui, j’y serai. Merci !", by=None)
    sent = timezone.now() - timedelta(days=days, minutes=application.pk.int % 600)
    answered = sent + timedelta(days=min(3, days - 1))
    rows = Application.objects.filter(pk=application.pk)
    rows.update(created_at=sent, state_at=answered if did else sent)
    rows.filter(answered_at__isnull=False).update(answered_at=answered)


def _plain(name: str) -> str:
    folded = name.translate(str.maketrans("éèêëàâçïîôùûü", "eeeeaaciiouuu")).lower()
    return ".".join(folded.split())
