"""Two who do different things at the same moment, from both ends: neither is refused, and nothing is lost."""

import threading
from collections.abc import Iterator

import pytest

from boards.applications.enums import ApplicationState
from boards.applications.models import Application, ScreeningQuestion
from boards.applications.services import applying
from boards.applications.services.answering import write_many
from boards.applications.services.conversing import say, thread_of
from boards.applications.services.moving import move
from boards.applications.services.questions import save_questions
from boards.applications.values import ApplicationValues
from boards.offers.models import Offer
from boards.placements.models import Placement
from boards.rights.services import erasing
from boards.threads import services as threads
from boards.threads.enums import Side
from boards.threads.models import Message
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making as boards
from tests.boards.applications import making
from tests.boards.together import PATIENCE_SECONDS, at_once, meeting, wait_until

Patch = pytest.MonkeyPatch


@pytest.fixture
def offer(committing: str) -> Iterator[Offer]:
    with entering(Tenant.objects.get(schema_name="alpha")):
        yield making.here()


def test_an_employer_writes_to_several_while_one_of_them_answers(offer: Offer, monkeypatch: Patch) -> None:
    with entering(Tenant.objects.get(schema_name="alpha")):
        by, people = boards.person(), sorted(making.many(offer, 3), key=lambda one: one.pk)
        for one in people:
            thread_of(application=one, by=by)
    last = people[-1].pk
    monkeypatch.setattr(threads, "held", meeting(threads.held))
    failures = at_once(
        [
            lambda: write_many(offer=offer, keys=[one.pk for one in people], text="Pouvez-vous venir jeudi ?", by=by),
            lambda: say(application=Application.objects.get(pk=last), side=Side.CANDIDATE, text="Bonjour", by=None),
        ]
    )
    assert failures == []
    with entering(Tenant.objects.get(schema_name="alpha")):
        assert Message.objects.count() == 4


def test_a_question_goes_while_somebody_answers_it(offer: Offer, monkeypatch: Patch) -> None:
    with entering(Tenant.objects.get(schema_name="alpha")):
        by, question = boards.person(), ScreeningQuestion.objects.create(offer=offer, text="Libre le dimanche ?")
    written, saved = threading.Event(), threading.Event()
    acknowledge = applying.notices.acknowledge

    def wait_and_acknowledge(application: Application, *, again: bool) -> bool:
        written.set()
        wait_until(saved.is_set)
        return acknowledge(application, again=again)

    def ask_nothing() -> None:
        written.wait(PATIENCE_SECONDS)
        save_questions(offer=offer, asked=[], by=by)
        saved.set()

    monkeypatch.setattr(applying.notices, "acknowledge", wait_and_acknowledge)
    typed = ApplicationValues(name=making.NAME, email=making.EMAIL, answers={question.pk: "yes"})
    assert at_once([lambda: making.apply(offer=offer, typed=typed), ask_nothing]) == []
    with entering(Tenant.objects.get(schema_name="alpha")):
        assert [row.asked for row in Application.objects.get().answers.all()] == ["Libre le dimanche ?"]


def test_somebody_is_hired_while_they_erase_themselves(offer: Offer, monkeypatch: Patch) -> None:
    """Found by the look for what is theirs, or refused after it: nobody erased is named by a hire."""
    with entering(Tenant.objects.get(schema_name="alpha")):
        by, application = boards.person(), making.sent(offer)
    looked, hired = threading.Event(), threading.Event()
    apply = erasing.apply

    def wait_and_apply(*found: object, **options: object) -> None:
        looked.set()
        wait_until(hired.is_set)
        apply(*found, **options)  # type: ignore[arg-type]

    def hire() -> None:
        looked.wait(PATIENCE_SECONDS)
        try:
            move(application=Application.objects.get(), to=ApplicationState.HIRED, by=by)
        finally:
            hired.set()

    monkeypatch.setattr(erasing, "apply", wait_and_apply)
    at_once([lambda: erasing.erase_application(application=application), hire])
    with entering(Tenant.objects.get(schema_name="alpha")):
        assert not Application.objects.exclude(email="", name="").exists()
        assert not Placement.objects.exclude(email="", name="", phone="").exists()
