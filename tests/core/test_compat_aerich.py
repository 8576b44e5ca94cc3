"""What `core/compat/aerich.py` relies on in Aerich and Tortoise."""

from pathlib import Path

from aerich.ddl.postgres import PostgresDDL
from aerich.models import Aerich

from project.core.compat.aerich import OWN_TABLE, as_recorded, comment_text, file_text, index_name, recorded

STATE = {"models.Note": {"table": "note", "declared": {"constraints": [{"name": "a", "check": "b > 0"}]}}}


def test_a_file_gives_back_its_state_with_keys_that_aerich_does_not_know(tmp_path: Path) -> None:
    file = tmp_path / "0_a.py"
    file.write_text(file_text("SELECT 1;", "SELECT 2;", STATE, in_transaction=True))

    assert recorded(file) == as_recorded(STATE) == STATE


def test_a_file_says_whether_it_runs_in_a_transaction() -> None:
    assert "\nRUN_IN_TRANSACTION = True\n" in file_text("", "", STATE, in_transaction=True)
    assert "\nRUN_IN_TRANSACTION = False\n" in file_text("", "", STATE, in_transaction=False)


def test_a_file_of_an_older_aerich_has_no_state(tmp_path: Path) -> None:
    file = tmp_path / "0_a.py"
    file.write_text("")

    assert recorded(file) is None


def test_names_and_quotes_are_those_of_tortoise_without_a_connection() -> None:
    assert index_name("idx", "session", ["task_id", "seq"]) == "idx_session_task_id_764ea6"
    assert comment_text("it's") == "it''s"


def test_the_table_that_aerich_needs_is_that_of_its_model() -> None:
    fields = Aerich._meta.fields_map.values()
    types = {field.model_field_name: field.get_for_dialect(PostgresDDL.DIALECT, "SQL_TYPE") for field in fields}

    assert all(
        f'"{name}" {"SERIAL" if name == "id" else sql_type} NOT NULL' in OWN_TABLE for name, sql_type in types.items()
    )
