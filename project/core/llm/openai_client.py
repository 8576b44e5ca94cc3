"""The SDK's client for OpenAI or any compatible server. Takes a second to import."""

from __future__ import annotations

import openai

from project.core.llm.http_client import make_http_client, silence_sdk_log
from project.core.llm.settings import LanguageSettings

#: The SDK must send some key, even to a server that needs none.
NO_KEY = "none"


def make_client(settings: LanguageSettings) -> openai.AsyncOpenAI:
    key = settings.openai_api_key
    client = openai.AsyncOpenAI(
        api_key=key.get_secret_value() if key is not None else NO_KEY,
        base_url=settings.openai_base_url,
        max_retries=0,
        http_client=make_http_client(),
    )
    # The SDK loads these modules on first access: do it in this thread.
    _ = client.chat.completions, client.embeddings
    silence_sdk_log("openai")
    return client
