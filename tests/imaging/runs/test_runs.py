from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from project.core.http.idempotency import KEY_HEADER
from project.imaging.models import Job
from project.imaging.settings import ImagingSettings
from project.service import Role
from project.users.models import AuditLine, Organisation, User
from tests.factories import auth, make_user
from tests.imaging.job_rows import RUN, make_rerun
from tests.imaging.rows import NOON, make_measurement_set
from tests.imaging.uploads import ingest, job

RERUN = f"/api/v1/jobs/{RUN}/rerun"
LOGS = ["/api/v1/jobs/{}/logs", "/api/jobs/{}/logs", "/api/v1/logs/{}", "/api/logs/{}"]


@pytest.fixture
def folder(app: FastAPI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(
        app.state.settings.of(ImagingSettings), "imaging_log_roots", f"{tmp_path}/none, {tmp_path}/logs"
    )
    (tmp_path / "logs").mkdir()
    return tmp_path / "logs"


@pytest.mark.parametrize("path", LOGS)
async def test_a_log_is_read_from_its_file(client: httpx2.AsyncClient, folder: Path, path: str) -> None:
    (folder / f"{RUN}.log").write_text("one\ntwo\nthree\n")

    answer = await client.get(path.format(RUN), params={"tail": 2})

    assert answer.status_code == 200
    assert answer.json() == {"run_id": RUN, "logs": ["two\n", "three\n"], "total_lines": 3}
    assert answer.headers["cache-control"] == "no-cache, no-store, must-revalidate"


async def test_without_a_file_the_log_is_that_of_the_newest_rerun(client: httpx2.AsyncClient) -> None:
    await make_rerun(created_at=NOON.replace(hour=1), logs="old\n")
    job = await make_rerun(created_at=NOON, logs="[7 earlier lines left out]\none\ntwo\n")
    await Job.create(type="pipeline", ms_path_id=job.ms_path_id, run_id=RUN, created_at=NOON.replace(hour=14))

    answer = await client.get(f"/api/logs/{RUN}", params={"tail": -1})

    lines = ["[7 earlier lines left out]\n", "one\n", "two\n"]
    assert answer.json() == {"run_id": RUN, "logs": lines, "total_lines": 9}


async def test_the_file_takes_precedence_over_the_rerun(client: httpx2.AsyncClient, folder: Path) -> None:
    await make_rerun(logs="of the job\n")
    (folder / f"{RUN}.log").write_text("of the file\n")

    answer = await client.get(f"/api/logs/{RUN}")

    assert answer.json()["logs"] == ["of the file\n"]


async def test_a_job_that_has_printed_nothing_yet_has_an_empty_log(client: httpx2.AsyncClient, folder: Path) -> None:
    await make_rerun()

    answer = await client.get(f"/api/logs/{RUN}")

    assert answer.json() == {"run_id": RUN, "logs": [], "total_lines": 0}


async def test_a_missing_log_is_reported(client: httpx2.AsyncClient, folder: Path) -> None:
    answer = await client.get(f"/api/v1/jobs/{RUN}/logs")

    assert answer.status_code == 200
    assert answer.json() == {"run_id": RUN, "logs": [], "error": f"Log file not found for run_id: {RUN}"}


@pytest.mark.parametrize("run_id", ["..", "%2e%2e%2fsecret", "..%2Fsecret", "a%00b", "%ff", "x" * 900])
async def test_no_run_id_can_leave_the_folders(client: httpx2.AsyncClient, folder: Path, run_id: str) -> None:
    (folder.parent / "secret.log").write_text("secret\n")

    answer = await client.get(f"/api/v1/jobs/{run_id}/logs")

    assert answer.status_code in (200, 404)
    assert "secret\n" not in answer.text
    assert answer.status_code == 404 or answer.json()["logs"] == []


@pytest.mark.parametrize("tail", ["abc", "1.5", ""])
async def test_a_tail_is_a_whole_number(client: httpx2.AsyncClient, tail: str) -> None:
    answer = await client.get(f"/api/v1/jobs/{RUN}/logs", params={"tail": tail})

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["query", "tail"]


async def test_a_rerun_has_the_latest_configuration(as_alice: httpx2.AsyncClient) -> None:
    job = await make_rerun(key=None, status="completed", params={"config": {"niter": 1}}, created_at=NOON)
    newer = {"niter": 2, "robust": 0.5}
    await Job.create(type="p", ms_path_id=job.ms_path_id, run_id=RUN, params=newer, created_at=NOON.replace(hour=13))

    answer = await as_alice.post(RERUN)

    assert answer.status_code == 200
    key = answer.json()["job_id"]
    assert answer.json() == {
        "status": "queued",
        "job_id": key,
        "original_run_id": RUN,
        "message": f"Job {RUN} queued for re-run",
        "queue_connected": False,
    }
    made = await Job.get(key=key)
    assert (made.status, made.run_id, made.ms_path_id) == ("pending", RUN, job.ms_path_id)
    assert made.params == {"config": newer}
    detail = (await as_alice.get(f"/api/v1/jobs/{RUN}")).json()
    assert (detail["status"], detail["config"]) == ("pending", newer)


async def test_a_rerun_without_a_record_has_no_configuration(as_alice: httpx2.AsyncClient) -> None:
    await make_measurement_set()

    answer = await as_alice.post(RERUN)

    assert (await Job.get(key=answer.json()["job_id"])).params is None


async def test_the_audit_shows_who_queued_a_rerun(
    as_alice: httpx2.AsyncClient, alice: User, clinic: Organisation
) -> None:
    await make_measurement_set()
    key = (await as_alice.post(RERUN)).json()["job_id"]
    admin = await make_user(clinic, Role.ADMIN)

    lines = (await as_alice.get("/audit", params={"kind": "job"}, headers=auth(admin))).json()

    assert [(line["user_id"], line["action"]) for line in lines] == [(str(alice.id), "create")]
    assert (await AuditLine.get(kind="job")).row_id.int == (await Job.get(key=key)).id


async def test_a_queued_rerun_is_not_queued_again(as_alice: httpx2.AsyncClient) -> None:
    waiting = await make_rerun()

    answer = await as_alice.post(RERUN)

    assert answer.status_code == 409
    body = answer.json()
    assert body["error"] == "RECORD_ALREADY_EXISTS"
    assert body["code"] == "RECORD_ALREADY_EXISTS"
    assert body["details"] == {"entity_type": "Job", "identifier": RUN, "job_id": waiting.key}
    assert body["user_message"] == body["message"] == f"Job {RUN} is already queued for a re-run"


async def test_a_record_with_the_next_id_does_not_change_a_rerun(as_alice: httpx2.AsyncClient) -> None:
    before = await make_rerun(key=None)
    key = (await as_alice.post(RERUN)).json()["job_id"]

    found = await ingest(as_alice, job(id=before.id + 1, run_id="job-2026-01-02-120000"))

    assert found == {"jobs": {"stored": 1}}
    assert (await Job.get(key=key)).run_id == RUN


@pytest.mark.parametrize("status", ["completed", "failed"])
async def test_a_finished_rerun_can_be_queued_again(as_alice: httpx2.AsyncClient, status: str) -> None:
    await make_rerun(status=status, created_at=NOON)

    assert (await as_alice.post(RERUN)).status_code == 200


async def test_the_same_idempotency_key_queues_once(as_alice: httpx2.AsyncClient) -> None:
    await make_measurement_set()
    answers = [await as_alice.post(RERUN, headers={KEY_HEADER: "again"}) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["idempotency-replayed"] == "true"
    assert await Job.filter(run_id=RUN).count() == 1


@pytest.mark.parametrize("run_id", ["job-2026", "job-2026-01-01-12000", "job-%", "a%00b", "x"])
async def test_a_run_that_is_not_there_is_not_found(as_alice: httpx2.AsyncClient, run_id: str) -> None:
    await make_measurement_set()

    answer = await as_alice.post(f"/api/v1/jobs/{run_id}/rerun")

    assert answer.status_code == 404
    assert answer.json()["error"] == "RECORD_NOT_FOUND"
    assert answer.json()["details"]["entity_type"] == "Job"


@pytest.mark.parametrize("headers", [{}, {"X-API-Key": "not-a-key"}, {"Authorization": "Bearer not.a.jwt"}])
async def test_an_anonymous_rerun_is_refused(client: httpx2.AsyncClient, headers: dict[str, str]) -> None:
    await make_measurement_set()

    answer = await client.post(RERUN, headers=headers)

    assert answer.status_code == 401
    assert answer.json()["detail"]["code"] == "UNAUTHORIZED"
    assert await Job.all().count() == 0


async def test_a_viewer_may_not_queue_a_rerun(client: httpx2.AsyncClient, clinic: Organisation) -> None:
    await make_measurement_set()
    viewer = await make_user(clinic, Role.VIEWER)

    answer = await client.post(RERUN, headers=auth(viewer))

    assert answer.status_code == 403
    assert await Job.all().count() == 0


async def test_the_pipelines_own_key_is_enough(
    client: httpx2.AsyncClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.state.settings.of(ImagingSettings), "dsa110_api_keys", SecretStr("key-of-the-pipeline"))
    await make_measurement_set()

    answer = await client.post(RERUN, headers={"X-API-Key": "key-of-the-pipeline"})

    assert answer.status_code == 200


async def test_a_run_that_is_not_there_cannot_be_followed(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/v1/jobs/job-none/events")

    assert answer.status_code == 404
    assert answer.json()["error"] == "RECORD_NOT_FOUND"
