"""What erasing and the clock do where a row is two people's: a conversation, a file, a note, a hire."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.applications.enums import AgreedHow, Source
from boards.applications.models import Application
from boards.candidates.models import Profile
from boards.candidates.services import retention
from boards.followup.models import Note, Task
from boards.groups.models import Group, Membership
from boards.offers.models import Offer
from boards.placements.services import recording
from boards.rights.everything import lists_of
from boards.rights.services import erasing, sweeping
from boards.rights.services.accounts import person_of
from boards.rights.whose import rows_of
from boards.threads import services
from boards.threads.enums import Side
from boards.threads.models import Attachment, Message, Party, Thread
from boards.threads.models.thread import NOBODY
from boards.threads.services import Contact, FromElsewhere
from tenants.context import entering
from tenants.files.models import StoredFile
from tenants.files.storage import private
from tenants.messaging import erasure
from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant
from tenants.personal_data import Person
from tests.boards import making
from tests.boards.followup.making import adviser, profile
from tests.boards.placements import making as hires
from tests.boards.rights import canary
from tests.boards.threads.making import baker
from tests.tenants.files.making import upload


@pytest.fixture
def lea(alpha: Tenant) -> User:
    with entering(alpha):
        user = making.person("lea@candidat.example", role=Role.CANDIDATE)
        User.objects.filter(pk=user.pk).update(name="Léa Dubois")
        user.refresh_from_db()
        return user


@pytest.fixture
def talk(alpha: Tenant, lea: User) -> Thread:
    """Both said something with a file, and somebody claims to be the baker from another address."""
    with entering(alpha):
        by = baker()
        made = services.open_thread(
            subject_ref=f"application:{uuid4()}",
            employer=making.employer(by=by),
            candidate=Contact(name=lea.name, user=lea),
            by=None,
            title="Boulanger F/H",
        )
        services.post(thread=made, side=Side.CANDIDATE, text="Voici mon CV.", by=lea, files=[upload(name="cv.pdf")])
        services.post(thread=made, side=Side.EMPLOYER, text="Le plan.", by=by, files=[upload(name="plan.pdf")])
        services.post(
            thread=made, side=Side.EMPLOYER, text="Payez ici.", by=by, elsewhere=FromElsewhere("paul@ailleurs.example"),
            files=[upload(name="facture.pdf")],
        )  # fmt: skip
        return made


def handed_to(user: User) -> dict[str, list[str]]:
    """The names of files and the texts of messages in somebody's copy."""
    lists = {one.code: one.rows for one in lists_of(rows_of(person_of(user)))}
    return {
        "said": sorted(row["text"] for row in lists["threads.message"]),
        "joined": sorted(row["name"] for row in lists["threads.attachment"]),
        "files": sorted(row["name"] for row in lists["files.storedfile"]),
    }


def test_one_receives_what_was_said_to_one_and_nothing_that_waits(alpha: Tenant, lea: User, talk: Thread) -> None:
    with entering(alpha):
        names = ["cv.pdf", "plan.pdf"]
        assert handed_to(lea) == {"said": ["Le plan.", "Voici mon CV."], "joined": names, "files": names}


def test_an_erased_candidate_leaves_what_an_employer_wrote_and_sent(alpha: Tenant, lea: User, talk: Thread) -> None:
    with entering(alpha):
        erasing.erase(person=person_of(lea), by=None)
        said = dict(Message.objects.filter(thread=talk).exclude(hold="waiting").values_list("side", "text"))
        assert said == {"candidate": "", "employer": "Le plan."}
        assert not Attachment.objects.filter(name="cv.pdf").exists()
        kept = StoredFile.objects.get(name="plan.pdf")
        assert private.exists(kept.path)
        assert Party.objects.filter(thread=talk, side=Side.EMPLOYER).exists()
        talk.refresh_from_db()
        assert (talk.candidate_name, talk.candidate_user, talk.is_closed) == (NOBODY, None, True)


def test_an_erased_member_leaves_their_words_without_their_name(alpha: Tenant, lea: User, talk: Thread) -> None:
    with entering(alpha):
        erasing.erase(person=person_of(making.person()), by=None)
        rows = Message.objects.filter(thread=talk, side=Side.EMPLOYER).order_by("text")
        assert list(rows.values_list("text", "author_name", "author", "sent_from")) == [
            # Nobody is left to vouch for what came from elsewhere.
            ("", NOBODY, None, ""),
            ("Le plan.", NOBODY, None, ""),
        ]
        assert Message.objects.get(thread=talk, side=Side.CANDIDATE).text == "Voici mon CV."
        assert Attachment.objects.filter(name="plan.pdf", file__isnull=False).exists()


