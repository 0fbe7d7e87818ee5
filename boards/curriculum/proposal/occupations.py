"""Whether words name a post or whoever gives it. A rule of thumb over beginnings, no register."""

import re

from boards.curriculum.proposal.plain import plain

_POST_WORDS = """
agent agente aide assistant assistante apprenti apprentie animateur animatrice analyste architecte attache attachee
auxiliaire barman barmaid boucher bouchere boulanger boulangere brancardier caissier caissiere cariste carreleur
chargee charge charpentier chaudronnier chauffeur chef cheffe coiffeur coiffeuse commercial commerciale commis
comptable concierge conducteur conductrice conseiller conseillere consultant consultante controleur controleuse
coordinateur coordinatrice couvreur cuisinier cuisiniere dessinateur dessinatrice developpeur developpeuse directeur
directrice educateur educatrice electricien electricienne electromecanicien electromecanicienne employe employee
enseignant enseignante equipier equipiere facteur factrice femme formateur formatrice frigoriste garde gardien
gardienne gestionnaire gouvernante grutier horticulteur hotesse hote infirmier infirmiere ingenieur ingenieure
installateur jardinier jardiniere journaliste juriste laborantin libraire livreur livreuse magasinier magasiniere
maitre maitresse manager manoeuvre manutentionnaire macon maraicher mecanicien mecanicienne menuisier menuisiere
moniteur monitrice monteur operateur operatrice opticien ouvrier ouvriere palefrenier patissier patissiere
paysagiste peintre pharmacien plaquiste plombier plongeur plongeuse preparateur preparatrice professeur psychologue
receptionniste redacteur responsable saisonnier saisonniere secretaire serveur serveuse serrurier soudeur soudeuse
stage stagiaire surveillant surveillante technicien technicienne teleconseiller teleconseillere tourneur usineur
vendangeur vendeur vendeuse veilleur veterinaire volontaire webmaster adjoint adjointe ambulancier ambulanciere
ascensoriste bucheron bibliothecaire poissonnier fleuriste traiteur cableur etancheur facadier tuyauteur fraiseur
regleur pilote ripeur eboueur hotelier croupier skiman pisteur perchman matelot pecheur eleveur berger vacher
tractoriste
"""
_POSTS = frozenset(_POST_WORDS.split())
_GIVERS = re.compile(
    r"^(?:boulangerie|patisserie|boucherie|restaurant|brasserie|creperie|pizzeria|bar|cafe|hotel|camping|gite|garage|"
    r"carrosserie|concession|mairie|commune|ville de|communaute|departement|region|prefecture|ehpad|clinique|"
    r"hopital|chu|ch "
    r"|centre|residence|foyer|maison|cabinet|agence|etude|pharmacie|laboratoire|lycee|college|ecole|universite|"
    r"creche|"
    r"association|cooperative|groupe|societe|entreprise|ets|etablissements|sarl|sas|sa |eurl|scop|transports?|"
    r"messagerie|"
    r"entrepots?|usine|fonderie|verrerie|papeteries?|imprimerie|scierie|tonnellerie|ferme|gaec|earl|domaine|chateau|"
    r"supermarche|hypermarche|intermarche|carrefour|auchan|leclerc|lidl|aldi|super u|magasin|librairie|banque|"
    r"la poste|sncf|"
    r"admr|adecco|manpower|randstad|crit|synergie|salon|institut|office|chambre|syndicat|musee|theatre|cinema)\b"
)
_STATUS = frozenset(
    {"interim", "missions", "missions d interim", "cdd", "cdi", "saisonnier", "stage", "apprentissage", "alternance"}
)


def is_occupation(text: str) -> bool:
    first = plain(text).split()[:1]
    return bool(first) and first[0] in _POSTS


def is_employer(text: str) -> bool:
    return bool(_GIVERS.match(plain(text) + " ")) and not is_occupation(text)


def is_status(text: str) -> bool:
    """How somebody worked, which is no employer: «intérim»."""
    return plain(text) in _STATUS
