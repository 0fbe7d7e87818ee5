"""One page: what, where, when, who sees it. Everything but the name may stay empty."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.candidates.enums import Availability, HoursWish, Schedule, Transport, Visibility
from boards.candidates.forms.occupation import OccupationRow
from boards.candidates.forms.past import JobRow, LanguageRow, StudyRow
from boards.candidates.forms.rows import RowSet
from boards.candidates.models import Profile
from boards.candidates.models.profile import (
    LONGEST_WORDS,
    MOST_COMMUNES,
    MOST_OCCUPATIONS,
    MOST_SKILLS,
    RADIUS_STEPS_KM,
)
from boards.candidates.values import ProfileValues
from boards.offers.enums import ContractType, LicenceCategory
from boards.offers.forms.fields import PlainField, offer_choices
from boards.offers.forms.place import CommuneForm, place_values
from tenants.files.forms import PrivateFileField
from tenants.messaging.numbers import NotAMobile, parse_number, shown
from tenants.reference import communes, occupations
from tenants.reference.models import Commune

MOST_ROWS = 12
_SEPARATORS = re.compile(r"[,;\n•·]+")
_L = LicenceCategory
#: What people hold; a rarer one that a profile has already stays on its page.
USUAL_LICENCES = (_L.AM, _L.A2, _L.A, _L.B, _L.BE, _L.C, _L.CE, _L.D)
#: Contracts as candidates choose them.
CONTRACTS = (
    ContractType.CDI,
    ContractType.CDD,
    ContractType.SAI,
    ContractType.MIS,
    ContractType.DDI,
    ContractType.STAGE,
)
_RADII = [(km, format_lazy(gettext_lazy("{} km"), km)) for km in RADIUS_STEPS_KM]


class PhoneField(forms.CharField):
    """A telephone as people write it, kept in E.164."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return parse_number(text)
        except NotAMobile as problem:
            raise ValidationError(str(problem), code="phone") from problem

    def prepare_value(self, value: Any) -> Any:
        return shown(value) if isinstance(value, str) and value.startswith("+") else value


def _many(label: Any, choices: Any, hint: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, help_text=hint, widget=forms.CheckboxSelectMultiple
    )


