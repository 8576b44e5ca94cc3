from typing import Any

import pytest
from pydantic import ValidationError

from project.core.llm.choice import make_embedder, make_provider
from project.core.llm.settings import LanguageSettings, is_near
from project.core.testing.processes import printed_by
from tests.stand_in import KEY

#: Stands for an app's own fallback.
OWN = "own"
ANTHROPIC = {"anthropic_api_key": KEY}
OPENAI = {"openai_api_key": KEY}
MODEL = {"openai_model": "some-model"}
OWN_SERVER = {"openai_base_url": "http://localhost:11434/v1"}
CHOICES: dict[str, tuple[dict[str, Any], str, str]] = {
    "nothing": ({}, OWN, OWN),
    "empty keys": ({"anthropic_api_key": "", "openai_api_key": " "}, OWN, OWN),
    "a key of Anthropic's": (ANTHROPIC, "anthropic", OWN),
    "a key of OpenAI's alone": (OPENAI, OWN, "openai:text-embedding-3-small"),
    "both keys": (ANTHROPIC | OPENAI, "anthropic", "openai:text-embedding-3-small"),
    "a model of OpenAI's": (OPENAI | MODEL, "openai", "openai:text-embedding-3-small"),
    "an own server": (OWN_SERVER | MODEL, "openai", OWN),
    "an own server without a model": (OWN_SERVER, OWN, OWN),
    "a choice against the keys": (
        ANTHROPIC | OPENAI | {"ai_provider": "offline"},
        OWN,
        "openai:text-embedding-3-small",
    ),
    "a choice between two": (
        ANTHROPIC | OPENAI | MODEL | {"ai_provider": "openai"},
        "openai",
        "openai:text-embedding-3-small",
    ),
    "words only": (OPENAI | {"embedder": "builtin"}, OWN, OWN),
    "embeddings of an own server": (OWN_SERVER | {"embedder": "openai"}, OWN, "openai:text-embedding-3-small"),
}


def name_of(chosen: Any) -> str:
    return chosen if isinstance(chosen, str) else str(chosen.name)


async def test_the_settings_choose_provider_and_embedder() -> None:
    found = {}
    for case, (values, _, _) in CHOICES.items():
        settings = LanguageSettings(**values)
        found[case] = (values, name_of(make_provider(settings, OWN)), name_of(make_embedder(settings, OWN)))

    assert found == CHOICES


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "Anthropic without a key": ({"ai_provider": "anthropic"}, "needs ANTHROPIC_API_KEY"),
    "OpenAI without a model": (OPENAI | {"ai_provider": "openai"}, "needs APP_OPENAI_MODEL"),
    "OpenAI without a key": (MODEL, "APP_OPENAI_MODEL needs OPENAI_API_KEY"),
    "embeddings without a key": ({"embedder": "openai"}, "APP_EMBEDDER=openai needs"),
    "a key in the clear": (ANTHROPIC | {"anthropic_base_url": "http://models.example.com"}, "use https"),
    "an address with a password": ({"openai_base_url": "https://me:hunter2@host/v1"}, "more than a host"),
    "an address that is none": ({"openai_base_url": "ollama"}, "such as https://host"),
    "an address without a host": ({"anthropic_base_url": "https://"}, "such as https://host"),
    "a key with a line break": ({"anthropic_api_key": "sk-\nhunter2"}, "a character that no key has"),
    "a key in other letters": ({"openai_api_key": "ключ"}, "a character that no key has"),
    "no time": ({"ai_timeout": 0}, "ai_timeout"),
    "no model": ({"anthropic_model": ""}, "anthropic_model"),
}


def refusal_of(values: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        LanguageSettings(**values)
    return str(caught.value)


def test_a_half_or_unsafe_setting_stops_the_start_with_a_reason() -> None:
    found = {case: refusal_of(values) for case, (values, _) in REFUSED.items()}

    assert {case: text for case, text in found.items() if REFUSED[case][1].lower() not in text.lower()} == {}
    assert [case for case, text in found.items() if "hunter2" in text] == []


def test_names_and_defaults_are_those_of_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = LanguageSettings()
    assert settings.ai_timeout == 30
    assert (settings.anthropic_model, settings.anthropic_summary_model) == (
        "claude-sonnet-4-6",
        "claude-haiku-4-5-20251001",
    )

    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "https://gateway.example/anthropic/")
    monkeypatch.setenv("OPENAI_API_KEY", "")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://gateway.example/openai/v1")
    settings = LanguageSettings()

    assert settings.anthropic_base_url == "https://gateway.example/anthropic"
    assert settings.openai_base_url == "https://gateway.example/openai/v1"
    assert settings.anthropic_api_key is not None
    assert settings.openai_api_key is None
    assert KEY not in repr(settings)


HOSTS = {
    "localhost": True,
    "ollama": True,
    "10.1.2.3": True,
    "192.168.1.4": True,
    "models.cluster.local": True,
    "host.docker.internal": True,
    "8.8.8.8": False,
    "example.com": False,
    "local.example.com": False,
}


def test_a_near_host_is_this_machine_or_on_its_network() -> None:
    assert {host: is_near(host) for host in HOSTS} == HOSTS


def test_the_choice_loads_no_sdk() -> None:
    script = """import sys
import project.core.llm.choice
print([name for name in sys.modules if name.startswith(("anthropic.", "openai.", "httpx2."))])"""

    assert printed_by(script) == "[]"
