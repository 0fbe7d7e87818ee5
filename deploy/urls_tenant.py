"""Every path of a territory's site."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

handler404 = "deploy.errors.not_found"
handler403 = "deploy.errors.forbidden"
handler500 = "deploy.errors.broken"

# Wagtail's own sign-in forms know neither our codes nor our limits.
our_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("compte/", include("boards.accounts.urls")),
    path("pages-admin/login/", our_sign_in),
    path("_util/login/", our_sign_in),
    path("pages-admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("boards.finding.urls")),
    path("", include("cms.urls")),
    # Last: Wagtail's pages take every path that is left.
    path("", include(wagtail_urls)),
]
