"""Indexes for every filter of the sessions, documents kept as they came, and uploads that can go on after a cut.

By hand: defaults, checks and statistics; the way down in one statement a table, so that each is rewritten once.
"""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "import" (
    "id" VARCHAR(64) NOT NULL PRIMARY KEY,
    "touched_at" TIMESTAMPTZ NOT NULL,
    "lines" BIGINT NOT NULL,
    "stored" BIGINT NOT NULL,
    "failed" BIGINT NOT NULL,
    "digest" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ
);
ALTER TABLE "import"
    ALTER touched_at SET DEFAULT now(), ALTER lines SET DEFAULT 0, ALTER stored SET DEFAULT 0,
    ALTER failed SET DEFAULT 0, ALTER digest SET DEFAULT '',
    ADD CONSTRAINT import_counts CHECK (stored >= 0 AND failed >= 0 AND stored + failed <= lines);
CREATE INDEX "idx_import_touched_652379" ON "import" ("touched_at");
COMMENT ON COLUMN "import"."id" IS 'SHA-256 over who sends it and their Idempotency-Key; random where they gave none.';
COMMENT ON COLUMN "import"."touched_at" IS 'When it last came further, or began to go on.';
COMMENT ON COLUMN "import"."lines" IS 'Lines that have been dealt with, empty ones included.';
COMMENT ON COLUMN "import"."stored" IS 'Sittings that were stored.';
COMMENT ON COLUMN "import"."failed" IS 'Lines that could not be.';
COMMENT ON COLUMN "import"."digest" IS 'SHA-256 chained over those lines: the same upload has the same.';
COMMENT ON TABLE "import" IS 'An upload of whole sittings, under way or done: what it takes to go on after a cut.';
        CREATE TABLE "import_fault" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "line" BIGINT NOT NULL,
    "errors" JSON NOT NULL,
    "upload_id" VARCHAR(64) NOT NULL REFERENCES "import" ("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "idx_import_faul_upload__8f746c" ON "import_fault" ("upload_id", "line");
COMMENT ON COLUMN "import_fault"."line" IS 'Counted from 1.';
COMMENT ON COLUMN "import_fault"."errors" IS 'List of `{type, loc, msg}`; nothing of what was sent.';
COMMENT ON TABLE "import_fault" IS 'A line of an upload that could not be stored.';
        ALTER TABLE "session" ALTER COLUMN "task_metrics" TYPE JSON USING "task_metrics"::JSON;
        ALTER TABLE "task" ALTER COLUMN "other_metrics" TYPE JSON USING "other_metrics"::JSON;
        CREATE INDEX "metric_with_task" ON "metric" ("task_id", "metric_name") WHERE with_task;
        CREATE INDEX "metric_scoring" ON "metric" ("task_id") WHERE metric_name IN (
            'airborneFrames', 'armRaiseScore', 'balanceScore', 'balanceTime', 'bestShoulderAngle', 'formScore',
            'gaitScore', 'holdTime', 'jumpScore', 'leftShoulderAngle', 'oneLegScore', 'rightShoulderAngle',
            'score', 'shoulderScore', 'squatScore', 'stableLanding', 'stepCount', 'tiptoeScore', 'tiptoeTime',
            'twoFootedTakeoff', 'walkScore'
        );
        CREATE INDEX "idx_session_organis_8318de" ON "session" ("organisation_id", "child_age", "started_at");
        CREATE INDEX "session_risk_level" ON "session" ("organisation_id", "risk_level", "started_at") WHERE risk_level IS NOT NULL;
        CREATE INDEX "session_followup" ON "session" ("organisation_id", "started_at") WHERE session_type = 'followup';
        -- Names are many: the usual sample says too little of how often a beginning of a word is met.
        ALTER TABLE "session" ALTER child_name_words SET STATISTICS 1000;"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX "session_followup";
        DROP INDEX "session_risk_level";
        DROP INDEX "idx_session_organis_8318de";
        DROP INDEX "metric_scoring";
        DROP INDEX "metric_with_task";
        ALTER TABLE "session" ALTER child_name_words SET STATISTICS -1,
            ALTER COLUMN "task_metrics" TYPE JSONB USING "task_metrics"::JSONB;
        ALTER TABLE "task" ALTER COLUMN "other_metrics" TYPE JSONB USING "other_metrics"::JSONB;
        DROP TABLE "import_fault";
        DROP TABLE "import";"""


MODELS_STATE = (
    "eJztXXtz27aW/yoY/ZNkRvU4Spx0092dkROn1daxO7bS3nvbjgyTkIRrklAI0oq2m+++54"
    "BvEqRIWpIpVzMZTwTigOA5ePzOAwd/9WxhMksejeyFcL3eO/JXz6E2g//knvRJjy4WSTkW"
    "ePTWUlV5UudWei41sKUptSSDIpNJw+ULjwsH6w4d4i8sQU0ipmQ5FxYjknsed2ayT3zHZC"
    "5Z0hURLjGFw95BFeoR7hGP3jFJPEFmggiH0KkHNSkxfO8IX2wKA94MrWzxHb7Dv/hs4okZ"
    "8+bMhTf9/icUc2jwK5PRz8XdZMqZZWaYyU1sQJVPvNVClb2fU/ejqon9v50YwvJtJ6m9WH"
    "lz4cTV4fOwdMYc5lKPmSkWO75lhbKIioK+QoHn+izupJkUmGxKfQsFhdRBD5Ky3mRycTme"
    "XJ+NJ5NeUYjXPw2/G5y8IeIeWTkXRDLHlMhC6pgEmMNdMjIZDAuPOcbqu5/Z6gfiwjNhQ3"
    "XmMqyzIjN6z4gDIiiKcCtvMISDw5M7nlTSsenXicWcmTeHn29efwu4kEgpqIXd+XV49f6n"
    "4dXzN69fYEMCxngw9C/CJwP16Jtqgno0aESNiWQQeMI35sycUK84GD6ASD1uM/2AyFLmBo"
    "YZkh5F/2kzTKKCzY6T3+bMQZlZVHrEADaQqe/i3Onj5LtlM+rE0604BhpT5+XrMmpeOtYq"
    "/JoK+Y5Hn86ux8NPv2AztpRfLCWU4fgMnwxU6SpX+vxNbizEjZDfRuOfCP4k/7q8OFMyE9"
    "KbueqNSb3xv3rYJ+p7YuKI5YSaKcZHpZFwoGYylCzuMFkcRad8NnI8/RiKSXLDB7i1mQGT"
    "LPjR6DhuOFzOsYswcWE1nuPEvWUwAExGLY8suTfvE5jvHqzbWIs7huWbzCwOm9at5IfPDL"
    "/zu/8YDF69ejs4fvXm+5PXb9+efH/8PdRVTCk+elsxxk5HP44uxtkhgwXfMpKVnnCZZreo"
    "Em1C013ZXocbcCCYJa7QQbc1a39l1U5IaUq51VRKCU13pZSaO4bwLRP2Tg8mUOUkK1TshI"
    "RMPmNSs9GWo66EYjPIq458er2WyMuYA3+ZGeAj6K1kRC3w7xD3EImbZQiB51TGZeU46wHt"
    "7QRVpaYed7hsB6NypBvAUeFe3UjmzXFURJESXFiU4/2eIJyIJwWIg/rT9C4FnrHglhp3S+"
    "qak8yT9FoMPNSBoZDu489XzKKKlUWhZ7Tcj0oaW5rq2xd7UhoBXmSfGIgyhhYf2QM7X0Id"
    "OlOfhO/GN2lYVmo3iDm6zngwmcY115sQ1NKEuj2NFf3CTlSKLhpTr1f7/+olPOsFTU4CHR"
    "5f1cPa7OsC5oaEL4g5GzIsFGk0IHuqMnBA/fjWyKJQhT60NgUN8ghXtF2bFGqP9V2iiXJV"
    "Xsm1sfq1W+zXQl9/L3wHOkGmrrDJy+Lc0TzvBNhjritczRbwQRi+zcpEklDlkQA3PPJ/sE"
    "7ILgnnHLqDy9bNX9jPPrGE0Se2nH27+QFXrTnIKLB3otIEIE3Ch+uAe8tW6kON/7m+vMig"
    "jAjOPf80/Ece6b0/vzzNSTOzgtZF7xmi3QH4jax0e2vtLOC1vBCLEvwI+yqfOfAFSo4j6C"
    "N1DN3SWHBAdFZ+zVAZFLt0GW/p2ZEL3w9fzbxgtA+v3w8/nAUoQA+Dt4nwPjH4QEMH7sIn"
    "lbjOTuqsRXSXAMgc375Vume48NiMSh8xGBl5koBQg8kAxQ6uUSZbwBxBN41H5Z16hJ18B1"
    "MH0Rv8hu+XR4tVcQnc+tvWI8bfe9hOKHPJviBGzKDI1OOAkRMlgmooGVVFM+cEW+iVAUvy"
    "209nV2ckqfit5P31XigNoZi75nWpLyGjC/L8GeXurXAd9tGFIvmsT55R176iXLJraJFhwS"
    "21cH3I/x6Dfq5+MuldzxG5M3fozCxVOBWuHRPMKPfiH3NhmRHpv317ET+w2LTYDqyk52wW"
    "13H5bF6sJKPHMnwS15dffJq8WqqZcQ5DBTgVFLCFAlT4w4PJIJKvDH5GPfWW4qOApd8c0z"
    "smplMsW1LrLqj+oqGW8Pnz6EMDHcH3uXmENNvxPvb+c+o7Bi4EBN808T0OC4wh7AX1jrDk"
    "7X83tJFtwlqitr9XgfkjbdhQfKhWDXA2N9IMQoJHVgyuv1gfgl/P/+g5MHPvqfX8WTS/2Z"
    "dnL/7ovdCg0h9dsUQ/irIJChd96wAfXQZDEwd6cfWtQ9AJpSK97jYAojmyPYOiJUp3Bju+"
    "PD6uAR6hVil6VM+03IZR52vY/REgUsn0yRPmGD5Fyj1keQWHP1x+Pj0/I79cnb0fXY9CXS"
    "u23aqHClZ8sXiAI6/Ohuc5dmcgQm6tEsIC2KPndoYux+pbINwWp+OSBgrzKIwaCNca7PUz"
    "ScTSITfBoJE379ANjOtP7OVQ4CS0BwImIRKEZK3C0CAO2HBhUUPjSNn2y+oPj9PLy/OM+n"
    "06yq11F58/nZ7BDH2RHSbFJdBi98xqsvjFBK2Wvd14U3oOwEMKRLdq9wmswS6ht0E5uV1l"
    "ED0B6aDAjDm3TBAp6Eo/qLcmmjf85RIU75iuODx29M4163atZbti1c4v2iktpS7GTJFsEm"
    "h2d7VeAyUrTCj65bmxAWUcNrOfLF1rPkkNqC4ZTy7dGXW4pOFnF0womef9KkOKyNes4SAz"
    "YIXhRh9dXOJWMveeesJd9TGYdS64G3j1YXMKwDfqMjpHWctWNhwne9BXt6qvGi5DBrUIp8"
    "hS7iYqdbdqz9MNIL1nrgzXk6zIS80UKYrdmSpebkuygUVh8PL129ffv3rzOjYkxCVV9oMi"
    "UPYXZstJlKU8TKKuTCJNjFLY+0TqTU1Dm7UJPW4YRkazGNSyCA0qLEKDwCLUKgBMRs6Jgi"
    "iahIBdB63s4QwrDf/KrFCA3x7Ioc/QRGe0+G4Hx0WDSQP8U+OsHPPLVKVa3tPwfJsKawvM"
    "Bu+UAclkHgWA2o8CCYgt7hmGxKSj6wPjuy5YbrNN1/GLprWdyD/qUTfZIgOnpLai6lxseV"
    "9bEUSXaz7vhdWQuhzUzdjMlaWt8pSGEp1k6au8pUlNMromMBXIxefz84KntpphNXs1FZYl"
    "lv5iXZ+i+liH/Bd6WgO6Z4VuJbKYLGEEyLo9KdClevTj6CLTqYPj86BI7sUOvacY+KBIHh"
    "TJwyTagSJpcrmw6ErrSqkKHcnSbWY2tVQr9fEj0a6edLQqlmRI5Fy4XhScNxUuWTCxsDTu"
    "1uqqnYgfyaLRujaCLNUTjB7ZmK1Az+sENWY5Pr7+lRmeWMv1hL7LvO+NQd9SPY3iCbDvfZ"
    "gHFihbfTUfJKOuMdfGYDWmbnDO8PrXs/fjyyu1FErhuwbLKc3Q1pSnRsuSYVylTArC4+w6"
    "tJFR3LICvrapZZWulBnCTp/BGTlkBbyXmhCT9BP9Evdq8PZNvKjhj6pl7PrT8Py8bN2aK6"
    "lMDLvI6YpgLA1ty3isHcWCAE8NW8vqsHi3YVkB/4IZMbmbteB9hrbzvL/TLE5J8WPwHlhj"
    "BmbOZjt2Qtfh0KeWW/ZJnR37pHzDPinbr4Wny2IzBvRYuU1HZE+B01Vb6dk/xhkFpnCOLh"
    "7i55cXP0bVqw/XZY2pTRTMLOVjKZgpsxnABE9wyY7wff+Lx95AvXoMo1nH1c0ijEqbcZss"
    "dXm6HSZK4Q73OLUaSjciw2DLyFZd3HHKKq3RY2qpMRVajDaaMgwW1kzOyrPMedoHnWje0f"
    "7/2zwKc7U4fJg6akyoJDfpj7npYxFXp/R0KeLaNLG7o8xR2JzePV2+0eXpDjtd853O5HTm"
    "CMkbMT5DdOB6c66jw9eGdcpsPug1pAcJtJBAxsNcd2vPUnWY7/FRClvAtg1bNvybg84bHZ"
    "Dg0HPfC6KRyc9s4RHDd13cF25XBL7PXZGlC1ogpg7FXUKGB73VVlF+cGNrb9vxkQ1MMUEt"
    "Sx3ZbmxFKxC3sqTtaJwcI89fHh+vF5XF71gq3KI4CB7W1PZMdZrYj7ohDxrSw3mcHHsXFG"
    "U6ibSeZgzWEj+AxetnzS7jP7dy4Cl/0uWBB5/yR2z2cwyvPQClmcn6g1DlQ3sDzK4fPtvJ"
    "gbyWy9rpnOEz9CSM0KsTtBwZGnYWtdxNVFwdtKwQ08MY9MROP241alnxShOyHPGwPF45Oq"
    "paL1g5ChQO4oTjg84qERM0hAkGhRvEFc/FUllutLnsHthWnXDk7HxXmZoOMaeHmNM9WEH2"
    "NFzuEHN6iDk9TKIdxJw+qTxlyt3zt8xSpr68aZBphqjLcY4tA1a2kqHM9N1Ax5YwChxdjG"
    "lFcJaOeJeZyo6Pml4FM3JI2FdtiFb62W7jtKRHPV/D/YqwhZhihwELmDA2zIm6i6DqTQcj"
    "NI7NelhUVjseP4KyshWXnUD9s23oR4F4H2I/fsV0jXH4eZwiLwjgQP9KnEUvUOypy9TVHM"
    "F5D82StIkGdxcX0sr7tj9et0EmW110rUBwwQpermKoy1XW+UvxkHmpX3aL79mev66dJ2lj"
    "LqSugbatOJEew6XRUcaudWpUeDNqpM/LJ+99oKU+uVTgiXB7u9dvJdeBwIju6W7gytboV1"
    "7CldSd3IWV15ry8RTZlLsSr0qQS7xNQRBKfrm8Hoc5banrcmZi+sDc5SV9codLMp4zo8Sk"
    "mjsaNtz24eru0qu7AydJlMMFhB97UlaY5lHWuZy7XhuPfP32FHrP3IUbwqW6Es2Rddlakh"
    "UMLMpzYfbJggL4RdncClMz02rS7PiWzzIlfw1CLlP0O3XEs6mhfxPIc86oqU0AhpqMnpkp"
    "kn24H20TqLO5WpeDp9hAXtfDKaSztDvUXek5H1Hk8+uvQgvL02H4acjDmOHA79PRxfDqn3"
    "pzyqmG56f/HJ8N8+cL98ovvNPEjfvp0SpzCxcUwXJ1ZZto/Arkf85t7umAePKwEoPjGJpY"
    "cb06Wb7VdZzKM0U9D1CwJ5WpizsAfZcwvsRSGcS47ubv5uQHEK3FWQh5ldieyeBCD8RNgI"
    "ptDDZSPNaYr1q18MgAes5112yXgrGo+lOCYhuLuYBVj3myxf6UIXx629OebEeaAItO7UfD"
    "BS+xCoVPKnciuuD1rUBDYlNMFMRg8VrSFeHOOwIEMjhzKwkmHu7Dsua6YsnMyN4uDQGy1e"
    "1KD2ztcPlE12z1VVvKfuH0Q+hZe6Denbz5jy3X7UcqLVw25V+bcDih6DKPU14BAz4F9gXm"
    "xi7/OzT9J3kg1YFbZllYDrvHgrqaAwQbaK9auoM6wh2Uy3aQFy28fTKnct5EuGmafVCqYv"
    "5XqE3ZOrs2Tiu4URTB0HVpiUkvIclJ4OkZUTHk6fc/cyxjXxccNpAWG32WcgMbfTcPwnV9"
    "Xy/VeDL3hVLpTQCitwF0edq9kXTvCjMu4v4QG89s7viexuZWWfMJjwuX3Yu7VqMiS7k3Y+"
    "JvOftRN28Y2pYi2W5cW0dsWO3D2nypy0raOKat5h1O3eTo2ni21HDq0l2wQ9/k3jl3WE9n"
    "kIsf9ittclhtYkX11prlfpsLVGoc6BBZzqnXD50KzDkiI48I37P4PZMKRquzTlH0TqjucE"
    "+5ImSfSLSxEVAQUTlCLWjObIyivcUQaq47HrLjd7e8Viq5TupgEeyORbA5RDhYALuFFepY"
    "AA+Jq7aauKrLSGwP2Rn6wxpyNEu11cxf+8hTQ5/lq9yMmVB02kYdOKb6JMiNgPkiAxxahE"
    "mVNXd83PMOuNDIphzW77Qo0LyPHQ3MxcD1d9EFln11EjD4exSeXumHzuU//MHx4I3WV/CQ"
    "xioF+rqOQF+XC/R1QaCAqxuuVwlF51Xx3uU0SPEdsfvmXXy885lGIVlffStrXKgDNXIUpG"
    "g67SnoXaCGFjliAiSfuvdXMtD6HBZGt3GX3KvzuUdEIwonaqn0sOeW39XCt9GROJ8rNoXh"
    "Nx+LO+b0dKGn6ef9yujToCZo0VHVWqnc1KXQU2pza6Xkg9Sw+DFqzPH3cs7hPwZ18DguGv"
    "eJcAzlSwVdPbh5jH0tyey2uaYPMUHdQ4KHmKCDRSC9VwYTvSFkyRB1H7UghJR85nyn8krB"
    "9sU9MhOwH+FmACuXPkBlLcVWsItabhuHmmSp9ifYRPV7bbhJUmvHAScdip7opmeo6ytgXf"
    "9pqySMexgz8XeVb2etsh2Zswf/+N/RP66YrtFeI2GUa62R1OscU1kwV4KShPkqEFJhds8+"
    "UYmjhBtkCANdUvie5CYjXEqfubrzKW2b0Sihv/eC5/hY+rf/ZvABfx4004NmupEF6KCZbk"
    "YzPWQb7x2yjR8m0cOyjTOb8kb3EcYEG7mKcCs2hJFDLIG5yQwq2RG5gBbUgSGABsoZwSW5"
    "A3Y4mEacOipNK55p1aZTbt1QtZ/4pI4pAmqVe4pPCsaI7p/e21pe4LwXvp4bvsoPr/HbWi"
    "XcPXN8u6DF5Dy41q45fc/ZMgCwTWYONW1EzYbFHW5wxMsuCVoqTI56gth0OMSCSrkUoNc0"
    "NYAWCLt8k+rQnQlnADpAsOQEWXQ99ReWHEeQ6GvQq4bKDi5AqOJo9KIHNbX7aZYoXnUlm1"
    "B0WaToMLiBrt6omOob0CpvIut1pJMqK3aUoJEHKRXUdVnBSVjJWJmQN914pdhf1RL7qwqx"
    "vyqKPdKyG8g9RdJhwbfcwrbCZJNL/PY2ED9Hujf27N41x+ADPOKgpoMa9jZdqRTzhrBhFX"
    "TiXOXcYkFqVFsHBh/U0hO2nncmZLyT95du1pj+uBfxdpLBm7uGt9zGXog4f2BG9STX054Z"
    "Qsp4njtUnIpYeyCn8nFyT4VfWz3VyFxuzHu6I43Bk37lecakzjrfTTkbNhzYV2rQ1e4ZGl"
    "tuuC7sOpplx7bccgdJqam8HF6X28o7dZagrYno5KSWAe6kwgB3ksfXOKkacDis/gS5u5Xk"
    "WfBGj+muCCjPlJ4iOWRKb5gp/VED6b/9P2+KjUM="
)
