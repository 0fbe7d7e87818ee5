"""P3: what tenancy costs a request: bare Django, a tenant's hello, the list of offers; one process, one connection."""

from collections.abc import Callable

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from deploy import urls_tenant
from tests.bench import seed
from tests.bench.harness import Result, interleaved

TIMES = 60


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("hello", hello), *urls_tenant.urlpatterns]


def run() -> list[Result]:
    seed.documents(2_000)
    with override_settings(ROOT_URLCONF=__name__):
        with override_settings(MIDDLEWARE=[]):
            bare = _caller(WSGIHandler(), "/hello", host="bare.test")
        with override_settings(MIDDLEWARE=["tenants.middleware.TenantMiddleware"]):
            tenant = _caller(WSGIHandler(), "/hello", host="alpha.test")
        page = _caller(WSGIHandler(), "/offres", host="alpha.test")
        hello_seconds, bare_seconds, hello_ratio = interleaved(tenant, bare, times=TIMES)
        list_seconds, peer_seconds, list_ratio = interleaved(page, tenant, times=TIMES)
    return [
        Result(
            name="P3",
            what="tenant hello ÷ bare Django",
            ours=hello_seconds,
            peer=bare_seconds,
            unit="s",
            ratio=hello_ratio,
            goal="≤ 3",
            holds=hello_ratio <= 3,
            note="the host is looked up at each request, so that a removed one dies at once",
        ),
        Result(
            name="P3",
            what="list of offers ÷ tenant hello",
            ours=list_seconds,
            peer=peer_seconds,
            unit="s",
            ratio=list_ratio,
            goal="≤ 4",
            holds=list_ratio <= 4,
            note="20 rows, facets and the map are one engine call and one template; no page cache yet",
        ),
    ]


def _caller(handler: WSGIHandler, where: str, *, host: str) -> Callable[[], None]:
    environ = RequestFactory(SERVER_NAME=host).get(where).environ

    def call() -> None:
        statuses: list[str] = []
        answer = handler(dict(environ), lambda status, headers: statuses.append(status))
        b"".join(answer)
        answer.close()
        assert statuses[0].startswith("200"), (where, statuses)

    return call
