"""What the pages are about: people and offers in every state, made once by the services that people use."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import get_resolver, reverse

from boards.accounts.enums import Role
from boards.codes.models import Code
from boards.offers.enums import ClosedAs
from boards.offers.services.closing import close_offer
from boards.offers.services.publishing import publish_offer, refuse_offer
from tests.boards import making
from tests.journeys.site import Site, newest_code

EMPLOYER, ADVISER, STRANGER = "boulanger@vandaele.example", "conseil@alpha.example", "candidat@alpha.example"
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

    def cookies(self, who: str) -> list[dict[str, Any]]:
        if who not in self.sessions:
            email = {"employer": EMPLOYER, "adviser": ADVISER, "candidate": STRANGER}[who]
            self.sessions[who] = self.site.cookies_of(email)
        return self.sessions[who]


def make(site: Site) -> World:
    """Alpha with offers of every state, beta with enough for two pages of results."""
    world = World(site, sessions={"visitor": []})
    world.offers = site.do(_alphas_offers, schema="alpha")
    site.do(_betas_offers, schema="beta")
    if has_url("publishing:start"):
        site.do(lambda: _drafts(world), schema="alpha")
    return world


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
