from django.forms.renderers import TemplatesSetting


class FieldRenderer(TemplatesSetting):
    """`{{ field.as_field_group }}` gives components/field.html: name it in FORM_RENDERER, install "django.forms"."""

    field_template_name = "components/field.html"
