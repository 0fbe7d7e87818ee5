from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "tenants.files"
    label = "files"

    def ready(self) -> None:
        from tenants.files import checks  # noqa: F401  registers the start-up checks
