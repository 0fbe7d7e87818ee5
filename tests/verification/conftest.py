"""The real node, once a session, and what the search tests ask of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.elasticsearch.assemble import missing_tools
from deploy.elasticsearch.node import LocalNode, running_node
from deploy.settings import environment
from search import client
from search.engines import writing
from search.rebuild import rebuild

PREFIX = "bassin-tests"

pytest.register_assert_rewrite("tests.search.contract", "tests.search.pairs")


@pytest.fixture(scope="session")
def elasticsearch_node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalNode]:
    """A local Elasticsearch for this session. Without Java or Maven: left out with the reason, a failure in CI."""
    if missing := missing_tools():
        reason = f"Elasticsearch left out: {' '.join(missing)}"
        if environment.in_ci():
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with running_node(Path(tmp_path_factory.mktemp("elasticsearch"))) as node:
        yield node


@pytest.fixture
def elastic(elasticsearch_node: LocalNode, settings, db: None) -> LocalNode:
    """The node, set as this test's engine, its index there and empty."""
    settings.ELASTICSEARCH_URL = elasticsearch_node.url
    settings.SEARCH_INDEX_PREFIX = PREFIX
    settings.SEARCH_TIME_LIMIT_SECONDS = 10  # what is tested is the answer, not this machine's load
    client.breaker().reset()
    if indices := writing.current_indices():
        # Emptying is ten times faster than making: a new index is several changes of the cluster's state.
        found = [(f"{schema}:{offer_id}", version) for schema, offer_id, version in writing.versions(indices[0])]
        writing.delete(indices[0], found)
        client.work(lambda elastic: elastic.indices.refresh(index=indices[0]))
    else:
        rebuild()
    return elasticsearch_node
