from project.assessments.models import Metric, Session, Task
from project.core.testing.isolation import Foreign, Isolation
from tests.factories import make_session, make_task


async def session(foreign: Foreign) -> Session:
    return await make_session(foreign.admin, child_name="Strangers-Name")


async def follow_up(foreign: Foreign) -> Session:
    parent = await foreign.row(session)
    return await make_session(foreign.user, child_name="Strangers-Name", parent_session_id=parent.id)


async def task(foreign: Foreign) -> Task:
    return await make_task(foreign.admin, await foreign.row(session), {"oneLegScore": 2.0})


async def metric(foreign: Foreign) -> Metric:
    return await Metric.get(task_id=(await foreign.row(task)).id)


ISOLATION = Isolation(
    rows={
        **dict.fromkeys(("session_id", "session1", "parent_session_id", "row_id"), session),
        "session2": follow_up,
        "task_id": task,
        "metric_id": metric,
    },
    empty_when_unknown={"list_followups"},
)
