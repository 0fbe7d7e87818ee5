"""The closed lists of an offer, with their labels, groups and moves.

Groups are tuples in declaration order, never sets: a constraint built from one must serialise the same way
in every migration. Contract codes are those of the *typesContrats* and *naturesContrats* lists of France
Travail's *Offres d'emploi v2*; STAGE (an internship is no employment contract) is ours on both axes.
"""

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext


class ContractType(TextChoices):
    """What binds the two parties: the first axis of a contract."""

    CDI = "CDI", _("CDI")
    CDD = "CDD", _("CDD")
    SAI = "SAI", _("Saisonnier")
    MIS = "MIS", _("Intérim")
    DIN = "DIN", _("CDI intérimaire")
    DDI = "DDI", _("CDD d’insertion")
    TTI = "TTI", _("Intérim d’insertion")
    STAGE = "STAGE", _("Stage")
    LIB = "LIB", _("Profession libérale")
    CCE = "CCE", _("Profession commerciale")
    FRA = "FRA", _("Franchise")
    REP = "REP", _("Reprise d’entreprise")

    @classmethod
    def everyday(cls) -> "tuple[ContractType, ...]":
        """What an employer with a handful of staff chooses from, most usual first."""
        return (cls.CDI, cls.CDD, cls.SAI, cls.MIS, cls.STAGE)

    @classmethod
    def fixed_term(cls) -> "tuple[ContractType, ...]":
        """Contracts that end by themselves, so that a duration or an end date makes sense."""
        return (cls.CDD, cls.SAI, cls.MIS, cls.DDI, cls.TTI, cls.STAGE)

    @classmethod
    def temporary_agency(cls) -> "tuple[ContractType, ...]":
        """Contracts whose employer is an agency and not the place of work."""
        return (cls.MIS, cls.DIN, cls.TTI)

    @classmethod
    def self_employed(cls) -> "tuple[ContractType, ...]":
        """No employer, hence no salary and no legal floor."""
        return (cls.LIB, cls.CCE, cls.FRA, cls.REP)

    @property
    def is_fixed_term(self) -> bool:
        return self in type(self).fixed_term()

    @property
    def is_self_employed(self) -> bool:
        return self in type(self).self_employed()

    @property
    def natures(self) -> "tuple[ContractNature, ...]":
        """The natures this type may have, the ordinary one first."""
        return tuple(nature for kind, nature in CONTRACT_PAIRS if kind == self)

    @property
    def default_nature(self) -> "ContractNature":
        return self.natures[0]


class ContractNature(TextChoices):
    """Under which scheme the contract is made: the second axis."""

    ORDINARY = "E1", _("Contrat de travail")
    APPRENTICESHIP = "E2", _("Contrat d’apprentissage")
    PROFESSIONALISATION = "FS", _("Contrat de professionnalisation")
    INSERTION = "I1", _("Insertion par l’activité économique")
    SITE = "CC", _("CDI de chantier ou d’opération")
    USAGE = "CU", _("Contrat d’usage")
    INTERMITTENT = "CI", _("Contrat intermittent")
    CUI_CAE = "FT", _("CUI-CAE (parcours emploi compétences)")
    CUI_CIE = "FU", _("CUI-CIE (contrat initiative emploi)")
    TRAINING_BEFORE_HIRING = "FA", _("Action de formation préalable au recrutement")
    EMPLOYMENT_PREPARATION = "FV", _("Préparation opérationnelle à l’emploi")
    PACTE = "FJ", _("Contrat PACTE (fonction publique)")
    PRAB = "PR", _("Contrat PrAB (fonction publique)")
    FUTURE_NON_MARKET = "FW", _("Emploi d’avenir, secteur non marchand")
    FUTURE_MARKET = "FX", _("Emploi d’avenir, secteur marchand")
    FUTURE_TEACHER = "FY", _("Emploi d’avenir professeur")
    EDUCATIONAL = "EE", _("Contrat d’engagement éducatif")
    RESERVE = "ER", _("Engagement à servir dans la réserve")
    PORTAGE = "PS", _("Portage salarial")
    NOT_SALARIED = "NS", _("Emploi non salarié")
    STAGE = "ST", _("Convention de stage")

    @classmethod
    def work_study(cls) -> "tuple[ContractNature, ...]":
        """«Alternance»: paid by age and year of training, below the ordinary floor."""
        return (cls.APPRENTICESHIP, cls.PROFESSIONALISATION)

    @classmethod
    def floor_exempt(cls) -> "tuple[ContractNature, ...]":
        """Natures to which the ordinary SMIC doesn't apply.

        Work-study is paid a share of it by age (D6222-26, D6325-15), the educational contract a day's
        lump sum (D432-2 CASF), the internship an allowance (L124-6 code de l'éducation); the rest is no
        salary, or the State's pay scale.
        """
        return (
            *cls.work_study(),
            cls.EDUCATIONAL,
            cls.RESERVE,
            cls.PACTE,
            cls.PRAB,
            cls.NOT_SALARIED,
            cls.STAGE,
        )

    @property
    def is_work_study(self) -> bool:
        return self in type(self).work_study()


