"""The music part of the `demo` command."""

from __future__ import annotations

import typer
from rich.progress import Progress

from project.core.db.transactions import transaction
from project.music.demo import TUNES
from project.music.models import Composition
from project.music.notation import sml_clips, sml_projects
from project.music.rows.clips import clip_row
from project.music.rows.compositions import composition_row
from project.users.callers import LOCAL
from project.users.models import Organisation


async def load_demo(progress: Progress) -> list[str]:
    """Store three tunes in the built-in organisation, once. Return the lines to print."""
    progress.add_task("Music", total=None)
    await Organisation.objects.ensure_local()
    names = [project["name"] for project, _ in TUNES]
    if await Composition.objects.of(LOCAL).filter(name__in=names).exists():
        return ["The demo tunes are already loaded"]
    async with transaction():
        for project, clips in TUNES:
            library = {clip["clip_id"]: clip_row(sml_clips.read_clip(clip)) for clip in clips}
            await Composition.objects.load(LOCAL, composition_row(sml_projects.read_project(project)), library)
    return [f"Loaded {', '.join(names)}"]


def add_to(app: typer.Typer) -> None:
    """Add no commands: music has none."""
