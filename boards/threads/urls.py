"""Addresses of threads: by a candidate's own link, and for whoever has an account."""

from django.urls import path

from boards.threads.views import candidate, desk, member

app_name = "threads"

urlpatterns = [
    path("conversation/<str:token>", candidate.Conversation.as_view(), name="candidate"),
    path("conversation/<str:token>/<uuid:pk>", candidate.Held.as_view(), name="candidate_held"),
    path("conversation/<str:token>/piece/<uuid:pk>", candidate.File.as_view(), name="candidate_file"),
    path("c/<slug:code>", candidate.short, name="short"),
    path("messages", member.Threads.as_view(), name="all"),
    path("messages/<uuid:pk>", member.Conversation.as_view(), name="thread"),
    path("messages/<uuid:pk>/<uuid:message>", member.Held.as_view(), name="held"),
    path("messages/<uuid:pk>/piece/<uuid:file>", member.File.as_view(), name="file"),
    path("messages/<uuid:pk>/rejoindre", desk.Join.as_view(), name="join"),
    path("messages/<uuid:pk>/clore", desk.Close.as_view(), name="close"),
    path("messages/<uuid:pk>/rouvrir", desk.Reopen.as_view(), name="reopen"),
]
