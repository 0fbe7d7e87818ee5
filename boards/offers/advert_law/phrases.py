"""Wordings that discriminate or ask for money by themselves.

Each begins with a word that wakes it up, so that a text is read once; what follows is matched from there, in
bounded steps. Folded text: lower case, no accents, straight apostrophes.
"""

import re
from dataclasses import dataclass

from boards.offers.advert_law.findings import Rule, Severity

BLOCKING, WARNING, NOTICE = Severity.BLOCKING, Severity.WARNING, Severity.NOTICE


@dataclass(frozen=True)
class Phrase:
    """starts: words that wake it. then: what must follow them. after: what must stand just before (up to 60
    characters). unless: what in the same clause excuses it."""

    rule: Rule
    severity: Severity
    starts: tuple[str, ...]
    then: re.Pattern[str]
    after: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None


def _phrase(
    rule: Rule, starts: str, then: str = "", *, severity: Severity = BLOCKING, after: str = "", unless: str = ""
) -> Phrase:
    return Phrase(
        rule,
        severity,
        tuple(starts.split()),
        re.compile(then + r"(?![a-z0-9])" if then and then[-1] not in ")]}" else then),
        re.compile(rf"(?:{after})$") if after else None,
        re.compile(unless) if unless else None,
    )


#: An age rather than a length of experience: 16 to 69.
_AGE = r"(?:1[6-9]|[2-6]\d)"
_AGES = " ".join(str(age) for age in range(16, 70))
_ADULT_AGES = " ".join(str(age) for age in range(22, 70))
#: Years that are not the candidate's, or people who are not candidates.
_NOT_THEIR_AGE = (
    r"experience|anciennete|existence|metier|pratique|savoir-faire|depuis|il y a|exist|fond|cre(?:e|a)|ouvert\b|garanti"
    r"|accompagn|accueil|encadr|anim(?:e|a)|aupres|\bpublics?\b|patients|residents|usagers|enfants|eleves|adolescents"
    r"|\bsalaries\b|collaborateurs|entreprise|societe|magasin|logements?|\bbail\b"
)
_EM = r"(?:e|\(e\)|·e|\.e)?(?:s|\(s\)|·s|\.s)?"
_SEEK = (
    "recherche recherchons recherchent cherche cherchons cherchent recrute recrutons recrutent voulons souhaitons "
    "embauche embauchons"
)
_ARTICLES = r"(?:\s(?:un|une|d'un|d'une|des|de|notre|nos|plutot|imperativement)){0,3}"
_PERSON = (
    r"(?:personnes?|candidat|profil|quelqu'un|collaborat|recherch|cherch|recrut|vous etes|serveu|vendeu|ouvrier|macon)"
)
_LANGUAGES = r"(?:francais|anglais|allemand|espagnol|italien|neerlandais|flamand|portugais|arabe|russe|chinois)"

