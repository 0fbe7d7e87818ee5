"""A real Elasticsearch node for the measurements that need one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.test import override_settings

from deploy.elasticsearch.node import running_node


@contextmanager
def running() -> Iterator[str]:
    """The URL of a node of our own on a free port, with an index of its own; settings point at it for the block."""
    with (
        tempfile.TemporaryDirectory(prefix="bassin-bench-") as folder,
        running_node(Path(folder)) as node,
        override_settings(ELASTICSEARCH_URL=node.url, SEARCH_INDEX_PREFIX="bench"),
    ):
        yield node.url
