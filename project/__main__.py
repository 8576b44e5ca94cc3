from project.cli import app

app()
