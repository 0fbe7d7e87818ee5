"""Who applied, for the pages: a board with something in every column, and one person's own link."""

from datetime import timedelta

from django.utils import timezone

from boards.accounts.enums import Role
from boards.applications.enums import ApplicationState, QuestionKind
from boards.applications.links import ANSWER_SALT, follow_token
from boards.applications.models import Addition, Application
from boards.applications.services.answering import refuse
from boards.applications.services.applying import apply
from boards.applications.services.assisting import add_for
from boards.applications.services.conversing import say
from boards.applications.services.moving import move
from boards.applications.services.questions import Asked, save_questions
from boards.applications.values import ApplicationValues
from boards.offers.models import Offer
from boards.threads.enums import Side
from tenants import signing
from tests.boards import making
from tests.boards.candidates.making import profile

PEOPLE = (
    ("Léa Dubois", ()), ("Karim Benali", ("training:CAP boulanger", "licence:B")), ("Chloé Martin", ("licence:B",)),
    ("Hugo Lefebvre-Vandenbroucke", ("licence:B", "start:now", "experience:yes")), ("Aminata Diallo", ("start:now",)),
    ("Théo Vasseur", ("experience:yes",)), ("Inès Carpentier", ("licence:B",)),
)  # fmt: skip
STATES = (None, None, "contacted", "met", "proposed", "hired", "refused")


def applications_of(offers: dict[str, str], *, adviser: str) -> dict[str, str]:
    """Adds the offer «here» to `offers`; returns links and keys by what they are for."""
    baker = making.person()
    offer = making.live(
        title="Boulanger de nuit F/H", apply_by="here", apply_value="", trainings=("CAP boulanger",),
        schedule="du mardi au samedi, de 1 h à 8 h", licence="required", licence_categories=("B",),
    )  # fmt: skip
    offers["here"] = str(offer.pk)
    asked = [
        Asked("Pouvez-vous commencer à une heure du matin ?"),
        Asked("Quel jour préférez-vous ?", QuestionKind.CHOICE, ("Lundi", "Mardi")),
    ]
    save_questions(offer=offer, asked=asked, by=baker)
    made = [_applied(offer, name, ticks) for name, ticks in PEOPLE]
    for application, state in zip(made, STATES, strict=True):
        if state == "refused":
            refuse(application=application, text="Merci pour « {poste} » : le poste est pourvu.", by=baker)
        elif state:
            move(application=application, to=ApplicationState(state), by=baker)
    say(application=made[1], side=Side.CANDIDATE, text="Puis-je passer jeudi ?", by=None)
    say(application=made[1], side=Side.EMPLOYER, text="Oui, à 9 h au fournil.", by=baker)
    proposed = add_for(
        profile=profile(name="Fatima Benali"), offer=offer, by=making.person(adviser, role=Role.ADVISER),
        ticks=("licence:B",),
    )  # fmt: skip
    elsewhere = ApplicationValues(
        name=made[4].name, email=made[4].email, message="J’ai aussi un vélo.", ticks=("licence:B",)
    )
    apply(offer=offer, typed=elsewhere)
    return {
        "again": Addition.objects.get(application=made[4]).link_key,
        "applied": str(made[1].pk),
        "proposed": str(proposed.pk),
        "profile": str(proposed.profile_id),
        "follow": follow_token(made[1], by_message=True),
        "follow refused": follow_token(made[6], by_message=True),
        "follow proposed": follow_token(proposed, by_message=True),
        "answer": signing.dumps([str(made[0].pk), str(baker.pk)], salt=ANSWER_SALT),
        "short": made[0].link_key,
    }


def _applied(offer: Offer, name: str, ticks: tuple[str, ...]) -> Application:
    address = f"{name.split()[0].lower()}@courriel.example".encode("ascii", "ignore").decode()
    typed = ApplicationValues(
        name=name, email=address, phone="+33639980112", message="J’habite à dix minutes et je me lève tôt.", ticks=ticks
    )
    application = apply(offer=offer, typed=typed).application
    Application.objects.filter(pk=application.pk).update(created_at=timezone.now() - timedelta(days=4))
    return application
