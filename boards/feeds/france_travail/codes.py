"""France Travail's words for what we have codes of. The API gives natures and licences by label only."""

import unicodedata

from boards.offers.enums import ContractNature, ContractType, Experience, LicenceCategory


def folded(text: str) -> str:
    """Letters and digits only, lower case, no accents: labels differ in apostrophes and points over the years."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return "".join(character for character in plain if character.isalnum() and character.isascii())


_N = ContractNature
NATURES: dict[str, ContractNature] = {
    folded(label): nature
    for label, nature in {
        "Contrat travail": _N.ORDINARY,
        "Contrat apprentissage": _N.APPRENTICESHIP,
        "Cont. professionnalisation": _N.PROFESSIONALISATION,
        "Contrat de professionnalisation": _N.PROFESSIONALISATION,
        "Insertion par l'activ.éco.": _N.INSERTION,
        "Insertion par l'activité économique": _N.INSERTION,
        "CDI de chantier ou d'opération": _N.SITE,
        "Contrat d'usage": _N.USAGE,
        "Contrat intermittent": _N.INTERMITTENT,
        "CUI - CAE": _N.CUI_CAE,
        "CUI - CIE": _N.CUI_CIE,
        "Act. Formation pré.recrut.": _N.TRAINING_BEFORE_HIRING,
        "Prépa.opérationnel.emploi": _N.EMPLOYMENT_PREPARATION,
        "Contrat pacte": _N.PACTE,
        "Contrat PrAB": _N.PRAB,
        "Emploi Avenir non marchand": _N.FUTURE_NON_MARKET,
        "Emploi Avenir marchand": _N.FUTURE_MARKET,
        "Emploi Avenir Professeur": _N.FUTURE_TEACHER,
        "Contrat d'Engagement Educatif": _N.EDUCATIONAL,
        "Engagement à servir dans la réserve": _N.RESERVE,
        "Portage salarial": _N.PORTAGE,
        "Emploi non salarié": _N.NOT_SALARIED,
        "Stage": _N.STAGE,
        **{nature.value: nature for nature in ContractNature},
    }.items()
}

#: How the label of a type we don't know may begin; in this order, «durée déterminée» being in others.
TYPES_BY_LABEL: tuple[tuple[str, ContractType], ...] = (
    ("cdiinterimaire", ContractType.DIN),
    ("contratdureedetermineeinsertion", ContractType.DDI),
    ("contrattravailtemporaireinsertion", ContractType.TTI),
    ("contratadureeindeterminee", ContractType.CDI),
    ("contratadureedeterminee", ContractType.CDD),
    ("contratdureedeterminee", ContractType.CDD),
    ("cdi", ContractType.CDI),
    ("cdd", ContractType.CDD),
    ("missioninterimaire", ContractType.MIS),
    ("contrattravailsaisonnier", ContractType.SAI),
    ("saisonnier", ContractType.SAI),
    ("stage", ContractType.STAGE),
    ("professionliberale", ContractType.LIB),
    ("professioncommerciale", ContractType.CCE),
    ("franchise", ContractType.FRA),
    ("reprisedentreprise", ContractType.REP),
)

EXPERIENCES = {"D": Experience.BEGINNER, "S": Experience.WISHED, "E": Experience.REQUIRED}

#: Old names of categories beside today's: «EB - Véhicule léger + remorque».
LICENCES: dict[str, LicenceCategory] = {
    **{category.value: category for category in LicenceCategory},
    "EB": LicenceCategory.BE,
    "E(B)": LicenceCategory.BE,
    "EC": LicenceCategory.CE,
    "E(C)": LicenceCategory.CE,
    "ED": LicenceCategory.DE,
    "E(D)": LicenceCategory.DE,
    "BSR": LicenceCategory.AM,
}

FULL_TIME = {"tempsplein": True, "tempspartiel": False}
