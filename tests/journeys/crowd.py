"""People who wait in alpha, as its staff see them."""

from boards.accounts.enums import Role
from boards.alerts.enums import ConsentHow
from boards.alerts.searches import wanted_of
from boards.alerts.services import managing
from boards.alerts.services.assisting import Witnessed, end_for, make_for
from boards.alerts.services.subscribing import Contact
from tenants.context import current_tenant
from tenants.enums import AlertFrequency, Channel
from tenants.messaging.enums import RefusalReason
from tenants.messaging.models import EmailDelivery
from tenants.messaging.refusals import refuse
from tests.boards import making
from tests.boards.alerts import making as waiting


def people_who_wait(*, adviser: str, manager: str) -> str:
    """People who wait, one of them with all there can be to see; a message that failed. Returns the key of that one."""
    making.person(manager, role=Role.MANAGER)
    helper = making.person(adviser, role=Role.ADVISER)
    one, other = "une-personne-au-nom-assez-long@courriel-du-territoire.example", waiting.number(1)
    for n, address in enumerate((one, other, *(f"p{n}@courriel.example" for n in range(6)))):
        first = waiting.alert(address)
        waiting.alert(address, "q=serveur&lieu=Cassel+(59670)&rayon=30&contrat=CDI&permis=sans")
        if n == 2:
            managing.pause(alert=first)
    wanted = wanted_of("metier=G1803&lieu=Bergues+(59380)", tenant=current_tenant())
    consent = Witnessed(ConsentHow.PRESENT, note="Vue en permanence à Bergues.")
    contact = Contact(Channel.EMAIL, one)
    alert = make_for(wanted=wanted, contact=contact, frequency=AlertFrequency.WEEKLY, consent=consent, by=helper)
    waiting.alert(one, "")
    end_for(subscriber=alert.subscriber, alert=alert, by=helper)
    refuse(channel=Channel.SMS, address=other, reason=RefusalReason.STOP)
    about = {"subject": "Une nouvelle offre", "text": "…", "template": "alerts/email/offers", "purpose": "alert"}
    EmailDelivery.objects.create(to="p1@courriel.example", state="failed", error="550 5.1.1 Boîte inconnue", **about)
    return str(alert.subscriber_id)
