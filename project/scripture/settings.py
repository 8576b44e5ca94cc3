from __future__ import annotations

from pydantic import Field

from project.core.ops.settings import AppSettings


class ScriptureSettings(AppSettings):
    #: Longest answers, in tokens of the model.
    max_tokens_insights: int = Field(default=2000, ge=500, le=16_000, validation_alias="MAX_TOKENS_INSIGHTS")
    max_tokens_definition: int = Field(default=1000, ge=500, le=16_000, validation_alias="MAX_TOKENS_DEFINITION")
    max_tokens_chat: int = Field(default=3000, ge=500, le=16_000, validation_alias="MAX_TOKENS_CHAT")
    #: Characters of a conversation beyond which a summary stands for its beginning.
    conversation_history_char_limit: int = Field(
        default=100_000, ge=10_000, validation_alias="CONVERSATION_HISTORY_CHAR_LIMIT"
    )

    #: Source of text that is not in the database: `sqlite` for none, anything else for APP_BIBLE_API_URL.
    bible_client_type: str = Field(default="sqlite", validation_alias="BIBLE_CLIENT_TYPE")
    bible_api_url: str = Field(default="https://bible.helloao.org/api", pattern=r"^https?://[^/]")
