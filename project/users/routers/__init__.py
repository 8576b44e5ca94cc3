from project.users.routers import audit, auth, keys, organisations, users

routers = [auth.router, keys.router, users.router, organisations.router, audit.router]
