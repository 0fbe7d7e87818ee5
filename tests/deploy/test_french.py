"""French is the source: it counts as the French do, and no neighbour's catalogue puts its own words in our mouth."""

from collections import Counter
from datetime import date
from functools import cache

import pytest
from babel.messages.catalog import Message
from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator, MinValueValidator
from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from django.utils.translation.trans_real import DjangoTranslation

from deploy.local import catalogue
from tests.deploy.test_catalogue import AGAIN


@cache
def ours() -> tuple[Message, ...]:
    return tuple(message for message in catalogue.extracted() if message.id)


def sentences() -> list[Message]:
    return [message for message in ours() if isinstance(message.id, str)]


def counted() -> list[tuple[str | None, str, str]]:
    return [(message.context, *message.id) for message in ours() if not isinstance(message.id, str)]


def theirs(language: str) -> DjangoTranslation:
    """What Django, Wagtail and the others say without us."""

    class Without(DjangoTranslation):
        def _add_local_translations(self) -> None:
            """None."""

    return Without(language)


def test_the_counted_are_what_the_sources_give_today():
    french = catalogue.counted(catalogue.extracted())
    assert catalogue.COUNTED.read_bytes() == catalogue.po(french), AGAIN
    assert catalogue.COUNTED.with_suffix(".mo").read_bytes() == catalogue.mo(french), AGAIN


def test_every_sentence_of_ours_is_said_as_it_is_written():
    """Else it is a word of English for Django or Wagtail: give it a context (pgettext)."""
    with translation.override("fr"):
        said = {
            one.id: pgettext(one.context, one.id) if one.context else gettext(one.id)  # type: ignore[arg-type]
            for one in sentences()
        }
    assert len(said) > 1000
    assert {french: other for french, other in said.items() if french != other} == {}


def test_english_words_of_ours_change_none_of_theirs():
    """A page of Wagtail in English must not say « how » for a comment."""
    known, english = theirs("fr"), catalogue.committed()
    shared = [one.id for one in sentences() if not one.context and one.id in known._catalog]
    assert "Messages" in shared
    assert {french: english[french].string for french in shared if english[french].string != french} == {}


def test_zero_is_one_person_in_french():
    with translation.override("fr"):
        for context, one, more in counted():
            said = [npgettext(context, one, more, n) if context else ngettext(one, more, n) for n in (0, 1, 2, 12)]
            assert said == [one, one, more, more]


def test_a_singular_has_one_plural():
    """Gettext finds a plural by its singular: of two, one would be lost."""
    marked = {
        (context, *message)
        for path in catalogue.sources()
        for message, context in (
            catalogue.in_python(path.read_text())
            if path.suffix == ".py"
            else catalogue.in_template(path.read_text(), path.name)
        )
        if isinstance(message, tuple) and len(message) == 2
    }
    singulars = Counter((context, one) for context, one, _more in marked)
    assert len(singulars) > 90
    assert [singular for singular, times in singulars.items() if times > 1] == []


def test_what_django_and_wagtail_say_in_french_stays_theirs():
    """Every word and every number of theirs, read with our catalogue and without."""
    merged, alone = DjangoTranslation("fr"), theirs("fr")
    changed, plurals = [], set()
    for catalog in alone._catalog._catalogs:
        for key in catalog:
            if isinstance(key, tuple):
                plurals.add(key[0])
            elif key and merged.gettext(key) != alone.gettext(key):
                changed.append(key)
    assert changed == []
    assert len(plurals) > 50
    assert [
        (key, n) for key in plurals for n in (0, 1, 2, 7) if merged.ngettext(key, "?", n) != alone.ngettext(key, "?", n)
    ] == []


def test_the_words_of_django_are_there():
    """Its sentences, its plurals, its commas and its months."""
    with translation.override("fr"):
        with pytest.raises(ValidationError, match="supérieure ou égale à 3"):
            MinValueValidator(3)(1)
        for least, said in ((1, "au moins 1 caractère "), (2, "au moins 2 caractères ")):
            with pytest.raises(ValidationError, match=said):
                MinLengthValidator(least)("")
        assert number_format(12.5, decimal_pos=1) == "12,5"
        assert date_format(date(2026, 8, 1), "l j F") == "samedi 1 août"
        assert gettext("Comment") == "Commenter"
