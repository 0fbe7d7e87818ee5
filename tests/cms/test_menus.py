"""Whatever a menu offers opens, and each entry is a place of its own."""

import re
from html import unescape

import pytest

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.employers.models import EmployerMember
from cms.permissions import grant_editor
from tenants.context import entering
from tests.boards import making

PUBLIC_PAGE, OWN_PAGE = "/offres", "/compte/moi"


def employer() -> User:
    """With an offer online."""
    making.live(by=making.person())
    return making.person()


def manager() -> User:
    """Who may edit the site's pages."""
    person = making.person("gestion@alpha.example", role=Role.MANAGER)
    grant_editor(person)
    return person


def adviser_made_today() -> User:
    return making.person("nouvelle@alpha.example", role=Role.ADVISER)


def member_who_looks_for_work() -> User:
    """A candidate whom an employer took into the team: the membership gives the workspace."""
    person = making.person("vendeuse@alpha.example", role=Role.CANDIDATE)
    EmployerMember.objects.create(employer=making.live().employer, user=person)
    return person


PEOPLE = {
    "employer": employer,
    "adviser": lambda: making.person("conseillere@alpha.example", role=Role.ADVISER),
    "manager": manager,
    "partner": lambda: making.person("partenaire@alpha.example", role=Role.PARTNER),
    "candidate": lambda: making.person("candidate@alpha.example", role=Role.CANDIDATE),
    "newcomer": adviser_made_today,
    "member": member_who_looks_for_work,
    "visitor": lambda: None,
}


def menu_of(html: str) -> dict[str, str]:
    """The entries of the menu that stands above a page: words by address."""
    menu = re.search(r'<nav class="menu".*?</nav>', html, re.DOTALL)
    assert menu is not None
    links = re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', menu[0], re.DOTALL)
    return {unescape(url): re.sub(r"<[^>]+>", "", words).strip() for url, words in links}


@pytest.mark.parametrize("page", [PUBLIC_PAGE, OWN_PAGE, "/espace"])
@pytest.mark.parametrize("who", PEOPLE)
def test_every_entry_opens_a_page_of_its_own(who, page, alpha, visit):
    with entering(alpha):
        person = PEOPLE[who]()
        client = visit(alpha)
        if person is not None:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    menu = menu_of(client.get(page, follow=True).content.decode())
    assert menu
    ends: dict[str, str] = {}
    for url, words in menu.items():
        answer = client.get(url, follow=True)
        assert answer.status_code == 200, (words, url)
        end = answer.redirect_chain[-1][0] if answer.redirect_chain else url
        assert end not in ends, f"«{words}» and «{ends[end]}» are both {end}"
        ends[end] = words
    assert len(set(menu.values())) == len(menu)
