"""Scripture: the text of translations, and what readers keep and say about it.

By hand: defaults, checks, and the column that is worked out.
"""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "translation" (
    "id" VARCHAR(30) NOT NULL PRIMARY KEY,
    "name" VARCHAR(200) NOT NULL,
    "loaded_at" TIMESTAMPTZ NOT NULL
);
COMMENT ON COLUMN "translation"."id" IS 'As the public Bible file names it, such as `eng_kjv`.';
COMMENT ON TABLE "translation" IS 'A translation whose text is in the database.';
        CREATE TABLE "chapter" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "book" VARCHAR(3) NOT NULL,
    "number" SMALLINT NOT NULL,
    "content" JSON NOT NULL,
    "translation_id" VARCHAR(30) NOT NULL REFERENCES "translation" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_chapter_transla_f56339" UNIQUE ("translation_id", "book", "number")
);
COMMENT ON TABLE "chapter" IS 'A chapter as its source lays it out: headings, verses, line breaks.';
        CREATE TABLE "chat" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "title" VARCHAR(200),
    "passage_reference" VARCHAR(100),
    "passage_text" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_chat_user_id_4ed3e4" ON "chat" ("user_id", "updated_at", "id");
COMMENT ON TABLE "chat" IS 'A conversation of a reader''s own, about a passage or about none.';
        CREATE TABLE "definition" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "key" VARCHAR(64) NOT NULL UNIQUE,
    "word" VARCHAR(100) NOT NULL,
    "passage_reference" VARCHAR(100) NOT NULL,
    "verse_text" TEXT NOT NULL,
    "definition" TEXT NOT NULL,
    "biblical_usage" TEXT NOT NULL,
    "original_language" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "owner_id" UUID REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_definition_owner_i_c780a3" ON "definition" ("owner_id");
COMMENT ON COLUMN "definition"."key" IS 'SHA-256 over word, reference, verse and owner: what makes it the same definition.';
COMMENT ON TABLE "definition" IS 'Three texts on a word in a verse. One that was imported belongs to its importer; the others serve all readers.';
        CREATE TABLE "insight" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "key" VARCHAR(64) NOT NULL UNIQUE,
    "passage_reference" VARCHAR(100) NOT NULL,
    "passage_text" TEXT NOT NULL,
    "historical_context" TEXT NOT NULL,
    "theological_significance" TEXT NOT NULL,
    "practical_application" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "owner_id" UUID REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_insight_owner_i_22aaf2" ON "insight" ("owner_id");
COMMENT ON COLUMN "insight"."key" IS 'SHA-256 over reference, text and owner: what makes it the same insight.';
COMMENT ON TABLE "insight" IS 'Three texts on a passage. One that was imported belongs to its importer; the others serve all readers.';
        CREATE TABLE "kept_definition" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "definition_id" INT NOT NULL REFERENCES "definition" ("id") ON DELETE CASCADE,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_kept_defini_user_id_c09003" UNIQUE ("user_id", "definition_id")
);
CREATE INDEX "idx_kept_defini_definit_491d3c" ON "kept_definition" ("definition_id");
CREATE INDEX "idx_kept_defini_user_id_06701b" ON "kept_definition" ("user_id", "created_at", "id");
COMMENT ON TABLE "kept_definition" IS 'A definition in a reader''s history.';
        CREATE TABLE "kept_insight" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "insight_id" INT NOT NULL REFERENCES "insight" ("id") ON DELETE CASCADE,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_kept_insigh_user_id_20acc7" UNIQUE ("user_id", "insight_id")
);
CREATE INDEX "idx_kept_insigh_insight_078e63" ON "kept_insight" ("insight_id");
CREATE INDEX "idx_kept_insigh_user_id_69994f" ON "kept_insight" ("user_id", "created_at", "id");
COMMENT ON TABLE "kept_insight" IS 'An insight in a reader''s history.';
        CREATE TABLE "message" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "role" VARCHAR(20) NOT NULL,
    "content" TEXT NOT NULL,
    "was_truncated" BOOL NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "embedding" vector(1536),
    "embedder" VARCHAR(100),
    "chat_id" INT REFERENCES "chat" ("id") ON DELETE CASCADE,
    "insight_id" INT REFERENCES "insight" ("id") ON DELETE CASCADE,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_message_insight_62151f" ON "message" ("insight_id");
CREATE INDEX "idx_message_user_id_42f3e5" ON "message" ("user_id", "insight_id", "created_at", "id");
CREATE INDEX "idx_message_chat_id_e3d764" ON "message" ("chat_id", "created_at", "id");
CREATE INDEX "message_embedding" ON "message" USING hnsw ("embedding" vector_cosine_ops);
COMMENT ON COLUMN "message"."role" IS 'user or assistant.';
COMMENT ON COLUMN "message"."was_truncated" IS 'The answer was cut off at the limit of its length.';
COMMENT ON COLUMN "message"."embedder" IS 'What made the embedding: those of different makers have nothing in common.';
COMMENT ON TABLE "message" IS 'A question of a reader, or its answer: in a chat, or about an insight.';
        CREATE TABLE "saved_passage" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "reference" VARCHAR(100) NOT NULL,
    "book" VARCHAR(50) NOT NULL,
    "chapter" INT NOT NULL,
    "verse_start" INT NOT NULL,
    "verse_end" INT,
    "translation" VARCHAR(30) NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_saved_passa_user_id_0d4fa7" ON "saved_passage" ("user_id");
