"""Whether somebody's «STOP» is understood, and whether it reaches us at all."""

import pytest
from django.core.checks import run_checks

from tenants.messaging.inbound import is_stop
from tenants.messaging.services import can_be_answered
from tenants.models import Tenant

STOPS = [
    "merci STOP", "non merci, stop", "non, stop", "Stoppez", "stopper", "désabonnez-moi", "Me désinscrire svp",
    "je veux arrêter", "Arrêtez !", "S.T.O.P", "s t o p", "ARRÊT", "fin", "Fin.", "END", "cancel", "quit",
    "Bonjour, je ne veux pas de vos SMS. Stop", "Bonjour je voudrais arrêter de recevoir ces messages merci",
    "unsubscribe me", "stop " + "blabla " * 30,
]  # fmt: skip
NO_STOPS = [
    "Fin août je suis disponible", "fin de contrat le 12", "End of the week ok?", "Ne pas stopper", "non stop",
    "non-stop", "pas d’arrêt pour moi", "n’arrêtez pas", "Je suis en arrêt jusqu’au 12", "un arrêt de bus à côté ?",
    "arrêt maladie", "Oui, merci", "36", "🛑", "", "je quitte mon poste", "c’est une bonne idée " * 5 + "stop",
]  # fmt: skip


@pytest.mark.parametrize(("text", "stops"), [*((one, True) for one in STOPS), *((one, False) for one in NO_STOPS)])
def test_what_people_answer(text: str, stops: bool) -> None:
    assert is_stop(text) is stops


@pytest.mark.parametrize(
    ("own", "sender", "text", "answered"),
    [
        ("", "", "STOP pour arreter", True),
        ("", "+33600000000", "STOP pour arreter", True),
        ("", "36105", "STOP pour arreter", True),
        ("", "Bassin", "STOP pour arreter", False),
        ("HautsFl", "+33600000000", "STOP pour arreter", False),
        ("HautsFl", "+33600000000", "STOP au 36111", True),
        ("", "Bassin", "STOP au 36 111", True),
    ],
)
def test_nobody_answers_a_name(settings, own: str, sender: str, text: str, answered: bool) -> None:
    settings.SMS_SENDER, settings.SMS_STOP_TEXT = sender, text
    assert can_be_answered(Tenant(sms_sender=own)) is answered
    said = [one.id for one in run_checks() if (one.id or "").startswith("messaging.")]
    assert said == ([] if own or answered else ["messaging.W001"])
