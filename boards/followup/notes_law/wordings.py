"""The wordings that must not stand in a note, rule by rule. All is folded: lower case, no accents, one sign for one.

A wording is a regular expression without a repetition inside a repetition: it reads a note in linear time. `unless` is
looked for in the same clause and saves it: words of a trade, or of an employer, in which the same word is harmless.
"""

import re
from dataclasses import dataclass

from boards.followup.notes_law.findings import Rule


@dataclass(frozen=True)
class Wording:
    rule: Rule
    says: re.Pattern[str]
    unless: re.Pattern[str] | None = None


def _wording(rule: Rule, says: str, *, unless: str = "") -> Wording:
    return Wording(rule, re.compile(rf"\b(?:{says})"), re.compile(rf"\b(?:{unless})") if unless else None)


#: A trade, a place of work or a job looked for: «cherche un poste à l'hôpital», «éducatrice auprès de personnes…».
_TRADE = (
    r"poste|metier|cherche|vise|souhaite travailler|travaille (?:a|au|aux|en|dans|avec|aupres|pour)|a travaille"
    r"|aupres d|formation|diplome|stage|employee?\b|agent|aide soignant|infirmier|educat|anim(?:e|at)|accompagn"
    r"|secretaire|experience"
)

WORDINGS: tuple[Wording, ...] = (
    # --- health: illnesses, treatments, addictions, disability, pregnancy
    _wording(
        Rule.HEALTH,
        r"depressi(?:f|ve|on|ons)\b|burn[ -]?out|bipolaire|schizophren\w{0,4}|autis(?:te|me)|anorexi\w{1,4}|"
        r"suicid\w{1,6}"
        r"|epilep\w{2,6}|diabet\w{1,5}|asthm\w{1,7}|cancer|sclerose|alzheimer|parkinson|hepatite|seropositi\w{1,3}"
        r"|vih\b|sida\b|leucemie|tumeur|avc\b|infarctus|fibromyalgie|endometriose",
        unless=_TRADE,
    ),
    _wording(
        Rule.HEALTH,
        r"(?:suivie?|hospitalisee?|soignee?|internee?)\s(?:par un |par une |en |chez un |au )?(?:psy|cmp\b|hopital)",
    ),
    _wording(
        Rule.HEALTH,
        r"(?:prend|sous|suit|suivre|a) (?:un |des |son |ses )?(?:traitement|medicaments?|anxiolytiques?|"
        r"antidepresseurs?|methadone)",
    ),
    _wording(
        Rule.HEALTH,
        r"(?:en|apres un|long|longs) (?:arrets? )?(?:maladie|longue maladie|invalidite)\b|"
        r"arrets? (?:maladie|de travail)",
    ),
    _wording(
        Rule.HEALTH,
        r"(?:probleme|problemes|souci|soucis|ennuis?|douleurs?|mal)\s(?:de |d'|au |a la |aux )?(?:sante|dos|"
        r"genou|genoux|epaule|coeur|psych\w{0,9}|alcool|drogue|addiction|poids)",
    ),
    _wording(
        Rule.HEALTH,
        r"alcoolique|alcoolisme|toxicoman\w{1,3}|droguee?\b|addict\w{0,4}|boit (?:trop|beaucoup)|sevree?\b|"
        r"sent l'alcool|cannabis",
        unless=_TRADE,
    ),
    _wording(Rule.HEALTH, r"enceinte\b|grossesse|fausse couche|conge (?:de )?maternite|pma\b"),
    _wording(
        Rule.HEALTH,
        r"rqth|handicap\w{0,4}|invalidite|invalide\b|aah\b|mdph",
        unless=rf"{_TRADE}|sa fille|son fils|acces",
    ),
    _wording(
        Rule.HEALTH,
        r"malade\b|maladie (?:chronique|grave|psychique|mentale)|fragile psych\w{0,12}|"
        r"troubles? (?:psych\w{1,8}|mentaux|mental|bipolaires?|du comportement)",
        unless=_TRADE,
    ),
    _wording(
        Rule.HEALTH, r"(?:est |elle est |il est )?obese|anorexique|sourde?\b|malvoyante?|aveugle\b", unless=_TRADE
    ),
    # --- religion
    _wording(
        Rule.RELIGION,
        r"(?:porte|portant|avec|enleve|retire|garde)\s(?:le |son |un )?(?:voile|foulard|hijab|niqab|kippa|"
        r"turban|croix)\b",
    ),
    _wording(
        Rule.RELIGION,
        r"musulman\w{0,3}|chretien\w{0,3}|catholique|protestante?\b|juifs?\b|juive|bouddhiste|evangeliste|"
        r"evangelique|temoins? de jehovah|athee\b|islam\w{0,5}|mormon\w{0,2}",
    ),
    _wording(
        Rule.RELIGION,
        r"(?:tres )?(?:pratiquante?|croyante?|pieu(?:x|se))\b|ramadan|priere|prie a |va a la (?:mosquee|"
        r"messe)|fait le careme|mange halal|shabbat|sabbat",
        unless=r"cherche|atelier",
    ),
    # --- union
    _wording(
        Rule.UNION,
        r"syndique\w{0,2}|syndicaliste\w{0,1}|syndical\w{0,3}|adherente? (?:a |de |au )?(?:la |un )?(?:cgt|"
        r"cfdt|fo\b|cftc|unsa|sud\b|syndicat)|cegetiste",
    ),
    _wording(
        Rule.UNION,
        r"(?:deleguee?|elue?|represent\w{1,5}|militante?|encartee?|membre)\s(?:du |de la |de |a la |"
        r"au )?(?:cgt|cfdt|fo\b|cftc|unsa|sud\b|syndicat|syndical)",
    ),
    _wording(Rule.UNION, r"a fait (?:la )?greve|greviste|meneu(?:r|se) de greve"),
    # --- politics
    _wording(
        Rule.POLITICS,
        r"(?:extreme|ultra)[ -](?:droite|gauche)|vote (?:pour|a |contre|rn|lfi|fn|macron|le pen)|"
        r"rassemblement national|front national|parti (?:socialiste|communiste)|republicains\b|"
        r"insoumis\w{0,2}|gilets? jaunes?",
    ),
    _wording(
        Rule.POLITICS,
        r"(?:milite|militante?|engagee?|encartee?|adherente?)\s(?:politiquement|au parti|a gauche|a droite|"
        r"dans un parti|au rn|a lfi|en politique)",
    ),
    _wording(
        Rule.POLITICS,
        r"(?:parle|opinions?|idees|convictions?|discours)\s(?:beaucoup |trop |"
        r"sans cesse )?(?:de )?politiques?|candidate?s? (?:aux|a la|a l') ?(?:municipales|elections|"
        r"legislatives|mairie)",
    ),
    # --- origin
    _wording(
        Rule.ORIGIN,
        r"(?:d'origine|origine|d'origines|originaire (?:d'|du |de |des )(?:afrique|maghreb|algerie|maroc|"
        r"tunisie|turquie|comores|syrie|mali|senegal|roumanie))\s?(?!des offres|de l'offre|du cv)\w{0,14}",
    ),
    _wording(
        Rule.ORIGIN,
        r"roms?\b|gitans?\b|manouches?\b|tsigane|gens du voyage|immigree?s?\b|migrante?s?\b|clandestine?|"
        r"sans[ -]papiers?",
        unless=_TRADE,
    ),
    _wording(
        Rule.ORIGIN,
        r"(?:type|race|couleur|peau|ethnie)\s(?:de peau |est |tres )?(?:african\w{0,2}|africain\w{0,2}|"
        r"arabe|maghreb\w{0,4}|noire?|asiatique|europeen\w{0,2}|blanche?)",
    ),
    _wording(
        Rule.ORIGIN,
        r"(?:femme|homme|fille|garcon|personne|est) (?:arabe|noire?|maghrebine?|africaine?|turque?|"
        r"asiatique)\b|fort accent|accent (?:africain|arabe|etranger)",
    ),
    # --- sex life
    _wording(
        Rule.SEX_LIFE,
        r"homosexuel\w{0,2}|heterosexuel\w{0,2}|lesbienne|gay\b|bisexuel\w{0,2}|transsexuel\w{0,2}|"
        r"transgenre|travesti|prostitu\w{1,4}|vie sexuelle",
    ),
    # --- convictions
    _wording(
        Rule.JUSTICE,
        r"(?:prison|incarcer\w{1,5}|detention|detenue?|ex[ -]detenue?|ecrouee?|semi[ -]liberte)\b",
        unless=r"surveillant\w{0,3}|cherche un poste|agent",
    ),
    _wording(
        Rule.JUSTICE,
        r"condamn\w{1,5}|garde a vue|controle judiciaire|sursis\b|bracelet (?:electronique)?|"
        r"sous main de justice|delinquan\w{1,3}|mise? en examen|casier (?:judiciaire )?(?:charge|non vierge|"
        r"rempli|pas vierge)|a un casier",
    ),
    _wording(
        Rule.JUSTICE,
        r"pour (?:vol|violences?|trafic|agression|escroquerie|stupefiants?)\b",
        unless=r"offre|poste|agent",
    ),
    # --- family
    _wording(
        Rule.FAMILY,
        r"(?:mere|pere|maman|papa|parent)s? (?:celibataire|isolee?|seule?|de famille|au foyer|d')",
        unless=r"aupres|accompagn",
    ),
    _wording(
        Rule.FAMILY,
        r"divorc\w{1,3}|veu(?:f|ve)\b|celibataire|separee? de (?:son|sa)|en instance de|pacsee?|"
        r"conjoint\w{0,1}\b|concubin\w{0,3}|garde alternee|ex[ -](?:mari|femme|compagnon|compagne)",
        unless=r"salarie|ouvert aux conjoints|droit de la famille|secretaire",
    ),
    _wording(
        Rule.FAMILY,
        r"(?:son mari|sa femme|son epou(?:x|se)|son compagnon|sa compagne|ses enfants?|sa fille|son fils|"
        r"ses parents|son bebe)\b",
    ),
    _wording(
        Rule.FAMILY,
        r"(?:a|avec|elever?|eleve|vit avec|vient d'avoir|va avoir|attend|ont) (?:un |une |des |ses |deux |"
        r"trois |quatre |cinq |[1-9] )(?:petits? |jeunes? )?(?:enfants?|bebes?|filles?|fils|gamins?|"
        r"gosses?)\b",
        unless=r"anim|garde d'enfants|travaill|colonie|stage|cantine|creche|ecole|employeur",
    ),
    _wording(
        Rule.FAMILY,
        r"(?:pas|sans|aucune?|probleme|problemes|solution|mode)s? (?:de |d'une )?(?:solution de |mode de )?garde\b",
        unless=r"employeur|poste|cherche une? garde",
    ),
    # --- judgement
    _wording(
        Rule.JUDGEMENT,
        r"feignan\w{1,3}|faineant\w{0,2}|paresseu\w{1,2}|flemmard\w{0,2}|branleu\w{1,2}|glandeu\w{1,2}|"
        r"assistee?\b|profiteu\w{1,2}|menteu\w{1,2}|mythomane|voleu\w{1,2}|tricheu\w{1,2}",
    ),
    _wording(
        Rule.JUDGEMENT,
        r"(?:idiote?|bete|stupide|debile|cretine?|abrutie?|conn?e?|simplette?|benete?|ignare|illettree?)\b",
        unless=r"illettree?s? en|atelier",
    ),
    _wording(
        Rule.JUDGEMENT,
        r"(?:limitee?|attardee?|lente?)\s(?:intellectuellement|mentalement|d'esprit)|pas (?:tres |"
        r"bien )?(?:intelligente?|fut[- ]fut|maline?|futee?|finau\w{0,2})|ne comprend rien|q\.?i\.? ",
    ),
    _wording(
        Rule.JUDGEMENT,
        r"cas soc\w{0,3}|cassos|rien a en tirer|ne fera rien|bon a rien|irrecuperable|cas desespere|"
        r"ingerable|caracteriel\w{0,2}|hysterique|folle\b|fou\b|parano\w{0,5}|manipulat\w{1,5}|"
        r"pervers\w{0,2}|agressi(?:f|ve)\b|chiante?\b|penible\b|insupportable",
        unless=r"poste|tache|travail",
    ),
    _wording(
        Rule.JUDGEMENT,
        r"(?:ne )?sent (?:pas bon|mauvais|fort)|sale\b|crade|negligee?\b|mal habillee?|moche|laide?\b|"
        r"vulgaire|grosse?\b(?! (?:entreprise|societe|offre|besoin|candidat|equipe|volume|motivation|"
        r"chantier|probleme|travail|dossier|employeur|commande))",
    ),
    # --- bank and money
    _wording(
        Rule.BANK,
        r"iban\b|rib\b|[a-z]{2}\d\d (?:[0-9a-z]{4} ){3,7}[0-9a-z]{1,4}|carte bancaire|numero de compte|code bic",
        unless=r"apporter|fournir|demander",
    ),
    _wording(
        Rule.BANK,
        r"interdite? bancaire|surendette\w{0,4}|endette\w{0,3}|dettes?\b|huissier|saisie sur|"
        r"decouvert bancaire|fichee? (?:a la )?banque|(?:probleme|problemes|soucis?|ennuis?) (?:d'argent|"
        r"financiers?)|ne paie (?:pas|plus) son loyer|expulsi(?:on|ble)",
    ),
)

#: The number of the French social security: sex, year, month, department, commune, order, key; however it is grouped.
SECURITY_NUMBER = re.compile(
    r"(?<!\d)[12][ .-]?\d\d[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d\d|"
    r"2[ab])[ .-]?\d{3}[ .-]?\d{3}(?:[ .-]?\d\d)?(?!\d)"
)