_T, _N = ContractType, ContractNature
_SUBSIDISED = (_N.CUI_CAE, _N.CUI_CIE, _N.FUTURE_NON_MARKET, _N.FUTURE_MARKET)

#: Every (type, nature) that may go together, the ordinary nature of each type first.
CONTRACT_PAIRS: tuple[tuple[ContractType, ContractNature], ...] = tuple(
    (kind, nature)
    for kind, natures in {
        _T.CDI: (
            _N.ORDINARY,
            _N.APPRENTICESHIP,
            _N.PROFESSIONALISATION,
            _N.INSERTION,
            _N.SITE,
            _N.INTERMITTENT,
            _N.PORTAGE,
            *_SUBSIDISED,
        ),
        _T.CDD: (
            _N.ORDINARY,
            _N.APPRENTICESHIP,
            _N.PROFESSIONALISATION,
            _N.INSERTION,
            _N.USAGE,
            *_SUBSIDISED,
            _N.FUTURE_TEACHER,
            _N.TRAINING_BEFORE_HIRING,
            _N.EMPLOYMENT_PREPARATION,
            _N.PACTE,
            _N.PRAB,
            _N.EDUCATIONAL,
            _N.RESERVE,
            _N.PORTAGE,
        ),
        _T.SAI: (_N.ORDINARY, _N.APPRENTICESHIP, _N.PROFESSIONALISATION, _N.EDUCATIONAL, _N.USAGE),
        _T.MIS: (_N.ORDINARY, _N.APPRENTICESHIP, _N.PROFESSIONALISATION, _N.INSERTION),
        _T.DIN: (_N.ORDINARY, _N.APPRENTICESHIP, _N.PROFESSIONALISATION),
        _T.DDI: (_N.INSERTION, _N.ORDINARY),
        _T.TTI: (_N.INSERTION, _N.ORDINARY),
        _T.STAGE: (_N.STAGE,),
        _T.LIB: (_N.NOT_SALARIED,),
        _T.CCE: (_N.NOT_SALARIED, _N.ORDINARY),
        _T.FRA: (_N.NOT_SALARIED,),
        _T.REP: (_N.NOT_SALARIED,),
    }.items()
    for nature in natures
)


def is_contract_pair(kind: str, nature: str) -> bool:
    """Whether a type and a nature may go together."""
    return (kind, nature) in CONTRACT_PAIRS


def contract_pairs_condition(*, kind: str = "contract_type", nature: str = "contract_nature") -> Q:
    """The condition of a CHECK constraint that lets only known pairs in; `kind`, `nature`: field names."""
    condition = Q()
    for value in ContractType:
        condition |= Q(**{kind: value.value, f"{nature}__in": [n.value for n in value.natures]})
    return condition


class SalaryPeriod(TextChoices):
    HOUR = "hour", _("par heure")
    DAY = "day", _("par jour")
    MONTH = "month", _("par mois")
    YEAR = "year", _("par an")

    @property
    def short(self) -> str:
        """What follows the slash in «1 950 € / mois»."""
        return {
            "hour": pgettext("€ / …", "h"),
            "day": pgettext("€ / …", "jour"),
            "month": pgettext("€ / …", "mois"),
            "year": pgettext("€ / …", "an"),
        }[self.value]


class LicenceNeed(TextChoices):
    """Three answers, not two: an advert that says nothing must not look like one open to all."""

    REQUIRED = "required", _("Permis exigé")
    NONE = "none", _("Sans permis")
    UNSAID = "unsaid", _("Non précisé")


class LicenceCategory(TextChoices):
    """Categories of the driving licence (R221-4 code de la route), lightest first."""

    AM = "AM", _("AM – Cyclomoteur, voiturette")
    A1 = "A1", _("A1 – Moto légère")
    A2 = "A2", _("A2 – Moto intermédiaire")
    A = "A", _("A – Moto")
    B1 = "B1", _("B1 – Quadricycle lourd")
    B = "B", _("B – Voiture")
    BE = "BE", _("BE – Voiture et remorque")
    C1 = "C1", _("C1 – Camion jusqu’à 7,5 t")
    C1E = "C1E", _("C1E – Camion jusqu’à 7,5 t et remorque")
    C = "C", _("C – Poids lourd")
    CE = "CE", _("CE – Super poids lourd")
    D1 = "D1", _("D1 – Petit transport en commun")
    D1E = "D1E", _("D1E – Petit transport en commun et remorque")
    D = "D", _("D – Transport en commun")
    DE = "DE", _("DE – Transport en commun et remorque")


