"""The SDK's client for OpenAI, and for any server that speaks the same language. Importing this takes a second."""

from __future__ import annotations

import openai

from project.core.llm.client import http_client, quieten
from project.core.llm.settings import LanguageSettings

#: The SDK must send some key; a server that asks for none does not look at it.
NO_KEY = "none"


def make_client(settings: LanguageSettings) -> openai.AsyncOpenAI:
    key = settings.openai_api_key
    client = openai.AsyncOpenAI(
        api_key=key.get_secret_value() if key is not None else NO_KEY,
        base_url=settings.openai_base_url,
        max_retries=0,
        http_client=http_client(),
    )
    # The modules behind these are loaded when they are first asked for.
    _ = client.chat.completions, client.embeddings
    quieten("openai")
    return client
