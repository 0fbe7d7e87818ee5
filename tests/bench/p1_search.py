"""P1: the JSON search against the identical body sent raw to Elasticsearch over one kept connection."""

import time
import urllib.parse

from django.test import Client
from elasticsearch import Elasticsearch

from search.engines import elasticsearch as engine
from search.engines.elasticsearch import alias
from search.rebuild import rebuild
from tests.bench import seed
from tests.bench.engine import running
from tests.bench.harness import Result, p95

DOCUMENTS, PAIRS = 100_000, 500


def run() -> list[Result]:
    seed.documents(DOCUMENTS)
    with running() as url:
        rebuild()
        client = Client(HTTP_HOST="alpha.test")
        raw = Elasticsearch(url, max_retries=0)
        bodies: list[dict] = []
        real_body = engine.body

        def listening(query):  # type: ignore[no-untyped-def]
            # What our page sends is what the peer sends: the same body, kept as it goes by.
            bodies.append(real_body(query))
            return bodies[-1]

        engine.body = listening
        ours, peer, ratios = [], [], []
        try:
            for number, (word, commune) in enumerate(seed.pairs(PAIRS + 20)):
                query = urllib.parse.urlencode(
                    {"q": word, "lieu": f"{commune.name} ({commune.postcodes[0]})", "rayon": 30}
                )
                bodies.clear()
                began = time.perf_counter()
                response = client.get(f"/api/offres?{query}")
                took = time.perf_counter() - began
                assert response.status_code == 200, response.content
                began = time.perf_counter()
                raw.search(index=alias(), request_cache=False, **bodies[0])
                raw_took = time.perf_counter() - began
                if number >= 20 and len(bodies) == 1:  # the first warm both; a widened page asks twice
                    ours.append(took)
                    peer.append(raw_took)
                    ratios.append(took / raw_took)
        finally:
            engine.body = real_body
    ratio = p95(ours) / p95(peer)
    return [
        Result(
            "P1",
            f"JSON search p95 ÷ raw Elasticsearch p95, {DOCUMENTS:,} offers, {len(ours)} searches",
            p95(ours),
            p95(peer),
            "s",
            ratio,
            "≤ 2",
            ratio <= 2,
        )
    ]
