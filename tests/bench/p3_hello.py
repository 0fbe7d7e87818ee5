"""P3: what tenancy costs a request: bare Django, a tenant's hello, the list of offers; one process, one connection."""

from collections.abc import Callable

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from tests.bench import seed
from tests.bench.harness import Result, interleaved

TIMES = 60


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("hello", hello)]


def run() -> list[Result]:
    seed.documents(2_000)
    with override_settings(MIDDLEWARE=[], ROOT_URLCONF=__name__):
        bare = _caller(WSGIHandler(), "/hello", host="bare.test")
    with override_settings(
        MIDDLEWARE=["tenants.middleware.TenantMiddleware"], ROOT_URLCONF=__name__, PUBLIC_SCHEMA_URLCONF=__name__
    ):
        tenant_handler = WSGIHandler()
    tenant = _caller(tenant_handler, "/hello", host="alpha.test", urlconf=__name__)
    page = _caller(WSGIHandler(), "/offres", host="alpha.test", urlconf=settings.ROOT_URLCONF)
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


def _caller(handler: WSGIHandler, where: str, *, host: str, urlconf: str = __name__) -> Callable[[], None]:
    factory = RequestFactory(SERVER_NAME=host)

    def call() -> None:
        with override_settings(ROOT_URLCONF=urlconf):
            environ = factory.get(where).environ
            statuses: list[str] = []
            body = handler(environ, lambda status, headers: statuses.append(status))
            b"".join(body)
            assert statuses[0].startswith("200"), (where, statuses)

    return call
