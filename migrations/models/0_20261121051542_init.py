"""Everything that users and assessments need: made by Aerich, then mended by hand.

By hand: BEFORE (Aerich knows neither extensions nor sequences), AFTER (nor checks, and it leaves out defaults), and the
way down. "IF NOT EXISTS" is taken off our tables, because it would accept a table of another shape.
"""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

BEFORE = """
CREATE EXTENSION IF NOT EXISTS vector;
CREATE SEQUENCE session_display_id_seq START 1000;
CREATE SEQUENCE task_seq;
CREATE SEQUENCE metric_seq;
"""

TABLES = """
CREATE TABLE "organisation" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "version" INT NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "name" VARCHAR(200) NOT NULL UNIQUE
);
COMMENT ON TABLE "organisation" IS 'A clinic, an observatory, a choir: the owner of data.';
CREATE TABLE "session" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "version" INT NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "display_id" BIGINT NOT NULL UNIQUE DEFAULT nextval('session_display_id_seq'),
    "child_name" VARCHAR(200) NOT NULL,
    "child_name_words" TSVECTOR NOT NULL,
    "child_age" SMALLINT NOT NULL,
    "child_height_cm" DOUBLE PRECISION,
    "child_weight_kg" DOUBLE PRECISION,
    "child_gender" VARCHAR(50),
    "child_notes" TEXT,
    "started_at" TIMESTAMPTZ NOT NULL,
    "session_type" VARCHAR(20) NOT NULL,
    "task_metrics" JSONB,
    "observations" TEXT,
    "diagnosis" TEXT,
    "recommendations" TEXT,
    "risk_level" VARCHAR(10),
    "overall_score" SMALLINT,
    "organisation_id" UUID NOT NULL REFERENCES "organisation" ("id") ON DELETE CASCADE,
    "parent_session_id" UUID REFERENCES "session" ("id") ON DELETE SET NULL
);
CREATE INDEX "idx_session_parent__034f0c" ON "session" ("parent_session_id");
CREATE INDEX "idx_session_organis_cca7bc" ON "session" ("organisation_id", "started_at", "id");
CREATE INDEX "idx_session_organis_3ac9b2" ON "session" ("organisation_id", "child_name", "id");
CREATE INDEX "session_child_name_words" ON "session" USING GIN ("child_name_words");
COMMENT ON COLUMN "session"."display_id" IS 'A short number for people.';
COMMENT ON COLUMN "session"."child_name_words" IS 'The words of the name, folded, for searching.';
COMMENT ON COLUMN "session"."child_age" IS 'In years.';
COMMENT ON COLUMN "session"."child_height_cm" IS 'In cm.';
COMMENT ON COLUMN "session"."child_weight_kg" IS 'In kg.';
COMMENT ON COLUMN "session"."session_type" IS 'initial or followup.';
COMMENT ON COLUMN "session"."task_metrics" IS 'What the client sent as `task_metrics`, as it was.';
COMMENT ON COLUMN "session"."risk_level" IS 'normal, monitor or high; null without data. Kept current by every write to tasks and metrics.';
COMMENT ON COLUMN "session"."overall_score" IS '0 to 100; null without data. Kept current like risk_level.';
COMMENT ON TABLE "session" IS 'One sitting of a child: its details, and the movements that were recorded.';
CREATE TABLE "task" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "version" INT NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT nextval('task_seq'),
    "task_name" VARCHAR(100) NOT NULL,
    "duration_seconds" DOUBLE PRECISION NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "notes" TEXT NOT NULL,
    "other_metrics" JSONB,
    "score" SMALLINT,
    "session_id" UUID NOT NULL REFERENCES "session" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_task_session_cea104" ON "task" ("session_id", "seq");
COMMENT ON COLUMN "task"."seq" IS 'Grows in the order of recording.';
COMMENT ON COLUMN "task"."duration_seconds" IS 'In seconds.';
COMMENT ON COLUMN "task"."other_metrics" IS 'Values of the `metrics` sent with the task that are not numbers.';
COMMENT ON COLUMN "task"."score" IS '0 to 2; null where nothing could be scored. Kept current by every write to its metrics.';
COMMENT ON TABLE "task" IS 'One movement that the child was asked for, and how it went.';
CREATE TABLE "metric" (
    "id" UUID NOT NULL PRIMARY KEY,
    "seq" BIGINT NOT NULL DEFAULT nextval('metric_seq'),
    "metric_name" VARCHAR(100) NOT NULL,
    "metric_value" DOUBLE PRECISION NOT NULL,
    "with_task" BOOL NOT NULL,
    "level" VARCHAR(10),
    "task_id" UUID NOT NULL REFERENCES "task" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_metric_task_id_50025e" ON "metric" ("task_id", "seq");
COMMENT ON COLUMN "metric"."seq" IS 'Grows in the order of recording.';
COMMENT ON COLUMN "metric"."with_task" IS 'It came in the task''s own `metrics`: one of the same name that comes singly takes its place.';
COMMENT ON COLUMN "metric"."level" IS 'normal, borderline or abnormal by standards.py at the child''s age; null where there is no standard.';
COMMENT ON TABLE "metric" IS 'One number that was measured. Its unit and meaning depend on task and name: see standards.py.';
CREATE TABLE "idempotency_key" (
    "id" VARCHAR(64) NOT NULL PRIMARY KEY,
    "fingerprint" VARCHAR(64) NOT NULL,
    "status" SMALLINT NOT NULL,
    "headers" JSONB NOT NULL,
    "body" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX "idx_idempotency_created_98dcfd" ON "idempotency_key" ("created_at");
COMMENT ON COLUMN "idempotency_key"."id" IS 'SHA-256 over who asked and the key that they chose.';
COMMENT ON COLUMN "idempotency_key"."fingerprint" IS 'SHA-256 over method, path and body.';
COMMENT ON TABLE "idempotency_key" IS 'The first answer to a POST that carried an Idempotency-Key, kept for a day.';
CREATE TABLE "rate_limit" (
    "id" VARCHAR(64) NOT NULL PRIMARY KEY,
    "hits" INT NOT NULL,
    "resets_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX "idx_rate_limit_resets__c61bf6" ON "rate_limit" ("resets_at");
COMMENT ON COLUMN "rate_limit"."id" IS 'SHA-256 over the limit''s name and whom it counts.';
COMMENT ON TABLE "rate_limit" IS 'A counter of attempts within a window of time.';
CREATE TABLE "audit_line" (
    "id" UUID NOT NULL PRIMARY KEY,
    "at" TIMESTAMPTZ NOT NULL,
    "organisation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "api_key_id" UUID,
    "action" VARCHAR(20) NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "row_id" UUID NOT NULL,
    "changed" TEXT[] NOT NULL
);
CREATE INDEX "idx_audit_line_row_id_26bcea" ON "audit_line" ("row_id");
CREATE INDEX "idx_audit_line_organis_7d3078" ON "audit_line" ("organisation_id", "at", "id");
COMMENT ON COLUMN "audit_line"."action" IS 'create, update or delete.';
COMMENT ON COLUMN "audit_line"."kind" IS 'The kind of thing: session, task, task.metrics, user, …';
COMMENT ON COLUMN "audit_line"."row_id" IS 'Of `task.metrics`: the task''s.';
COMMENT ON COLUMN "audit_line"."changed" IS 'Names of the fields that were set, never their values. Of `task.metrics`: names of metrics.';
COMMENT ON TABLE "audit_line" IS 'Who changed what, and when. It outlives the rows and the people it names, so it refers to them by bare ids.';
CREATE TABLE "user" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "version" INT NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "email" VARCHAR(254) UNIQUE,
    "name" VARCHAR(200) NOT NULL,
    "role" VARCHAR(20) NOT NULL,
    "password_hash" VARCHAR(200),
    "issuer" VARCHAR(300),
    "subject" VARCHAR(300),
    "disabled_at" TIMESTAMPTZ,
    "organisation_id" UUID REFERENCES "organisation" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_user_issuer_8e384d" UNIQUE ("issuer", "subject")
);
CREATE INDEX "idx_user_organis_c123b7" ON "user" ("organisation_id");
COMMENT ON COLUMN "user"."email" IS 'In lower case. Null for whoever is known in another way.';
COMMENT ON COLUMN "user"."role" IS 'admin, clinician or viewer.';
COMMENT ON COLUMN "user"."password_hash" IS 'Argon2id. Null where there is no password to sign in with.';
COMMENT ON COLUMN "user"."issuer" IS 'The `iss` and `sub` of the outside token that this user was first seen with.';
COMMENT ON COLUMN "user"."disabled_at" IS 'Since when the user may not come in; null while they may.';
COMMENT ON TABLE "user" IS 'A person who signs in, here or with an outside issuer.';
CREATE TABLE "api_key" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "prefix" VARCHAR(12) NOT NULL,
    "key_hash" VARCHAR(64) NOT NULL UNIQUE,
    "scopes" TEXT[] NOT NULL,
    "expires_at" TIMESTAMPTZ,
    "last_used_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_api_key_user_id_a3e0be" ON "api_key" ("user_id");
COMMENT ON COLUMN "api_key"."prefix" IS 'The first characters of the key, for people to tell keys apart.';
COMMENT ON COLUMN "api_key"."key_hash" IS 'SHA-256 of the key.';
COMMENT ON COLUMN "api_key"."last_used_at" IS 'Right to within a minute.';
COMMENT ON TABLE "api_key" IS 'A machine''s way in: acts as its user, narrowed to its scopes.';
CREATE TABLE "refresh_token" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "family_id" UUID NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_refresh_tok_family__1354e9" ON "refresh_token" ("family_id");
CREATE INDEX "idx_refresh_tok_expires_3e54da" ON "refresh_token" ("expires_at");
CREATE INDEX "idx_refresh_tok_user_id_8938ab" ON "refresh_token" ("user_id");
COMMENT ON COLUMN "refresh_token"."family_id" IS 'The sign-in that it goes back to.';
COMMENT ON COLUMN "refresh_token"."token_hash" IS 'SHA-256 of the token.';
COMMENT ON TABLE "refresh_token" IS 'One of a family of tokens, each of which can be used once to get the next.';
CREATE TABLE IF NOT EXISTS "aerich" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSONB NOT NULL
);
"""

