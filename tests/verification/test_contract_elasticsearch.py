"""The contract, kept by a real Elasticsearch."""

from collections.abc import Callable

import pytest

from deploy.elasticsearch.node import LocalNode
from search import client, indexer
from search.engines.elasticsearch import alias
from tests.search.contract import SearchContract

pytestmark = pytest.mark.engine


class TestElasticsearch(SearchContract):
    engine = "elasticsearch"

    @pytest.fixture
    def settle(self, elastic: LocalNode) -> Callable[[], None]:
        """What the indexer does, and the second until the next refresh."""

        def settled() -> None:
            drained = indexer.drain()
            assert (drained.refused, drained.engine_away) == (0, False)
            client.work(lambda elastic: elastic.indices.refresh(index=alias()))

        return settled
