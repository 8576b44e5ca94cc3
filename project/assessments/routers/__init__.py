from project.assessments.routers import imports, reports, sessions, tasks

# Before sessions: `/sessions/compare` would otherwise be taken for a session of that id.
routers = [imports.router, reports.router, sessions.router, tasks.router]