AFTER = """
ALTER SEQUENCE session_display_id_seq OWNED BY session.display_id;
ALTER SEQUENCE task_seq OWNED BY task.seq;
ALTER SEQUENCE metric_seq OWNED BY metric.seq;

ALTER TABLE organisation
    ALTER created_at SET DEFAULT now(), ALTER updated_at SET DEFAULT now(), ALTER version SET DEFAULT 1,
    ADD CONSTRAINT organisation_name_given CHECK (name ~ '\\S');

ALTER TABLE "user"
    ALTER created_at SET DEFAULT now(), ALTER updated_at SET DEFAULT now(), ALTER version SET DEFAULT 1,
    ALTER name SET DEFAULT '', ALTER role SET DEFAULT 'viewer',
    ADD CONSTRAINT user_email_lower CHECK (email = lower(email)),
    ADD CONSTRAINT user_role_known CHECK (role IN ('admin', 'clinician', 'viewer')),
    ADD CONSTRAINT user_issuer_with_subject CHECK ((issuer IS NULL) = (subject IS NULL));

ALTER TABLE refresh_token ALTER created_at SET DEFAULT now();
ALTER TABLE api_key ALTER created_at SET DEFAULT now();
ALTER TABLE audit_line
    ALTER at SET DEFAULT now(),
    ADD CONSTRAINT audit_line_action_known CHECK (action IN ('create', 'update', 'delete'));
ALTER TABLE idempotency_key ALTER created_at SET DEFAULT now();

ALTER TABLE session
    ALTER created_at SET DEFAULT now(), ALTER updated_at SET DEFAULT now(), ALTER version SET DEFAULT 1,
    ALTER started_at SET DEFAULT now(), ALTER session_type SET DEFAULT 'initial',
    ADD CONSTRAINT session_child_name_given CHECK (child_name ~ '\\S'),
    ADD CONSTRAINT session_child_age_range CHECK (child_age BETWEEN 0 AND 25),
    ADD CONSTRAINT session_child_height_range CHECK (child_height_cm BETWEEN 1 AND 300),
    ADD CONSTRAINT session_child_weight_range CHECK (child_weight_kg BETWEEN 1 AND 300),
    ADD CONSTRAINT session_notes_length CHECK (
        length(child_notes) <= 10000 AND length(observations) <= 10000
        AND length(diagnosis) <= 10000 AND length(recommendations) <= 10000
    ),
    ADD CONSTRAINT session_type_known CHECK (session_type IN ('initial', 'followup')),
    ADD CONSTRAINT session_not_own_parent CHECK (parent_session_id <> id),
    ADD CONSTRAINT session_risk_level_known CHECK (risk_level IN ('normal', 'monitor', 'high')),
    ADD CONSTRAINT session_overall_score_range CHECK (overall_score BETWEEN 0 AND 100);

ALTER TABLE task
    ALTER created_at SET DEFAULT now(), ALTER updated_at SET DEFAULT now(), ALTER version SET DEFAULT 1,
    ALTER duration_seconds SET DEFAULT 0, ALTER status SET DEFAULT 'pending', ALTER notes SET DEFAULT '',
    ADD CONSTRAINT task_name_given CHECK (task_name ~ '\\S'),
    ADD CONSTRAINT task_duration_range CHECK (duration_seconds BETWEEN 0 AND 86400),
    ADD CONSTRAINT task_status_known CHECK (
        status IN ('success', 'failed', 'pending', 'completed', 'skipped', 'fail', 'borderline')
    ),
    ADD CONSTRAINT task_notes_length CHECK (length(notes) <= 10000),
    ADD CONSTRAINT task_score_range CHECK (score BETWEEN 0 AND 2);

ALTER TABLE metric
    ALTER with_task SET DEFAULT false,
    ADD CONSTRAINT metric_name_given CHECK (metric_name ~ '\\S'),
    ADD CONSTRAINT metric_value_finite CHECK (metric_value NOT IN ('NaN', 'Infinity', '-Infinity')),
    ADD CONSTRAINT metric_level_known CHECK (level IN ('normal', 'borderline', 'abnormal'));
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return BEFORE + TABLES + AFTER


async def downgrade(db: BaseDBAsyncClient) -> str:
    # The table "aerich" stays, because Aerich itself writes to it after this; so does the extension, which may have been
    # there before and then belongs to another role.
    return """
        DROP TABLE metric, task, session, audit_line, refresh_token, api_key, "user", organisation,
            idempotency_key, rate_limit;
    """


MODELS_STATE = (
    "eJztXXtv2zgS/yqE/mkLuEHqPNrrHQ5w2rTr2zRZJOk+rls4jMTEvEiiK8pxfL397jdDSd"
    "aLkiW/IqcCFt2Y4lDSb8jhvDj6bjjCYrbc+cR8j5vGW/LdcKnD4I/MlQ4x6GgUt2ODT6/t"
    "oGvc51r6HjV9aL2htmTQZDFpenzkc+Fi3zOXEXfsXDOP+EPqkwmVxGFUjj1m7ZC+L8nY5T"
    "6hroXNLndvicVGDH4Kl/hU3qlL+JBviWSMSB9+U8+SO6PpDj6CJUx4BqDbyN2A/NuYDXxx"
    "y/wh8+CeX75CM3ct9sAk/vxi4DgDbmF3yb4ZX7HD6G5ww5ltpSAP+qj2gT8dqbbPn/vvP6"
    "ie+G7XA1PYY8eNe4+m/lC4s+7jMbd2kAav3TKXedRnVoId7ti2Q75FTcE7QIPvjdns4a24"
    "wWI3dGwjU41/3IxdE3lJ8E6Dsc9hjpjCGVF/B1te/zN8zgTNYHB6djm4OL4cDIzchMDnyX"
    "AtbDKFi5OJuz7i+P2vYNwYHdVq4A3e/dQ7f753+ELhIaR/66mLCjvjL0VIfRqQKp7EkCND"
    "cpgf8du+6+tRDwkysMNDLgJ41BAjHq+aCL4IoBSkF9/s98Gv538aLnvw76n9/FmwDgfwiM"
    "9e/Gm8yINtfPTERBIOc3vIiPAsWBfihnjMhL8B/PwCqkKQYRSgAP97+bdud2/vdXd37/DN"
    "wf7r1wdvdt9AX4VD/tLrEu4e9T/2Ty/xRgJESyBxsAEZmxBXwburnzmGvhtST8/ODFmGrf"
    "BaG2XralaK4dCHgc3cW38IP1/t7paA+2vvXK0e6PUiDfFpeKkbXNOiDbNurIH7gy1owfLJ"
    "EmYAv0HKLYS8BOH3Z5+PTo7JL+fH7/oX/bNTvIszld/s+KLaGb7Z3FcYnB/3TjJwT7g/HO"
    "A2opFVQtiwc+nRTtFloL4GwnUhPWupDrXR94kJrxvJGnzqZ5KIiUuugkkjr97CrsxQ/mAH"
    "iZ0RoGBnhz2ISSKBSfYUiO/gB4ftfWRTk+XF2rpvVn16HJ2dnagpIcMpcdTPyLrTz5+Ojm"
    "GFvkhPk7wItNk9s+sIvxnBQmIvVA7WvAQNV3gOBaJrtfvYHJniEXodtJPraUopI8AdZJg5"
    "5LYFLKW37O/qrmQC6hmyD//lkrhiRpefHhu65xy5XUlsl0jtrNBO6KFVdcwEySoVzeZK6z"
    "mqJKruN3daTVIvnj8Ij/Fb92c2VQD3XZwApm7rC+2ty3CY7YQ0bo0FhEcnM1snOaHg3eGN"
    "WSDN3vUu3vXeHxsK4Wtq3k1gkQxSUOMV0RWZllnf/CWn62RbqAuL0wrfAp85RP3MuwXrT9"
    "LwtXNWcOp6p8wWFtmecy3iHjFBwnCzA7YmEdeSeffUF94UfoNIEdx7GyjfEzdQvtGWyYus"
    "hUeZb8G29mpz7FXTYwjQINCS09C/hys+d5ge/jRlhg1WSLoT/bGFIsiAF7TOXHsaToQSBl"
    "z2Px1fXPY+/ZLSvN73Lo/xSjetooetzw8zW+1sEPJb//Ingj/Jv89Oj7NcnfW7/LeBz0TH"
    "vhi4YjKgVmLORq0Raqmd+555MpQnaZYXuikSFJtzVbxaF2cDj0L31f7r/Td7h/szR8Kspc"
    "x/kFeUxyNrwUWUpmwXUVMWUYRRYhWFTx9zva5raLU+ofl71cY8Qt1KHqFuiUeoG3iEctpw"
    "sfKW9LhKlExS48oIKT/8fM7smQKlV5MvglG2cIUVacppCQX625IIfYYhGmPFL4/OOrX/aD"
    "JpFP/EPCvW+WWiU6UAmOS+j7Em0MNp4DZ4qxxIFvMpKKgdFXVCdd0R98xhgE0YvkJHQuB8"
    "Zxq3xWqHrhLaSlo7UYjLp168RUIbEGk7qoebed6Djt+NmGWJDoMJPJbEDgZ7GHmRBAmfKC"
    "NZBjk65FW4OD72lQOWPQCX8HdgcLbWTWvdNHzb2FLFrLVuWuumXUQbsG4sLkc2nWr9+2X5"
    "DGm61aymBW0dfVJDtKvHD1qW4NAjcig8P0r6uREeGTExsjUxwPKujUhqSKtIVQ3XNNUTTG"
    "lYmQGrxzrWGtOIX178ykxfzEU9pm8y9sYlGAHqSaMgNz57B9aBDRZAR60HyagH76VLDKpN"
    "XV2BBJyP312enStRKMXYM1nGkoOxbnhitkwYvx2qccMGCWyKkdLwGQzBPIMvHGrbhZIyRf"
    "jI+V9zUilcMgXspSbvIXlFL+L2uq8PZ0INf5SJsYtPvZOTIrk1VFwZmI4mLFqcIaShXTBJ"
    "aEMJCoCp6WihDps3mysU4BesiMHd7QLYp2gbj/2dRjjFzY+BPUBjBb63ejt2TNfgfJwFt+"
    "yDKjv2QfGGfVC0Xwuf6bZq0B5Lt+mI7CkgXbaVHv9+mTJgIkSff+r9/iI1xU/OTj9G3RMc"
    "eHdydpRBPu3hq2Ngpikfy8BMuM1ATfAFl2wH7/df4bIdMK8ew2nWcHMzr0ZFZpniXg1Rl6"
    "XbnIoMF7nPqV2TuxEZZgCCdmuLyXiU33GKOs2xYyqZMSVWjDbFL8xgzXPlXxdnpyV5fgm6"
    "7NLkpk/+R2wuG7T3/zaM8i5tzlwfzA34h0pylXyZqw42cXXyJ8+1xYaovqoR8HLxm5W0mZ"
    "WKA2TFb5TcpQ+iFu98Wbp266u/9Vmc3rpC8lrAp4ha1OujjmFJxwHtuP6k15C2HFiAAxzk"
    "Ye3zBWmqBuM+S/h3BOzjsIfDf0MwgqM0fg5PPvaDnFnyMxv5xBx7Hm4W11MC7+dNycQDsx"
    "D0SXWWRIYnStX+UXy8YG132/DBAgHPRG17IE3h1Xar5YgXcq1taJ7sIuavdnfns8rmd4zE"
    "CyA/CZYban2+O02mRtUcCA1pe2okA++IIk8HkRlUD2At8RIQz181m8xSXMuxnOx5jCWP52"
    "QPgmznHJ57TEezkvXHdYqn9grArp7k2ciJPBdl7XJO4QxPQk4/n5yUnYuKGRB5HjaWW9tM"
    "rbg8tVZpTMsB9MTO6K01t1ZhpUmsjTAszqqNDlRWS6mN0lmDbNbZcVxV8QUGYhaGpIPs16"
    "GYKHcO9Nbn0C4xVpWk2fR6b0vCPIpG1iah/jj5c20SapuE2i6iDSShPqlqWioG9EPW0lJv"
    "XjfrNEXU5MTHBTNY1lJHyxp7gY0tYRa4uqTTkmwtHfEm62nt7uzWQx7zssJn1eZsJa9tNn"
    "FL+tQfa9AvyWOYUWwwgwErUyJcG5nwq89OqJ2stVya1mIYP4KxspaQnUD7c5FckBzhNiSD"
    "/IoFBWe56LMibkFGB8ZWZnXeAqOeeozA7AoPf2jE0SoGfOREkYXCcdsThuumiqwB9njUgJ"
    "hibFvkmhH1ItbcACqejS4M1K7xPusL4C0WWlpZTKlpWtxaokqPEeNoKLBzoxwl4Y0KVd+y"
    "NWeXdN3H5cyfCNprdd73LeaMQAdzzSnMaEPjxs/06JQ59Hncd3AXdp7r28dzZjfck1ikXU"
    "6wjrsglPxydnEZlmKlnseZhVXvEs/yEh6mQ+5QJONJNEosqqkOv+KxV1xJr9j20MroBtUl"
    "Mi5+6r3sHhwSzO2BfVOEUZOo9AgwfxZamWJ1Qqk5nrvgGKUmzeF+BZPmcL/QpMFL5cGDG3"
    "h65o28UF2qytEMWZPdJ2nGgFAeCqtDRhQ0YuTNtbA0K60izUaYN9/qn6MhF1n+jToEWtfz"
    "vwrNc8iopa1bVWxsJkiWMjObhuqmbT1cQjrXu0u9qR75iCJbFn4aulyeDuBHIYYzwAHvo/"
    "5p7/wPvX/lSIP50R+Xx73sCcStChRvtN7gdoa4iuLENeocrlMbPwf+n3CH+zpFPL5YqoPj"
    "HBrYs35VilOLsesHoSrq+6AF+1L5v7gLqu8E5peYKC8Zztjcvl+fvFWitXoWqryKbc9k8B"
    "0K1JtAK3Yw+0hhrHFfLTTCIyvQQ+5rFIhCZSzq/pRUsZUlYYDUY75cYH9KET697WlLtiNN"
    "xkWj9qPeiBd4hcIrpTsRHfHqXqAecSiWEmIgvCZ0Srj7lgCBDE7mSoL1cjsg1jxPTJgV+d"
    "ulKYC3ul1pydHabyY0zVdftqVsl57e5qItrqg3p9z7Y/N1/alLI4/d8Ic6CMcUTcY4ERUw"
    "4VVgX2DeLA/gDl3/caVIdQKX2Ta2w+4xop7mRMEKxivnbrcKc7vFvO1mWQt3HwypHNZhbp"
    "JmG4yqGf4lZlO6z6ad00rdyLOg53m0wKUXk2Q48PScqJgD9eVrBjL2MOKwgSyw0acpV7DR"
    "N/NkXNP39UKLJ/WZSyr9Aajoiyh0Wdqt4bRxjjUZcX+YOc8c7o59jc+ttOcTnhceuxd3C8"
    "2KNOXWzIkfcvWjbV4ztS1Bst68tob4sBZPaxtLXd3S2jltFT891ExE5+azJaZTkz5h2htb"
    "3D/hLjN0DrnZxU6pTw67Deyo31y33G9DgUaNCw9EJkPqd8KgAnN3SN8nYuzb/J5JpUarw0"
    "9R9k5o7nBfhSJkh0j0sREwENE4QitoyBzMor3GvGquOy+y4Xsv+DWk+CtIrUewOR7B+ipC"
    "6wFslq5QxQPYVrJaayWrJmtiWwhnGA+riWiaaq2lwLYRU1Nf9qvYjRlTNNpHHQSmOiQolo"
    "AFJAM9NK8mlfbc8PnPO0Chlk857N9oVqB7Hx80cBcD6m9JeOKlo44HBv/uhKdXOmFw+c9x"
    "d7d7qI0VLDNYKUP3qzB0v5ih+zmGgl5dU17FFI03xY2zm6AQeAT31dvZmc9nGoNkfve1yL"
    "jQBqoVKEjQNDpSYJyihRYFYgJNPvG5WsnA6nNZmN3GPXKvDu3uEA0r3GikwsOea77XArGN"
    "huT5nLMbmH7DS3HHXEOXepq83inNPg16ghUdda1U2019y/iGOtyeKv4gNQg/Rs0h/p4MOf"
    "xhUheP46JznwjXVLFUsNWDb5Oxh4JSb6sbus0Jap4m2OYEtR6B5F4ZLPSaKkuKqPlaC6qQ"
    "kt+6L1WhKdi+uE9uBexHuBmA5NInqMylWIvuosRt7VSTNNX2JJuo556bbhL32nDCSYOyJ5"
    "oZGWq6BKwaP12oKuMW5kz8qPxtrFe2IWu2jY//iPFxBbrGeo2YUWy1RlyvckxlxDwJRhLW"
    "q0CVCst9dogqHCW8oGwY2JJi7EtuMcKlHDNPdz5l0WE0RugXI7iOl+X4+j8MXuBra5m2lu"
    "lKBFBrma7GMm3Ljxtt+fF2ES1Xfpw5lNf6QOGMYCXfJlyLD6HvEltgbTKTSrZDTmEEdWAI"
    "VAMVjOCS3AEcLtYVp66q3YpnWrX1lRceqDxOfFDFFQG9iiPFBzlnRPNP762tUHA2Cl8tDF"
    "8Wh9fEbe0CdI/dsZOzYjIRXHvTSN9zNgkU2Dorh1oOas2mzV1uctSXPRKMlFsc1Rix6nSI"
    "EZVyIsCuqesAzRE2+dOqPe9WuF2wAQKRE1TR9dW/IHJcQaK3wagaGjsogNDE0dhFSw21+W"
    "UWG15VORtTNJmlGDC4gke9UjnVV2BVXkXe68gmVV7sqEAjD0oqqO9nBSdhJWNFTF714KVs"
    "36vE9r0Stu/l2R5Z2TX4niBpMOMX3MLWArLFJb77Iip+hnRr/NnGBcfkAzzioJaDmvYOna"
    "q686ZwQAq6s1rl3GZBaVRHpwwuNdIT9p43JmW8kR80Xa0z/XG/zNtIgFf3Xd5iH3su43zJ"
    "iupxractc4QUYZ45VJzIWFsSqWye3FPBa62nGpnHzaGhO9IYXOmUnmeM+8yL3RTDsOLEvk"
    "KHrnbP0PhyQ7mw6WyWDftyiwMkha7yYvW62FfeqLMEi7qIDg4qOeAOShxwB1n9GhdVDYTD"
    "7k8Q3bUUz4I7+kz3iYDiSukJkrZSes1K6Y+aSP/X/wHvowq8"
)
