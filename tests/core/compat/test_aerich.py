"""What the migration writer relies on beyond the public names of Aerich and Tortoise; both are pinned exactly."""

from pathlib import Path
from typing import Any

from aerich.ddl.postgres import PostgresDDL
from aerich.models import Aerich

from project.core.compat import aerich
from project.users.models import AuditLine, Organisation, User

SIMPLE: Any = {"models.Loan": {"table": "loan", "declared": {"constraints": []}}}


async def test_models_are_described_under_the_names_of_a_state(app: Any) -> None:
    state = aerich.described()

    assert state.keys() == {name for name, _ in aerich.models()}
    user = state["models.User"]
    assert user["table"] == "user"
    assert user["pk_field"]["db_column"] == "id"
    assert {"email", "organisation_id"} <= {field["name"] for field in user["data_fields"]}
    assert {(field["name"], field["raw_field"], field["on_delete"]) for field in user["fk_fields"]} == {
        ("organisation", "organisation_id", "CASCADE")
    }


def test_a_state_keeps_keys_that_aerich_does_not_know() -> None:
    assert aerich.as_recorded(SIMPLE) == SIMPLE


def test_a_file_gives_back_the_state_that_it_records(tmp_path: Path) -> None:
    file = tmp_path / "0_1_init.py"
    file.write_text(aerich.file_text("SELECT 1", "SELECT 2", SIMPLE, in_transaction=False))

    assert aerich.recorded(file) == SIMPLE
    assert "RUN_IN_TRANSACTION = False" in file.read_text()


def test_a_file_of_an_older_aerich_has_no_state(tmp_path: Path) -> None:
    file = tmp_path / "0_1_init.py"
    file.write_text("")

    assert aerich.recorded(file) is None


def test_the_table_that_aerich_needs_is_that_of_its_model() -> None:
    columns = {
        name: field.get_for_dialect(PostgresDDL.DIALECT, "SQL_TYPE") for name, field in aerich.fields_of(Aerich).items()
    }

    assert all(
        f'"{name}" {"SERIAL" if name == "id" else sql} NOT NULL' in aerich.OWN_TABLE for name, sql in columns.items()
    )


def test_names_and_comments_are_those_that_tortoise_would_write() -> None:
    assert aerich.index_name("idx", "session", ["parent_session_id"]) == "idx_session_parent__034f0c"
    assert aerich.comment_text("a 'b'") == "a ''b''"


async def test_a_model_tells_its_table_fields_and_keys(app: Any) -> None:
    assert aerich.table_of(Organisation) == ("organisation", None)
    assert aerich.refers_to_key(aerich.fields_of(User)["organisation"])
    assert aerich.constraints_of(AuditLine) == []
    assert aerich.generated_sql(AuditLine) == {}
