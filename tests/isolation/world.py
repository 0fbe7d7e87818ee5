"""The world of the matrix: people of every role in alpha, the same in gamma with canaries in everything they wrote."""

import itertools
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from uuid import uuid4

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tenants.utils import schema_context
from wagtail.documents import get_document_model

from boards.accounts.enums import Role as AccountRole
from boards.accounts.models import User
from boards.alerts.links import CONFIRM_SALT, END_SALT, KEEP_SALT, MANAGE_SALT, TYPE_SALT
from boards.alerts.models import Alert, Found, Subscriber, Telling
from boards.alerts.models.telling import new_code
from boards.applications.links import ANSWER_SALT, follow_token
from boards.applications.models import Addition, Answer, Application
from boards.candidates.links import STILL_SALT
from boards.candidates.models import Profile
from boards.codes.models import Code
from boards.employers.enums import EmployerRole
from boards.employers.links import url_of
from boards.employers.models import Employer, EmployerInvitation, EmployerMember
from boards.offers.models import Offer
from boards.offers.services.freshness import RENEW_SALT
from boards.publishing import holding
from boards.publishing.models import Draft
from boards.rights.access import opened_by, typing_token
from boards.rights.models import Copy
from boards.rights.storage import copies
from boards.threads.enums import Side
from boards.threads.links import candidate_token
from boards.threads.models import Attachment, Message, Thread
from boards.threads.services import Contact, FromElsewhere, open_thread, post
from cms.models import HomePage
from cms.permissions import grant_editor
from tenants import signing
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.files import scanning
from tenants.files.models import StoredFile
from tenants.guard import current_schema
from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant
from tests.boards import making
from tests.boards.candidates.making import profile
from tests.isolation.followed import Followed, followed_by
from tests.isolation.met import Met, met_by
from tests.tenants.files.making import upload


class Role(StrEnum):
    """Who knocks. The first seven in alpha; the last two know only the operator's own site."""

    ANONYMOUS = "anonymous"
    CANDIDATE = "candidate"
    EMPLOYER = "employer"
    OTHER_EMPLOYER = "other employer"
    ADVISER = "adviser"
    PARTNER = "partner"
    MANAGER = "manager"
    OPERATOR = "operator"
    PUBLIC = "anonymous in public"


IN_TENANT = tuple(role for role in Role if role not in {Role.OPERATOR, Role.PUBLIC})
ACCOUNT_ROLES = {
    Role.CANDIDATE: AccountRole.CANDIDATE,
    Role.EMPLOYER: AccountRole.EMPLOYER,
    Role.OTHER_EMPLOYER: AccountRole.EMPLOYER,
    Role.ADVISER: AccountRole.ADVISER,
    Role.PARTNER: AccountRole.PARTNER,
    Role.MANAGER: AccountRole.MANAGER,
}


@dataclass
class Things:
    """What rows of the matrix point at, in one tenant. A new page adds its object here, made in `_things`."""

    offer: Offer
    waiting: Offer
    unheld_draft: Draft
    held_draft: Draft
    home: HomePage
    document_id: int
    renew_token: str
    held_token: str
    unheld_token: str
    alert: Alert
    # By what each link is for; and the short link of a message.
    alert_tokens: dict[str, str]
    told_code: str
    letter: EmailDelivery
    # A conversation, its candidate's link, a message that waits to be answered for, a file.
    thread: Thread
    thread_token: str
    held_message: Message
    attachment: Attachment
    profile: Profile
    still_token: str
    # Who acts for the offer's employer: a second member, somebody invited; an adviser; a browser of the first member.
    member_id: uuid.UUID
    invitation: EmployerInvitation
    invitation_token: str
    adviser_id: uuid.UUID
    device_id: int
    application: Application
    addition: Addition
    # By what each link is for.
    application_tokens: dict[str, str]
    # Somebody who typed a code to see their data, and the copy that was made for them.
    rights_tokens: dict[str, str]
    copy: Copy
    followed: Followed
    met: Met


@dataclass
class World:
    """alpha seen by everybody, gamma full of canaries."""

    alpha: Tenant
    beta: Tenant
    gamma: Tenant
    own: Things
    foreign: Things
    cookies: dict[Role, str]
    canaries: list[str] = field(default_factory=list)

    def client(self, role: Role, host: str) -> Client:
        """A fresh browser of somebody on a host; the session was opened where that role is at home."""
        client = Client(HTTP_HOST=host, HTTP_USER_AGENT="Mozilla/5.0")
        client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[role]
        return client


