"""Following a person and a recruitment: notes, tasks, calls, appointments, what was proposed, shortlists."""
