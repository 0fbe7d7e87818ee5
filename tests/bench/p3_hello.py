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
            "P3", "tenant hello ÷ bare Django", hello_seconds, bare_seconds, "s", hello_ratio, "≤ 3", hello_ratio <= 3
        ),
        Result(
            "P3", "list of offers ÷ tenant hello", list_seconds, peer_seconds, "s", list_ratio, "≤ 4", list_ratio <= 4
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
