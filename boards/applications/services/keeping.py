"""How long an application is somebody's: erased when they say so, anonymous two years after the last contact."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from boards.applications import listeners, notices, ticks
from boards.applications.days import end_of
from boards.applications.enums import Hand
from boards.applications.models import Addition, Answer, Application
from boards.applications.models.application import KEPT_FOR, ApplicationQuerySet, new_link_key
from boards.applications.services import adding
from boards.applications.services.conversing import hold_conversations
from boards.offers.enums import OfferState
from boards.threads.erasing import erase_candidate
from boards.threads.models import Message, Thread
from tenants.audit import services as audit
from tenants.enums import Channel
from tenants.files import services as files
from tenants.messaging import erasure
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.personal_data import Person


@transaction.atomic
def erase(*, application: Application) -> None:
    """At once, at the person's own word: name, address, words, answers, CV and what they wrote. The state stays, for
    figures that know nobody; so does what the employer had been sent about «somebody». The hire that came of it forgets
    its person too (settings.APPLICATION_ERASER).
    """
    import_string(settings.APPLICATION_ERASER)(application=application)


@transaction.atomic
def forget(*, rows: QuerySet[Application], person: Person) -> None:
    """The same for all of a person's, when they have everything erased (boards.rights)."""
    keys = list(rows.values_list("pk", flat=True))
    _anonymise(_held(keys, among=Application.objects.of_people()), why="erased")


def anonymise_old(*, on: date) -> int:
    """Two years after the last contact, where the offer is over. Returns how many."""
    before = end_of(on - KEPT_FOR)
    old = Application.objects.of_people().filter(last_contact_at__lt=before)
    # An offer that is online still may be somebody's hope.
    old = old.exclude(offer__state__in=OfferState.open_states())
    gone = 0
    for key in list(old.order_by("last_contact_at").values_list("pk", flat=True)):
        with transaction.atomic():
            # Asked again: there was a contact since, or the offer came back.
            rows = _held([key], among=old)
            # Erased at their own word, the hire goes by its own declaration (boards.rights); here nobody asks for that.
            listeners.tell_gone(rows)
            _anonymise(rows, why="retention")
            gone += len(rows)
    return gone


def _held(keys: list[UUID], *, among: ApplicationQuerySet) -> list[Application]:
    """Those that still belong there, locked, and their conversations before them."""
    hold_conversations(keys)
    rows = among.select_for_update(of=("self",)).select_related("cv", "thread", "profile")
    return list(rows.filter(pk__in=keys).order_by("pk"))


def _anonymise(rows: list[Application], *, why: str) -> None:
    now = timezone.now()
    for row in rows:
        _forget_messages(row)
        if row.thread is not None:
            erase_candidate(threads=[row.thread])
        cv, row.cv = row.cv, None
        row.name = row.email = row.phone = row.message = row.answer_text = ""
        row.ticks, row.user, row.profile, row.with_profile_cv = [], None, None, False
        row.added_by, row.link_key, row.anonymised_at = None, new_link_key(), now
        if row.state_hand == Hand.CANDIDATE:
            row.state_by = None
        row.save()
        if cv is not None:
            files.remove(file=cv, by=None)
        audit.record(f"application.{why}", target=row, by=None)
    adding.forget(rows=Addition.objects.filter(application__in=[row.pk for row in rows]), person=Person())
    Answer.objects.filter(application__in=[row.pk for row in rows]).delete()


def _forget_messages(row: Application) -> None:
    """What was written to them about this; all of it where they have no other application here."""
    others = Application.objects.of_people().exclude(pk=row.pk)
    for channel, address, field in (
        (Channel.EMAIL, row.email, "email"),
        (Channel.SMS, row.phone, "phone"),
    ):
        if address and not others.filter(**{field: address}).exists() and row.profile is None and row.user is None:
            erasure.erase(channel=channel, address=address)
        elif address:
            erasure.erase_about(subject_ref=row.ref)


def everything_of(application: Application, *, has_address: bool) -> dict[str, Any]:
    """What a person receives who asks for their data (article 15 of the GDPR), with French names.

    has_address: they came by a message of ours; what others may have typed under the address goes to nobody else.
    """
    offer = application.offer
    return {
        "offre": offer.title,
        "employeur": offer.employer.name,
        "envoyee_le": application.created_at.isoformat(),
        "nom": application.name,
        "adresse": notices.address_of(application),
        "telephone": notices.number_of(application),
        "message": application.message,
        "cases_cochees": [ticks.label_of(key) for key in application.ticks],
        "reponses": [{"question": one.asked, "reponse": one.text} for one in application.answers.all()],
        "cv": {"nom": application.cv.name, "taille": application.cv.size} if application.cv else None,
        "cv_du_profil": application.with_profile_cv,
        "etat": application.get_state_display(),
        "depuis": application.state_at.isoformat(),
        "repondu_le": application.answered_at.isoformat() if application.answered_at else None,
        "repondu_comment": application.get_answered_how_display(),
        "reponse_recue": application.answer_text,
        "origine": application.get_source_display(),
        "accord_donne_le": application.agreed_at.isoformat() if application.agreed_at else None,
        "accord_comment": application.get_agreed_how_display(),
        "ajouts_a_confirmer": [
            {
                "le": one.created_at.isoformat(),
                "nom": one.name,
                "message": one.message,
                "cases_cochees": [ticks.label_of(key) for key in one.ticks],
                "reponses": list(one.answers.values()),
                "cv": one.cv.name if one.cv else None,
            }
            for one in application.additions.filter(settled_at__isnull=True).select_related("cv")
            if has_address
        ],
        "conversation": _said(application.thread),
        "messages_envoyes": _sent(application),
    }


def _said(thread: Thread | None) -> list[dict[str, Any]]:
    if thread is None:
        return []
    said = Message.objects.filter(thread=thread).shown_to("candidate").order_by("at")
    return [{"le": one.at.isoformat(), "de": one.author_name, "texte": one.text} for one in said]


def _sent(application: Application) -> list[dict[str, Any]]:
    mails = EmailDelivery.objects.filter(subject_ref=application.ref)
    texts = SmsDelivery.objects.filter(subject_ref=application.ref)
    return [
        *({"le": one.created_at.isoformat(), "objet": one.subject, "texte": one.text} for one in mails),
        *({"le": one.created_at.isoformat(), "texte": one.text} for one in texts),
    ]
