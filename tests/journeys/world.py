"""What the pages are about: people and offers in every state, made once by the services that people use."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.alerts.links import CONFIRM_SALT, END_SALT, KEEP_SALT, MANAGE_SALT, TYPE_SALT
from boards.alerts.models import Alert, Found, Subscriber, Telling
from boards.alerts.searches import wanted_of
from boards.candidates.models import Profile
from boards.codes.models import Code
from boards.codes.services import send_code
from boards.library.enums import AnsweredBy
from boards.library.models import ContactRequest
from boards.library.services.requesting import accept
from boards.offers.enums import ClosedAs
from boards.offers.models import Offer
from boards.offers.services.closing import close_offer
from boards.offers.services.publishing import publish_offer, refuse_offer
from boards.placements.models import Placement
from boards.reporting.models import SearchFigure
from boards.rights.access import opened_by
from boards.threads.enums import Side, Via
from boards.threads.links import candidate_token
from boards.threads.services import Contact, FromElsewhere, close, open_thread, post
from tenants import signing
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging.models import Consent
from tenants.models import Tenant
from tests.boards import making
from tests.boards.candidates import making as candidates
from tests.isolation.followed import followed_by
from tests.isolation.met import met_by
from tests.journeys.applicants import applications_of
from tests.journeys.crowd import people_who_wait
from tests.journeys.profiles import SEEKER, people_with_profiles
from tests.journeys.site import Site, newest_code
from tests.tenants.files.making import upload

EMPLOYER, ADVISER, STRANGER = "boulanger@vandaele.example", "conseil@alpha.example", "candidat@alpha.example"
MANAGER = "direction@alpha.example"
# Came by a code, and has no password.
NEWCOMER = "nouvelle@alpha.example"
EMAILS = {
    "employer": EMPLOYER,
    "adviser": ADVISER,
    "candidate": STRANGER,
    "manager": MANAGER,
    "seeker": SEEKER,
    "newcomer": NEWCOMER,
}
PASSWORD = "mot-de-passe-long"
# An adviser finds these three unlawful, without a salary and from outside the territory.
UNLAWFUL = "Recherchons jeune femme dynamique de moins de 30 ans, de langue maternelle française."
JOB = {
    "title": "Boulanger",
    "commune": "Bergues (59380)",
    "employer_name": "Boulangerie Vandaele",
    "employer_kind": "firm",
}
CONDITIONS = {
    "occupation_code": "D1102",
    "contract_type": "CDI",
    "weekly_hours": "35",
    "salary_period": "month",
    "salary_min": "1900",
    "licence": "none",
    "description": "Pétrir, façonner et cuire le pain de la nuit, à deux pas du beffroi de Bergues.",
    "apply_by": "email",
}


@dataclass
class World:
    """Keys of offers by state, tokens of drafts by page, and the sessions that may open them."""

    site: Site
    offers: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    # Who has alerts, as staff find them.
    subscriber: str = ""
    # What staff follow (tests/isolation/followed.py).
    followed: Any = None
    # Whom an employer found and hired (tests/isolation/met.py).
    met: Any = None

    def cookies(self, who: str) -> list[dict[str, Any]]:
        if who not in self.sessions:
            email = EMAILS[who]
            self.sessions[who] = self.site.cookies_of(email)
        return self.sessions[who]


def make(site: Site) -> World:
    """Alpha with offers of every state, beta with enough for two pages of results."""
    world = World(site, sessions={"visitor": []})
    world.offers = site.do(_alphas_offers, schema="alpha")
    world.subscriber = site.do(lambda: people_who_wait(adviser=ADVISER, manager=MANAGER), schema="alpha")
    site.do(lambda: _followed(world), schema="alpha")
    site.do(_betas_offers, schema="beta")
    site.do(_betas_figures, schema="beta")
    site.do(lambda: _alerts(world), schema="alpha")
    world.tokens |= site.do(_threads, schema="alpha")
    site.do(lambda: people_with_profiles(world, adviser=ADVISER, employer=EMPLOYER), schema="alpha")
    world.tokens |= site.do(lambda: applications_of(world.offers, adviser=ADVISER), schema="alpha")
    site.do(lambda: _rights(world), schema="alpha")
    if has_url("publishing:start"):
        site.do(lambda: _drafts(world), schema="alpha")
    return world


def _betas_figures() -> None:
    """Beta's are public; somebody searched in a month that is over."""
    tenant = current_tenant()
    tenant.public_figures = True
    tenant.save(update_fields=["public_figures"])
    day = timezone.localdate() - timedelta(days=31)
    for device, count in (("phone", 172), ("computer", 61), ("other", 3)):
        SearchFigure.objects.create(day=day, device=device, occupation_code="D1102", count=count)


def has_url(name: str) -> bool:
    """Whether a territory's site has a page of this name."""
    namespace, _, bare = name.rpartition(":")
    resolver = get_resolver("deploy.urls_tenant")
    if namespace:
        if namespace not in resolver.namespace_dict:
            return False
        resolver = resolver.namespace_dict[namespace][1]
    return bare in resolver.reverse_dict


