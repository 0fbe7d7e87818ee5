"""The English of the site: complete, in step with the sources, and seen by those who ask for it."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message
from django.conf import settings
from django.utils import translation

from deploy.local import catalogue
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tests.boards import making

#: What must stand in a translation as it stands in the French: placeholders and HTML tags.
KEPT = re.compile(r"%\([a-z_]+\)[sd]|%%|%[sd]|\{[a-z_]*\}|</?[a-z][^>]*>")
AGAIN = "run python -m deploy.local.catalogue, then translate what it names"


@pytest.fixture
def thread_speaks_french() -> Iterator[None]:
    """A request leaves its language to its thread, which here is that of all the tests."""
    yield
    translation.deactivate()


def kept(text: str) -> Counter[str]:
    return Counter(KEPT.findall(text))


def pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Each English string with the French that it stands for: singular with singular, plural with plural."""
    french = list(message.id) if isinstance(message.id, tuple | list) else [message.id]
    yield from zip(french, catalogue.strings(message), strict=True)


def test_the_catalogue_is_what_the_sources_give_today():
    assert catalogue.CATALOGUE.read_bytes() == catalogue.po(catalogue.updated()), AGAIN


def test_what_is_compiled_is_what_is_written():
    assert catalogue.CATALOGUE.with_suffix(".mo").read_bytes() == catalogue.mo(catalogue.committed()), AGAIN


def test_nothing_is_left_in_french():
    assert catalogue.untranslated(catalogue.updated()) == []


def test_placeholders_and_tags_are_kept():
    messages = [message for message in catalogue.committed() if message.id]
    assert len(messages) > 1000
    wrong = [
        (french, english) for message in messages for french, english in pairs(message) if kept(french) != kept(english)
    ]
    assert wrong == []


def test_english_has_no_french_spacing_or_quotation_marks():
    strings = [text for message in catalogue.committed() if message.id for text in catalogue.strings(message)]
    assert [text for text in strings if re.search(r"[\w)] [:;!?](?:\s|$)|[«»\u00a0\u202f]", text)] == []


@pytest.mark.parametrize(
    "source",
    [
        'from django.utils.translation import gettext as _\n_("Un")',
        'from django.utils.translation import gettext_lazy as later\nx = later("Un")',
        "from django.utils.translation import gettext as _\nf\"{_('Un')} {2}\"",
        'from django.utils.translation import gettext as _\n_("U" "n")',
    ],
)
def test_a_function_is_found_by_the_name_it_is_imported_under(source):
    assert list(catalogue.in_python(source)) == [("Un", None)]


def test_numbers_and_contexts_are_read_from_code():
    source = """from django.utils.translation import npgettext, ngettext_lazy as n
n("a", "b", 1); npgettext("c", "a", "b", 2)"""
    assert list(catalogue.in_python(source)) == [(("a", "b"), None), (("a", "b"), "c")]


def test_templates_are_read_however_they_are_indented():
    source = """{% load i18n %}
        {% if x %}<p>it's (</p>
    {% translate "Un" %}{% include "a.html" with label=_("Deux") %}{% endif %}
  {% blocktranslate trimmed count n=total %}
      {{ n }} offre
    {% plural %}
      {{ n }} offres
  {% endblocktranslate %}{% translate "Trois" context "lieu" %}"""
    assert list(catalogue.in_template(source, "a.html")) == [
        ("Un", None),
        ("Deux", None),
        (("%(n)s offre", "%(n)s offres"), None),
        ("Trois", "lieu"),
    ]


# --- Through the door -------------------------------------------------------------------------------------------


def results(client, **headers: str):
    """The page of all offers, which every visitor may read."""
    answer = client.get("/offres", headers=headers)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("accepted", ["en", "en-GB,en;q=0.9,fr;q=0.5", "de,en;q=0.5"])
def test_who_asks_for_english_reads_english(in_alpha, visit, thread_speaks_french, accepted):
    making.live()
    answer = results(visit(in_alpha), accept_language=accepted)
    page = answer.content.decode()
    assert '<html lang="en"' in page
    assert "Job or keyword" in page
    assert "1 job" in page
    assert "Métier ou mot-clé" not in page
    # The advert stays in its own language.
    assert "Boulanger" in page
    assert answer["Content-Language"] == "en"


@pytest.mark.parametrize("accepted", [None, "", "*", "de", "nl,de;q=0.8", "fr-BE,en;q=0.8"])
def test_everybody_else_reads_french(alpha, visit, thread_speaks_french, accepted):
    headers = {} if accepted is None else {"accept_language": accepted}
    answer = results(visit(alpha), **headers)
    page = answer.content.decode()
    assert '<html lang="fr"' in page
    assert "Métier ou mot-clé" in page
    assert answer["Content-Language"] == "fr"


def test_a_proxy_keeps_the_languages_apart(alpha, visit, thread_speaks_french):
    for accepted in ("fr", "en"):
        assert "accept-language" in results(visit(alpha), accept_language=accepted)["Vary"].lower()


def test_the_language_cookie_wins(alpha, visit, thread_speaks_french):
    client = visit(alpha)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Job or keyword" in results(client, accept_language="fr").content.decode()


def test_a_page_without_a_site_does_not_speak_the_last_visitors_language(alpha, visit, thread_speaks_french):
    assert results(visit(alpha), accept_language="en")["Content-Language"] == "en"
    assert "Aucun territoire à cette adresse" in visit("nobody.test").get("/").content.decode()


def test_an_adviser_who_reads_english_writes_to_employers_in_french(alpha, visit, thread_speaks_french):
    with entering(alpha):
        offer = making.draft()
        offer.state = "moderation"
        offer.save()
        adviser = making.person("conseillere@cchf.example", role="adviser")
        client = visit(alpha, HTTP_ACCEPT_LANGUAGE="en")
        client.force_login(adviser, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/espace/moderation/{offer.pk}").content.decode()
    assert "The pay isn’t stated" in page
    client.post(f"/espace/moderation/{offer.pk}/renvoyer", {"usual": "salary", "reason": ""})
    with entering(alpha):
        mail = EmailDelivery.objects.latest("created_at")
    assert "un point à revoir" in mail.subject
    assert "Le salaire n’est pas indiqué" in mail.text
    assert "The pay" not in mail.text
