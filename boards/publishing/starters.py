"""What an occupation presupposes: a usual contract, a licence, a first sentence. Everything here is a suggestion."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.offers.enums import ContractType, LicenceNeed


@dataclass(frozen=True)
class Starter:
    """What the second page is filled with before anybody typed in it."""

    description: str
    contract_type: str = ContractType.CDI
    licence: str = LicenceNeed.UNSAID
    is_seasonal: bool = False


#: Beginning of a ROME code → what people in it do; the longest beginning wins. Facts of the trade, no conditions.
_SENTENCES = {
    "A11": gettext_lazy("Vous conduisez et entretenez les engins de l’exploitation."),
    "A12": gettext_lazy("Vous entretenez les espaces verts : tonte, taille, plantation, ramassage."),
    "A14": gettext_lazy("Vous participez aux travaux de l’exploitation, au fil des saisons."),
    "A15": gettext_lazy("Vous prenez soin des animaux : alimentation, propreté, surveillance."),
    "D1101": gettext_lazy("Vous préparez les viandes, tenez l’étal et conseillez les clients."),
    "D1102": gettext_lazy(
        "Vous pétrissez, façonnez et cuisez les pains et les viennoiseries, et tenez le fournil propre."
    ),
    "D1104": gettext_lazy("Vous préparez les pâtisseries, des pâtes aux finitions, et tenez le laboratoire propre."),
    "D1106": gettext_lazy("Vous servez et conseillez les clients, encaissez et tenez le magasin propre."),
    "D11": gettext_lazy("Vous préparez les produits, servez les clients et tenez le magasin propre."),
    "D1202": gettext_lazy("Vous accueillez les clients, coupez, coiffez et conseillez."),
    "D12": gettext_lazy("Vous accueillez et conseillez les clients, tenez les rayons et encaissez."),
    "D1505": gettext_lazy("Vous accueillez les clients, enregistrez leurs achats et encaissez."),
    "D1507": gettext_lazy("Vous mettez les produits en rayon, vérifiez les dates et renseignez les clients."),
    "D15": gettext_lazy("Vous tenez le rayon : commandes, mise en place, conseil aux clients."),
    "D14": gettext_lazy("Vous rendez visite aux clients, leur présentez nos produits et suivez les commandes."),
    "F15": gettext_lazy("Vous assemblez et montez sur le chantier, en équipe."),
    "F16": gettext_lazy("Vous réalisez les travaux sur les chantiers de nos clients, en neuf et en rénovation."),
    "F1602": gettext_lazy(
        "Vous posez les installations électriques et les mettez en service, en neuf et en rénovation."
    ),
    "F1603": gettext_lazy("Vous posez et réparez les installations de plomberie et de chauffage."),
    "F1606": gettext_lazy("Vous préparez les murs et les plafonds, peignez et posez les revêtements."),
    "F17": gettext_lazy("Vous participez aux travaux de gros œuvre sur nos chantiers."),
    "F1703": gettext_lazy("Vous montez les murs, coulez les dalles et enduisez, en neuf et en rénovation."),
    "F13": gettext_lazy("Vous conduisez les engins du chantier et en assurez l’entretien courant."),
    "G12": gettext_lazy("Vous accueillez, encadrez et animez le groupe, et veillez à sa sécurité."),
    "G15": gettext_lazy("Vous faites les chambres et les parties communes, et signalez ce qui est à réparer."),
    "G16": gettext_lazy("Vous préparez les plats, tenez la cuisine propre et suivez les stocks."),
    "G1605": gettext_lazy("Vous faites la plonge, aidez à la préparation des plats et tenez la cuisine propre."),
    "G17": gettext_lazy("Vous accueillez les clients, tenez les réservations et répondez au téléphone."),
    "G18": gettext_lazy("Vous accueillez les clients, prenez les commandes, servez et encaissez."),
    "H21": gettext_lazy("Vous préparez et conditionnez les produits en suivant les règles d’hygiène."),
    "H22": gettext_lazy("Vous débitez, usinez et assemblez le bois à l’atelier."),
    "H29": gettext_lazy("Vous réglez les machines, usinez les pièces et en contrôlez la qualité."),
    "H2913": gettext_lazy("Vous assemblez et soudez les pièces d’après les plans."),
    "H33": gettext_lazy("Vous conditionnez les produits et préparez les expéditions."),
    "I12": gettext_lazy("Vous entretenez les bâtiments : petites réparations, peinture, espaces verts."),
    "I1203": gettext_lazy("Vous entretenez les bâtiments : petites réparations, peinture, plomberie, électricité."),
    "I13": gettext_lazy("Vous entretenez et dépannez les machines, et tenez le carnet d’intervention."),
    "I16": gettext_lazy("Vous entretenez et réparez les véhicules, du diagnostic à l’essai."),
    "J15": gettext_lazy("Vous prenez soin des personnes, surveillez leur état et transmettez à l’équipe."),
    "J1501": gettext_lazy(
        "Vous aidez les personnes pour la toilette, les repas et les déplacements, avec l’équipe de soins."
    ),
    "K13": gettext_lazy("Vous aidez les personnes au quotidien : toilette, repas, courses, ménage, compagnie."),
    "K1303": gettext_lazy("Vous accueillez les enfants et veillez à leur bien-être : repas, sieste, jeux, change."),
    "K1304": gettext_lazy("Vous aidez les personnes à leur domicile : ménage, repas, courses, compagnie."),
    "K21": gettext_lazy("Vous préparez et donnez les cours, suivez et évaluez les élèves."),
    "K22": gettext_lazy("Vous nettoyez les locaux et signalez ce qui est à réparer."),
    "K2204": gettext_lazy("Vous nettoyez les bureaux, les sanitaires et les parties communes."),
    "K23": gettext_lazy("Vous entretenez les rues et les espaces publics."),
    "K25": gettext_lazy("Vous surveillez les lieux, accueillez le public et intervenez en cas de besoin."),
    "M12": gettext_lazy("Vous tenez la comptabilité courante et préparez les déclarations."),
    "M16": gettext_lazy("Vous accueillez, répondez au téléphone, rédigez les courriers et tenez les dossiers."),
    "M18": gettext_lazy("Vous installez, entretenez et dépannez les équipements et les logiciels."),
    "N11": gettext_lazy("Vous recevez, rangez, préparez et expédiez les marchandises."),
    "N41": gettext_lazy("Vous conduisez le véhicule, livrez les clients et en assurez l’entretien courant."),
    "N4103": gettext_lazy("Vous transportez les voyageurs, les accueillez et encaissez les titres de transport."),
    "N44": gettext_lazy("Vous accueillez les passagers, surveillez l’installation et l’arrêtez en cas de besoin."),
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
        _("Horaires : …"),
        _("Ce que nous attendons : …"),
        _("Ce que nous offrons : …"),
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