def _alphas_offers() -> dict[str, str]:
    employer = making.person(EMPLOYER)
    adviser = making.person(ADVISER, role=Role.ADVISER)
    making.person(STRANGER, role=Role.CANDIDATE)
    User.objects.create_user(NEWCOMER, role=Role.CANDIDATE)
    live = making.live(salary_min=1900, salary_max=2100, salary_period="month", weekly_hours=35, full_time=True)
    making.live(
        title="Second de boulangerie F/H", description="Seconder le boulanger, four et pétrin, dès quatre heures."
    )
    closed = making.live(
        title="Pâtissier F/H", occupation_code="D1104", description="Tartes au sucre et gaufres fourrées."
    )
    waiting = making.draft(title="Vendeuse", occupation_code="D1106", description=UNLAWFUL)
    refused = making.draft(title="Livreur F/H", description="Livrer le pain des cantines, de six heures à onze heures.")
    draft = making.draft(title="Apprenti boulanger F/H", description="Apprendre le métier avec un maître artisan.")
    close_offer(offer=closed, closed_as=ClosedAs.values[0], by=employer)
    publish_offer(offer=waiting, by=employer, asks_advice=True)
    publish_offer(offer=refused, by=employer, asks_advice=True)
    refuse_offer(offer=refused, reason="Dites dans quelles communes.", by=adviser)
    states = {"live": live, "closed": closed, "waiting": waiting, "refused": refused, "draft": draft}
    return {name: str(offer.pk) for name, offer in states.items()}


def _threads() -> dict[str, str]:
    """A conversation with all there is in one – a file, a long text, a message that waits – and a closed one."""
    user, adviser = making.person(EMPLOYER), making.person(ADVISER, role=Role.ADVISER)
    firm = making.employer(by=user)
    lea = Contact(name="Léa Martin", email="lea@candidat.example")
    made = [
        open_thread(subject_ref=f"application:{uuid4()}", employer=firm, candidate=lea, by=None, title="Boulanger F/H")
        for _ in range(2)
    ]
    talk, closed = made
    brevet = [upload(name="brevet.pdf")]
    post(thread=talk, side=Side.CANDIDATE, text="Bonjour,\nvoici mon certificat.", by=None, files=brevet)
    post(thread=talk, side=Side.EMPLOYER, text="Merci ! Voici comment se passe une nuit. " * 60, by=user)
    post(thread=talk, side=Side.ADVISER, text="Le plan est sur https://www.service-public.fr/ .", by=adviser)
    post(thread=talk, side=Side.CANDIDATE, text="> À 8 h ?\n> Et le permis ?\nOui aux deux.", by=None, via=Via.EMAIL)
    elsewhere = FromElsewhere("lea.perso@autre.example")
    post(thread=talk, side=Side.CANDIDATE, text="De mon autre boîte.", by=None, via=Via.EMAIL, elsewhere=elsewhere)
    close(thread=closed, by=adviser)
    return {"thread": candidate_token(talk), "thread closed": candidate_token(closed), "thread key": str(talk.pk)}


def _followed(world: World) -> None:
    """Somebody with notes, tasks, appointments, on a shortlist and in a group."""
    offer = Offer.objects.get(pk=world.offers["live"])
    words = iter(lambda: "Léa Dubois", "")
    world.followed = followed_by(words, offer, by=making.person(EMPLOYER))
    seeker = Profile.objects.get(pk=world.followed.profile)
    words = iter(lambda: "Je tiens la boulangerie du beffroi, et je cherche quelqu’un pour les nuits.", "")
    world.met = met_by(words, offer, seeker, by=making.person(EMPLOYER))
    Placement.objects.filter(pk=world.met.placement).update(name="Karim Benali")
    other = met_by(
        words, offer, candidates.profile(name="Inès Carpentier", email="ines@exemple.fr"), by=making.person(EMPLOYER)
    )
    accept(request=ContactRequest.objects.get(pk=other.request), how=AnsweredBy.LINK, by=None)
    world.tokens["accepted"], world.tokens["accepted key"] = str(other.request), other.request_key


