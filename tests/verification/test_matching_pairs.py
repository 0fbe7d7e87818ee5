"""The contract of matching, kept with a real Elasticsearch: the same pairs as its pages show."""

import pytest

from deploy.elasticsearch.node import LocalNode
from search import client, vocabulary
from search.engines.elasticsearch import ElasticsearchEngine, alias
from search.rebuild import rebuild
from tests.search import pairs

pytestmark = pytest.mark.engine


def test_two_thousand_alerts_find_the_same_as_their_pages(elastic: LocalNode) -> None:
    vocabulary.forget()
    made_of = pairs.world()
    done = rebuild()
    assert (done.documents, done.refused) == (pairs.OFFERS, ())
    client.work(lambda elastic: elastic.indices.refresh(index=alias()))
    assert pairs.compare(ElasticsearchEngine(), made_of) > 3 * pairs.ALERTS
    vocabulary.forget()