COMMENT ON TABLE "saved_passage" IS 'A passage that a reader has marked to keep.';
        CREATE TABLE "summary" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "kind" VARCHAR(20) NOT NULL,
    "text" TEXT NOT NULL,
    "message_count" INT NOT NULL,
    "last_message_id" BIGINT,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "key" VARCHAR(64) NOT NULL UNIQUE,
    "chat_id" INT REFERENCES "chat" ("id") ON DELETE CASCADE,
    "insight_id" INT REFERENCES "insight" ("id") ON DELETE CASCADE,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_summary_chat_id_b63c14" ON "summary" ("chat_id");
CREATE INDEX "idx_summary_user_id_3b607f" ON "summary" ("user_id");
CREATE INDEX "idx_summary_insight_9256ad" ON "summary" ("insight_id");
COMMENT ON COLUMN "summary"."kind" IS 'recall: a sentence or two to head excerpts of it; history: it stands for the messages up to `last_message_id`.';
COMMENT ON COLUMN "summary"."message_count" IS 'Messages that the conversation had when this was written.';
COMMENT ON COLUMN "summary"."key" IS 'SHA-256 over kind, reader and conversation: there is one of each.';
COMMENT ON TABLE "summary" IS 'What a reader''s conversation was about, in fewer words.';
        CREATE TABLE "verse" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "book" VARCHAR(3) NOT NULL,
    "chapter" SMALLINT NOT NULL,
    "number" SMALLINT NOT NULL,
    "text" TEXT NOT NULL,
    "parts" JSON,
    "words" TSVECTOR NOT NULL GENERATED ALWAYS AS (
        to_tsvector('english', text) || array_to_tsvector(ARRAY['@' || translation_id::text])
    ) STORED,
    "translation_id" VARCHAR(30) NOT NULL REFERENCES "translation" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_verse_transla_a40c32" UNIQUE ("translation_id", "book", "chapter", "number")
);
CREATE INDEX "verse_words" ON "verse" USING GIN ("words");
COMMENT ON COLUMN "verse"."book" IS 'GEN to REV, or the id of a book beyond the 66.';
COMMENT ON COLUMN "verse"."parts" IS 'List of texts, poetry, line breaks and notes, where the source has it.';
COMMENT ON COLUMN "verse"."words" IS 'The words of the text, and `@` with the translation''s id, so that one index narrows to both.';
COMMENT ON TABLE "verse" IS 'One verse of a translation.';
        ALTER TABLE insight ALTER created_at SET DEFAULT now();
        ALTER TABLE kept_insight ALTER created_at SET DEFAULT now();
        ALTER TABLE definition ALTER created_at SET DEFAULT now();
        ALTER TABLE kept_definition ALTER created_at SET DEFAULT now();
        ALTER TABLE saved_passage ALTER created_at SET DEFAULT now();
        ALTER TABLE translation ALTER loaded_at SET DEFAULT now();
        ALTER TABLE chat ALTER created_at SET DEFAULT now(), ALTER updated_at SET DEFAULT now();
        ALTER TABLE verse ADD CONSTRAINT verse_counted CHECK (chapter > 0 AND number > 0);
        ALTER TABLE message
            ALTER created_at SET DEFAULT now(), ALTER was_truncated SET DEFAULT false,
            ADD CONSTRAINT message_role_known CHECK (role IN ('user', 'assistant')),
            ADD CONSTRAINT message_of_one CHECK (num_nonnulls(chat_id, insight_id) = 1),
            ADD CONSTRAINT message_embedded CHECK ((embedding IS NULL) = (embedder IS NULL));
        ALTER TABLE summary
            ALTER updated_at SET DEFAULT now(),
            ADD CONSTRAINT summary_kind_known CHECK (kind IN ('recall', 'history')),
            ADD CONSTRAINT summary_of_one CHECK (num_nonnulls(chat_id, insight_id) = 1);"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE "summary";
        DROP TABLE "message";
        DROP TABLE "chat";
        DROP TABLE "kept_definition";
        DROP TABLE "definition";
        DROP TABLE "kept_insight";
        DROP TABLE "insight";
        DROP TABLE "saved_passage";
        DROP TABLE "chapter";
        DROP TABLE "verse";
        DROP TABLE "translation";"""


MODELS_STATE = (
    "eJztPf1z2zay/wpGvySdUTOJHSc9997NsxO39dWxO7aT3F3bkSESklBThEqQVvR6+d/fLv"
    "hNghSpD5qSOdNJLRILkrvAYr/3r95UmMySL86nM+G4vWPyV8+mUwZ/ZO70SY/OZvF1vODS"
    "oaWG8njMULoONXCmEbUkg0smk4bDZy4XNo49sYk3swQ1iRiR+URYjEjuutweyz7xbJM5ZE"
    "4XRDjEFDY7hiHUJdwlLr1nkriCjAURNqEjF0ZSYnjuC3ywKQx4MsyyxWd4Nv/TYwNXjJk7"
    "YQ486dff4TKHCb8wGf6c3Q9GnFlmCpncxAnU9YG7mKlr7ybU+UGNxPcfDgxheVM7Hj1buB"
    "NhR8Ph8/DqmNnMoS4zEyi2PcsKaBFe8t8VLriOx6KXNOMLJhtRz0JCIbT/BvG13mBweXU7"
    "uDm7HQx6eSLe/HTy7cHRGyIeEJUTQSSzTYkopLZJADncIecmg2XhMttYfPszW3xPHLgnpj"
    "CcOQzHLMiYPjBiAwnyJNzKEwxh4/LktisVdab0y8Bi9tidwM83r7/6WIip5I/C1/l0cv3u"
    "p5Pr529ef4MTCVjj/tK/DO4cqFtf1RTUpf4kak3Ei8AVnjFh5oC6+cXwHkjq8inTL4g0ZG"
    "ZhmAHoi/CPVZZJeGGz6+TzhNlIM4tKlxiABjLyHNw7fdx8QzamdrTd8mugNnSWvg6j5pVt"
    "LYKvKaHv7fmHs5vbkw+/4DRTKf+0FFFObs/wzoG6ushcff4msxaiScjn89ufCP4k/7m6PF"
    "M0E9IdO+qJ8bjb//TwnajnioEt5gNqJhAfXg2JAyPjpWRxm8n8Kjrl43Pb1a+hCCSzfABb"
    "m1kwMcMPV8fLmsvlAl8RNi5w4wlu3CGDBWAyarlkzt1Jn8B+d4Fv4yhuG5ZnMjO/bFaeJb"
    "t8xvid3/7t4ODw8O3By8M33x29fvv26LuX38FYhZT8rbcla+z0/Mfzy9v0ksELX1OUla5w"
    "mOa0KCNtDNNe2t4EB7BPmDlyaP+1Nby/dGgrqDSi3KpLpRimvVRK7B1DeJYJZ6cLG6h0k+"
    "UGtoJCJh8zqTloi6WuGGIzklcV+vR6K0pexgTwy0xfPoK3lYwoBn+Mcg+ReFgGIvCEyuha"
    "sZy1xnyNSFWJrcdtLlcTozKgG5CjgrO6Fs3ry1EhRIJwwaUM7ndEwglxkhNxUH8a3SeEZ7"
    "wwpMb9nDrmIHUnyYsBhzphKID74edrZlGFyjzRU1ruD4oaW9rq2yd7fDUUeBF94kAUITR/"
    "a3owzV6hNh2rT8Jn45M0KCu0G0QYXWY8GIyikctNCIo1oW5PI0U/dxIVShe1oZer/X/1Yp"
    "z1/CkHvg6Pj+rhaPZlBntDwhdEmA0QFpA0XJA9NRgwoH58rWVRKJM+tDYFjeQRcLSmTQqV"
    "13qT0kSxKq/oWlv9alb2W0Fffyc8G16CjBwxJa/ye0dzvxXCHnMc4WiOgPfC8KasiCQxVF"
    "YS4IZL/gt8QraJOBfwOsi27v7C9+wTSxh9MpXjr3ffI9eaAI18eycqTSCkSfhwneC+4izV"
    "RY1/3lxdpqSMUJx7/uHkX1lJ793F1WmGmikOWlV6TwE1J8BvhNPtrLUzJ69liZin4A9wrv"
    "KxDV+g6HgO70htQ8cacw6I1tKvnlQGlx06j4709MqF74evZq6/2k9u3p28P/OlAL0YvE0J"
    "7wODDzR0wl1wp1Sum8Zjlkp0VyCQ2d50qHTPgPFMGZUeymDk3JUEiOpvBrhsI48y2Qz2CL"
    "ppXCrv1S18yWPYOii9wW/4fvlitsizwK0/bbnE+GsP5wloLtmfKCOmpMjEbR+RA0WCclEy"
    "HIpmzgHO0CsSLMnnn86uz0g88GvB86s9UBpCIXfJ4xJfQs4vyfNnlDtD4djsBwcuyWd98o"
    "w602vKJbuBGRleGFIL+UP29y3o5+onk+7NBCV35pzYY0tdHAlnGgGMKXejHxNhmSHoH950"
    "Ft2w2Cg/D3DSCzaOxjh8PMkPkuFtGdyJxss/PRo/WqqdcQFLBTDlX2AzJVDhDxc2g4i/0v"
    "8Zvqk7Fz8IYP3mLb1nYjTCa3Nq3fvDv6mpJXz8eP6+ho7gedx8gTDb8T72/j7ybAMZAcEn"
    "DTyXA4MxxHRG3Rd45e0/atrINmEtUcffoW/+SBo2FB7KVQPczbU0gwDgkRWDmz+t9/6v57"
    "/1bNi5D9R6/izc3+zPZ9/81vtGI5X+6Ig5+lGUTVA46FsH8dFhsDRxoee5bxWAVigVSb5b"
    "QxDNgO2YKFqgdKdkx1cvX1YQHmFUofSo7mmxDavO06D7BxCRCrZPFjCD8BFC7iDKSzD8/u"
    "rj6cUZ+eX67N35zXmga0W2W3VTiRV/WtyXI6/PTi4y6E6JCBleJYQFYo8e2ym4DKqHALgt"
    "TEdXaijM50HUQMBr8K2fSSLmNrnzF428O0Y3MPKfyMuhhJPAHggyCZFAJGsRhAZxkA1nFj"
    "U0jpRtP6z68ji9urpIqd+n5xled/nxw+kZ7NBv0sskzwIt9sCsOswvAliJ7TXjTenZIB5S"
    "ABqq08e3BjuEDv3rZLhISfQEqIMEMybcMoGkoCt9r54aa97wL5egeEdw+eXR0DOX8O1KbL"
    "uEa2eZdkJLqSpjJkA2KWi2l1svESVLTCh69lzbgHIbTLObKF1qPkksqDYZT66cMbW5pMFn"
    "50woqfv9MkOKyI6s4CAzgMNwo48uLjGUzHmgrnAWfQxmnQju+F59OJx84Rt1GZ2jbMVZNh"
    "wn2+mrW9VXDYchglYIp0hDNhOV2qzas78BpA/MkQE/SZO80EyRgGjOVPFqW5T1LQoHr16/"
    "ff3d4ZvXkSEhulJmP8gLyt7MXHETpSG7TdSWTaSJUQrePqZ6XdPQZm1CjxuGkdIsDipZhA"
    "5KLEIHvkVopQAwGToncqSoEwJ248+ygzusMPwrxaFAflsTQx9hitZo8e0OjgsXk0bwT6yz"
    "YplfJgZV8p4G+W0qrM03GxwrA5LJXAoCaj8MJCBT8cAwJCYZXe8b33XBcpuduopfNKnthP"
    "5RlzrxEek7JbUD1ctFlvelA4F0memzXlgNqMNB3YzMXGnYMk9pQNFBGr7MWxqPJOc3BLYC"
    "ufx4cZHz1JYjrOJbjYRlibk3W/ZO4XgcQ/4HPa0+3LPca8W0GMxhBciqb5KDS7zRj+eXqZ"
    "fqHJ+dIrkTJ/SOysCdItkpkt0makCRNLmcWXShdaWUhY6k4Tazm1ZUK/XxI+GpHr9oWSzJ"
    "CZET4bhhcN5IOGTGxMzSuFvLh7YifiQtjVa1EaSh9jB6ZGO2Aj2uY6kxjfHbm0/McMVSrM"
    "fwbcZ97xb0LfWmYTwBvnsf9oEFylZf7QfJqGNMtDFYtaFr5BnefDp7d3t1rVihFJ5jsIzS"
    "DHONeGK1zBnGVcr4QpDOrpM2UopbmsA3U2pZhZwyBdjqHJxzmywA91ITYpK8o2dxhwdv30"
    "RMDX+UsbGbDycXF0V8a6KoMjCmeUyXBGNpYFeMx2ooFgRwaky1qA4uNxuW5ePP3xGD+/EK"
    "uE/Bth739xrmFF9+DNwDakzfzFnvxI7hWhz6tOKRfVTlxD4qPrCPis5r4eqq2NyC9Fh6TI"
    "dg+4DpsqP07F+3KQUml0cXLfGLq8sfw+HlyXVpY2odBTMN+VgKZsJsBmKCK7hkL/B5/4dp"
    "b6BePYbRrOXqZl6MSppx67C6LFyDhVK4zV1OrZrUDcEw2DK0VedPnKJBS/SYSmpMiRajja"
    "YMgoU1m7M0lzkLu1ZGc0Pn/+dJGOZqcfgwlWpMqCR3yY+56+MlrrL0dCXiVpmiuVTmMGxO"
    "754uPuiycN1JV/+kMzkd20LyWohPAXVYr491dPhOgU+Z9Re9BrSjwAoUSHmYqx7taagW4z"
    "1KpZgKOLbhyIb/JqDzhgkSHN7cc/1oZPIzm7nE8BwHz4XhgsD3OQsyd0ALxNKheErIINFb"
    "HRXFiRtbe1rDKRtYYoJalkrZrm1FywGvZElraJ28RJy/evlyOaksfs8S4Rb5RbDeVNsz1W"
    "liP6qGPGhAu3ycDHpnFGk6CLWeegjWAq+B4uW7psn4z60kPGUzXdZMfMqm2OzmGl6aAKXZ"
    "yfpEqOKlvQFkVw+fbeVCXopl7XZO4RneJIjQqxK0HBoaGotabqdUXB60rCSm9RC0Z9mPW4"
    "1aVrjShCyHOCyOVw5TVasFK4eBwn6ccJTorAoxwURYYFA4flzxRMyV5UZby27NuaqEI6f3"
    "u6rU1MWcdjGnO8BBdjRcros57WJOu03UQMzpXtUpU+6eJ1mlTH153SDTFFCb4xxXDFjZSo"
    "Uy03N8HVvCKrB1MaYlwVk64CYrlb18UbcVzLlNgnfVhmgl7zUbpyVd6noa7JeELUQQDQYs"
    "YMHYoCZqE0HVmw5GqB2btV5U1mo4fgRlZSsuO4H656qhHzngXYj9+ITlGqPw86hEnh/Agf"
    "6VqIqer9hTh6nWHH6+h4YlbWLC5uJCVvK+7Y7X7SBVrS5sK+A3WMHmKoZqrrLMX4pJ5oV+"
    "2S0+Z3v+utU8SRtzIbVNaNuKE+kxXBotRexSp0aJN6NC+bxs8d41LfVxU4E9wfZ222/F7U"
    "BgRfd0HbjSI/qlTbjisYP7YPBSUz5mkY24I7FVgpxjNwVBKPnl6uY2qGlLHYczE8sHZpqX"
    "9Mk9smTMM6PEpJoeDRueu2vdXdi623eShDVcgPiRJ2WBZR5llebc1eZ45PbbI3h75sycQF"
    "yqStEMWJutJWnCAFOeCLNPZhSEX6TNUJianVYRpuEun0VK/hIJuUjRb1WKZ11D/yYkzwmj"
    "prYAGGoyemQmQHahP9ompM76al1GPMUJsroebiGdpd2mzkKP+RAiW19/EVhY9gfhpwEOI4"
    "QDvk/PL0+u/603p5xqcH7679uzk2x+4U75hRst3LibHq0it3BOESxWV7YpjV8D/S/4lLs6"
    "QTy+WSqD4xoaWNG4KlW+VTtO5ZmirgtSsCuVqYvbIPrOYX2JuTKIcV3n7/rgnRCtlbNQ5F"
    "Vkeyb9hh4oN4FUPMVgI4VjjflqpRkeWYCecF2b7UJhLBy+T6LYxmIugOsxV65wPqUA9+94"
    "2pHjSBNg0arzCHjrzFUsOncahbdKzyIjMajKQeQP99NsJfHL/hCLLlTarfDcY4LaBBBe9g"
    "nGYjH4v2qCMwRx5F7DHzc0p+bI+rUHn2NLKxkvPxRCha/6ziA/xHPVY+2pdGBfkxUWHzMh"
    "MapKC+H4NltmVnTrH1Y40g8LT/TDnE/fX9453JYbVWKofTrJN1IpS4D8rLMmljvsE2CdYa"
    "WavzzPsiuHuuUgd4xP9E6kUhBm3tDiBjnl8EJkxC2/aB8ehn0iPWOiyl4A4xjc//Fwt1xd"
    "OKwSMXRYHDF0qO/XoCXZBnyxt+nZWkut9fyx+cXappZmsMm09g11fZk4WcOoYaM0p5Dg9x"
    "xwlCHa76bZJ3SIqdeUzKiU8J5+G0W8ZGMFKK2ZY90JqyQKYX+NgGbpqHhsQ9AJkE0KkC53"
    "rXrh0CFAi8terBwYuoVqu8FOGThsxBwW8O2qyNYC7x/itxKCHuLOZV80UmdxbG4Wbh/Q3X"
    "SM7m65lLosqdV9Sl1u3JOneizMVQ3STYB0EbrlmqEndUao2iphxXZ0LUXpUl0wsaDWCcxV"
    "B//akblqlp2VEcqLjEhvOqUOXxdJN2qaxR4haZu2hPdspKru6nskJu72y+wKZnpchYhlhz"
    "GCUjDo/irKQTgmUfEOyoP0gmBJEb97IfqdpjOBJa/JkFnCHsswWSS47nzvZwejTUASLNjK"
    "CLWswLygcWo1//gNh2x0pok1TRNBbH1VXTkYviuRMLic+yRS7AO3rIpmEXN42WMyx7U9pf"
    "fKbq2Wr8R4l3gfLws239ATGo5mxteuQ/dw/I65Kh7dLvLIBqkniHm1/2rbo9JQe4Hrps1R"
    "adGnKuLTUB3iV0D8kKMflloDT2r7kBUjPw/ZEWCVYgkOH3Mb0GhRe+zVpIEWuCNDZw/vLK"
    "OVLKNKyq5bajwB0xXALi2AjZhqzjTaSowur3edWE6rW0YxSXw9gx9WFUkbqnaMTT1O3QJb"
    "YoPKnq5gQXCrX1qpIDGovr0v0PWatvNt7bGdfa+z7zVn30vY3XBxVzC7Bbt1iVVvvXkbtu"
    "V1tqbHtvI9SvRT2/DdtLo34diWXZkvVP5CPRLooTtCrEAI4IHCEmOFS2CCNh/Bn1o2VEyO"
    "sjk6oqxAlBnKoQqdILmika+uYbZwgo4cnW2qs011tqkNbbfONvVkbFMJc8qO8ahKYXtdaG"
    "MX2thKC2fGLqwxdOYtx8X2TuQFg7pxjieJeCc/vjBKefQ1MU0dyIow2ooaiVjleJJBmPlY"
    "lCeZlrVq50mW9arZM3tlIz1lui5rnTitjzDSytSFey8Ht62yIbvnOOgyjLoMo/YoK0szjK"
    "rGG9ZG7Kbd5m1UBXNssE2lPJL6YYGAWskbr6TTWi75Ezt03lUWTKtALBNLgxk6mbSTSTuZ"
    "dHdl0sQ2ri6QpoE6abSTRjtpdMel0YTIsSZWN2olb6McmuZ+bRJCQ9u7RgBNmOWLhc9pYl"
    "AFkygQTWZrwPWx2hvGXPpdpo59CRPL1fXjOnDULo5j29y0NYvMpcmaF1v75FdVdq9kwF+9"
    "mFA9Nh0yUzWsxaeyLzPH7w0XkTHjdxnEAEiTYFNN4Ht7Ch7IgRf8tdXJz62Tnx1Rr0ZeOL"
    "7N8Shqf6gNBksXGb9mw+qHNNxcubBwcHGAUHHR4FaRoLUhQXMqB7DLbUOhKM94BKxvautx"
    "n4PNNmYC4G2RILpSYxtg88SgbSLmGRhw2IgRNnmJO43gaYUHlL/I9f0X609Ro/HT1dVFis"
    "an51kifvxwenb9/JUieNwQXlOFu7MEPEFLQEr8SBP9EzNcUXCMpcAyFG9Vh/RNMNIHhYjn"
    "r45Qbf2qQZ9OLy0WAZIwLa4g2vvs54yYTPGqiOLwfGxFimzL5COVf+GnljiSTOhD3D8chH"
    "VDTKe6YjSbnbr5FIqERlDReJaAaHHb+UeznD2WQbJd4ZGdPbJ55t7ZI1tkjwwbHKyJ0rCT"
    "wm7x1KoYTRwl7bTwtoup7r6B9wZEH/MXWmjlTd3vl5l6JY4czGgtg2/Y0EMl3IemWZDHJI"
    "hmDjasdwW5Z2yms+rWgu2y8NuVhb9SanaXkr2CPtH16ovwe1QFvUfF2D3SKWthE87qyloI"
    "sU+9+jamV/h1J0FgcDSCRSFWM1AdZgsxy+w6x1kKpjMu5JFa2kKvUsvDPeW1m2lemEJ1zY"
    "IWXQmLLj2/89jsTVOdnc/Ob51Nr42WkjVa6mzVTBKkV+ssJHHmdYlxJDFoqVnkc9Kg8Uym"
    "u6Oiq18Fp/XRUzVi86DlgqbG4RrzbNhc0sWM4b0mYsbuuU6+LylvyLWyfauEJDhwDWpZx7"
    "CWJcMQK0N1AHbnAk18E1jehH0xmDPDWp4Y8PJ9mHd0jBUJkaGakowQZMJIWJSCeDMEv7Oo"
    "dAdhxCQ37/L7qPnHNxzr1knWDUrWIa0N4enCCwv5ZA6uzUaO3odwmSvrPC781OkzgU0znz"
    "Ab7nCpzqK5w13YW/ndt9ZMW9b+M5u33sGnAd4jC0sj52DXBHZ/9dUQRwmFNVc8ab9rOaNs"
    "1g/9mlhwOcn4MJ6NOYxwrF+uwtoYNTRRwhuZseH6zW0Mgds952sXAfd0I+A6Y1lnLGt5/F"
    "sbEdqFvz2x8LfbhB9WY9u9Tbtpi+27GX9uldC3BAgosJiaoBprgPTFbaXmoo1vSCXTxb7V"
    "A96wNbdYwNYebW2Sr0+kws7MwzaP5JTDs8mIwz/4vdi/pE+kZ0wIleQO5NvB/R8PGoPgyr"
    "M04jEvNg6r/9cgZzh+L+x8WSNqNStqmRk1Z0e1BChWq9ggUoCdCaLtJoic3Fp8eOVCBdes"
    "8/wuDh/csTVQJCzkY9TWRNEnnGOfELRNAUgpSBrJJ1ScikWeUEOrFOYPJEEDE4gqBJvZoJ"
    "jSJ8raJBwy5+4ES60Iz5XcRAOU9IICLVFY/z1sP5sMF1ijRYh7jn32hK2Vjbb3sN/s3+yT"
    "ZKKBzTgKVAA8pjYPPBI2TMW+nVJuEWAjWKOluPyh/3S8Lb3hHwywmC19WEsyK7Y8bN7osF"
    "w+6/195NmGwgk+aeC5HFaWIaYz6r7AK2//0dvuXlrBJlEmP3VBcft2wlcJisMzSRveWxo1"
    "rT+ituikfbUtym7abNp56vZsE1Xx1DE8D+vonhHARspYbMWYcG4TS2DcnIGGFnIJM6gwHx"
    "A8GHrbuAwkCSwtZ6smwWRONeWT15moXMs9quKbg1HFWu5RzjvXfitCb1tiRQM2hOKib2e2"
    "N80ZlNP5kY0XgOs9cIwcrYnvHjWnKJMbFre5wVEad4g/U25zVCPEpiPiMLcYo2EHIOVP6i"
    "z2HGCbq/CcOGNhH4AO4LOcudKRoiAAW5DwazBSEVUpZECoQGnUrrWman6bxYpXZdt2BNFm"
    "kmJRuDt41TsV3nEHWuUdRnKoLvWBxuuKexUup6LpgDiq3CIGzo24I10iGSsi8qYnX2IOr2"
    "YPLzOI58geatk16J4AaTHhV87S2wKSTS7x21cR8TOgG5DxG9p3NxzDwoNAVOYv+yldYFUx"
    "LCcGXND+Xs0LY9BTBIMWOEATsLXOTDVim9utQOTV8JkjBpJrK0aUr6kU4G6vKNQPpeKfqj"
    "o1MUFHWvilPoM1EaYZKCVBkxO0sVn3eKUlrbl1exXnQbuWxaUtixMIyyO6diTNVWa6XUTw"
    "8g7G+UW2eiNjDHla3yfZotSTzTokxdxOtHZdE1Hv6/RUa5ncWBlbQbDXmqjaZEhc+/CU6R"
    "i8Jq7yvYr3cScm+9htAGFd6/WNtl7fSSSlShau24A9UyhxL/HVdK/6ncQSnfHBPVusiaST"
    "Gf+Z7S2OTPbAjXXX0Xs1yb6iyOL2PQwx18XSBczzDv7cVzz54VgDZXheE1XXaqpbnGlPBU"
    "+HjUA1n2wIW2ququjaycXlhcf56mj6uG8SwTbDUf3YXU08ahTUWxyQ+hANWRqRemUzoob7"
    "HQET2TR5i+mSsdqwzsSgwEATVtVNlH+1vekQ/soGfKZa/qmKTMva/flFOv2h/bjR34/nl7"
    "3+6n3+nkrBpq2VuN7Hwsu9H88u0YN/ffZJhUyjU4Cb/s7A9ydDthC2qa6/eZPfTPXBy92X"
    "VZyXxa7LytWcb6bUsp5aSefDg7dvoj2BP8q2w82Hk4uLfLBnwONqIjSG6vDZVep6tEpdM+"
    "roLI3vheFNWdHajYCynmZuuOS/pFUN7HoX8DYqggeWieyTmWCus+jDS4LMMwTF6l6qSB9b"
    "uAxuR0FdRArPMZhKgeGaBq6bm7b6CvjnzdVl+QpY0nw0FJ8yW+umrFVhBNTm/aXCttSbhs"
    "FaSJe+H8P1v3d+RpS6HEutz4ACZh8I4odyYT0g9VLEpo4j5hIP8aEoihHb5sNq8ISbT2fv"
    "bq+uVRyAv7QyagjMNeIJfjNnvnMhuoBVHGM6pDlxTsSvKuflIdu8ejTcudX57yWxBqW1+m"
    "uHGmRqQ7SWWuvFGuQXa5vKdwRGco29IDafFxsMAkN9NZPBCZlSYwIn2DOsMrkADnVMAEAS"
    "dVj5ga79gGP5vafwqjQErGJdluqas224pEeXONoljnY5bxtOHG1/olRjceZb6Ww2c9iIf6"
    "mD4RiizThWMrSfL2HAp8C5gE2qA3EaDqy+isedMTHD8G+Qmpll4XU4PVD71Mvka85XTt2D"
    "KsQ9KKbtQZa08PTaqVdJmBaXoIoKskb4Lynamh7TcBlWX9zIk+DEceiiIFkmAslQoKLdo2"
    "1cbInJ6dffMyhjX2YcDpAVDvo05M6kKWwEky061yslCKjK7SCir1TqKwO7M5TuXaNxBM8H"
    "tOFgJjqZcttzNTV4Skfu8bpw2IO4X2lVpCF3Zk08yd3f1X3u6j4/rlGupU3STjyTuxfc1g"
    "bwxDf7pTY5HDawwnEVeqUJVGpseCEyn9DA04D5jS/IuYtp6RZ/YL69WvkSaBBeEKg73PWN"
    "1sr9AD9Ui3HlcYBBU6wBN6RYw0DfX63RZy83+f2qSw3zjxT4+/fOItgei2B9EaGzALZLVq"
    "hiAWxNJnHbaL7OptoNSWwH0Rn4w2piNA211Wz3XcSpoXc3F5sxY4hW26h9x1Sf+EUZMZjT"
    "l0PzYlLpyIbreu1le1Q07+OL+uZiwPoxkX6oeJ+4VN77/76YMiCJAdKm71z+zTt4efBG6y"
    "tYZ7JSgr6uQtDXxQR9rSmXN6/Jr2KI1qvivasRuUui++7Yj52CS880Csny4VvhcYEOVMtR"
    "kIBptaegd6lCmgJHjC/J+2Fqc4xalAy0PlsV6YT73CEP1PKYfEE0pLDDmYJLefpt+Vkr+D"
    "ZylprHsSwEmZ4as0KcA1psUzDjMRXCfIaoqiscA+IxFHVKTXVqodGeUIxivSeYl9kPg3WC"
    "gvCSqdg3VaRVxfnqwn42PHsVm0BC5FXOBxQwHthgRbtAlxa0ZlpQo1EhLZOpGwgKab+EB6"
    "NVNeeaBivgbENuwVRw+d4VMxTE4C1cxTz8GfMMpyJMw1K44kjA6XX9z4splYbav+1wVGk7"
    "HJVsh6P8dugiD4uxv792x/w5XztEIQXdUX+XqN+ZRZ+Uh7qVeSNruKgTCTtdTRc9trdagy"
    "MqGKRRt5PFhIoV7qh0UVWdG8f6KvEfgtsyanISact+/suU3qtWbVjCWLna/fCyERxUQYSZ"
    "NtVmw7N3qTdt49b9EnW7E4CfogiEW752AkEKaHcyCBR7o75xUBI50RoCKsI0nWHgUtfTHP"
    "Al3TgiiAYNNjNmm4jHmnQKwJSPzOwTP8LfRNtLEO6bJ1M1kIbNNS1KamhnwGbbOWbVsOaV"
    "mjLuYCrDU6Vva60CLdmze2QU6MLWK+u7SQuBRuXNGBCKtd5kIdpqiu9n1ElpqIc+k2G3cV"
    "wmpsSs3Bfkc9SWB9F3jBIbtlNzKfZZQwT4UeeqyZ7KuRoy36ccdTOnY6CJLnq92Yd3anPb"
    "+Fm/U5s7tTld1Ap5V229OQ21S4ozMjzgfCqQqoLOnBvesLrsBzJphbjCsJwUzErlNNvVJG"
    "vj7egfSyxuF1r3QCpuJUJXForh+eTy48VFT8MBNoDTyr0zdhOrKa5XgNfH0jYSXRO06ka6"
    "q0KZvpHo5VBN4cBa9qrY9ohOsccnnmzKx9onjBoT/D2fcPjDoDbK8iooVTnEQLYHuV2dgz"
    "b7oglt3ezUnbLQNjbfKQudspBWFvyNXlN2SgG13qiosqEkHKzf8qCpPXfJWDCpjB/AufS1"
    "1pZCbCUN52kpb+q9l+ps8aiGVbXOZ/ZEfCqdz2y/6dv5zPbDOtBOjO6qz8xvaqdRX6Nud8"
    "V6a9RTr7KDDJGgkiUn1AxPdovaYw8mIuoJoEmqvhEmXZDnH2/ffVPo71p1Lm2ftwR1YHSu"
    "lVstHfWUj59KbuXfDg4OD98evDx8893R67dvj757GVlx87fKzLmn5z+iRTd1PizPwERSaU"
    "/sAgu6P7zspN5Z/qNDKp682SwyalmaML3ijmjh+Ob6d72sqU68w1dMZNdTW+L/NTF5pSP3"
    "1TvRNjvK05BAWpFcskERJEb1RFi69lq1G+n+JPwlvye43moiT4ywIkEtxOYSYW0wCcdVye"
    "UBdhlYviTxbAwCmtOFih0yhGdjjxuMCZK+xd/iU7gBl7kVBqMz17Uw+HnMH5hNvJnqFIoS"
    "m+PZWFRTm+LTyEM7r0TbmHuZmNd5JYrl8P31SuyW4bUtMlSbqFzRMofnUl09Ogm1LdVkP/"
    "XpUik6sOesLUYH8+wWDaqL0fHaa5Mp74Q53JjoRMTgTql8SOMxy2TDYoxuWK56Kma0rZUo"
    "e2COrFm1NgHS5lqp1VGczqk8OqqSVHl0VJxVifey5ZZndTAcDN9D7G6lDhw80dUWGMNG4Q"
    "VifwyyVvP2tmG7BLn1u6ZnZDmc4PSxC4V+/X9wn72+"
)