def _alerts(world: World) -> None:
    """Somebody with three alerts, one of which never found anything, one paused; somebody with none left; a message."""
    lea, none = (
        Subscriber.objects.create(channel="email", address=f"{name}@candidat.example", last_sign_at=timezone.now())
        for name in ("lea", "sans-alerte")
    )
    tenant = Tenant.objects.get(schema_name="alpha")
    queries = ("q=boulanger&lieu=Bergues+%2859380%29", "q=scaphandrier&lieu=Bergues+%2859380%29", "contrat=CDI")
    alerts = []
    for number, query in enumerate(queries):
        asked = wanted_of(query, tenant=tenant)
        alert = Alert(
            subscriber=lea, query=asked.query, label=asked.label, search_key=asked.key, state="active",
            since=timezone.now(), commune_insee=asked.commune_insee, occupation_codes=asked.occupation_codes,
        )  # fmt: skip
        alert.silence_told_at = timezone.now() if number == 1 else None
        alert.state = "paused" if number == 2 else "active"
        alert.save()
        alerts.append(alert)
    telling = Telling.objects.create(subscriber=lea, code="abcdefghijkm", offers=3)
    for position, state in enumerate(("live", "closed", "draft"), start=1):
        Found.objects.create(
            alert=alerts[0], offer_schema="alpha", offer_id=world.offers[state], fingerprint=state, state="told",
            telling=telling, position=position,
        )  # fmt: skip
    waiting = Alert.objects.create(
        subscriber=none, query="q=plombier", label="Offres de plombier", search_key="0" * 32, frequency="now"
    )
    asked_for = [str(waiting.pk), "now"]
    world.tokens |= {
        "alert manage": signing.dumps(str(lea.pk), salt=MANAGE_SALT),
        "alert ended": signing.dumps(str(none.pk), salt=MANAGE_SALT),
        "alert keep": signing.dumps(str(lea.pk), salt=KEEP_SALT),
        "alert end": signing.dumps([str(lea.pk), str(alerts[0].pk)], salt=END_SALT),
        "alert confirm": signing.dumps(asked_for, salt=CONFIRM_SALT),
        "alert type": signing.dumps(asked_for, salt=TYPE_SALT),
        "told": telling.code,
    }
    send_code(
        subject=waiting.code_subject("now"),
        channel=Channel.EMAIL,
        address=none.address,
        visitor="",
        deliver=lambda digits: None,
    )


def _rights(world: World) -> None:
    """Léa typed a code to see her data; she agreed to alerts, and once did before."""
    for number, words in enumerate(("Je veux bien recevoir les offres.", "J’accepte que le site m’écrive.")):
        Consent.objects.create(
            channel="email", address="lea@candidat.example", how="link" if number else "present", wording=words,
            recorder_label="" if number else "Claire Delattre", withdrawn_at=None if number else timezone.now(),
            withdrawn_how="" if number else "person",
        )  # fmt: skip
    key = uuid4()
    code = Code.objects.create(
        subject=f"rights:{key}", channel="email", address="lea@candidat.example", digest="0" * 64, visitor="0" * 64,
        lapses_at=timezone.now(), used_at=timezone.now(),
    )  # fmt: skip
    waiting = uuid4()
    send_code(
        subject=f"rights:{waiting}",
        channel=Channel.EMAIL,
        address="lea@candidat.example",
        visitor="",
        deliver=lambda digits: None,
    )
    world.tokens |= {"data waiting": str(waiting), "data open": opened_by(code)}


def _betas_offers() -> None:
    person = making.person("mairie@cassel.example")
    firm = making.employer("Ville d’Hazebrouck", by=person)
    titles = ("Aide à domicile F/H", "Maçon F/H", "Serveur F/H", "Jardinier F/H", "Comptable F/H")
    for number in range(45):
        making.live(
            making.HAZEBROUCK if number % 2 else making.CASSEL,
            by=person,
            firm=firm,
            title=titles[number % len(titles)],
            occupation_code="",
            description="Un poste sérieux, dans une équipe de cinq personnes, près de la gare.",
        )


def _drafts(world: World) -> None:
    """A draft at each page of publishing. Who is done has signed in by that, so another browser did it."""
    publisher, done = world.site.client("alpha"), world.site.client("alpha")
    for page in ("job", "conditions", "review", "code", "lapsed"):
        world.tokens[page] = _draft_up_to(page, publisher, world)
    world.tokens["done"] = _draft_up_to("done", done, world)
    world.sessions |= {"publisher": world.site.cookies(publisher), "done": world.site.cookies(done)}


def _draft_up_to(page: str, client: Client, world: World) -> str:
    start = client.get(reverse("publishing:start"))
    token = str(start.context["draft_token"])
    answers = {"": JOB | {"draft": token}, "conditions": CONDITIONS, "review": {"email": f"{page}@vandaele.example"}}
    _post(client, reverse("publishing:start"), answers[""])
    if page in {"job", "conditions"}:
        return token
    _post(client, reverse("publishing:conditions", args=[token]), answers["conditions"])
    if page == "review":
        return token
    _post(client, reverse("publishing:review", args=[token]), answers["review"])
    if page == "lapsed":
        Code.objects.filter(address="lapsed@vandaele.example").update(wrong_tries=5)
    if page == "done":
        _post(client, reverse("publishing:code", args=[token]), {"code": newest_code("done@vandaele.example")})
        assert client.get(reverse("publishing:done", args=[token])).status_code == 200
    return token


def _post(client: Client, url: str, data: dict[str, str]) -> None:
    answer = client.post(url, data)
    assert answer.status_code == 302, (url, answer.status_code, answer.content.decode()[-6000:])
