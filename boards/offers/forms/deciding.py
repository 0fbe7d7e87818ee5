"""The short forms beside an offer: how it was filled, why it is sent back, why a finding doesn't hold."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from boards.offers.enums import ClosedAs, OfferState
from boards.offers.forms.fields import PlainField, offer_choices


class ClosingForm(forms.Form):
    """The one question at the end of an offer."""

    closed_as = forms.ChoiceField(
        label=_("Comment le poste a-t-il été pourvu ?"),
        choices=ClosedAs,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez l’une des trois réponses.")},
    )


class RefusalForm(forms.Form):
    """Why an offer goes back: a usual reason, one's own words, or both."""

    usual = forms.ChoiceField(label=_("Motif"), widget=forms.RadioSelect, initial="other")
    reason = PlainField(
        label=_("Ce que l’employeur doit savoir"),
        required=False,
        max_chars=800,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("L’employeur reçoit ce texte par e-mail, avec le lien pour corriger son offre."),
    )

    USUAL = {
        "salary": _("Le salaire n’est pas indiqué, ou il est inférieur au minimum légal."),
        "law": _("Une phrase écarte une partie des candidats (âge, sexe, origine…) : la loi l’interdit."),
        "vague": _("La description ne dit pas assez ce que la personne fera."),
        "place": _("Le lieu de travail n’est pas sur notre territoire."),
        "double": _("Cette offre est déjà publiée sur le site."),
        "contact": _("Les coordonnées pour postuler ne fonctionnent pas."),
    }

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        offer_choices(self, "usual", [*self.USUAL.items(), ("other", _("Autre motif"))])

    def clean(self) -> dict[str, str]:
        cleaned = super().clean() or {}
        # Stored and sent to the employer, in the site's language and not in the adviser's.
        with override(settings.LANGUAGE_CODE):
            usual = str(self.USUAL.get(cleaned.get("usual", ""), ""))
        cleaned["text"] = "\n\n".join(part for part in (usual, cleaned.get("reason", "")) if part)
        if not cleaned["text"]:
            self.add_error(
                "reason", _("Choisissez un motif ou écrivez-le : l’employeur le recevra et pourra corriger.")
            )
        return cleaned


class OverrideForm(forms.Form):
    """Why what advert law objects to may stand here."""

    rule = forms.CharField(max_length=40, widget=forms.HiddenInput)
    reason = PlainField(
        label=_("Pourquoi cette formulation est admise ici"),
        max_chars=500,
        error_messages={"required": _("Écrivez la raison : elle est gardée avec votre nom.")},
    )


class OfferFilterForm(forms.Form):
    """What staff look for among all offers."""

    q = PlainField(label=_("Intitulé, employeur ou commune"), required=False)
    state = forms.ChoiceField(label=_("État"), required=False)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        offer_choices(self, "state", [("", _("Tous")), *OfferState.choices])
