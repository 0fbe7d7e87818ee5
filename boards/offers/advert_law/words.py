"""Words that name a protected criterion, and words that exclude or prefer: close together they discriminate.

All are folded: lower case without accents. A term counts only near an operator of one of its groups.
"""

from dataclasses import dataclass

from boards.offers.advert_law.findings import Rule

#: Operator word → its group: "refuse" keeps people out, "only" lets some in, "want" asks for them, "without"
#: stands before what isn't wanted.
OPERATORS: dict[str, str] = {
    word: group
    for group, words in {
        "refuse": (
            "abstenir exclu exclus exclue exclues refuse refuses refusee refusees inutile interdit interdits interdite "
            "interdites exclure eviter proscrit proscrits bannis"
        ),
        "only": (
            "uniquement exclusivement seulement reserve reservee reserves reservees preference privilegie privilegiee "
            "privilegions privilegies preferons prefere preferee imperatif imperativement"
        ),
        "want": "obligatoire obligatoirement exige exigee exigees exiges souhaite souhaitee souhaites souhaitees "
        "requis",
        "without": "pas sans aucun aucune non ni",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True)
class Terms:
    """The words of one rule and the groups of operators that turn them into a criterion.

    reach: characters between a term and its operator; for "without", which must stand before, `near`.
    """

    rule: Rule
    words: frozenset[str]
    groups: frozenset[str]
    reach: int
    near: int


def _terms(rule: Rule, groups: str, words: str, *, reach: int = 35, near: int = 22) -> Terms:
    return Terms(rule, frozenset(words.split()), frozenset(groups.split()), reach, near)


#: First match wins: the more particular criterion stands first («Femmes voilées s'abstenir» is about religion).
TERMS: tuple[Terms, ...] = (
    _terms(Rule.PREGNANCY, "refuse without", "enceintes grossesse grossesses maternite"),
    _terms(
        Rule.RELIGION,
        "refuse only want without",
        "voilee voilees foulard kippa musulman musulmans musulmane musulmanes juifs juives chretien chretiens "
        "chretienne chretiennes croyant croyants pratiquant pratiquants pratiquante athee athees",
    ),
    _terms(Rule.RELIGION, "without", "voile voiles", near=8),
    _terms(
        Rule.ORIENTATION,
        "refuse only want without",
        "homosexuel homosexuels homosexuelle homosexuelles heterosexuel heterosexuels heterosexuelle lesbiennes "
        "transgenre transgenres",
    ),
    _terms(
        Rule.UNION,
        "refuse only without",
        "syndicaliste syndicalistes syndique syndiques syndiquee syndiquees cegetiste",
    ),
    _terms(
        Rule.HEALTH,
        "refuse without",
        "handicape handicapes handicapee handicapees handicap handicaps rqth invalides malades depressif depressifs",
    ),
    _terms(Rule.HEALTH, "only", "valide valides", reach=20),
    _terms(
        Rule.ORIGIN,
        "refuse without",
        "etranger etrangers etrangere etrangeres immigre immigres immigree migrants refugies arabes maghrebins noirs "
        "africains asiatiques roms gitans manouches",
    ),
    _terms(
        Rule.LOOKS,
        "refuse without",
        "tatouage tatouages tatoue tatoues tatouee piercing piercings surpoids obese obeses barbus",
    ),
    _terms(
        Rule.AGE,
        "refuse without",
        "senior seniors retraite retraites vieux vieilles quinquagenaires quinquas",
        reach=20,
        near=10,
    ),
    _terms(Rule.AGE, "refuse only", "jeunes", reach=14),
    _terms(Rule.FAMILY, "refuse only want without", "celibataire celibataires", reach=25),
    _terms(
        Rule.SEX,
        "refuse only",
        "homme hommes femme femmes dame dames monsieur messieurs fille filles garcon garcons masculin masculine "
        "masculins masculines feminin feminine feminins feminines candidates",
        reach=26,
    ),
    _terms(Rule.SEX, "want", "masculine masculines feminine feminines", reach=14),
    _terms(Rule.SEX, "without", "homme hommes femme femmes dame dames monsieur messieurs", near=12),
)

#: «Nous ne trions pas»: such a clause states equality, it doesn't break it.
EQUALITY = (
    "sans distinction",
    "quel que soit",
    "quelle que soit",
    "quels que soient",
    "egalite",
    "alleger",
    "feminin comme au masculin",
    "genre masculin",
    "diversite",
    "discriminat",
    "ouvert a tou",
    "ouverte a tou",
    "ouverts a tou",
    "ouvert aux ",
    "ouverte aux ",
    "accessible aux ",
    "a competences egales",
    "obligation d'emploi",
    "emploi des travailleurs handicapes",
)

#: Names of jobs and things in which a protected word says nothing about the candidate.
HARMLESS = (
    r"sage-?\s?femmes?|(?:valets?|hommes?)(?: ou |/| / )femmes? de chambre|femmes? de (?:chambre|menage)"
    r"|hommes? (?:toutes mains|d'entretien|de menage|cle)|femmes? toutes mains"
    r"|(?:rayons?|coiffure|coiffeur|vetements?|mode|pret-a-porter|collections?|chaussures?|vestiaires?|coupes?|tenues?"
    r"|publics?|clientele|foyers?|hebergement|accueil|equipes?|linge|sections?|football|handball|rugby|ligue|univers)"
    r"(?: (?:de|des|pour|d'))? ?(?:\w{3,8} )?(?:hommes?|femmes?|dames?|filles?|garcons?|feminine?s?|masculine?s?)"
    r"|a l'etranger|(?:langues?|clienteles?|clients?|pays|marches?|touristes?|visiteurs) etrang\w{2,4}"
    r"|conge (?:de )?maternite|maisons? de retraite|caisses? de retraite|residences? (?:pour )?seniors"
    r"|(?:enfants?|personnes?|usagers|residents|eleves|adultes|travailleurs)"
    r" (?:agees? et |en situation de )?handicap\w{0,4}"
    r" (?:accueilli|accompagne|suivi)\w{0,3}|bois et pvc|vieux (?:bati|bois|quartiers?|metaux|papiers|murs)"
)
