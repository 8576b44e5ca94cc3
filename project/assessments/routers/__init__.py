from project.assessments.routers import reports, sessions, tasks

# Reports come before sessions, because `/sessions/compare` would otherwise be taken for a session of that id.
routers = [reports.router, sessions.router, tasks.router]