class Season(TextChoices):
    ALL_YEAR = "", _("Hors saison")
    WINTER = "winter", _("Saison d’hiver")
    SUMMER = "summer", _("Saison d’été")


class Experience(TextChoices):
    UNSAID = "", _("Non précisée")
    BEGINNER = "beginner", _("Débutant accepté")
    WISHED = "wished", _("Expérience souhaitée")
    REQUIRED = "required", _("Expérience exigée")


class ApplyBy(TextChoices):
    """How to apply, each with the one contact it needs; on the site itself it needs none."""

    HERE = "here", _("Ici, en une minute")
    EMAIL = "email", _("Par e-mail")
    PHONE = "phone", _("Par téléphone")
    URL = "url", _("Sur le site de l’employeur")
    ONSITE = "onsite", _("En se présentant sur place")
    POST = "post", _("Par courrier")


class OfferState(TextChoices):
    DRAFT = "draft", _("Brouillon")
    CONFIRMING = "confirming", _("Attend le code reçu par e-mail")
    MODERATION = "moderation", _("En attente de relecture")
    LIVE = "live", _("En ligne")
    WITHDRAWN = "withdrawn", _("Retirée")
    FILLED = "filled", _("Pourvue")
    EXPIRED = "expired", _("Expirée")
    REFUSED = "refused", _("Refusée")

    @classmethod
    def open_states(cls) -> "tuple[OfferState, ...]":
        """What a candidate may see and answer."""
        return (cls.LIVE,)

    @classmethod
    def pending_states(cls) -> "tuple[OfferState, ...]":
        """Handed in, and waiting for somebody."""
        return (cls.CONFIRMING, cls.MODERATION)

    @classmethod
    def closed_states(cls) -> "tuple[OfferState, ...]":
        return (cls.WITHDRAWN, cls.FILLED, cls.EXPIRED, cls.REFUSED)

    @classmethod
    def editable_states(cls) -> "tuple[OfferState, ...]":
        """Where the employer may change the text. A filled offer is history: it is copied instead."""
        return (cls.DRAFT, cls.CONFIRMING, cls.MODERATION, cls.LIVE, cls.WITHDRAWN, cls.EXPIRED, cls.REFUSED)

    @classmethod
    def renewable_states(cls) -> "tuple[OfferState, ...]":
        """Where «toujours d'actualité» starts another 90 days."""
        return (cls.LIVE, cls.EXPIRED, cls.WITHDRAWN)

    @classmethod
    def closable_states(cls) -> "tuple[OfferState, ...]":
        """Where the employer is asked how the offer was filled; an expired one may still be counted."""
        return (cls.MODERATION, cls.LIVE, cls.WITHDRAWN, cls.EXPIRED)

    @property
    def is_open(self) -> bool:
        return self in type(self).open_states()

    @property
    def is_closed(self) -> bool:
        return self in type(self).closed_states()

    @property
    def next_states(self) -> "tuple[OfferState, ...]":
        return _NEXT_STATES[self]

    def can_become(self, state: "OfferState") -> bool:
        return state in _NEXT_STATES[self]


_S = OfferState
_NEXT_STATES: dict[OfferState, tuple[OfferState, ...]] = {
    _S.DRAFT: (_S.CONFIRMING, _S.MODERATION, _S.LIVE, _S.WITHDRAWN),
    # EXPIRED: the code was never typed in.
    _S.CONFIRMING: (_S.MODERATION, _S.LIVE, _S.WITHDRAWN, _S.EXPIRED),
    _S.MODERATION: (_S.LIVE, _S.REFUSED, _S.WITHDRAWN, _S.FILLED, _S.EXPIRED),
    # MODERATION: edited where the tenant reads every text again. REFUSED: reported and found wanting.
    _S.LIVE: (_S.MODERATION, _S.WITHDRAWN, _S.FILLED, _S.EXPIRED, _S.REFUSED),
    _S.WITHDRAWN: (_S.LIVE, _S.MODERATION, _S.FILLED),
    # LIVE: closed by mistake, or the person hired left in the trial period.
    _S.FILLED: (_S.LIVE, _S.MODERATION),
    _S.EXPIRED: (_S.LIVE, _S.MODERATION, _S.FILLED, _S.WITHDRAWN),
    _S.REFUSED: (_S.MODERATION, _S.LIVE, _S.WITHDRAWN),
}


class ClosedAs(TextChoices):
    """The one question at the end of an offer; what the elected council is told."""

    THROUGH_US = "through_us", _("Pourvue grâce à ce site")
    ANOTHER_WAY = "another_way", _("Pourvue autrement")
    NOT_FILLED = "not_filled", _("Non pourvue")

    @classmethod
    def filled(cls) -> "tuple[ClosedAs, ...]":
        return (cls.THROUGH_US, cls.ANOTHER_WAY)
