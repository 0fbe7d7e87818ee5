"""P9: a rebuild of the index against `helpers.bulk` of ready dicts; searches meanwhile must not fail."""

import threading
import time

from django.conf import settings
from elasticsearch import Elasticsearch, helpers

from search.engines.elasticsearch import alias
from search.engines.mapping import INDEX, source_of
from search.models import JobDocument
from search.rebuild import rebuild
from tests.bench import seed
from tests.bench.engine import running
from tests.bench.harness import Result, interleaved

DOCUMENTS = 20_000


def run() -> list[Result]:
    seed.documents(DOCUMENTS)
    with running() as url:
        raw = Elasticsearch(url, max_retries=0, request_timeout=60)
        ready = [(row.key, source_of(row)) for row in JobDocument.objects.live().iterator()]
        made: list[str] = []

        def bulk() -> None:
            name = f"raw-{len(made)}"
            made.append(name)
            raw.indices.create(index=name, **(INDEX | {"settings": INDEX["settings"] | {"refresh_interval": "-1"}}))
            helpers.bulk(raw, ({"_index": name, "_id": key, "_source": body} for key, body in ready), chunk_size=1_000)
            raw.indices.refresh(index=name)

        rebuild()
        failed, asked = _searching(url, during=rebuild)
        ours, peer, ratio = interleaved(rebuild, bulk, rounds=5)
    speed = 1 / ratio
    return [
        Result(
            "P9",
            f"rebuild ÷ raw bulk, speed, {DOCUMENTS:,} documents",
            DOCUMENTS / ours,
            DOCUMENTS / peer,
            "docs/s",
            speed,
            "≥ 0.5",
            speed >= 0.5,
            note="reading the rows through the ORM takes most of it; the peer's dicts are ready in memory",
        ),
        Result(
            "P9",
            f"failed searches of {asked} during a rebuild and its swap",
            failed,
            0,
            "",
            float(failed),
            "0",
            failed == 0,
        ),
    ]


def _searching(url: str, *, during) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    """How many searches failed or found less than everything while something ran, and how many were made."""
    outcomes: list[bool] = []
    stop = threading.Event()
    name = alias()
    assert url == settings.ELASTICSEARCH_URL

    def search() -> None:
        peer = Elasticsearch(url, max_retries=0)
        while not stop.is_set():
            try:
                outcomes.append(
                    peer.search(index=name, size=1, track_total_hits=True)["hits"]["total"]["value"] == DOCUMENTS
                )
            except Exception:
                outcomes.append(False)
            time.sleep(0.01)

    thread = threading.Thread(target=search, daemon=True)
    thread.start()
    during()
    stop.set()
    thread.join()
    return outcomes.count(False), len(outcomes)
