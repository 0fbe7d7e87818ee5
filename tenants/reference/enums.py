"""Closed lists of the reference data, with the labels that people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EpciKind(models.TextChoices):
    """Legal form of an intercommunal body, as DGCL codes it."""

    COMMUNITY = "CC", _("Communauté de communes")
    AGGLOMERATION = "CA", _("Communauté d'agglomération")
    URBAN = "CU", _("Communauté urbaine")
    METROPOLIS = "METRO", _("Métropole")
    LYON = "MET69", _("Métropole de Lyon")


class OccupationFamily(models.TextChoices):
    """The fourteen grand domains of ROME: the first letter of a code."""

    AGRICULTURE = (
        "A",
        _("Agriculture, pêche, espaces naturels et verts, soins aux animaux"),
    )
    CRAFT = "B", _("Arts et façonnage d'ouvrages d'art")
    FINANCE = "C", _("Banque, assurance, immobilier")
    TRADE = "D", _("Commerce, vente et grande distribution")
    MEDIA = "E", _("Communication, média et multimédia")
    CONSTRUCTION = "F", _("Construction, bâtiment et travaux publics")
    HOSPITALITY = "G", _("Hôtellerie-restauration, tourisme, loisirs et animation")
    INDUSTRY = "H", _("Industrie")
    MAINTENANCE = "I", _("Installation et maintenance")
    HEALTH = "J", _("Santé")
    SERVICES = "K", _("Services à la personne et à la collectivité")
    ENTERTAINMENT = "L", _("Spectacle")
    SUPPORT = "M", _("Support à l'entreprise")
    TRANSPORT = "N", _("Transport et logistique")


class WordSource(models.TextChoices):
    """Where a word for an occupation comes from; ours are chosen by hand and win over the others."""

    EVERYDAY = "everyday", _("Mot de tous les jours")
    LABEL = "label", _("Libellé du métier")
    OFFICIAL = "official", _("Appellation officielle")
