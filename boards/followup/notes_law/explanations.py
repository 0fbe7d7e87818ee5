"""Why each rule exists, and what an adviser writes instead: what the job needs, never what the person is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boards.followup.notes_law.findings import Rule

_ARTICLE_9 = _("Cette information est protégée (article 9 du RGPD) : elle ne se note pas dans un champ libre.")

#: rule → (reason, suggestion)
EXPLANATIONS: dict[Rule, tuple[Promise, Promise]] = {
    Rule.HEALTH: (
        _ARTICLE_9,
        _("Notez ce que le poste doit permettre : « poste assis », « sans port de charges », « pas avant 9 h »."),
    ),
    Rule.RELIGION: (
        _ARTICLE_9,
        _("Notez la disponibilité, sans sa raison : « pas le vendredi après-midi »."),
    ),
    Rule.UNION: (_ARTICLE_9, _("Retirez ce passage : il ne sert à aucun recrutement.")),
    Rule.POLITICS: (_ARTICLE_9, _("Retirez ce passage : il ne sert à aucun recrutement.")),
    Rule.ORIGIN: (
        _ARTICLE_9,
        _("Notez ce qui sert à l’emploi : les langues parlées, un diplôme à faire reconnaître."),
    ),
    Rule.SEX_LIFE: (_ARTICLE_9, _("Retirez ce passage : il ne sert à aucun recrutement.")),
    Rule.JUSTICE: (
        _("Les condamnations ne se notent pas (article 10 du RGPD)."),
        _("Notez les heures possibles, sans leur raison ; le casier se vérifie par l’employeur, si la loi le demande."),
    ),
    Rule.FAMILY: (
        _("La vie de famille ne peut pas compter pour un emploi (article L1132-1 du Code du travail)."),
        _("Notez la disponibilité : « de 8 h 30 à 16 h 30 », « pas le mercredi »."),
    ),
    Rule.JUDGEMENT: (
        _("Un commentaire reste objectif et adapté (CNIL) ; la personne peut lire cette note."),
        _("Notez un fait et sa date : « absent au rendez-vous du 4 mai », « n’a pas envoyé son CV »."),
    ),
    Rule.NUMBER: (
        _("Le numéro de sécurité sociale ne peut être gardé que par ceux que la loi désigne."),
        _("Effacez-le : il n’est demandé que par l’employeur, à l’embauche."),
    ),
    Rule.BANK: (
        _("Les comptes et les dettes d’une personne ne servent pas à lui trouver un emploi."),
        _("Retirez ce passage ; si une aide est en cours, notez « orientée vers le service social »."),
    ),
}
