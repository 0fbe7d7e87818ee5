"""P8: from the commit of a publication to being found from another tenant, against a raw index-and-poll."""

import random
import time
from uuid import uuid4

from django.db import connection, transaction
from elasticsearch import Elasticsearch

from search import indexer
from search.engines.elasticsearch import alias
from search.rebuild import rebuild
from tests.bench import seed
from tests.bench.engine import running
from tests.bench.harness import Result, p95
from tests.boards import making

ROUNDS = 20
REFRESH_SECONDS = 1.0


def run() -> list[Result]:
    from search.criteria import Scope, SearchCriteria
    from search.find import find
    from tenants.context import entering
    from tenants.models import Tenant

    seed.documents(2_000)
    alpha = Tenant.objects.get(schema_name="alpha")
    chance = random.Random(8)
    ours, peer = [], []
    with running() as url:
        rebuild()
        raw = Elasticsearch(url, max_retries=0)
        for number in range(ROUNDS):
            word = f"zythologue{number}x"
            time.sleep(chance.random() * REFRESH_SECONDS)  # anywhere in the refresh interval
            with entering(alpha), transaction.atomic():
                making.live(title=f"{word} F/H")
            began = time.perf_counter()
            connection.set_schema_to_public()
            indexer.drain()  # what the worker does when the commit wakes it
            criteria = SearchCriteria(scope=Scope(schema="beta", shows="reach"), text=word)
            while not find(criteria, facets=False).total:
                time.sleep(0.005)
            ours.append(time.perf_counter() - began)
            time.sleep(chance.random() * REFRESH_SECONDS)
            key = str(uuid4())
            began = time.perf_counter()
            raw.index(index=alias(), id=key, document={"schema": "x", "offer_id": key, "stems_title": key})
            while not raw.search(index=alias(), query={"term": {"offer_id": key}})["hits"]["hits"]:
                time.sleep(0.005)
            peer.append(time.perf_counter() - began)
    ratio = p95(ours) / REFRESH_SECONDS
    return [
        Result(
            "P8",
            "publish → found next door, p95 ÷ refresh interval",
            p95(ours),
            REFRESH_SECONDS,
            "s",
            ratio,
            "≤ 1.3",
            ratio <= 1.3,
        ),
        Result("P8", "the same ÷ raw index and poll, p95", p95(ours), p95(peer), "s", p95(ours) / p95(peer), "–", True),
    ]
