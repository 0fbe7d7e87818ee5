"""What an occupation presupposes: a usual contract, a licence, a first sentence. Everything here is a suggestion."""

from collections.abc import Mapping
from dataclasses import dataclass

from boards.offers.enums import ContractType, LicenceNeed


@dataclass(frozen=True)
class Starter:
    """What the second page is filled with before anybody typed in it."""

    description: str
    contract_type: str = ContractType.CDI
    licence: str = LicenceNeed.UNSAID
    is_seasonal: bool = False


#: Beginning of a ROME code → what people in it do; the longest beginning wins. Facts of the trade, no conditions.
#: Not for the catalogue: an advert is in French (L5331-4), in whatever language its employer reads the page.
_SENTENCES = {
    "A11": "Vous conduisez et entretenez les engins de l’exploitation.",
    "A12": "Vous entretenez les espaces verts : tonte, taille, plantation, ramassage.",
    "A14": "Vous participez aux travaux de l’exploitation, au fil des saisons.",
    "A15": "Vous prenez soin des animaux : alimentation, propreté, surveillance.",
    "D1101": "Vous préparez les viandes, tenez l’étal et conseillez les clients.",
    "D1102": "Vous pétrissez, façonnez et cuisez les pains et les viennoiseries, et tenez le fournil propre.",
    "D1104": "Vous préparez les pâtisseries, des pâtes aux finitions, et tenez le laboratoire propre.",
    "D1106": "Vous servez et conseillez les clients, encaissez et tenez le magasin propre.",
    "D11": "Vous préparez les produits, servez les clients et tenez le magasin propre.",
    "D1202": "Vous accueillez les clients, coupez, coiffez et conseillez.",
    "D12": "Vous accueillez et conseillez les clients, tenez les rayons et encaissez.",
    "D1505": "Vous accueillez les clients, enregistrez leurs achats et encaissez.",
    "D1507": "Vous mettez les produits en rayon, vérifiez les dates et renseignez les clients.",
    "D15": "Vous tenez le rayon : commandes, mise en place, conseil aux clients.",
    "D14": "Vous rendez visite aux clients, leur présentez nos produits et suivez les commandes.",
    "F15": "Vous assemblez et montez sur le chantier, en équipe.",
    "F16": "Vous réalisez les travaux sur les chantiers de nos clients, en neuf et en rénovation.",
    "F1602": "Vous posez les installations électriques et les mettez en service, en neuf et en rénovation.",
    "F1603": "Vous posez et réparez les installations de plomberie et de chauffage.",
    "F1606": "Vous préparez les murs et les plafonds, peignez et posez les revêtements.",
    "F17": "Vous participez aux travaux de gros œuvre sur nos chantiers.",
    "F1703": "Vous montez les murs, coulez les dalles et enduisez, en neuf et en rénovation.",
    "F13": "Vous conduisez les engins du chantier et en assurez l’entretien courant.",
    "G12": "Vous accueillez, encadrez et animez le groupe, et veillez à sa sécurité.",
    "G15": "Vous faites les chambres et les parties communes, et signalez ce qui est à réparer.",
    "G16": "Vous préparez les plats, tenez la cuisine propre et suivez les stocks.",
    "G1605": "Vous faites la plonge, aidez à la préparation des plats et tenez la cuisine propre.",
    "G17": "Vous accueillez les clients, tenez les réservations et répondez au téléphone.",
    "G18": "Vous accueillez les clients, prenez les commandes, servez et encaissez.",
    "H21": "Vous préparez et conditionnez les produits en suivant les règles d’hygiène.",
    "H22": "Vous débitez, usinez et assemblez le bois à l’atelier.",
    "H29": "Vous réglez les machines, usinez les pièces et en contrôlez la qualité.",
    "H2913": "Vous assemblez et soudez les pièces d’après les plans.",
    "H33": "Vous conditionnez les produits et préparez les expéditions.",
    "I12": "Vous entretenez les bâtiments : petites réparations, peinture, espaces verts.",
    "I1203": "Vous entretenez les bâtiments : petites réparations, peinture, plomberie, électricité.",
    "I13": "Vous entretenez et dépannez les machines, et tenez le carnet d’intervention.",
    "I16": "Vous entretenez et réparez les véhicules, du diagnostic à l’essai.",
    "J15": "Vous prenez soin des personnes, surveillez leur état et transmettez à l’équipe.",
    "J1501": "Vous aidez les personnes pour la toilette, les repas et les déplacements, avec l’équipe de soins.",
    "K13": "Vous aidez les personnes au quotidien : toilette, repas, courses, ménage, compagnie.",
    "K1303": "Vous accueillez les enfants et veillez à leur bien-être : repas, sieste, jeux, change.",
    "K1304": "Vous aidez les personnes à leur domicile : ménage, repas, courses, compagnie.",
    "K21": "Vous préparez et donnez les cours, suivez et évaluez les élèves.",
    "K22": "Vous nettoyez les locaux et signalez ce qui est à réparer.",
    "K2204": "Vous nettoyez les bureaux, les sanitaires et les parties communes.",
    "K23": "Vous entretenez les rues et les espaces publics.",
    "K25": "Vous surveillez les lieux, accueillez le public et intervenez en cas de besoin.",
    "M12": "Vous tenez la comptabilité courante et préparez les déclarations.",
    "M16": "Vous accueillez, répondez au téléphone, rédigez les courriers et tenez les dossiers.",
    "M18": "Vous installez, entretenez et dépannez les équipements et les logiciels.",
    "N11": "Vous recevez, rangez, préparez et expédiez les marchandises.",
    "N41": "Vous conduisez le véhicule, livrez les clients et en assurez l’entretien courant.",
    "N4103": "Vous transportez les voyageurs, les accueillez et encaissez les titres de transport.",
    "N44": "Vous accueillez les passagers, surveillez l’installation et l’arrêtez en cas de besoin.",
}

#: The licence without which the work can't be done at all.
_LICENCES = {
    **dict.fromkeys(("N4102", "N4105", "N4108", "N4112", "N4120", "N4128", "N4131"), "B"),
    **dict.fromkeys(("N4101", "N4107", "N4118"), "C"),
    **dict.fromkeys(("N4113", "N4115", "N4126"), "CE"),
    **dict.fromkeys(("N4103", "N4109", "N4127"), "D"),
}
#: Occupations of which many are for a season, so that the question is worth asking.
_SEASONAL = ("A14", "G11", "G12", "G15", "G16", "G17", "G18", "N44", "L14")


def starter_for(code: str) -> Starter:
    """What to fill the page with for an occupation; '' gives what holds for any job."""
    sentence = _longest(_SENTENCES, code)
    prompts = [
        "Horaires : …",
        "Ce que nous attendons : …",
        "Ce que nous offrons : …",
    ]
    return Starter(
        description="\n".join([str(sentence or ""), "", *prompts]),
        licence=_LICENCES.get(code, LicenceNeed.UNSAID),
        contract_type=ContractType.SAI if code.startswith("N44") else ContractType.CDI,
        is_seasonal=code.startswith(_SEASONAL),
    )


def is_untouched(text: str, *, code: str) -> bool:
    """Whether a text is what the page was filled with for this occupation, spaces aside."""
    return text.split() == starter_for(code).description.split()


def _longest(table: Mapping[str, object], code: str) -> object | None:
    for length in range(len(code), 2, -1):
        if code[:length] in table:
            return table[code[:length]]
    return None
