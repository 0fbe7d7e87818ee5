"""Every path of a territory's site."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.sign_in import OneDoor

handler404 = "deploy.errors.not_found"
handler403 = "deploy.errors.forbidden"
handler500 = "deploy.errors.broken"

urlpatterns = [
    path("compte/", include("boards.accounts.urls")),
    path("", include("boards.accounts.urls_team")),
    path("", include("boards.employers.urls")),
    path("pages-admin/login/", OneDoor.as_view()),
    path("_util/login/", OneDoor.as_view()),
    path("pages-admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("tenants.messaging.urls")),
    path("", include("boards.publishing.urls")),
    path("", include("boards.offers.urls")),
    path("", include("boards.candidates.urls")),
    path("", include("boards.finding.urls")),
    path("", include("boards.library.urls")),
    path("", include("boards.applications.urls")),
    path("", include("boards.placements.urls")),
    path("", include("boards.alerts.urls")),
    path("", include("boards.threads.urls")),
    path("", include("boards.followup.urls")),
    path("", include("boards.groups.urls")),
    path("", include("boards.desk.urls")),
    path("", include("boards.reporting.urls")),
    path("", include("boards.rights.urls")),
    path("", include("cms.urls")),
    # Last: Wagtail's pages take every path that is left.
    path("", include(wagtail_urls)),
]
