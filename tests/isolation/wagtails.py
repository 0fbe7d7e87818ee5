"""Wagtail's own URLs, by the beginning of their names: there are too many for a row each."""

# Third parties' URLs, by the beginning of their names: only managers, and what only superusers may, nobody.
WAGTAIL_PREFIXES = ("wagtail", "<^", "<test404")
WAGTAIL_PUBLIC = frozenset(
    {
        "wagtailadmin_login",
        "wagtailcore_login",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtail_serve",
    }
)
SUPERUSER_PREFIXES = (
    "wagtailusers_",
    "wagtailsites",
    "wagtailadmin_workflows:index",
    "wagtailadmin_workflows:add",
    "wagtailadmin_workflows:task_index",
    "wagtailadmin_collections",
    "wagtailredirects",
)
# Wagtail's own 500s: a page that breaks on purpose, and a chooser that reads a missing field of an empty form.
WAGTAIL_BROKEN = frozenset({"wagtailadmin_error_test", "wagtailadmin_choose_page_external_link"})
