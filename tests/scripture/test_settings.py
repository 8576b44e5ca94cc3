from typing import Any

import pytest
from pydantic import ValidationError

from project.scripture.settings import ScriptureSettings


@pytest.mark.parametrize(
    "values",
    [{"max_tokens_chat": 499}, {"max_tokens_insights": 16_001}, {"conversation_history_char_limit": 9_999}],
    ids=["an answer too short", "an answer too long", "a history too short"],
)
def test_a_value_out_of_bounds_stops_the_start_by_its_name(values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="|".join(values)):
        ScriptureSettings(**values)


def test_the_contracts_names_and_defaults_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = ScriptureSettings()
    assert (settings.max_tokens_insights, settings.max_tokens_definition, settings.max_tokens_chat) == (
        2000,
        1000,
        3000,
    )
    assert settings.conversation_history_char_limit == 100_000

    for number, name in enumerate(("INSIGHTS", "DEFINITION", "CHAT"), 700):
        monkeypatch.setenv(f"MAX_TOKENS_{name}", str(number))
    monkeypatch.setenv("CONVERSATION_HISTORY_CHAR_LIMIT", "20000")
    settings = ScriptureSettings()

    assert (settings.max_tokens_insights, settings.max_tokens_definition, settings.max_tokens_chat) == (700, 701, 702)
    assert settings.conversation_history_char_limit == 20_000
