"""Which file's turn it is when tests run on several cores.

Left to itself, `--dist loadfile` begins with the files of many tests and ends with a long one of a single test, while
the other core waits. Here the longest begin, and what shares something dear to start (a site with its browser, a node
of Elasticsearch) stays on one core.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xdist.scheduler import LoadFileScheduling

#: Seconds, roughly, of what takes longer than its number of tests says.
WEIGHTS = {
    "journeys": 940,
    "engine": 230,
    "tests/boards/alerts/test_sms_abuse.py": 170,
    "tests/isolation/test_matrix.py": 170,
    "tests/verification/test_a_year_of_alerts.py": 67,
    "tests/tenants/test_provisioning.py": 61,
    "tests/boards/alerts/test_at_once.py": 10,
    "tests/verification/test_killed_alerts.py": 58,
    "tests/themes/test_in_browser.py": 50,
    "tests/search/test_matching_commits.py": 44,
    "tests/search/test_matching_parts.py": 40,
    "tests/tenants/messaging/test_killed.py": 40,
    "tests/tenants/messaging/test_sending.py": 32,
    "tests/tenants/messaging/test_at_once.py": 29,
    "tests/boards/codes/test_at_once.py": 6,
    "tests/tenants/messaging/test_bad_rows.py": 24,
    "tests/boards/accounts/test_proconnect.py": 22,
    "tests/search/test_scope.py": 20,
    "tests/isolation/test_interleaving.py": 18,
    "tests/boards/codes/test_limits.py": 17,
}
#: Of what isn't named above.
SECONDS_A_TEST = 0.1
TOGETHER = {
    "journeys": ("tests/journeys/",),
    "engine": (
        "tests/verification/test_contract_elasticsearch.py",
        "tests/verification/test_faults.py",
        "tests/verification/test_matching_pairs.py",
        "tests/verification/test_rebuild.py",
        "tests/verification/test_same_sets.py",
    ),
}


def turn_of(nodeid: str) -> str:
    """The file of a test, or the name of what it shares with others."""
    file = nodeid.split("::", 1)[0]
    return next((name for name, prefixes in TOGETHER.items() if file.startswith(prefixes)), file)


def weight(turn: str, tests: int) -> float:
    """What a turn of so many tests takes, in seconds."""
    return WEIGHTS.get(turn, tests * SECONDS_A_TEST)


def scheduler(config: Any, log: Any) -> "LoadFileScheduling":
    """xdist's own, with these turns for its files."""
    from xdist.scheduler import LoadFileScheduling

    class HeaviestFirst(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return turn_of(nodeid)

        def _assign_work_unit(self, node: Any) -> None:
            heaviest = max(self.workqueue, key=lambda turn: weight(turn, len(self.workqueue[turn])))
            self.workqueue.move_to_end(heaviest, last=False)
            super()._assign_work_unit(node)

    return HeaviestFirst(config, log)
