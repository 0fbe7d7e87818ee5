"""From one item of an answer of *Offres d'emploi v2* to a MappedOffer: no database, no network, no guess.

Every value of the item is either said by a field or listed in `unmapped`; only an item that can't be an offer at all
raises, and only for itself.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from boards.employers.enums import Headcount
from boards.employers.siret import clean_siret
from boards.feeds.france_travail import codes
from boards.feeds.france_travail.mapped import (
    BadAnswer,
    BadItem,
    MappedContact,
    MappedEmployer,
    MappedOffer,
    MappedPlace,
    Partner,
    Requirement,
)
from boards.feeds.france_travail.reader import MAX_TEXT, Node, Report, TooLarge, is_web_address, leaves
from boards.offers.clean_text import MAX_LENGTH, clean_text
from boards.offers.enums import ApplyBy, ContractNature, ContractType, Experience, LicenceCategory, LicenceNeed
from boards.offers.salary import MAX_WEEKLY_HOURS, Salary
from boards.offers.salary_text import parse_salary_text
from boards.offers.titles import clean_title

#: What `Offer.title` holds.
MAX_TITLE = 140
#: What `Offer.apply_value` holds.
MAX_APPLY = 300

_DURATION = re.compile(r"-\s?((\d{1,4})\s?(mois|an|jour|semaine))", re.IGNORECASE)
_HOURS = re.compile(r"^\s?(\d{1,2})\s?H\s?(\d{2})?(?:\s?/\s?semaine|\s?hebdo\w{0,12})?\s?", re.IGNORECASE)
_EXPERIENCE = re.compile(r"(\d{1,3})\s?(an|mois)", re.IGNORECASE)
_ROME = re.compile(r"[A-N]\d{4}")
_INSEE = re.compile(r"(?:\d{2}|2[AB])\d{3}")
_LEAST = re.compile(r"\d{1,3}(?:\s\d{3})+|\d{1,7}")
_POSTCODE = re.compile(r"\d{5}")
_NAF = re.compile(r"\d{2}\.?\d{2}[A-Z]")
_PLACE = re.compile(r"^\s?(\d{2,3}|2[AB])\s?-\s?(.{1,200})$")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,500}")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


def items_of(answer: Any) -> list[Any]:
    """The items of a decoded answer: an object with `resultats`, or a plain list. Raises BadAnswer."""
    items = answer.get("resultats") if isinstance(answer, dict) else answer
    if not isinstance(items, list):
        raise BadAnswer(
            _("Ce fichier n’est pas une réponse de l’API Offres d’emploi v2 : la liste « resultats » manque.")
        )
    return items


def map_answer(answer: Any) -> Iterator[MappedOffer | BadItem]:
    """Each item mapped, or the reason why not, in the order of the answer; one bad item stops nothing."""
    for position, item in enumerate(items_of(answer), start=1):
        try:
            yield map_item(item, position=position)
        except BadItem as bad:
            yield bad


def map_item(item: Any, *, position: int) -> MappedOffer:
    """One offer. position: its rank in the answer, from 1. Raises BadItem, and nothing else, on any JSON value."""
    if not isinstance(item, dict):
        raise BadItem(position=position, reason=_("ce n’est pas un objet"))
    report = Report()
    root = Node(item, "", report)
    try:
        sum(1 for _leaf in leaves(item))
    except TooLarge:
        raise BadItem(position=position, reason=_("trop de valeurs pour une offre")) from None
    external_id = root.text("id", limit=80)
    if not external_id:
        raise BadItem(position=position, reason=_("l’identifiant (« id ») manque"))
    raw_title = root.text("intitule", limit=500)
    title = _title(root, raw_title)
    if not title:
        raise BadItem(position=position, external_id=external_id, reason=_("l’intitulé (« intitule ») manque"))
    contract_type = _contract_type(root)
    duration, months = _duration(root)
    weekly_hours, schedule = _hours(root)
    salary, salary_text, extras = _salary(root.child("salaire"), weekly_hours=weekly_hours)
    licence, required, wished = _licences(root)
    experience, experience_months, experience_text = _experience(root)
    origin = root.child("origineOffre")
    origin_url = origin.url("urlOrigine")
    contact = _contact(root)
    apply_by, apply_value = _apply(root.child("contact"), contact, origin_url=origin_url)
    fields: dict[str, Any] = {
        "position": position,
        "external_id": external_id,
        "title": title,
        "raw_title": raw_title,
        "description": _description(root),
        "occupation_code": _matching(root, "romeCode", _ROME),
        "occupation_label": root.text("romeLibelle"),
        "occupation_title": root.text("appellationlibelle"),
        "contract_type": contract_type,
        "contract_nature": _nature(root, contract_type),
        "contract_label": root.text("typeContratLibelle"),
        "contract_duration": duration,
        "contract_months": months,
        "work_study": root.flag("alternance"),
        "salary": salary,
        "salary_text": salary_text,
        "salary_extras": extras,
        "full_time": _full_time(root),
        "weekly_hours": weekly_hours,
        "schedule": schedule,
        "conditions": _conditions(root),
        "licence": licence,
        "licence_categories": required,
        "licence_wished": wished,
        "posts": _posts(root),
        "experience": experience,
        "experience_months": experience_months,
        "experience_text": experience_text,
        "trainings": _requirements(root, "formations", "domaineLibelle", code="codeFormation", level="niveauLibelle"),
        "languages": _requirements(root, "langues", "libelle"),
        "skills": _requirements(root, "competences", "libelle", code="code"),
        "qualities": _requirements(root, "qualitesProfessionnelles", "libelle", comment="description"),
        "office_tools": root.texts("outilsBureautiques"),
        "qualification_code": root.text("qualificationCode"),
        "qualification_label": root.text("qualificationLibelle"),
        "travel_code": root.text("deplacementCode"),
        "travel_label": root.text("deplacementLibelle"),
        "naf_code": _matching(root, "codeNAF", _NAF),
        "sector_code": root.text("secteurActivite"),
        "sector_label": root.text("secteurActiviteLibelle"),
        "employer": _employer(root),
        "place": _place(root.child("lieuTravail")),
        "apply_by": apply_by,
        "apply_value": apply_value,
        "contact": contact,
        "origin_code": origin.text("origine"),
        "origin_url": origin_url,
        "partners": _partners(origin),
        "accessible_to_disabled": root.flag("accessibleTH"),
        "lacks_candidates": root.flag("offresManqueCandidats"),
        "created_at": _moment(root, "dateCreation"),
        "updated_at": _moment(root, "dateActualisation"),
    }
    report.leftovers(item)
    return MappedOffer(**fields, unmapped=tuple(report.unmapped.values()), mapped_paths=frozenset(report.mapped))


def _title(root: Node, raw: str) -> str:
    title = clean_title(raw)
    if len(title) <= MAX_TITLE:
        return title
    root.refuse("intitule", _("intitulé trop long, coupé"))
    return title[:MAX_TITLE].rsplit(" ", 1)[0].rstrip(" ,-/(")


def _description(root: Node) -> str:
    text = clean_text(root.text("description", limit=10 * MAX_LENGTH))
    if len(text) <= MAX_LENGTH:
        return text
    root.refuse("description", _("texte trop long, coupé"))
    return text[:MAX_LENGTH].rsplit(" ", 1)[0].rstrip() + "…"


def _matching(node: Node, key: str, pattern: re.Pattern[str]) -> str:
    value = node.text(key)
    if value and not pattern.fullmatch(value):
        node.refuse(key, _("code inconnu"))
        return ""
    return value


def _contract_type(root: Node) -> ContractType | None:
    code, label = root.text("typeContrat"), root.text("typeContratLibelle")
    if code in ContractType.values:
        return ContractType(code)
    root.refuse("typeContrat", _("type de contrat inconnu"))
    plain = codes.folded(label)
    return next((kind for start, kind in codes.TYPES_BY_LABEL if plain.startswith(start)), None)


def _nature(root: Node, kind: ContractType | None) -> ContractNature:
    """The nature by its label; the type's ordinary one when it is missing, unknown, or doesn't go with the type."""
    label = root.text("natureContrat")
    ordinary = kind.default_nature if kind else ContractNature.ORDINARY
    nature = codes.NATURES.get(codes.folded(label))
    if nature is None:
        root.refuse("natureContrat", _("nature de contrat inconnue"))
        return ordinary
    if kind and nature not in kind.natures:
        root.refuse("natureContrat", _("nature impossible pour ce type de contrat"))
        return ordinary
    return nature


def _duration(root: Node) -> tuple[str, int | None]:
    """«6 Mois» of «Contrat à durée déterminée - 6 Mois», and 6."""
    found = _DURATION.search(root.text("typeContratLibelle"))
    if not found:
        return "", None
    count, unit = int(found[2]), found[3].lower()
    months = {"mois": count, "an": count * 12}.get(unit, 0)
    return found[1], months if 0 < months <= 120 else None


def _hours(root: Node) -> tuple[Decimal | None, str]:
    """Weekly hours of «17H30 Travail en journée», and the rest of the text."""
    text = " ".join(root.text("dureeTravailLibelle").split())
    found = _HOURS.match(text)
    if not found:
        return None, text
    hours = Decimal(found[1]) + (Decimal(found[2] or 0) / 60).quantize(Decimal("0.1"))
    if not 0 < hours <= MAX_WEEKLY_HOURS or int(found[2] or 0) >= 60:
        root.refuse("dureeTravailLibelle", _("durée du travail impossible"))
        return None, text
    return hours, text[found.end() :]


def _full_time(root: Node) -> bool | None:
    text = root.text("dureeTravailLibelleConverti")
    full_time = codes.FULL_TIME.get(codes.folded(text))
    if full_time is None:
        root.refuse("dureeTravailLibelleConverti", _("ni temps plein ni temps partiel"))
    return full_time


def _salary(node: Node, *, weekly_hours: Decimal | None) -> tuple[Salary | None, str, tuple[str, ...]]:
    """The amounts, what was written, and what comes on top (meals, bonus)."""
    text, comment = node.text("libelle"), node.text("commentaire")
    extras = tuple(extra for key in ("complement1", "complement2") if (extra := node.text(key)))
    parsed = parse_salary_text(text, comment, weekly_hours=weekly_hours)
    if parsed.salary is None:
        for key in ("libelle", "commentaire"):
            node.refuse(key, _("gardé comme texte : aucun montant brut à lire"))
    elif text and comment and parsed.not_understood:
        node.refuse("commentaire", _("gardé comme texte"))
    return parsed.salary, " – ".join(part for part in (text, comment) if part), extras


def _conditions(root: Node) -> tuple[str, ...]:
    context = root.child("contexteTravail")
    single = (root.text("complementExercice"), root.text("conditionExercice"))
    return tuple(filter(None, single)) + context.texts("horaires") + context.texts("conditionsExercice")


def _licences(
    root: Node,
) -> tuple[LicenceNeed, tuple[LicenceCategory, ...], tuple[LicenceCategory, ...]]:
    """A licence that is merely wished for leaves the need unsaid: nobody is turned away for it."""
    required: list[LicenceCategory] = []
    wished: list[LicenceCategory] = []
    needed = False
    for node in root.children("permis"):
        label, demanded = node.text("libelle"), _is_required(node)
        category = codes.LICENCES.get(label.split(" - ")[0].strip().upper())
        needed = needed or demanded
        if category is None:
            node.refuse("libelle", _("permis inconnu"))
        elif category not in (kept := required if demanded else wished):
            kept.append(category)
    need = LicenceNeed.REQUIRED if needed else LicenceNeed.UNSAID
    return need, tuple(required), tuple(category for category in wished if category not in required)


def _posts(root: Node) -> int:
    return int(root.number("nombrePostes", least=1, most=999) or 1)


def _experience(root: Node) -> tuple[Experience, int | None, str]:
    code, label = root.text("experienceExige"), root.text("experienceLibelle")
    comment = root.text("experienceCommentaire")
    if code and code not in codes.EXPERIENCES:
        root.refuse("experienceExige", _("code inconnu"))
    found = _EXPERIENCE.search(label)
    months = int(found[1]) * (12 if found[2].lower() == "an" else 1) if found else None
    text = label if codes.folded(comment) in codes.folded(label) else f"{label} - {comment}".strip(" -")
    return codes.EXPERIENCES.get(code, Experience.UNSAID), months, text


def _requirements(
    root: Node, key: str, label: str, *, code: str = "", level: str = "", comment: str = "commentaire"
) -> tuple[Requirement, ...]:
    found = []
    for node in root.children(key):
        requirement = Requirement(
            label=node.text(label),
            required=_is_required(node),
            code=node.text(code) if code else "",
            level=node.text(level) if level else "",
            comment=node.text(comment),
        )
        if str(requirement):
            found.append(requirement)
    return tuple(found)


def _is_required(node: Node) -> bool:
    """«E» (exigé) or «S» (souhaité)."""
    demand = node.text("exigence")
    if demand not in ("", "E", "S"):
        node.refuse("exigence", _("code inconnu"))
    return demand == "E"


def _employer(root: Node) -> MappedEmployer:
    node = root.child("entreprise")
    siret = node.text("siret") or root.text("siret")
    try:
        siret = clean_siret(siret) if siret else ""
    except ValidationError as refusal:
        node.refuse("siret", refusal.messages[0])
        root.refuse("siret", refusal.messages[0])
        siret = ""
    adapted = [holder.flag("entrepriseAdaptee") for holder in (node, root)]
    return MappedEmployer(
        name=node.text("nom", limit=200),
        description=clean_text(node.text("description")),
        url=node.url("url"),
        logo_url=node.url("logo"),
        siret=siret,
        headcount=_headcount(root),
        adapted=any(adapted),
        handicap_committed=root.flag("employeurHandiEngage"),
    )


def _headcount(root: Node) -> str:
    """By the least number of a band: «1 ou 2 salariés», «1 000 à 1 999 salariés»."""
    band = root.text("trancheEffectifEtab")
    found = _LEAST.match(band)
    if found:
        return Headcount.of(int("".join(found[0].split())))
    if band:
        root.refuse("trancheEffectifEtab", _("effectif inconnu"))
    return ""


def _place(node: Node) -> MappedPlace:
    label = node.text("libelle", limit=200)
    insee, postcode = _matching(node, "commune", _INSEE), _matching(node, "codePostal", _POSTCODE)
    latitude = node.number("latitude", least=-90, most=90)
    longitude = node.number("longitude", least=-180, most=180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        for key in ("latitude", "longitude"):
            node.refuse(key, _("position incomplète"))
        latitude = longitude = None
    found = _PLACE.match(label)
    department = _department(insee) or (found[1] if found else "")
    if not department:
        node.refuse("libelle", _("ni commune ni département : l’offre n’a pas de position"))
    return MappedPlace(
        label=label,
        name=found[2].strip() if found else label,
        commune_insee=insee,
        postcode=postcode,
        department=department,
        latitude=latitude,
        longitude=longitude,
    )


def _department(insee: str) -> str:
    return insee[:3] if insee.startswith(("97", "98")) else insee[:2]


def _contact(root: Node) -> MappedContact:
    node, agency = root.child("contact"), root.child("agence")
    lines = (node.text(f"coordonnees{number}") for number in (1, 2, 3))
    return MappedContact(
        name=node.text("nom"),
        lines=tuple(filter(None, lines)),
        phone=node.text("telephone"),
        email=node.text("courriel"),
        comment=node.text("commentaire"),
        recruiter_url=node.url("urlRecruteur"),
        agency_phone=agency.text("telephone"),
        agency_email=agency.text("courriel"),
    )


def _apply(node: Node, contact: MappedContact, *, origin_url: str) -> tuple[ApplyBy, str]:
    """The nearest way to the employer: its form, its e-mail, its telephone; else the page the offer came from.

    France Travail also writes addresses into its fields for e-mail and postal lines («Courriel : …»).
    """
    written = " ".join((contact.email, *contact.lines, contact.comment))[:MAX_TEXT]
    links = (found[0].rstrip(".,;)") for found in _ADDRESS.finditer(written))
    form = node.url("urlPostulation")
    if len(form) > MAX_APPLY:
        node.refuse("urlPostulation", _("adresse web trop longue"))
    for address in (form, *links):
        if 0 < len(address) <= MAX_APPLY and is_web_address(address):
            return ApplyBy.URL, address
    if email := _EMAIL.search(written):
        return ApplyBy.EMAIL, email[0]
    if contact.phone:
        return ApplyBy.PHONE, contact.phone[:MAX_APPLY]
    return ApplyBy.URL, origin_url


def _partners(origin: Node) -> tuple[Partner, ...]:
    found = (
        Partner(name=node.text("nom"), url=node.url("url"), logo_url=node.url("logo"))
        for node in origin.children("partenaires")
    )
    return tuple(partner for partner in found if partner.name or partner.url)


def _moment(root: Node, key: str) -> datetime | None:
    """An aware moment; one without an offset can't be placed and is reported."""
    text = root.text(key, limit=40)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not 2000 <= moment.year <= 2100:
        root.refuse(key, _("date illisible"))
        return None
    return moment