def build(alpha: Tenant, beta: Tenant, gamma: Tenant) -> World:
    """Everything, in the caller's transaction."""
    canaries = [f"CANARI{n:02d}XQZ" for n in range(60)]
    fresh = itertools.cycle(canaries)
    with entering(gamma):
        foreign = _things(fresh, commune=making.CHAMONIX)
        for role in AccountRole:
            User.objects.create_user(f"{role}.{next(fresh)}@gamma.example", name=next(fresh), role=role)
        for _ in range(5):
            AuditEntry.objects.create(kind=next(fresh), target_type=next(fresh), target_id="1", actor_label=next(fresh))
            EmailDelivery.objects.create(to=f"{next(fresh)}@gamma.example", subject=next(fresh), text=next(fresh))
        HomePage.objects.update(lead=next(fresh), headline=next(fresh), about=next(fresh))
    with entering(alpha):
        people = {
            role: making.person(f"{account}.{n}@alpha.example", role=account)
            for n, (role, account) in enumerate(ACCOUNT_ROLES.items())
        }
        grant_editor(people[Role.MANAGER])
        own = _things(iter(lambda: "À Bergues", ""), commune=making.BERGUES, by=people[Role.EMPLOYER])
        making.employer("Estaminet du Beffroi", by=people[Role.OTHER_EMPLOYER])
        cookies = {role: _session(people.get(role), own.held_draft) for role in IN_TENANT}
    connection.set_schema_to_public()
    operator = User.objects.create_user("operator@bassin.example", role=AccountRole.OPERATOR, is_superuser=True)
    cookies |= {Role.OPERATOR: _session(operator, None), Role.PUBLIC: ""}
    return World(alpha, beta, gamma, own, foreign, cookies, canaries)


def _session(person: User | None, draft: Draft | None) -> str:
    """The cookie of a session in the current schema, signed in or not, that holds a draft."""
    client = Client()
    if person is not None:
        client.force_login(person)
    session = client.session
    session["publishing_drafts"] = [str(draft.pk)] if draft else []
    session.save()
    return str(session.session_key)


def _things(words: Iterator[str], *, commune: str, by: User | None = None) -> Things:
    by = by or making.person(f"{next(words)}@gamma.example".replace(" ", ""))
    firm: Employer = making.employer(next(words), by=by)
    texts = {"title": next(words), "description": f"{next(words)}. " * 5}
    offer = making.live(commune, by=by, firm=firm, apply_by="here", apply_value="", **texts)
    waiting = making.draft(commune, by=by, firm=firm, title=next(words), description=f"{next(words)}. " * 5)
    Offer.objects.filter(pk=waiting.pk).update(state="moderation")
    document = get_document_model()(title=next(words))
    document.file.save(f"{next(words)}.txt".replace(" ", ""), ContentFile(next(words).encode()))
    held = Draft.objects.create(typed={"poste": {"title": [next(words)]}})
    unheld = Draft.objects.create(typed={"poste": {"title": [next(words)]}})
    alert, telling = _alert(words, offer)
    thread, held_message, attachment = _thread(words, firm, by)
    seeker = profile(
        commune, name=next(words), email="", skills=[next(words)], words=next(words), handed_over_at=timezone.now()
    )
    seeker.experiences.create(title=next(words), employer=next(words), description=next(words))
    seeker.trainings.create(title=next(words), school=next(words))
    invitation = EmployerInvitation.objects.create(
        employer=firm, email=f"{next(words)}@invite.example".replace(" ", "").lower(),
        lapses_at=timezone.now() + timedelta(days=7),
    )  # fmt: skip
    colleague = making.person(f"{next(words)}@collegue.example".replace(" ", "").lower())
    application = _application(words, offer)
    copy, rights_tokens = _rights(words)
    return Things(
        offer=offer,
        waiting=Offer.objects.get(pk=waiting.pk),
        held_draft=held,
        unheld_draft=unheld,
        home=HomePage.objects.get(),
        document_id=document.pk,
        renew_token=signing.dumps(str(offer.pk), salt=RENEW_SALT),
        held_token=holding.token_for(held.pk),
        unheld_token=holding.token_for(unheld.pk),
        alert=alert,
        alert_tokens=_links_of(alert),
        told_code=telling.code,
        profile=seeker,
        still_token=signing.dumps(str(seeker.pk), salt=STILL_SALT),
        copy=copy,
        rights_tokens=rights_tokens,
        letter=EmailDelivery.objects.create(
            to="a@example.org", subject=next(words), text="x", html=f"<p>{next(words)}</p>"
        ),
        thread=thread,
        thread_token=candidate_token(thread),
        held_message=held_message,
        attachment=attachment,
        member_id=EmployerMember.objects.create(employer=firm, user=colleague, role=EmployerRole.MEMBER).pk,
        invitation=invitation,
        invitation_token=url_of(invitation).rpartition("/")[2],
        adviser_id=making.person(f"{next(words)}@equipe.example".replace(" ", "").lower(), role="adviser").pk,
        device_id=UserSession.objects.create(
            # No number that another tenant's would have too.
            pk=uuid.uuid4().int % 2**30,
            user=by,
            ip="192.0.2.1",
            session_key=str(firm.pk),
        ).pk,
        application=application,
        addition=Addition.objects.create(application=application, name=next(words), message=next(words)),
        application_tokens={
            "follow": follow_token(application, by_message=False),
            "answer": signing.dumps([str(application.pk), str(by.pk)], salt=ANSWER_SALT),
        },
        followed=followed_by(words, offer, by=by),
        met=met_by(words, offer, seeker, by=by),
    )


