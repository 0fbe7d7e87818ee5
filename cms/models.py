"""Pages that a manager edits."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.home import front_of
from tenants.context import current_tenant
from tenants.personal_data import DataPolicy, Subject


class HomePage(Page):
    """The front page of a territory: a sentence, the search, the newest jobs, a word from the tenant."""

    data_policy = DataPolicy(Subject.NONE, retention=_("aussi longtemps que le territoire"))

    headline = models.CharField(_("titre"), max_length=120)
    lead = models.CharField(_("chapeau"), max_length=240, blank=True)
    about_title = models.CharField(_("titre du texte"), max_length=120, blank=True)
    about = RichTextField(_("texte"), blank=True, features=["bold", "italic", "link", "ul", "ol"])

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        FieldPanel("about_title"),
        FieldPanel("about"),
    ]
    template = "cms/home_page.html"
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1

    class Meta:
        verbose_name = _("page d’accueil")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["front"] = front_of(current_tenant(), headline=self.headline, lead=self.lead)
        return context
