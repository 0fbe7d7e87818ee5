from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "boards.groups"
    label = "groups"