def test_two_years_after_the_last_message_a_conversation_has_no_candidate(
    alpha: Tenant, lea: User, talk: Thread
) -> None:
    now = timezone.now()
    with entering(alpha):
        with time_machine.travel(now + timedelta(days=729)):
            assert "threads.thread" not in sweeping.sweep()
        with time_machine.travel(now + timedelta(days=731)):
            assert sweeping.sweep()["threads.thread"] == 1
            assert "threads.thread" not in sweeping.sweep()
        assert Thread.objects.get(pk=talk.pk).candidate_name == NOBODY
        assert Message.objects.get(thread=talk, side=Side.CANDIDATE).text == ""


def test_what_advisers_wrote_goes_with_the_person_however_they_go(alpha: Tenant) -> None:
    with entering(alpha):
        by, somebody, offer = adviser(), profile(), making.live()
        Note.objects.create(profile=somebody, text="Cherche une place du matin.", by=by)
        about = Note.objects.create(offer=offer, text="Le four est neuf.", by=by)
        Task.objects.create(adviser=by, profile=somebody, text="Rappeler", due_on=timezone.localdate())
        Membership.objects.create(group=Group.objects.create(name="Mars", adviser=by), profile=somebody)
        assert not {"followup.note", "followup.task", "groups.membership"} & sweeping.sweep().keys()
        Profile.objects.update(last_contact_at=timezone.now() - timedelta(days=800))
        assert retention.anonymise_silent() == 1
        swept = sweeping.sweep()
        assert (swept["followup.note"], swept["followup.task"], swept["groups.membership"]) == (1, 1, 1)
        assert list(Note.objects.all()) == [about]
        Offer.objects.filter(pk=offer.pk).update(updated_at=timezone.now() - timedelta(days=731))
        assert "followup.note" not in sweeping.sweep(), "It is online still."
        Offer.objects.filter(pk=offer.pk).update(state="expired")
        assert sweeping.sweep()["followup.note"] == 1


def test_a_hire_that_was_taken_back_doesnt_say_why_for_ever(alpha: Tenant) -> None:
    with entering(alpha):
        placement = hires.hired(hires.offer())
        key = placement.link_key
        recording.cancel(placement=placement, why="Léa Dubois est malade.", by=making.person())
        with time_machine.travel(timezone.now() + timedelta(days=800)):
            assert sweeping.sweep()["placements.placement"] == 1
            assert "placements.placement" not in sweeping.sweep()
        placement.refresh_from_db()
        assert (placement.name, placement.cancelled_why) == ("", "Motif effacé")
        assert placement.link_key != key


def test_a_mail_with_an_appointment_loses_it(alpha: Tenant) -> None:
    with entering(alpha):
        mail = EmailDelivery.objects.create(
            to="lea@candidat.example", subject="x", text="x", template="x", state="sent", sent_at=timezone.now(),
            calendar="BEGIN:VCALENDAR", from_name="Léa Dubois", reply_to="reponse+x@alpha.test", references="<x@y>",
            subject_ref="appointment:1", provider="local", attempts=1, first_tried_at=timezone.now(),
        )  # fmt: skip
        erasure.forget(rows=EmailDelivery.objects.filter(pk=mail.pk), person=None)  # type: ignore[arg-type]
        mail.refresh_from_db()
        assert {mail.calendar, mail.from_name, mail.reply_to, mail.references, mail.text} == {""}


def test_somebody_without_account_or_address_is_erased_from_where_an_adviser_sees_them(alpha: Tenant) -> None:
    word = "Canarixqz"
    with entering(alpha):
        now, by, job = timezone.now(), adviser(), hires.offer()
        somebody = profile(f"{word} Dubois", email="", phone="")
        made = Application.objects.create(
            offer=job, profile=somebody, name=somebody.name, message=word, source=Source.ADVISER,
            agreed_at=now, agreed_how=AgreedHow.ADVISER, state_at=now, last_contact_at=now, added_by=by,
        )  # fmt: skip
        made.thread = services.open_thread(
            subject_ref=f"application:{made.pk}", employer=job.employer, candidate=Contact(name=somebody.name), by=by,
            title=job.title,
        )  # fmt: skip
        made.save(update_fields=["thread"])
        services.post(thread=made.thread, side=Side.CANDIDATE, text=word, by=None, files=[upload(name=f"{word}.pdf")])
        recording.record(hire=recording.of_application(made, starts_on=timezone.localdate()), by=by, said_by=None)
        Note.objects.create(profile=somebody, text=word, by=by)
        erasing.erase(person=Person(), by=by, rows={Profile: {somebody.pk}})
        left = Application.objects.get(pk=made.pk)
        assert (left.state, left.name, left.offer_id) == ("new", "", job.pk)
    assert canary.in_tables([word, "Dubois"]) == []
