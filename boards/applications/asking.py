"""What an employer may ask of whoever applies.

An advert breaks the law when it excludes; a question already does when it asks (L1221-6 code du travail: only what
bears directly on the job). So beside what advert law finds, a protected criterion is found wherever it is named.
"""

import re

from boards.offers.advert_law.explanations import EXPLANATIONS
from boards.offers.advert_law.findings import Finding, Rule, Severity
from boards.offers.advert_law.lint import lint

_FOLD = str.maketrans("àâäáãéèêëíìîïóòôöõúùûüçñÀÂÄÉÈÊËÎÏÔÖÙÛÜÇ’", "aaaaaeeeeiiiiooooouuuucnAAAEEEEIIOOUUUC'")

#: Rule → what names it, in folded text. Linear patterns, each on short text.
_NAMED: tuple[tuple[Rule, str], ...] = (
    (Rule.PREGNANCY, r"enceintes?|grossesses?|maternite|tomber enceinte"),
    (
        Rule.FAMILY,
        r"mariee?s?|celibataires?|divorcee?s?|pacsee?s?|(?:des |d'|vos |combien d'|sans )enfants?"
        r"(?! (?:handicap|en creche|accueilli|a l'ecole))|conjointe?|mode de garde"
        r"|situation (?:de famille|familiale|matrimoniale)",
    ),
    (
        Rule.AGE,
        r"votre age|quel age|(?:date|annee|lieu) de naissance|nee? (?:en|le|avant|apres)|plus jeune|trop (?:age|vieux)",
    ),
    (
        Rule.ORIGIN,
        r"nationalite|origines?(?! des (?:produits|aliments))|(?:etes|es|est|vous)[- ](?:vous |tu )?(?:francaise?s?|"
        r"etrangere?s?|europeene?s?|arabe|africaine?)|ou etes[- ]vous nee?|langue maternelle|titre de sejour",
    ),
    (Rule.RELIGION, r"religions?|croyante?s?|pratiquante?s?|(?:le|un) (?:voile|foulard)|kippa|ramadan|priez"),
    (
        Rule.HEALTH,
        r"handicaps?|handicapee?s?|rqth|malad(?:e|ie)s?|etat de sante|bonne sante|arrets? (?:de travail|maladie)",
    ),
    (Rule.UNION, r"syndiquee?s?|syndicats?|syndical(?:e|es)?"),
    (Rule.OPINION, r"opinions? politiques?|(?:pour qui |vous )?votez|parti politique"),
    (Rule.ORIENTATION, r"orientation sexuelle|homosexuel(?:le)?s?|heterosexuel(?:le)?s?"),
    (Rule.SEX, r"(?:un |une |d')?(?:homme|femme) ou (?:un |une )?(?:homme|femme)|de quel sexe|votre sexe"),
    (Rule.LOOKS, r"tatouages?|tatouee?s?|piercings?|votre (?:poids|taille)|une photo|votre apparence"),
    (
        Rule.RESIDENCE,
        r"quel quartier|votre quartier|logement social|(?:habitez|vivez)[- ]vous (?:dans )?(?:une |en )?(?:cite|hlm)",
    ),
)
_PATTERNS = [(rule, re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])")) for rule, pattern in _NAMED]


def objections(text: str) -> list[Finding]:
    """What the law objects to in a question, each with its reason; a rule is told once."""
    found = [finding for finding in lint("", text) if finding.is_blocking]
    known = {finding.rule for finding in found}
    folded = text.translate(_FOLD).lower()
    for rule, pattern in _PATTERNS:
        hit = pattern.search(folded) if rule not in known else None
        if hit:
            reason, suggestion = EXPLANATIONS[rule]
            excerpt = text[hit.start() : hit.end()]
            found.append(
                Finding(rule, Severity.BLOCKING, "text", hit.start(), hit.end(), excerpt, str(reason), str(suggestion))
            )
    return found
