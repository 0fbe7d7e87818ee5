"""Signing in. A choice of allauth's views: there is no sign-up, and passwords are for staff."""

from allauth.account import views
from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [
    path("connexion", views.login, name="account_login"),
    path("connexion/code", views.request_login_code, name="account_request_login_code"),
    path("connexion/code/confirmer", views.confirm_login_code, name="account_confirm_login_code"),
    # There is no sign-up: allauth names this page in the mail to an address it doesn't know.
    path("creer", RedirectView.as_view(url="/publier"), name="account_signup"),
    path("deconnexion", views.logout, name="account_logout"),
]
