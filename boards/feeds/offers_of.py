"""From an offer as a feed says it to the values our services take."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from boards.employers.enums import EmployerKind
from boards.employers.models import Employer
from boards.feeds.france_travail.mapped import MappedOffer, Requirement, Unmapped
from boards.offers.enums import ApplyBy
from boards.offers.values import OfferValues
from tenants.reference.models import Commune

HIDDEN_EMPLOYER = "Employeur communiqué par France Travail"


def values_of(mapped: MappedOffer, *, commune: Commune | None) -> OfferValues:
    """An offer's values; where the feed has no position, the commune's stands in.

    Raises:
        ValueError: the contract is one that neither its code nor its label names.
    """
    if mapped.contract_type is None:
        raise ValueError(mapped.contract_label)
    place, salary = mapped.place, mapped.salary
    latitude, longitude = place.latitude, place.longitude
    if latitude is None and commune is not None:
        latitude, longitude = commune.latitude, commune.longitude
    skills = [str(one) for one in (*mapped.skills, *mapped.qualities)] + list(mapped.office_tools)
    return OfferValues(
        title=mapped.title[:140],
        description=_description(mapped),
        occupation_code=mapped.occupation_code,
        contract_type=mapped.contract_type,
        contract_nature=mapped.contract_nature,
        contract_months=mapped.contract_months,
        posts=mapped.posts,
        experience=mapped.experience,
        full_time=mapped.full_time,
        weekly_hours=mapped.weekly_hours,
        schedule=mapped.schedule[:200],
        salary_min=salary.minimum if salary else None,
        salary_max=salary.maximum if salary else None,
        salary_period=salary.period if salary else "",
        salary_months_13=salary.thirteenth_month if salary else False,
        salary_text=mapped.salary_text[:200],
        licence=mapped.licence,
        licence_categories=tuple(mapped.licence_categories),
        commune_insee=commune.insee if commune else "",
        commune_name=commune.name if commune else place.name[:80],
        postcode=place.postcode or (commune.postcodes[0] if commune and commune.postcodes else ""),
        department=commune.department if commune else place.department,
        latitude=latitude,
        longitude=longitude,
        skills=tuple(skill[:300] for skill in skills),
        trainings=_labels(mapped.trainings),
        languages=_labels(mapped.languages),
        apply_by=mapped.apply_by if mapped.apply_value else ApplyBy.URL,
        apply_value=(mapped.apply_value or mapped.origin_url)[:300],
        origin_url=mapped.origin_url,
    )


def employer_of(mapped: MappedOffer, *, source: str) -> Employer:
    """The employer that a feed names, made once a source and name; hidden ones share a row that says so.

    Never one that somebody here acts for: a feed must not put words into a member's mouth.
    """
    name = (mapped.employer.name or HIDDEN_EMPLOYER)[:120]
    # Of those who share a row nobody's is everybody's.
    headcount = mapped.employer.headcount if mapped.employer.name else ""
    known = Employer.objects.filter(source=source, name=name).first()
    if known is not None and headcount and not known.headcount:
        known.headcount = headcount
        known.save(update_fields=["headcount", "updated_at"])
    if known is None:
        known = Employer(
            name=name,
            kind=EmployerKind.FIRM,
            siret=mapped.employer.siret,
            about=mapped.employer.description[:2000],
            website=mapped.employer.url[:200],
            headcount=headcount,
            source=source,
        )
        known.full_clean()
        known.save()
    return known


def _labels(requirements: tuple[Requirement, ...]) -> tuple[str, ...]:
    return tuple(str(one)[:300] for one in requirements)


def cut_short(mapped: MappedOffer) -> Iterator[Unmapped]:
    """What was longer than its field: its beginning is shown, the whole stays in the kept item."""
    said = {
        "intitule": (mapped.title, 140),
        "dureeTravailLibelle": (mapped.schedule, 200),
        "salaire": (mapped.salary_text, 200),
        "entreprise.nom": (mapped.employer.name, 120),
        "entreprise.description": (mapped.employer.description, 2_000),
        "entreprise.url": (mapped.employer.url, 200),
        "contact": (mapped.apply_value, 300),
    }
    requirements = {"competences": mapped.skills, "formations": mapped.trainings, "langues": mapped.languages}
    for path, (text, most) in said.items():
        if len(text) > most:
            yield Unmapped(path, text[:200], _("plus de %d caractères : seul le début est montré") % most)
    for path, asked in requirements.items():
        for one in asked:
            if len(str(one)) > 300:
                yield Unmapped(path, str(one)[:200], _("plus de %d caractères : seul le début est montré") % 300)


def _description(mapped: MappedOffer) -> str:
    """The text, and below it what the feed says beside it and we have no field for."""
    said = {
        _("Expérience"): mapped.experience_text,
        _("Qualification"): mapped.qualification_label,
        _("Déplacements"): mapped.travel_label,
        _("Permis souhaité"): ", ".join(mapped.licence_wished),
    }
    more = [*mapped.conditions, *mapped.benefits]
    more += [_("%(what)s : %(said)s") % {"what": what, "said": text} for what, text in said.items() if text]
    text = mapped.description or mapped.title
    return "\n\n".join([text, "\n".join(f"- {line}" for line in more)] if more else [text])[:12_000]
