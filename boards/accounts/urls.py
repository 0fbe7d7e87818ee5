"""Signing in. A choice of allauth's views: there is no sign-up, and passwords are for staff."""

from django.urls import path
from django.views.generic import RedirectView

from boards.accounts import views

urlpatterns = [
    path("connexion", views.SignIn.as_view(), name="account_login"),
    path("connexion/code", views.AskForCode.as_view(), name="account_request_login_code"),
    path("connexion/code/confirmer", views.ConfirmCode.as_view(), name="account_confirm_login_code"),
    # There is no sign-up: allauth names this page in the mail to an address it doesn't know.
    path("creer", RedirectView.as_view(url="/publier"), name="account_signup"),
    path("deconnexion", views.SignOut.as_view(), name="account_logout"),
]
