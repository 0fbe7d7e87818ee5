"""Addresses of following people and recruitments: for staff, by links from messages, and for an employer."""

from django.urls import path

from boards.followup.views import appointments, by_link, notes, person, recruitment, shortlist

app_name = "followup"

urlpatterns = [
    path("espace/personnes/<uuid:pk>", person.Person.as_view(), name="person"),
    path("espace/personnes/<uuid:pk>/note", person.WriteNote.as_view(), name="person_note"),
    path("espace/personnes/<uuid:pk>/tache", person.AddTask.as_view(), name="person_task"),
    path("espace/personnes/<uuid:pk>/dit", person.Told.as_view(), name="told"),
    path("espace/personnes/<uuid:pk>/rendez-vous", appointments.New.as_view(), name="new_appointment"),
    path("espace/rendez-vous/<uuid:pk>", appointments.One.as_view(), name="appointment"),
    path("espace/agenda", appointments.Agenda.as_view(), name="agenda"),
    path("espace/agenda/<str:token>.ics", appointments.feed, name="feed"),
    path("espace/recrutements/<uuid:pk>", recruitment.Recruitment.as_view(), name="recruitment"),
    path("espace/recrutements/<uuid:pk>/note", recruitment.WriteNote.as_view(), name="recruitment_note"),
    path("espace/recrutements/<uuid:pk>/tache", recruitment.AddTask.as_view(), name="recruitment_task"),
    path("espace/recrutements/<uuid:pk>/choisir", recruitment.Choose.as_view(), name="choose"),
    path("espace/recrutements/<uuid:pk>/preselection", shortlist.Prepare.as_view(), name="shortlist"),
    path("espace/recrutements/<uuid:pk>/preselection/accords", shortlist.AskAll.as_view(), name="ask_all"),
    path("espace/recrutements/<uuid:pk>/preselection/<uuid:pick>", shortlist.OnePick.as_view(), name="pick"),
    path("espace/preselections/<uuid:pk>", shortlist.Received.as_view(), name="received"),
    path("espace/preselections/<uuid:pk>/<uuid:pick>", shortlist.Answer.as_view(), name="answer"),
    path("espace/suivi/notes/<uuid:pk>", notes.RemoveNote.as_view(), name="remove_note"),
    path("espace/suivi/taches/<uuid:pk>", notes.Finish.as_view(), name="task"),
    path("espace/suivi/notes-gardees", notes.Kept.as_view(), name="kept_notes"),
    path("rendez-vous/<str:token>", by_link.OwnAppointment.as_view(), name="own_appointment"),
    path("rendez-vous/<str:token>/agenda.ics", by_link.own_calendar, name="own_calendar"),
    path("preselection/<str:token>", by_link.Agree.as_view(), name="agree"),
]
