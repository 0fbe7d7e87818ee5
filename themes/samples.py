"""Invented people, firms and offers for the living style page; never shown to the public."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SITES: dict[str, dict[str, Any]] = {
    "plaine": {
        "kicker": "Emploi en",
        "name": "Hauts de Flandre",
        "headline": "Un travail près de chez vous, entre canal et houblon.",
        "lead": "412 offres ouvertes dans les 40 communes et chez leurs voisins. Sans compte, sans rien payer.",
        "footer_line": "Communauté de communes des Hauts de Flandre, avec la Mission locale.",
        "place": "Bergues (59380)",
        "neighbour": "Cœur de Flandre",
    },
    "elan": {
        "kicker": "Mission locale",
        "name": "Élan Sambre",
        "headline": "Ton premier boulot commence à deux arrêts de bus.",
        "lead": "Stages, apprentissages, premiers CDI : des offres choisies avec les entreprises d’ici.",
        "footer_line": "Mission locale de la Sambre, pour les 16–25 ans.",
        "place": "Maubeuge (59600)",
        "neighbour": "Hauts de Flandre",
    },
    "cime": {
        "kicker": "Les métiers de la",
        "name": "Vallée de l’Arve",
        "headline": "Travailler au pied des cimes.",
        "lead": "Décolletage, remontées, hôtellerie : 400 entreprises recrutent, souvent avec un logement.",
        "footer_line": "Le groupement des entreprises de montagne.",
        "place": "Cluses (74300)",
        "neighbour": "Pays du Mont-Blanc",
    },
}


@dataclass(frozen=True, kw_only=True)
class SampleRow:
    """What components/offer_row.html reads."""

    title: str
    employer: str
    place: str
    facts: tuple[str, ...]
    distance_label: str = ""
    origin: str = ""
    age_label: str = ""
    datetime: str = "2026-11-20"
    figures: str = ""
    url: str = "#offre"


def rows(neighbour: str) -> list[SampleRow]:
    return [
        SampleRow(
            title="Boulanger de nuit F/H",
            employer="Boulangerie Vandaele",
            place="Bergues",
            facts=("CDI", "35 h", "1 950 – 2 200 € brut", "sans permis"),
            distance_label="1 km",
            age_label="hier",
        ),
        SampleRow(
            title="Ouvrier boulanger F/H",
            employer="Le Fournil d’Esquelbecq",
            place="Esquelbecq",
            facts=("CDI", "temps partiel 24 h", "1 250 € brut", "permis non précisé"),
            distance_label="9 km",
            age_label="il y a 3 jours",
        ),
        SampleRow(
            title="Apprenti en CAP boulanger F/H",
            employer="Maison Declerck",
            place="Cassel",
            facts=("Apprentissage", "2 ans", "salaire non précisé", "permis B ou AM"),
            distance_label="17 km",
            origin=f"Publiée par {neighbour}",
            age_label="il y a 4 jours",
        ),
        SampleRow(
            title="Boulanger-pâtissier F/H, remplacement d’un congé de maternité dans une équipe de six",
            employer="Intérim des Flandres",
            place="Wormhout",
            facts=("Intérim 3 mois", "12,80 € / h", "permis B"),
            distance_label="12 km",
            origin="Vue sur 3 sites : France Travail, Crit, site de l’agence",
            age_label="il y a 6 jours",
            figures="vue 128 fois · 9 candidatures",
        ),
        SampleRow(
            title="Vendeur en boulangerie F/H, week-ends",
            employer="",
            place="Hondschoote",
            facts=("CDD 6 mois", "14 h", "SMIC", "sans permis"),
            age_label="aujourd’hui",
        ),
    ]


def site(preset: str) -> dict[str, Any]:
    def link(label: str, **more: Any) -> dict[str, Any]:
        return {"label": label, "url": "#contenu", **more}

    return {
        **SITES[preset],
        "preset": preset,
        "lang": "fr",
        "home_url": f"?preset={preset}",
        "nav": [link("Offres", current=True), link("Formations"), link("Agenda"), link("Employeurs")],
        "action": link("Publier une offre"),
        "workspace_menu": [
            link("Aujourd’hui", icon="home"),
            link("Offres", icon="offers", current=True, count=3),
            link("Employeurs", icon="firm"),
            link("Candidats", icon="person"),
            link("Agenda", icon="calendar"),
            link("Voir le site", icon="out"),
        ],
        "accessibility": link("Accessibilité : partiellement conforme"),
        "footer_links": [link("Vos données"), link("Mentions légales"), link("Espace employeur")],
        "funders": [
            {"name": "Région Hauts-de-France", "url": "#contenu"},
            {"name": "Union européenne", "url": ""},
        ],
    }


TABLE: dict[str, Any] = {
    "caption": "Offres à relire, la plus ancienne d’abord",
    "columns": [
        {"label": "À faire"},
        {"label": "Offre"},
        {"label": "Employeur"},
        {"label": "Lieu"},
        {"label": "Vues", "number": True},
        {"label": "Reçue"},
        {"label": "État"},
    ],
    "rows": [
        {
            "action": {"label": action, "url": "#relire", "primary": title.startswith("Boulanger")},
            "cells": [
                {"value": title, "url": "#offre"},
                {"value": employer, "note": note},
                {"value": place, "label": "Lieu"},
                {"value": views, "number": True, "label": "Vues"},
                {"value": received, "label": "Reçue"},
                {"value": state, "tag": True, "tone": tone},
            ],
        }
        for action, title, employer, note, place, views, received, state, tone in (
            (
                "Relire",
                "Boulanger de nuit F/H",
                "Boulangerie Vandaele",
                "",
                "Bergues",
                "–",
                "il y a 2 j",
                "À relire",
                "warn",
            ),
            (
                "Relire",
                "Aide à domicile F/H",
                "ADMR du Houtland",
                "première offre",
                "Wormhout",
                "–",
                "hier",
                "À relire",
                "warn",
            ),
            ("Voir", "Chauffeur de benne F/H", "Sucrerie Lesaffre", "", "Socx", "1 284", "12 nov.", "En ligne", "good"),
            ("Prolonger", "Serveur F/H", "Le Bruegel", "", "Bergues", "96", "3 sept.", "Expire demain", "bad"),
        )
    ],
}


class SampleForm(forms.Form):
    """One field of each kind; bound empty it shows every error."""

    title = forms.CharField(
        label=_("Intitulé du poste"),
        help_text=_("Comme vous le diriez à un client : « boulanger », « aide à domicile »."),
        max_length=80,
    )
    commune = forms.CharField(
        label=_("Commune"),
        widget=forms.TextInput(attrs={"data-suggest-url": "suggestions?q="}),
        help_text=_("Nom ou code postal."),
    )
    contract = forms.ChoiceField(
        label=_("Contrat"), choices=[("CDI", "CDI"), ("CDD", "CDD"), ("SAI", "Saisonnier")], widget=forms.RadioSelect
    )
    hours = forms.IntegerField(label=_("Heures par semaine"), required=False, initial=35)
    period = forms.ChoiceField(label=_("Salaire"), required=False, choices=[("m", "par mois"), ("h", "par heure")])
    email = forms.EmailField(
        label=_("Votre adresse e-mail"), help_text=_("Nous y envoyons le lien pour modifier l’offre.")
    )
    text = forms.CharField(
        label=_("Le travail en quelques lignes"), widget=forms.Textarea(attrs={"data-keep": "offre", "rows": 5})
    )
    days = forms.MultipleChoiceField(
        label=_("Jours travaillés"),
        required=False,
        choices=[("sam", "Samedi"), ("dim", "Dimanche")],
        widget=forms.CheckboxSelectMultiple,
    )
    housing = forms.BooleanField(label=_("Un logement est proposé"), required=False)
