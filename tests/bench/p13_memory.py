"""P13: a web worker's private memory after 10,000 requests over 100 tenants, and whether it still grows."""

import subprocess
import sys
import time
import urllib.request

import psutil
from django.db import connection

from deploy.settings import environment
from deploy.settings.environment import ROOT, child
from tenants.enums import TenantKind
from tenants.provisioning.services import TenantRequest, create_tenant
from tenants.reference.models import Commune
from tests.bench import seed
from tests.bench.harness import Result

REQUESTS, TENANTS, PORT = 10_000, 100, 8931
PATHS = ("/", "/offres", "/offres?q=boulanger&lieu=59380", "/metiers")


def run() -> list[Result]:
    connection.set_schema_to_public()
    seed.documents(5_000)
    insees = list(Commune.objects.filter(epci_id="200040954").values_list("insee", flat=True))
    for number in range(TENANTS):
        create_tenant(
            request=TenantRequest(
                schema_name=f"mem{number:03d}",
                name=f"Territoire {number}",
                kind=TenantKind.INTERCOMMUNAL,
                domain=f"mem{number:03d}.test",
                insees=insees,
            )
        )
    with_name = environment.database_url().replace("/bassin_tests", f"/{connection.settings_dict['NAME']}")
    web = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "deploy.wsgi:application", "--bind", f"127.0.0.1:{PORT}", "--workers", "1"],
        cwd=ROOT,
        env=child(DATABASE_URL=with_name),
        stderr=subprocess.DEVNULL,
    )
    try:
        worker = _worker(web.pid)
        marks = {}
        for number in range(1, REQUESTS + 1):
            host = f"mem{number % TENANTS:03d}.test"
            request = urllib.request.Request(
                f"http://127.0.0.1:{PORT}{PATHS[number % len(PATHS)]}", headers={"Host": host}
            )
            with urllib.request.urlopen(request, timeout=30) as answer:
                answer.read()
            if number in (100, REQUESTS // 2, REQUESTS):
                marks[number] = worker.memory_full_info().uss / 1e6
    finally:
        web.terminate()
        web.wait(20)
    last, half, first = marks[REQUESTS], marks[REQUESTS // 2], marks[100]
    return [
        Result(
            "P13",
            "private memory of a worker after 10,000 requests",
            last,
            first,
            "MB",
            last / first,
            "≤ 200 MB",
            last <= 200,
        ),
        Result("P13", "its second half ÷ its first", last, half, "MB", last / half, "≤ 1.02", last / half <= 1.02),
    ]


def _worker(master: int) -> psutil.Process:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        children = psutil.Process(master).children()
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=2)
        except urllib.error.HTTPError:
            return children[0]
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the web server did not come up")
