"""Every page that people can meet, by the name of its URL; a new URL is listed here or excused with a reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import URLPattern, get_resolver, reverse

from tests.isolation.urls import named_patterns
from tests.journeys.world import World


@dataclass(frozen=True)
class Page:
    """One page in one state. `path` may need the world; `who` is a key of World.cookies."""

    name: str
    path: str | Callable[[World], str]
    state: str = ""
    who: str = "visitor"
    host: str = "alpha.test"
    status: int = 200

    def url(self, world: World) -> str:
        path = self.path if isinstance(self.path, str) else self.path(world)
        return f"http://{self.host}{path}"

    def __str__(self) -> str:
        return f"{self.name} ({self.state})" if self.state else self.name


def _offer(name: str, state: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.offers[state]], urlconf=TENANT)


def _draft(name: str, page: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.tokens[page]], urlconf=TENANT)


def _alert(name: str, link: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.tokens[link]], urlconf=TENANT)


def _token(name: str, token: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.tokens[token]], urlconf=TENANT)


def _applied(name: str, key: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.tokens[key]], urlconf=TENANT)


def _put_forward(world: World) -> str:
    person, offer = world.tokens["profile"], world.offers["here"]
    return f"{reverse('applications:new', urlconf=TENANT)}?profil={person}&offre={offer}"


def _data(name: str, link: str) -> Callable[[World], str]:
    return lambda world: reverse(name, kwargs={"access": world.tokens[link]}, urlconf=TENANT)


def _data_code(world: World) -> str:
    """Signed when the page is opened: it lapses after half an hour."""
    from boards.rights.access import typing_token

    token = world.site.do(lambda: typing_token(UUID(world.tokens["data waiting"])), schema="alpha")
    return reverse("rights:code", kwargs={"token": token}, urlconf=TENANT)


def _followed(name: str, thing: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[getattr(world.followed, thing)], urlconf=TENANT)


def _met(name: str, thing: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[getattr(world.met, thing)], urlconf=TENANT)


def _subscriber(world: World) -> str:
    return reverse("alerts:desk_person", args=[world.subscriber], urlconf=TENANT)


def _team(world: World) -> str:
    from boards.employers.models import Employer

    def found() -> str:
        return str(Employer.objects.filter(members__user__email="boulanger@vandaele.example")[0].pk)

    return f"/espace/equipe/{world.site.do(found, schema='alpha')}"


def _invitation(world: World) -> str:
    from boards.accounts.models import User
    from boards.employers.enums import EmployerRole
    from boards.employers.links import url_of
    from boards.employers.models import Employer
    from boards.employers.services.members import invite

    def made() -> str:
        by = User.objects.get(email="boulanger@vandaele.example")
        firm = Employer.objects.of(by)[0]
        return url_of(invite(employer=firm, email="vendeuse@vandaele.example", role=EmployerRole.MEMBER, by=by))

    return str(world.site.do(made, schema="alpha")).partition(".test")[2]


def _renewal(world: World) -> str:
    from boards.offers.services.freshness import RENEW_SALT
    from tenants import signing

    token = world.site.do(lambda: signing.dumps(world.offers["live"], salt=RENEW_SALT), schema="alpha")
    return f"/offres/renouveler/{token}"


TENANT, PUBLIC = "deploy.urls_tenant", "deploy.urls_public"
PAGES = (
    Page("territories", "/", host="bassin.test"),
    Page("wagtail_serve", "/", "home"),
    Page("wagtail_serve", "/", "home, elsewhere", host="beta.test"),
    Page("wagtail_serve", "/rien-de-tel", "404", status=404),
    Page("wagtail_serve", "/", "unknown host", host="nulle-part.test", status=404),
    Page("finding:results", "/offres"),
    Page("finding:results", "/offres?q=boulang%C3%A8re&lieu=Cassel+%2859670%29&rayon=20", "around", host="beta.test"),
    Page("finding:results", "/offres?page=2", "second page", host="beta.test"),
    Page("finding:results", "/offres?page=99", "past the end"),
    Page("finding:results", "/offres?q=scaphandrier&lieu=Bergues+%2859380%29", "nothing found"),
    Page("finding:results", f"/offres?q={'a' * 200}", "one endless word"),
    Page("finding:results", "/offres?lieu=Atlantide", "unknown town"),
    Page("finding:results", "/offres?lieu=Saint-Denis", "which town"),
    Page("finding:offer", _offer("finding:offer", "live")),
    Page("finding:offer", _offer("finding:offer", "closed"), "closed", status=410),
    Page("finding:offer", _offer("finding:offer", "draft"), "preview", who="employer"),
    Page("finding:occupations", "/metiers"),
    Page("finding:occupation", "/metiers/d1102-boulanger"),
    Page("finding:occupation_place", "/metiers/d1102-boulanger/bergues-59067"),
    Page("cms:accessibility", "/accessibilite"),
    Page("cms:data", "/donnees"),
    Page("cms:legal", "/mentions"),
    Page("messaging:outbox", "/outbox"),
    Page("account_login", "/compte/connexion"),
    Page("account_request_login_code", "/compte/connexion/code"),
    Page("account_logout", "/compte/deconnexion", who="employer"),
    Page("account_signup", "/compte/creer"),
    Page("account_inactive", "/compte/ferme"),
    Page("account_reset_password", "/compte/mot-de-passe/oublie"),
    Page("account_reset_password_done", "/compte/mot-de-passe/oublie/envoye"),
    Page("account_reset_password_from_key", "/compte/mot-de-passe/nouveau/x/y-z", "over"),
    Page("account_reset_password_from_key_done", "/compte/mot-de-passe/nouveau"),
    Page("account_home", "/compte/moi", who="candidate"),
    Page("account_home", "/compte/moi", "staff", who="manager"),
    Page("account_change_password", "/compte/mot-de-passe", who="employer"),
    Page("account_devices", "/compte/appareils", who="employer"),
    Page("mfa_index", "/compte/deux-etapes", who="candidate"),
    Page("mfa_activate_totp", "/compte/deux-etapes/application", who="newcomer"),
    Page("account_team", "/espace/acces", who="manager"),
    Page("employers:teams", "/espace/equipe", who="adviser"),
    Page("employers:team", _team, who="employer"),
    Page("employers:invitation", _invitation),
    Page("publishing:start", "/publier"),
    Page("publishing:start", "/publier", "signed in", who="employer"),
    Page("publishing:start", "/publier", "taking up", who="publisher"),
    Page("publishing:job", _draft("publishing:job", "job"), who="publisher"),
    Page("publishing:job", "/publier/rien/poste", "not mine", status=404),
    Page("publishing:conditions", _draft("publishing:conditions", "conditions"), who="publisher"),
    Page("publishing:review", _draft("publishing:review", "review"), who="publisher"),
    Page("publishing:code", _draft("publishing:code", "code"), who="publisher"),
    Page("publishing:code", _draft("publishing:code", "lapsed"), "lapsed", who="publisher"),
    Page("publishing:done", _draft("publishing:done", "done"), who="done"),
    Page("offers:workspace", "/espace", who="employer"),
    Page("offers:workspace", "/espace", "not an employer", who="candidate"),
    Page("offers:all", "/espace/offres", who="adviser"),
    Page("offers:moderation", "/espace/moderation", who="adviser"),
    Page("offers:read", _offer("offers:read", "waiting"), who="adviser"),
    Page("offers:own_offer", _offer("offers:own_offer", "live"), who="employer"),
    Page("offers:own_offer", _offer("offers:own_offer", "refused"), "refused", who="employer"),
    Page("offers:edit", _offer("offers:edit", "draft"), who="employer"),
    Page("offers:close", _offer("offers:close", "live"), who="employer"),
    Page("offers:renew_link", _renewal),
    Page("candidates:own", "/mon-profil", "not begun", who="candidate"),
    Page("candidates:own", "/mon-profil", who="seeker"),
    Page("candidates:card", "/mon-profil/fiche", who="seeker"),
    Page("candidates:erase", "/mon-profil/effacer", who="seeker"),
    Page("candidates:import", "/mon-profil/importer", who="seeker"),
    Page("candidates:still", _token("candidates:still", "still")),
    Page("candidates:still", "/profil/toujours/rien", "lapsed", status=404),
    Page("candidates:receive", "/profil/recevoir"),
    Page("candidates:receive_how", "/profil/recevoir/suite", who="holder"),
    Page("candidates:receive_code", "/profil/recevoir/code", who="holder"),
    Page("candidates:access", "/profil/acces"),
    Page("candidates:access_code", "/profil/acces/code", who="caller"),
    Page("candidates:access_choice", "/profil/acces/choix", who="family"),
    Page("candidates:desk", "/espace/profils", who="adviser"),
    Page("candidates:desk", "/espace/profils?q=scaphandrier&filtre=voiture", "nobody found", who="adviser"),
    Page("candidates:desk_new", "/espace/profils/nouveau", who="adviser"),
    Page("candidates:desk_one", _token("candidates:desk_one", "profile"), who="adviser"),
    Page("candidates:desk_one", _token("candidates:desk_one", "made"), "not theirs yet", who="adviser"),
    Page("candidates:desk_edit", _token("candidates:desk_edit", "made"), who="adviser"),
    Page("alerts:subscribe", "/alertes?q=boulanger&lieu=Bergues+%2859380%29&contrat=CDI&permis=sans"),
    Page("alerts:subscribe", "/alertes", "no search yet"),
    Page("alerts:subscribe", "/alertes?lieu=Saint-Denis", "which town"),
    Page("alerts:code", _alert("alerts:code", "alert type")),
    Page("alerts:confirm", _alert("alerts:confirm", "alert confirm")),
    Page("alerts:manage", _alert("alerts:manage", "alert manage")),
    Page("alerts:manage", _alert("alerts:manage", "alert ended"), "nothing left"),
    Page("alerts:erase", _alert("alerts:erase", "alert manage")),
    Page("alerts:keep", _alert("alerts:keep", "alert keep")),
    Page("alerts:end", _alert("alerts:end", "alert end")),
    Page("alerts:told", _alert("alerts:told", "told")),
    Page("alerts:desk", "/espace/alertes", who="adviser"),
    Page("alerts:desk_waiting", "/espace/alertes/attentes", who="adviser"),
    Page("alerts:desk_waiting", "/espace/alertes/attentes?par=domaine", "by domain", who="adviser"),
    Page("alerts:desk_waiting", "/espace/alertes/attentes?lieu=Saint-Denis&q=z", "which town", who="adviser"),
    Page("alerts:desk_new", "/espace/alertes/nouvelle?q=boulanger&contrat=CDI", who="adviser"),
    Page("alerts:desk_find", "/espace/alertes/personne", who="adviser"),
    Page("alerts:desk_person", _subscriber, who="adviser"),
    Page("threads:candidate", _alert("threads:candidate", "thread")),
    Page("threads:candidate", _alert("threads:candidate", "thread closed"), "closed"),
    Page("threads:all", "/messages", who="employer"),
    Page("threads:all", "/messages?voir=a-verifier", "to check", who="adviser"),
    Page("threads:all", "/messages", "none", who="candidate"),
    Page("threads:thread", _alert("threads:thread", "thread key"), who="employer"),
    Page("threads:thread", _alert("threads:thread", "thread key"), "staff", who="adviser"),
    Page("followup:person", _followed("followup:person", "profile"), who="adviser"),
    Page("followup:new_appointment", _followed("followup:new_appointment", "profile"), who="adviser"),
    Page("followup:appointment", _followed("followup:appointment", "appointment"), who="adviser"),
    Page("followup:agenda", "/espace/agenda", who="adviser"),
    Page("followup:recruitment", _followed("followup:recruitment", "offer"), who="adviser"),
    Page("followup:shortlist", _followed("followup:shortlist", "offer"), who="adviser"),
    Page("followup:received", _followed("followup:received", "shortlist"), who="employer"),
    Page("followup:kept_notes", "/espace/suivi/notes-gardees", who="manager"),
    Page("followup:own_appointment", _followed("followup:own_appointment", "appointment_token")),
    Page("followup:agree", _followed("followup:agree", "agree_token")),
    Page("library:search", "/espace/cvtheque", who="employer"),
    Page("library:search", "/espace/cvtheque?metier=A1202&contrat=CDI&permis=CE", "nobody", who="employer"),
    Page("library:search", "/espace/cvtheque?metier_mot=scaphandrier", "unknown trade", who="employer"),
    Page("library:one", _met("library:one", "profile"), who="employer"),
    Page("library:one", _met("library:one", "profile"), "staff", who="adviser"),
    Page("library:requests", "/espace/cvtheque/demandes", who="employer"),
    Page("library:request", _met("library:request", "request"), who="employer"),
    Page("library:request", _met("library:request", "request"), "staff", who="adviser"),
    Page("library:request", _applied("library:request", "accepted"), "known", who="employer"),
    Page("library:saved", "/espace/cvtheque/recherches", who="employer"),
    Page("library:answer", _met("library:answer", "request_key")),
    Page("library:answer", _applied("library:answer", "accepted key"), "accepted"),
    Page("library:stop", _met("library:stop", "stop_token")),
    Page("placements:mine", _met("placements:mine", "placement_key")),
    Page("placements:theirs", _met("placements:theirs", "employer_token")),
    Page("placements:declare", _offer("placements:declare", "here"), who="employer"),
    Page("placements:desk", "/espace/embauches", who="adviser"),
    Page("placements:by_hand", "/espace/embauches/nouvelle", who="adviser"),
    Page("placements:hire", _met("placements:hire", "placement"), who="adviser"),
    Page("groups:groups", "/espace/groupes", who="adviser"),
    Page("groups:group", _followed("groups:group", "group"), who="adviser"),
    Page("groups:by_link", _followed("groups:by_link", "member_token")),
    Page("groups:quiet", _followed("groups:quiet", "quiet_token")),
    Page("desk:bureau", "/espace/bureau?qui=tous", who="adviser"),
    Page("desk:bureau", "/espace/bureau?qui=moi", "nobody of one's own", who="adviser"),
    Page("desk:rules", "/espace/bureau/regles", who="adviser"),
    Page("desk:people", "/espace/personnes", who="adviser"),
    Page("desk:people", "/espace/personnes?q=zzz", "nobody found", who="adviser"),
    Page("alerts:desk_settings", "/espace/alertes/reglages", who="manager"),
    Page("applications:apply", _offer("applications:apply", "here")),
    Page("applications:follow", _applied("applications:follow", "follow")),
    Page("applications:follow", _applied("applications:follow", "follow refused"), "refused"),
    Page("applications:follow", _applied("applications:follow", "follow proposed"), "put forward"),
    Page("applications:again", _applied("applications:again", "again")),
    Page("applications:erase", _applied("applications:erase", "follow")),
    Page("applications:answer_link", _applied("applications:answer_link", "answer")),
    Page("applications:board", _offer("applications:board", "here"), who="employer"),
    Page("applications:board", _offer("applications:board", "live"), "nobody yet", who="employer"),
    Page("applications:questions", _offer("applications:questions", "here"), who="employer"),
    Page("applications:one", _applied("applications:one", "applied"), who="employer"),
    Page("applications:one", _applied("applications:one", "proposed"), "without a name", who="employer"),
    Page("applications:notices", "/espace/candidatures/avis", who="employer"),
    Page("applications:all", "/espace/candidatures", who="adviser"),
    Page("applications:new", _put_forward, who="adviser"),
    Page("applications:new", "/espace/candidatures/nouvelle", "whom", who="adviser"),
    Page("applications:texts", "/espace/candidatures/reponses", who="manager"),
    Page("reporting:desk", "/espace/chiffres?periode=12-mois", who="manager"),
    Page("reporting:desk", "/espace/chiffres?periode=2020", "nothing yet", who="adviser"),
    Page("reporting:public", "/chiffres", host="beta.test"),
    Page("rights:start", "/mes-donnees"),
    Page("rights:code", _data_code),
    Page("rights:home", _data("rights:home", "data open"), "by code"),
    Page("rights:home", "/mes-donnees/compte", "an account", who="employer"),
    Page("rights:home", "/mes-donnees/compte", "staff", who="adviser"),
    Page("rights:erase", _data("rights:erase", "data open")),
    Page("rights:erase", "/mes-donnees/compte/effacer", "an employer", who="employer"),
    Page("rights:erased", "/mes-donnees/c-est-efface"),
    Page("placements:from_contact", _token("placements:from_contact", "accepted"), who="employer"),
    Page("rights:counter", _token("rights:counter", "profile"), who="adviser"),
    Page("rights:counter", _token("rights:counter", "made"), "no account", who="adviser"),
    Page("rights:register", "/espace/registre", who="manager"),
    Page("rights:controller", "/espace/registre/responsable", who="manager"),
)
#: Named URLs without a page to look at, and why.
NOT_PAGES = {
    "desk:call": "a row of desk:bureau",
    "employers:headcount": "employers:team again, answered to a POST",
    "followup:answer": "followup:received again, answered to a POST",
    "library:cv": "a file",
    "library:ask": "library:one again, answered to a POST",
    "placements:note": "placements:hire again, answered to a POST",
    "placements:cancel": "placements:hire again, answered to a POST",
    "candidates:cv": "a file",
    "candidates:europass": "XML",
    "candidates:json_resume": "JSON",
    "candidates:from_cv": "candidates:own again, answered to a POST",
    "candidates:desk_cv": "a file",
    "applications:sent": "in the journey: it needs a session that has just sent something",
    "applications:short": "leads to applications:follow",
    "applications:export": "JSON",
    "applications:own_cv": "a download",
    "applications:cv": "a download",
    "applications:move": "leads to applications:board",
    "applications:answer": "answered to a POST from the board: in the journey",
    "applications:write_many": "answered to a POST from the board",
    "finding:apply": "leads to the employer's address, has no page",
    "finding:api": "JSON",
    "alerts:export": "JSON",
    "reporting:csv": "a file",
    "reporting:xlsx": "a file",
    "rights:take_copy": "a file",
    "rights:print_copy": "a file",
    "rights:erase_them": "rights:counter again, answered to a POST",
    "rights:register_csv": "a file",
    "followup:feed": "iCalendar",
    "followup:own_calendar": "iCalendar",
    "groups:own": "groups:by_link for whoever has an account",
    "alerts:told_offer": "leads to the offer, or is alerts:told",
    "finding:suggest_communes": "JSON",
    "finding:suggest_occupations": "JSON",
    "finding:ground": "an SVG",
    "finding:robots": "plain text",
    "finding:sitemap": "XML",
    "cms:look": "a style sheet",
    "received_email_callback": "for providers",
    "threads:candidate_file": "a download",
    "threads:file": "a download",
    "threads:short": "leads to threads:candidate",
    "messaging:letter": "a mail as it will look, in a frame of messaging:outbox",
    "messaging:sms_callback": "for providers",
    "shared_sms_callback": "for providers",
    "email_callback": "for providers",
    "publishing:floor": "a fragment of publishing:conditions",
    "account_set_password": "account_change_password without the field for the old one",
    "account_reauthenticate": "in tests/boards/accounts/test_second_factor.py: only after a while",
    "mfa_reauthenticate": "the same with six digits",
    "mfa_authenticate": "needs a sign-in that has passed its first step",
    "mfa_deactivate_totp": "needs a second step",
    "mfa_view_recovery_codes": "needs a second step",
    "mfa_generate_recovery_codes": "needs a second step",
    "mfa_download_recovery_codes": "plain text",
    "proconnect_begin": "leads to the provider",
    "proconnect_back": "leads on, or is account_login with a reason",
    "proconnect_left": "leads home",
    "account_confirm_login_code": "in the employer's journey: it needs a code that was just sent",
    "offers:refuse": "offers:read again, answered to a POST",
    "offers:override": "offers:read again, answered to a POST",
}
#: Whole groups of somebody else's pages.
NOT_OURS = {
    "wagtail": "the pages' editor is Wagtail's; what it shows the public is in PAGES",
    "<": "nameless: redirects to our sign-in",
}


def named() -> Iterator[tuple[str, URLPattern]]:
    """Every URL of both sites."""
    for urlconf in (TENANT, PUBLIC):
        yield from named_patterns(get_resolver(urlconf))


def is_readable(pattern: URLPattern) -> bool:
    """Whether it answers a GET: views that are classes say so; functions count as if they did."""
    view = getattr(pattern.callback, "view_class", None)
    return view is None or hasattr(view, "get")


def existing() -> list[Page]:
    """The pages whose URL is there."""
    names = {name for name, _ in named()}
    return [page for page in PAGES if page.name in names]
