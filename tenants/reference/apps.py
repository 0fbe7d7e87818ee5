from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferenceConfig(AppConfig):
    """Communes, intercommunal bodies and occupations: public schema, read-mostly, knows no tenant."""

    name = "tenants.reference"
    label = "reference"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Données de référence")