class ProfileForm(CommuneForm):
    """The fields that are no lists; `Whole` puts the lists beside them."""

    name = PlainField(
        label=gettext_lazy("Prénom et nom"),
        max_chars=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Écrivez le prénom et le nom.")},
    )
    phone = PhoneField(
        label=gettext_lazy("Téléphone"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    radius_km = forms.TypedChoiceField(label=gettext_lazy("Jusqu’à"), choices=_RADII, coerce=int, initial=20)
    communes = PlainField(
        label=gettext_lazy("Seulement dans ces communes"),
        required=False,
        max_chars=2000,
        help_text=gettext_lazy("Séparées par des virgules. Laissez vide pour toutes celles à cette distance."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    transport = _many(gettext_lazy("Comment vous déplacez-vous ?"), Transport)
    licences = _many(gettext_lazy("Vos permis"), ())
    needs_housing = forms.BooleanField(label=gettext_lazy("J’ai besoin d’un logement sur place"), required=False)
    availability = forms.ChoiceField(
        label=gettext_lazy("Quand pouvez-vous commencer ?"),
        choices=Availability,
        widget=forms.RadioSelect,
        initial=Availability.NOW,
    )
    available_from = forms.DateField(
        label=gettext_lazy("À partir du"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Écrivez une date, par exemple 01/03/2027.")},
    )
    available_until = forms.DateField(
        label=gettext_lazy("Jusqu’au"),
        required=False,
        help_text=gettext_lazy("Pour une saison, ou avant de reprendre des études."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Écrivez une date, par exemple 31/08/2027.")},
    )
    hours = forms.ChoiceField(
        label=gettext_lazy("Temps de travail"),
        choices=HoursWish,
        widget=forms.RadioSelect,
        initial=HoursWish.EITHER,
    )
    contracts = _many(gettext_lazy("Contrats"), (), gettext_lazy("Rien de coché : tous vous vont."))
    schedules = _many(gettext_lazy("Horaires possibles"), Schedule, gettext_lazy("Rien de coché : à discuter."))
    skills = PlainField(
        label=gettext_lazy("Ce que vous savez faire"),
        required=False,
        max_chars=3000,
        help_text=gettext_lazy("Séparés par des virgules : caisse, CACES 3, cuisine, tableur…"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    words = PlainField(
        label=gettext_lazy("Quelques mots de vous"),
        required=False,
        max_chars=LONGEST_WORDS,
        help_text=gettext_lazy(
            "Ce que vous cherchez, ce que vous aimez faire. Votre nom, vos coordonnées, votre âge et votre adresse "
            "n’y sont pas montrés aux employeurs."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Qui voit ce profil ?"),
        choices=Visibility,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez qui peut voir ce profil.")},
    )
    cv = PrivateFileField(required=False)

    field_order = ("name", "phone", "commune", "commune_choice", "radius_km")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.only: list[Commune] = []
        for name, kinds, usual in (
            ("licences", LicenceCategory, USUAL_LICENCES),
            ("contracts", ContractType, CONTRACTS),
        ):
            shown_ones = {*usual, *(self.initial.get(name) or ())}
            offer_choices(self, name, [(one.value, one.label) for one in kinds if one in shown_ones])
        self.fields["commune"].required = False
        self.fields["commune"].label = _("Votre commune")
        self.fields["commune"].help_text = _("Nom ou code postal. Les employeurs ne la voient pas.")

    def clean_skills(self) -> list[str]:
        said = [" ".join(one.split()) for one in _SEPARATORS.split(self.cleaned_data["skills"])]
        skills = list({one.casefold(): one for one in said if one}.values())
        if too_long := next((one for one in skills if len(one) > 80), ""):
            raise ValidationError(
                _("« %(skill)s… » est long : séparez les savoir-faire par des virgules."),
                params={"skill": too_long[:40]},
                code="long",
            )
        if len(skills) > MOST_SKILLS:
            raise ValidationError(_("Gardez les trente savoir-faire les plus utiles."), code="many")
        return skills

    def clean_communes(self) -> list[str]:
        names = [one.strip() for one in _SEPARATORS.split(self.cleaned_data["communes"]) if one.strip()]
        if len(names) > MOST_COMMUNES:
            raise ValidationError(_("Quarante communes au plus : choisissez plutôt une distance."), code="many")
        self.only = [_commune(name) for name in dict.fromkeys(names)]
        return [commune.insee for commune in self.only]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("availability") != Availability.FROM_DATE and cleaned.get("available_from"):
            # The date stayed from an earlier choice: the choice counts.
            cleaned["available_from"] = None
        return cleaned

    def values(self, *, email: str, phone: str = "") -> dict[str, Any]:
        """The profile's own facts; of a valid form."""
        said = self.cleaned_data
        names = ("name", "radius_km", "needs_housing", "hours", "availability", "available_from", "available_until")
        lists = ("skills", "communes", "transport", "contracts", "schedules")
        return {
            **{name: said[name] for name in names},
            **{name: tuple(said[name]) for name in lists},
            "email": email,
            "phone": said.get("phone", phone),
            "licences": tuple(said["licences"]),
            "words": said["words"],
            "place": place_values(self.place) if self.place else {},
        }


def _commune(name: str) -> Commune:
    try:
        found = communes.resolve(name)
    except communes.AmbiguousCommune as several:
        choices = ", ".join(choice.label for choice in several.choices[:4])
        raise ValidationError(
            _("Plusieurs communes s’appellent « %(name)s » : écrivez par exemple %(choices)s."),
            params={"name": name[:60], "choices": choices},
            code="several",
        ) from several
    if found is None:
        raise ValidationError(
            _("Nous ne trouvons pas « %(name)s ». Vérifiez l’orthographe, ou écrivez le code postal."),
            params={"name": name[:60]},
            code="unknown",
        )
    return found


class Whole:
    """The form and its lists: valid together, shown again together."""

    form_class: type[ProfileForm] = ProfileForm

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Any = None,
        *,
        profile: Profile | None = None,
        initial: dict[str, Any] | None = None,
        without: tuple[str, ...] = (),
        **options: Any,
    ) -> None:
        known = initial_of(profile) if profile else {}
        known |= initial or {}
        rows = {name: known.pop(name, []) for name in ("occupations", "jobs", "studies", "languages")}
        self.without, self.options = without, options
        self.profile = profile
        self.form = self._form(data, files, initial=known)
        self.occupations = RowSet(
            OccupationRow, "metier", data=data, initial=rows["occupations"], most=MOST_OCCUPATIONS, blank=2
        )
        self.jobs = RowSet(JobRow, "emploi", data=data, initial=rows["jobs"], most=MOST_ROWS)
        self.studies = RowSet(StudyRow, "formation", data=data, initial=rows["studies"], most=MOST_ROWS)
        self.languages = RowSet(LanguageRow, "langue", data=data, initial=rows["languages"], most=MOST_ROWS)

    @property
    def lists(self) -> tuple[RowSet, ...]:
        return (self.occupations, self.jobs, self.studies, self.languages)

    def grew(self, data: QueryDict) -> bool:
        """Whether a row was added or taken away: nothing is judged or saved then, everything typed comes back."""
        if not any(one.changed(data) for one in self.lists):
            return False
        for one in self.lists:
            one.again()
        typed = {name: self.form[name].data for name in self.form.fields if name != "cv"}
        self.form = self._form(None, None, initial=typed)
        return True

    def is_valid(self) -> bool:
        """All of it, so that every error shows at once."""
        judged = [self.form.is_valid(), *(one.is_valid() for one in self.lists)]
        return all(judged)

    @property
    def open(self) -> dict[str, bool]:
        """Which lists stand open: those that say something, have an error, or have just grown."""
        return {one.prefix: one.grew or any(not row.is_blank for row in one.rows) for one in self.lists}

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every error with the id of its field, for the top of the page."""
        found = [(self._id_of(name), " ".join(map(str, errors))) for name, errors in self.form.errors.items()]
        for one in self.lists:
            found += [(where, " ".join(map(str, errors))) for where, errors in one.errors.items()]
        return found

    def _id_of(self, name: str) -> str:
        """Where a field stands: radios and boxes have no control of their own, but what is around them."""
        if name not in self.form.fields:
            return ""
        return self.form[name].id_for_label or self.form[name].auto_id

    def values(self, *, email: str, phone: str = "") -> ProfileValues:
        """Everything, for the service; of a valid page."""
        return ProfileValues(
            **self.form.values(email=email, phone=phone),
            occupations=tuple(dict.fromkeys(self.occupations.values())),
            jobs=self.jobs.values(),
            studies=self.studies.values(),
            languages=tuple({one.code: one for one in self.languages.values()}.values()),
        )

    def refuse(self, problem: ValidationError) -> None:
        """Say what the service found, at its field where it is one of ours."""
        by_field = problem.message_dict if hasattr(problem, "error_dict") else {"__all__": problem.messages}
        for name, messages in by_field.items():
            self.form.add_error(name if name in self.form.fields else None, ValidationError(messages))

    def _form(self, data: Any, files: Any, *, initial: dict[str, Any]) -> ProfileForm:
        form = self.form_class(data, files, initial=initial, **self.options)
        for name in self.without:
            form.fields.pop(name, None)
        return form


def initial_of(profile: Profile) -> dict[str, Any]:
    """A profile as its form shows it."""
    only = communes.get_many(profile.communes)
    place = f"{profile.commune_name} ({profile.postcode or profile.department})" if profile.commune_name else ""
    names = (
        "name", "phone", "radius_km", "transport", "licences", "needs_housing", "availability", "available_from",
        "available_until", "hours", "contracts", "schedules", "words", "visibility",
    )  # fmt: skip
    return {
        **{name: getattr(profile, name) for name in names},
        "commune": place,
        "communes": ", ".join(only[insee].label for insee in profile.communes if insee in only),
        "skills": ", ".join(profile.skills),
        "occupations": [{"word": occupations.label_of(code), "code": code} for code in profile.occupations],
        "jobs": list(profile.experiences.values("title", "employer", "place", "starts_on", "ends_on", "description")),
        "studies": list(profile.trainings.values("title", "school", "year")),
        "languages": list(profile.languages.values("code", "level")),
    }
