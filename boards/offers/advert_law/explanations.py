"""Why each rule exists, with its article, and what an employer may write instead."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boards.offers.advert_law.findings import Rule

#: rule → (reason, suggestion)
EXPLANATIONS: dict[Rule, tuple[Promise, Promise]] = {
    Rule.AGE: (
        _(
            "Une offre ne peut pas fixer d’âge limite ni préférer un âge (articles L5331-2 et L1132-1 du Code du "
            "travail), sauf si un texte l’impose."
        ),
        _("Décrivez l’expérience ou la disponibilité attendue : « débutant accepté », « deux ans d’expérience »."),
    ),
    Rule.SEX: (
        _(
            "Une offre ne peut pas mentionner le sexe de la personne recherchée (article L1142-1 du Code du travail), "
            "sauf pour les artistes, mannequins et modèles (R1142-1)."
        ),
        _("Nommez le métier au masculin et au féminin, ou suivi de « F/H »."),
    ),
    Rule.ORIGIN: (
        _(
            "L’origine, la nationalité ou l’appartenance supposée à une ethnie ne peuvent pas être un critère "
            "(article L1132-1 du Code du travail)."
        ),
        _(
            "Pour une langue, indiquez le niveau utile : « anglais courant ». "
            "Le droit de travailler en France se vérifie à l’embauche."
        ),
    ),
    Rule.LOOKS: (
        _("L’apparence physique ne peut pas être un critère (article L1132-1 du Code du travail)."),
        _("Décrivez la tenue ou l’hygiène que le poste demande : « tenue fournie », « cheveux attachés »."),
    ),
    Rule.FAMILY: (
        _(
            "La situation de famille ne peut pas être mentionnée ni demandée "
            "(articles L1142-1 et L1132-1 du Code du travail)."
        ),
        _("Décrivez les contraintes du poste : horaires, déplacements, travail le week-end."),
    ),
    Rule.PREGNANCY: (
        _("La grossesse ne peut pas être un critère (articles L1132-1 et L1225-1 du Code du travail)."),
        _("Retirez cette mention ; décrivez les contraintes du poste si besoin."),
    ),
    Rule.HEALTH: (
        _(
            "L’état de santé et le handicap ne peuvent pas être des critères (article L1132-1 du Code du travail) ; "
            "l’aptitude relève du médecin du travail."
        ),
        _("Décrivez les gestes du poste : « port de charges jusqu’à 20 kg », « station debout »."),
    ),
    Rule.RELIGION: (
        _("Les convictions religieuses ne peuvent pas être un critère (article L1132-1 du Code du travail)."),
        _("Retirez cette mention ; décrivez la tenue que la sécurité ou l’hygiène impose, si besoin."),
    ),
    Rule.UNION: (
        _(
            "L’appartenance ou l’activité syndicale ne peut pas être un critère "
            "(articles L1132-1 et L2141-5 du Code du travail)."
        ),
        _("Retirez cette mention."),
    ),
    Rule.OPINION: (
        _("Les opinions politiques ne peuvent pas être un critère (article L1132-1 du Code du travail)."),
        _("Retirez cette mention."),
    ),
    Rule.ORIENTATION: (
        _("L’orientation sexuelle ne peut pas être un critère (article L1132-1 du Code du travail)."),
        _("Retirez cette mention."),
    ),
    Rule.RESIDENCE: (
        _("Le lieu de résidence ne peut pas être un critère (article L1132-1 du Code du travail)."),
        _("Décrivez le besoin : « prise de poste à 5 h », « astreinte à 20 min du site », « zone sans transport »."),
    ),
    Rule.NAME: (
        _("Le nom de famille ne peut pas être un critère (article L1132-1 du Code du travail)."),
        _("Retirez cette mention."),
    ),
    Rule.PAYMENT: (
        _(
            "Rien ne peut être demandé en paiement à une personne qui cherche un emploi "
            "(articles L5321-3 et L5331-1 du Code du travail) ; un numéro surtaxé est un paiement."
        ),
        _("Retirez le paiement ; indiquez un numéro non surtaxé ou une adresse e-mail."),
    ),
    Rule.LANGUAGE: (
        _("Une offre est rédigée en français (article L5331-4 du Code du travail)."),
        _(
            "Rédigez d’abord tout le texte en français ; vous pouvez ajouter sa traduction complète ensuite. "
            "Un terme sans équivalent s’explique en français."
        ),
    ),
}