PHRASES: tuple[Phrase, ...] = (
    # --- age
    _phrase(Rule.AGE, "moins plus", rf"\s(?:de|que)\s{_AGE}\sans", unless=_NOT_THEIR_AGE),
    _phrase(
        Rule.AGE,
        _AGES,
        rf"\s?(?:ans\s)?(?:a|et|-|–|/|au)\s?{_AGE}\s?ans",
        unless=_NOT_THEIR_AGE,
    ),
    _phrase(Rule.AGE, _AGES, r"\s?ans\s?\(?(?:maximum|maxi|max|au plus|au maximum)", unless=_NOT_THEIR_AGE),
    _phrase(
        Rule.AGE,
        _ADULT_AGES,
        r"\s?ans\s?\(?(?:minimum|mini|min|au moins|revolus|et plus|ou plus)",
        unless=_NOT_THEIR_AGE,
    ),
    _phrase(
        Rule.AGE,
        "16 17 18 19 20 21",
        r"\s?ans\s?\(?(?:minimum|mini|min|revolus|et plus|ou plus|requis|obligatoire)",
        severity=NOTICE,
        unless=_NOT_THEIR_AGE,
    ),
    _phrase(
        Rule.AGE, "majeur majeure majeurs", severity=NOTICE, after=r"\b(?:etre|etes|soyez|candidats?|personnes?)\s"
    ),
    _phrase(Rule.AGE, "age", r"\s(?:minimum|minimal|requis)\s?:?\s?(?:de\s)?(?:1[6-9]|2[01])\b", severity=NOTICE),
    _phrase(
        Rule.AGE,
        "age",
        r"\s(?:maximum|maximal|maxi|max|limite|ideal|souhaite|requis|minimum|minimal)(?!\w)(?!\s?:?\s?(?:de\s)?(?:1[6-9]|2[01])\b)",
        after=r"(?<!sans limite d')(?<!distinction d')",
    ),
    _phrase(Rule.AGE, "age", rf"\s?:\s?(?:entre\s|de\s)?{_AGE}"),
    _phrase(
        Rule.AGE,
        "age agee ages agees",
        rf"{_EM}\s(?:d'au (?:moins|plus)\s|d'environ\s|de (?:moins|plus)\s(?:de\s)?|entre\s|de\s(?:entre\s)?){_AGE}\b",
        unless=r"accompagn|aupres|accueil|publics?|patients|residents|usagers|enfants|eleves",
    ),
    _phrase(Rule.AGE, "limite limites tranche", r"s?\sd'age", after=r"(?<!sans )(?<!pas de )(?<!aucune )"),
    _phrase(Rule.AGE, "trop", r"\s(?:age|vieux|vieille|jeune)", unless=r"jamais trop"),
    _phrase(Rule.AGE, "vingtaine trentaine quarantaine cinquantaine", r"(?!\s(?:de|d'|sur))", after=r"\b(?:la|votre) "),
    _phrase(
        Rule.AGE,
        "jeune jeunes",
        r"\s(?:homme|femme|fille|garcon|dame|personne|candidat|collaborateur|collaboratrice|retraite|vendeu|serveu|"
        r"commercia|ouvri|secretaire|boulanger|cuisini|apprenti|salarie|recrue|talent|profil|maman|actif)\w{0,8}",
        unless=r"accompagn|aupres|accueil|encadr|publics?|foyer|insertion",
    ),
    _phrase(
        Rule.AGE,
        "jeune jeunes",
        r"(?:s|\(s\))?\sdiplome\w{0,4}",
        severity=WARNING,
        unless=r"accompagn|aupres|accueil|aide[sz]?\b|expert",
    ),
    _phrase(
        Rule.AGE,
        "jeune jeunes",
        r"\s?(?:,|et)\s?(?:\w{2,10}(?:ment)?\s)?(?:dynamique|motive|ambitieu|souriant|energique|sporti|disponible|sympathique)\w{0,4}",
        after=r"(?<!equipe )(?<!entreprise )(?<!structure )(?<!societe )",
    ),
    _phrase(
        Rule.AGE,
        "jeune jeunes",
        r"\s?(?:,|et)\s?dynamique",
        severity=NOTICE,
        after=r"\b(?:equipe|entreprise|structure|societe) ",
    ),
    _phrase(Rule.AGE, "equipe", r"\s(?:tres\s|plutot\s)?jeune", severity=NOTICE),
    _phrase(
        Rule.AGE,
        "personne personnes candidat candidate candidats profil profils",
        rf"{_EM}\s(?:plutot\s|tres\s)?jeunes?",
    ),
    _phrase(Rule.AGE, "etes", r"\s(?:une?\s)?(?:plutot\s|encore\s|un\s)?jeune", after=r"\bvous "),
    # --- sex
    _phrase(
        Rule.SEX,
        _SEEK,
        rf"{_ARTICLES}(?:\s(?:jeune|jolie|belle|gentille|charmante))?\s(?:homme|femme|dame|monsieur|fille|garcon)s?"
        r"(?!\s(?:de\s(?:menage|chambre)|toutes|d'entretien|cle)|\s?/|\sou\s|\set\s)",
    ),
    _phrase(
        Rule.SEX,
        _SEEK,
        r"(?:\s(?:pour|dans|notre|nos|la|le|les|equipe|restaurant|magasin|saison|boulangerie)){0,4}\sune(?:\s(?:jeune|jolie|bonne|excellente|nouvelle|seconde|autre))?\s"
        r"(?!(?:premiere|derniere|matiere|maniere|carriere|filiere|reguliere|particuliere|entiere|lumiere|riviere|barriere)\b)"
        r"\w{3,14}(?:euse|trice|iere|ienne)(?!\s?(?:ou|/|\(|et\sun))",
        severity=WARNING,
        unless=r"\bun\b|h/f|f/h|\bou\b",
    ),
    _phrase(Rule.SEX, "sexe", r"\s?(?::|=)?\s?(?:masculin|feminin|homme|femme)"),
    _phrase(
        Rule.SEX,
        "femme homme dame",
        r"\s(?:serait|sera|est)\s(?:un\s(?:plus|atout)|apprecie|bienvenu|souhaite|privilegie|prefere)\w{0,3}",
    ),
    _phrase(
        Rule.SEX,
        "metier travail poste emploi job",
        r"\s(?:n'est\spas\s|est\s|plutot\s|pas\s|reserve\s)?(?:\w{2,8}\s){0,2}(?:pour|a|aux|d')\s?(?:un\s|une\s|les\s)?(?:homme|femme|dame)s?"
        r"(?!\s?(?:/|et|ou)\s?)(?!\sde\s(?:menage|chambre))",
    ),
    # --- origin
    _phrase(
        Rule.ORIGIN,
        "nationalite nationalites",
        r"\s(?:\w{1,3}\s)?(?:francais|europeen|belge|suisse|ue\b|u\.e|communautaire|de l'u)\w{0,4}",
        unless=r"fonction publique|titulaire|toutes",
    ),
    _phrase(Rule.ORIGIN, "souche", after=r"\bde "),
    _phrase(
        Rule.ORIGIN,
        "origine origines",
        r"\s(?:europeen|francais|africain|maghrebin|portugais|espagnol|italien|polonais|roumain|turque|arabe|asiatique|"
        r"antillais|francaise|chinois|marocain|algerien|tunisien|magrebin|nord-africain)\w{0,4}",
        after=rf"{_PERSON}.{{0,45}}\bd'",
    ),
    _phrase(
        Rule.ORIGIN, "type", r"\s(?:europeen|africain|maghrebin|caucasien|asiatique|mediterraneen|nordique)\w{0,3}"
    ),
    _phrase(
        Rule.ORIGIN,
        "personne personnes gens homme femme candidat peau",
        rf"{_EM}\s(?:de\s)?(?:race\s|type\s|couleur\s)?(?:blanc|noir|arabe|maghrebin|africain|asiatique|europeen)\w{{0,4}}",
    ),
    _phrase(Rule.ORIGIN, "bbr"),
    _phrase(Rule.ORIGIN, "bleu", r"[-\s]blanc[-\s]rouge", after=rf"{_PERSON}.{{0,30}}"),
    _phrase(Rule.ORIGIN, "langue", r"\smaternelle"),
    _phrase(Rule.ORIGIN, "maternelle", r"\s(?:francais|anglais|allemand)\w{0,4}", after=r"\blangue "),
    _phrase(
        Rule.ORIGIN,
        "natif native natifs natives",
        r"(?!\s(?:android|ios|cloud|app))",
        after=rf"(?:{_LANGUAGES}|locuteurs?|speaker) ",
    ),
    _phrase(Rule.ORIGIN, "gens", r"\sdu\svoyage", after=r"\b(?:pas de|sans|ni) "),
    _phrase(Rule.ORIGIN, "sans", r"\s(?:aucun\s)?accent"),
    _phrase(Rule.ORIGIN, "accent", r"\s(?:etranger|africain|arabe|refuse|non)\w{0,3}"),
    # --- looks
    _phrase(
        Rule.LOOKS,
        "physique physiques",
        r"\s(?:agreable|avantageu|attrayant|attractif|irreprochable|seduisant|soigne|plaisant|de mannequin)\w{0,3}",
    ),
    _phrase(Rule.LOOKS, "presentation apparence allure aspect", r"\sphysique"),
    _phrase(Rule.LOOKS, "apparence", r"\s(?:agreable|soignee|irreprochable|exigee|impeccable)", severity=WARNING),
    _phrase(Rule.LOOKS, "silhouette corpulence", r"\s(?:fine|mince|elancee?|normale|sportive|athletique)"),
    _phrase(
        Rule.LOOKS,
        "taille",
        r"\s(?:mannequin|minimum|minimale|maximum|maximale|requise|exigee|\d\d(?!\d)|\d\s?m\b|de\s\d\s?m)",
        unless=r"vetement|chaussure|haie|arbre|pierre",
    ),
    _phrase(
        Rule.LOOKS,
        "mesurer mesurez mesurant",
        r"\s(?:au\s(?:moins|minimum)\s|plus\sde\s|minimum\s|entre\s)?1\s?[,.m]\s?\d\d",
    ),
    _phrase(
        Rule.LOOKS,
        "joli jolie jolies belle belles beau beaux charmante charmant seduisante seduisant sexy",
        r"\s(?:visage|sourire|physique|silhouette|plastique|femme|fille|homme|garcon|dame|serveu|vendeu|hotesse|secretaire|barmaid|candidate)\w{0,4}",
    ),
    _phrase(Rule.LOOKS, "photo photos", severity=NOTICE, after=r"\b(?:cv|candidature|avec|joindre).{0,30}"),
    # --- family and pregnancy
    _phrase(Rule.FAMILY, "celibataire celibataires", after=r"\b(?:etes|profil|candidat\w{0,2}|personne) .{0,15}"),
    _phrase(Rule.FAMILY, "marie mariee pacse pacsee divorce divorcee", rf"{_EM}", after=r"\b(?:etes|etre) "),
    _phrase(
        Rule.FAMILY,
        "sans",
        r"\s(?:enfants?|conjoint|famille|(?:charges?|obligations?|contraintes?|attaches?)\s(?:de\sfamille|familiales?))",
        unless=r"accompagn|aupres|accueil|patients",
    ),
    _phrase(
        Rule.FAMILY,
        "libre",
        r"\sde\s(?:toute?s?\s)?(?:obligations?|contraintes?|charges?|attaches?)\s(?:familiales?|de\sfamille)",
    ),
    _phrase(
        Rule.FAMILY,
        "situation",
        r"\s(?:de\sfamille|familiale|matrimoniale|maritale)",
        after=r"\b(?:preciser|precisez|indiquer|indiquez|mentionner|mentionnez|votre|quelle est) .{0,25}",
    ),
    _phrase(
        Rule.FAMILY,
        "avez",
        r"\s(?:des|un|ou\snon\sdes|plusieurs)\senfants?",
        after=r"\b(?:si|indiquez|preciser|precisez).{0,20}",
    ),
    _phrase(Rule.FAMILY, "mere meres maman mamans pere", r"\s(?:de\sfamille|au\sfoyer)", unless=r"aupres|accompagn"),
    _phrase(Rule.FAMILY, _SEEK, rf"{_ARTICLES}\scouple"),
    _phrase(
        Rule.PREGNANCY,
        "grossesse maternite conge",
        r"\s?(?:maternite\s)?(?:prevu|en\scours|envisage|a\svenir)\w{0,2}",
        after=r"\b(?:pas|aucun|aucune|sans).{0,30}",
    ),
    _phrase(Rule.PREGNANCY, "projet desir", r"\sde\s(?:grossesse|maternite)"),
    _phrase(Rule.PREGNANCY, "etes", r"\s(?:pas\s)?enceinte", after=r"\b(?:vous|n') ?"),
    _phrase(Rule.PREGNANCY, "femme femmes", r"\senceintes?", after=r"\b(?:pas de|sans|aucune|ni|refusons les) "),
    # --- health
    _phrase(
        Rule.HEALTH,
        "bonne parfaite excellente",
        r"\s(?:condition\set\s|forme\set\s)?sante",
        unless=r"financiere|economique|secteur|entreprise|animaux|animal|produits?",
    ),
    _phrase(
        Rule.HEALTH,
        "problemes probleme soucis souci antecedents",
        r"\s(?:de\s(?:sante|dos|genou)|medica|physique|cardiaque)\w{0,3}",
        after=r"\b(?:pas|sans|aucun|ni|n'avez) .{0,20}",
    ),
    _phrase(
        Rule.HEALTH, "arret arrets", r"\s(?:de\s)?(?:maladie|travail)", after=r"\b(?:pas|sans|aucun|jamais|ni) .{0,30}"
    ),
    _phrase(
        Rule.HEALTH,
        "non",
        r"[-\s]fumeu\w{1,3}",
        severity=WARNING,
        after=r"\b(?:etes|personne|candidat\w{0,2}|profil) .{0,15}",
    ),
    # --- religion, opinions, union, orientation
    _phrase(Rule.RELIGION, "port", r"\sdu\s(?:voile|foulard)"),
    _phrase(
        Rule.RELIGION, "confession", r"\s(?:catholique|chretienne|musulmane|juive|protestante|israelite|religieuse)"
    ),
    _phrase(
        Rule.RELIGION,
        "religion",
        r"\s(?:catholique|chretienne|musulmane|juive|protestante|israelite)",
        unless=r"enseign|profess|cours|catech|animat",
    ),
    _phrase(
        Rule.RELIGION,
        "etes",
        r"\s(?:un\s|une\s)?(?:catholique|chretien|musulman|juif|juive|protestant|croyant|pratiquant|athee)\w{0,3}",
        after=r"\bvous (?:n')?",
    ),
    _phrase(
        Rule.OPINION,
        "opinion opinions idees conviction convictions engagement engagements appartenance sensibilite",
        r"\spolitiques?",
    ),
    _phrase(
        Rule.ORIENTATION, "orientation", r"\ssexuelle", after=r"\b(?:votre|preciser|precisez|indiquer|indiquez) .{0,15}"
    ),
    # --- residence, name
    _phrase(
        Rule.RESIDENCE,
        "habiter habitez habitant resider residez residant domicilie domiciliee domicilies domiciliez",
        rf"{_EM}\s(?:a|au|aux|dans|sur|en|pres|proche|la|le|les|bien|de|imperativement|obligatoirement|deja|l'|[a-z]{{3,}})",
        unless=r"quartiers? prioritaire|qpv|emplois francs|zrr|aupres|chez (?:des|les)|usagers|clients"
        r"|personnes agees|loin|loge",
    ),
    _phrase(
        Rule.RESIDENCE,
        "hors exterieurs eloignes",
        r"\s(?:au\s|du\s)?(?:departement|secteur|commune|region|zone|territoire|canton)",
        after=r"\b(?:candidat\w{0,2}|candidatures?|personnes?|profils?) ",
    ),
    _phrase(Rule.NAME, "consonance"),
    _phrase(
        Rule.NAME,
        "nom noms patronyme",
        r"\s(?:de\sfamille\s)?(?:bien\s)?(?:francais|a\sparticule|europeen|francophone)\w{0,3}",
    ),
    # --- money asked from the candidate
    _phrase(
        Rule.PAYMENT,
        "frais participation",
        r"\s[^.]{0,40}(?:charge\s(?:du|des)\scandidat|votre\scharge|(?:vous\s)?(?:sera|seront|est|sont)\s(?:demande|exige|facture|retenu)|a\s(?:regler|payer|verser))\w{0,3}",
        unless=r"rembours|prise? en charge|offert|gratuit|clients?\b",
    ),
    _phrase(Rule.PAYMENT, "charge", r"\s(?:du\scandidat|des\scandidats|de\sla\scandidate)", unless=r"prise? en charge"),
    _phrase(
        Rule.PAYMENT,
        "cheque caution acompte arrhes versement somme virement mandat",
        r"\s[^.]{0,60}(?:candidat|dossier|postul|inscription|entretien)\w{0,4}",
        unless=r"chequier|cheques? (?:vacances|dejeuner|repas|cadeau|emploi)|rembours",
    ),
    _phrase(
        Rule.PAYMENT,
        "acheter payer regler verser paiement achat reglement",
        r"\s[^.]{0,40}(?:avant\s(?:de\scommencer|l'embauche|votre|la\sprise)|pour\s(?:postuler|candidater|vous\sinscrire))",
        unless=r"clients?\b|fournisseurs?",
    ),
    _phrase(
        Rule.PAYMENT,
        "kit materiel formation",
        r"\s[^.]{0,40}(?:a\sacheter|a\spayer|a\sregler|a\svos\sfrais|a\svotre\scharge|payante)",
        unless=r"prise? en charge|rembours|clients?\b",
    ),
)

#: Premium numbers: 082x and 089x, however grouped.
PREMIUM_NUMBER = re.compile(r"(?<!\d)0[ .]?8[ .]?[29](?:[ .]?\d){7}(?!\d)")
