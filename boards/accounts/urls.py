"""Signing in. A choice of allauth's views: there is no sign-up, and passwords are for staff."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("connexion", views.login, name="account_login"),
    path("connexion/code", views.request_login_code, name="account_request_login_code"),
    path("connexion/code/confirmer", views.confirm_login_code, name="account_confirm_login_code"),
    path("deconnexion", views.logout, name="account_logout"),
]
