"""The same journey with Elasticsearch, and with Elasticsearch killed in the middle of it."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect
from pytest_django.plugin import DjangoDbBlocker

from deploy.elasticsearch.assemble import missing_tools
from deploy.elasticsearch.node import LocalNode, running_node
from deploy.settings import environment
from search.models import JobDocument
from tests.journeys.browser import chromium, visiting
from tests.journeys.conftest import committing_clone
from tests.journeys.site import Site, running
from tests.journeys.steps import Advert, publish, row_of, search
from tests.journeys.test_publish_and_find import found_by_the_neighbour

pytestmark = [pytest.mark.browser, pytest.mark.engine]

CATCHES_UP_SECONDS = 90
DEGRADED = "Recherche incomplète"


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalNode]:
    """A node of our own: it is going to be killed."""
    if missing := missing_tools():
        reason = f"Elasticsearch left out: {' '.join(missing)}"
        if environment.in_ci():
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with running_node(Path(tmp_path_factory.mktemp("journeys-node"))) as node:
        yield node


@pytest.fixture(scope="module")
def engine_site(
    playwright: Playwright, node: LocalNode, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Site]:
    with (
        committing_clone(django_db_blocker, "journeys_engine") as name,
        running(
            name, allowed=django_db_blocker.unblock, ELASTICSEARCH_URL=node.url, SEARCH_INDEX_PREFIX="journeys"
        ) as up,
    ):
        yield up


@pytest.fixture(scope="module")
def engine_browser(playwright: Playwright, engine_site: Site) -> Iterator[Browser]:
    with chromium(playwright, engine_site.port) as browser:
        yield browser


def test_found_through_the_engine_through_its_death_and_after(
    engine_site: Site, engine_browser: Browser, node: LocalNode, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Advert(employer="Fournil d’avant", email="avant@beffroi.example")
    during = Advert(employer="Fournil de la panne", email="panne@beffroi.example")
    with visiting(engine_browser) as tab:
        published = publish(tab, engine_site, before)
    _until_indexed(engine_site, behind=0)
    with visiting(engine_browser) as tab:
        _search_until(tab, before, says_degraded=False)
        found_by_the_neighbour(tab, before, published.url)

    pid = node.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    with visiting(engine_browser) as tab:
        search(tab, host="beta.test", text="boulangère", place="Cassel")
        expect(tab.locator("main")).to_contain_text(DEGRADED)
        found_by_the_neighbour(tab, before, published.url)
    with visiting(engine_browser) as tab:
        meanwhile = publish(tab, engine_site, during)
    with visiting(engine_browser) as tab:
        search(tab, host="beta.test", text="boulangère", place="Cassel")
        expect(tab.locator("main")).to_contain_text(DEGRADED)
        found_by_the_neighbour(tab, during, meanwhile.url)
    assert engine_site.do(_behind) == 1

    node.start()
    began = time.monotonic()
    _until_indexed(engine_site, behind=0)
    with visiting(engine_browser) as tab:
        _search_until(tab, during, says_degraded=False)
    with capsys.disabled():
        print(f"\nElasticsearch killed and started again: caught up by itself in {time.monotonic() - began:.0f} s")


def _search_until(tab: Page, advert: Advert, *, says_degraded: bool) -> None:
    """Search again and again: the engine refreshes once a second, the breaker tries again after ten."""
    until = time.monotonic() + CATCHES_UP_SECONDS
    while True:
        search(tab, host="beta.test", text="boulangère", place="Cassel")
        degraded = DEGRADED in tab.locator("main").inner_text()
        if row_of(tab, advert.employer).count() and degraded == says_degraded:
            return
        assert time.monotonic() < until, tab.locator("main").inner_text()
        time.sleep(0.5)


def _until_indexed(site: Site, *, behind: int) -> None:
    until = time.monotonic() + CATCHES_UP_SECONDS
    while site.do(_behind) != behind:
        assert time.monotonic() < until, "the indexer did not catch up"
        time.sleep(0.2)


def _behind() -> int:
    return JobDocument.objects.pending().count()
