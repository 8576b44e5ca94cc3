from project.assessments.routers import imports, reports, sessions, tasks

# Reports before sessions, or `/sessions/compare` would match `/sessions/{session_id}`.
routers = [imports.router, reports.router, sessions.router, tasks.router]
