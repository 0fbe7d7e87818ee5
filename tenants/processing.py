"""What a tenant does with people's data, as article 30 of the GDPR wants it listed: one entry a purpose."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Basis(TextChoices):
    """The six of article 6."""

    CONSENT = "a", _("consentement de la personne (article 6.1.a)")
    CONTRACT = "b", _("service que la personne a demandé (article 6.1.b)")
    LAW = "c", _("obligation légale (article 6.1.c)")
    VITAL = "d", _("sauvegarde des intérêts vitaux (article 6.1.d)")
    PUBLIC_TASK = "e", _("mission d’intérêt public (article 6.1.e)")
    INTEREST = "f", _("intérêt légitime (article 6.1.f)")


class Recipient(TextChoices):
    """Who sees some of it, besides the person."""

    ADVISERS = "advisers", _("les conseillers du territoire")
    MANAGERS = "managers", _("les gestionnaires du site")
    AGREED_EMPLOYERS = "agreed", _("les employeurs auxquels la personne a donné son accord")
    EMPLOYERS = "employers", _("l’employeur concerné")
    CANDIDATES = "candidates", _("les candidats concernés")
    PARTNERS = "partners", _("les partenaires auxquels la personne a donné son accord")
    PUBLIC = "public", _("le public")
    CARRIERS = "carriers", _("le prestataire qui achemine les e-mails et les SMS")
    HOST = "host", _("l’hébergeur, qui n’en fait rien d’autre que les conserver")


class Processing(TextChoices):
    """The purposes, in the order of a register. A room names the one that each of its models serves."""

    ACCOUNTS = "accounts", _("Comptes et connexion")
    PROFILES = "profiles", _("Profils de candidats et CVthèque")
    APPLICATIONS = "applications", _("Candidatures")
    CONVERSATIONS = "conversations", _("Échanges entre candidats, employeurs et conseillers")
    FOLLOW_UP = "follow_up", _("Accompagnement par un conseiller")
    PLACEMENTS = "placements", _("Suivi des embauches")
    OFFERS = "offers", _("Employeurs et offres d’emploi")
    ALERTS = "alerts", _("Alertes de nouvelles offres")
    MESSAGES = "messages", _("Envoi des e-mails et des SMS")
    PAGES = "pages", _("Pages du site")
    PROOFS = "proofs", _("Preuves : accords, refus et journal des actions")
    RIGHTS = "rights", _("Exercice des droits")

    @property
    def aim(self) -> str | Promise:
        """What for, in a sentence."""
        return _AIMS[self][0]

    @property
    def basis(self) -> Basis:
        """What allows it."""
        return _AIMS[self][1]


_AIMS: dict[Processing, tuple[str | Promise, Basis]] = {
    Processing.ACCOUNTS: (
        _("Reconnaître chaque personne qui se connecte, et protéger son compte."),
        Basis.CONTRACT,
    ),
    Processing.PROFILES: (
        _("Faire connaître une personne qui cherche un emploi à ceux qu’elle a choisis, et à eux seuls."),
        Basis.CONSENT,
    ),
    Processing.APPLICATIONS: (
        _("Transmettre une candidature à l’employeur et garantir une réponse."),
        Basis.CONTRACT,
    ),
    Processing.CONVERSATIONS: (
        _("Permettre au candidat, à l’employeur et au conseiller de se parler."),
        Basis.CONTRACT,
    ),
    Processing.FOLLOW_UP: (
        _("Accompagner une personne vers l’emploi et une entreprise dans son recrutement."),
        Basis.PUBLIC_TASK,
    ),
    Processing.PLACEMENTS: (
        _("Compter les embauches et vérifier qu’elles durent, pour rendre compte de l’action publique."),
        Basis.PUBLIC_TASK,
    ),
    Processing.OFFERS: (
        _("Publier les offres des employeurs du territoire et suivre leur recrutement."),
        Basis.CONTRACT,
    ),
    Processing.ALERTS: (
        _("Annoncer à une personne les offres qui répondent à sa recherche."),
        Basis.CONSENT,
    ),
    Processing.MESSAGES: (
        _("Acheminer les messages que le service doit à chacun, et savoir s’ils sont arrivés."),
        Basis.CONTRACT,
    ),
    Processing.PAGES: (
        _("Écrire et publier les pages du site."),
        Basis.PUBLIC_TASK,
    ),
    Processing.PROOFS: (
        _("Pouvoir montrer qui a accepté ou refusé quoi et qui a fait quoi (articles 5.2, 7.1 et 32 du RGPD)."),
        Basis.LAW,
    ),
    Processing.RIGHTS: (
        _("Remettre ses données à une personne, les effacer, et pouvoir le montrer (articles 15 à 20 du RGPD)."),
        Basis.LAW,
    ),
}