def _application(words: Iterator[str], offer: Offer) -> Application:
    """Somebody who applied, with a CV of which nothing but the row is left."""
    now = timezone.now()
    cv = StoredFile.objects.create(
        name=f"{next(words)}.pdf", kind="pdf", size=1, sha256="0" * 64, state="infected", scanned_at=now,
        path=f"{current_schema()}/00/{uuid4().hex}{uuid4().hex}",
    )  # fmt: skip
    application = Application.objects.create(
        offer=offer, name=next(words), email=f"{next(words)}@candidat.example".replace(" ", "").lower(),
        message=next(words), cv=cv, state_at=now, last_contact_at=now, agreed_at=now, agreed_how="applied",
    )  # fmt: skip
    Answer.objects.create(application=application, asked=next(words), text=next(words))
    return application


def _rights(words: Iterator[str]) -> tuple[Copy, dict[str, str]]:
    """A code that was typed, and a copy for its address."""
    address, key = f"{next(words)}@candidat.example".replace(" ", "").lower(), uuid.uuid4()
    code = Code.objects.create(
        subject=f"rights:{key}", channel="email", address=address, digest="0" * 64, visitor="0" * 64,
        lapses_at=timezone.now(), used_at=timezone.now(),
    )  # fmt: skip
    copy = Copy.objects.create(
        who=address, email=address, state="ready", path=copies.save(None, ContentFile(next(words).encode())),
        size=9, ready_at=timezone.now(),
    )  # fmt: skip
    return copy, {"type": typing_token(key), "open": opened_by(code)}


def _alert(words: Iterator[str], offer: Offer) -> tuple[Alert, Telling]:
    """A confirmed alert, and a message that told it of two offers, one of which is gone."""
    address = f"{next(words)}@candidat.example".replace(" ", "").lower()
    subscriber = Subscriber.objects.create(channel="email", address=address, last_sign_at=timezone.now())
    alert = Alert.objects.create(
        subscriber=subscriber, query="q=boulanger", label=next(words), search_key="0" * 32, state="active",
        since=timezone.now(), silence_told_at=timezone.now(),
    )  # fmt: skip
    telling = Telling.objects.create(subscriber=subscriber, code=new_code(), offers=2)
    for position, key in enumerate((offer.pk, alert.pk), start=1):
        Found.objects.create(
            alert=alert, offer_schema=current_schema(), offer_id=key, fingerprint=str(position), state="told",
            telling=telling, position=position,
        )  # fmt: skip
    return alert, telling


def _thread(words: Iterator[str], firm: Employer, by: User) -> tuple[Thread, Message, Attachment]:
    """What a candidate without an account and an employer say to each other; one message is of another address."""
    thread = open_thread(
        subject_ref=f"application:{uuid4()}", employer=firm, by=None, title=next(words),
        candidate=Contact(name=next(words), email=f"{next(words)}@candidat.example".replace(" ", "")),
    )  # fmt: skip
    said = post(
        thread=thread, side=Side.CANDIDATE, text=next(words), by=None, files=[upload(name=f"{next(words)}.pdf")]
    )
    held = post(
        thread=thread, side=Side.EMPLOYER, text=next(words), by=by,
        elsewhere=FromElsewhere(f"{next(words)}@autre.example".replace(" ", "")),
    )  # fmt: skip
    attachment = said.attachments.get()
    scanning.scan(attachment.file_id)
    return thread, held, attachment


def _links_of(alert: Alert) -> dict[str, str]:
    """What each signed link of an alert carries."""
    person, asked = str(alert.subscriber_id), [str(alert.pk), "weekly"]
    return {
        "manage": signing.dumps(person, salt=MANAGE_SALT),
        "keep": signing.dumps(person, salt=KEEP_SALT),
        "end": signing.dumps([person, str(alert.pk)], salt=END_SALT),
        "confirm": signing.dumps(asked, salt=CONFIRM_SALT),
        "type": signing.dumps(asked, salt=TYPE_SALT),
    }


def remove_files(things: Things) -> None:
    """Take what was uploaded off the disk; the transaction takes the rest."""
    with schema_context(things.copy._home):
        copies.delete(things.copy.path)
    document = get_document_model().objects.filter(pk=things.document_id).first()
    if document is not None:
        document.file.delete(save=False)
