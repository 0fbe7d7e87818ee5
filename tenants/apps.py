from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "tenants"
    verbose_name = "Tenants"

    def ready(self) -> None:
        from tenants import checks, routers  # noqa: F401  checks registers the start-up checks

        routers.guard_third_parties()
