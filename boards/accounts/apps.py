from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "boards.accounts"
    label = "accounts"
