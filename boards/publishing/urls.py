"""Addresses of publishing without an account: every page its own, so that the back button leads back."""

from django.urls import path

from boards.publishing.views.code import Code, Resend
from boards.publishing.views.floor import Floor
from boards.publishing.views.pages import Advice, Conditions, Done, Job, Review, Start

app_name = "publishing"

urlpatterns = [
    path("publier", Start.as_view(), name="start"),
    path("publier/<str:token>/poste", Job.as_view(), name="job"),
    path("publier/<str:token>/conditions", Conditions.as_view(), name="conditions"),
    path("publier/<str:token>/plancher", Floor.as_view(), name="floor"),
    path("publier/<str:token>/relire", Review.as_view(), name="review"),
    path("publier/<str:token>/avis", Advice.as_view(), name="advice"),
    path("publier/<str:token>/code", Code.as_view(), name="code"),
    path("publier/<str:token>/code/renvoyer", Resend.as_view(), name="resend"),
    path("publier/<str:token>/fin", Done.as_view(), name="done"),
]
