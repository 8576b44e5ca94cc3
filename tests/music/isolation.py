from project.core.testing.isolation import Foreign, Isolation
from project.music.models import Clip, Composition
from tests.music.songs import make_clip, make_composition, track


async def clip(foreign: Foreign) -> Clip:
    return await make_clip(foreign.admin, "Strangers-Name", track_name="Strangers-Name", tags=["Strangers-Name"])


async def composition(foreign: Foreign) -> Composition:
    part = track("Strangers-Name", (await foreign.row(clip)).id, (1, 0))
    return await make_composition(foreign.admin, part, name="Strangers-Name")


ISOLATION = Isolation(rows={"clip_id": clip, "composition_id": composition})
