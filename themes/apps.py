from django.apps import AppConfig


class ThemesConfig(AppConfig):
    """How it looks: tokens, presets, base templates, components. No models; knows no other room."""

    name = "themes"
    label = "themes"
    verbose_name = "Apparence"
