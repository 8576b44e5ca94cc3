"""Indexes for every filter of the sessions, documents kept as they came, and uploads that can go on after a cut.

By hand: defaults, checks and statistics; the way down in one statement a table, so that each is rewritten once.
"""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "import" (
    "id" VARCHAR(64) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "lines" INT NOT NULL,
    "stored" INT NOT NULL,
    "digest" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ
);
ALTER TABLE "import"
    ALTER created_at SET DEFAULT now(), ALTER lines SET DEFAULT 0, ALTER stored SET DEFAULT 0, ALTER digest SET DEFAULT '',
    ADD CONSTRAINT import_counts CHECK (stored BETWEEN 0 AND lines);
CREATE INDEX "idx_import_created_3cc696" ON "import" ("created_at");
COMMENT ON COLUMN "import"."id" IS 'SHA-256 over who sends it and their Idempotency-Key; random where they gave none.';
COMMENT ON COLUMN "import"."lines" IS 'Lines that have been dealt with, empty ones included.';
COMMENT ON COLUMN "import"."stored" IS 'Sittings that were stored.';
COMMENT ON COLUMN "import"."digest" IS 'SHA-256 chained over those lines: the same upload has the same.';
COMMENT ON TABLE "import" IS 'An upload of whole sittings, under way or done: what it takes to go on after a cut.';
        CREATE TABLE "import_fault" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "line" INT NOT NULL,
    "errors" JSON NOT NULL,
    "upload_id" VARCHAR(64) NOT NULL REFERENCES "import" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_import_faul_upload__8f746c" ON "import_fault" ("upload_id", "line");
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
    "eJztPf1z27aS/wpGvySZUT2OEie99O5m5MRpdXXsjq207722I8MkJOGZJBSCtKLr5X+/Xf"
    "BLJEGKpEWZcjWT8UQgFgR3gf3G4q+eLUxmyaORvRCu13tH/uo51Gbwn8yTPunRxSJpxwaP"
    "3lqqK0/63ErPpQaONKWWZNBkMmm4fOFx4WDfoUP8hSWoScSULOfCYkRyz+POTPaJ75jMJU"
    "u6IsIlpnDYO+hCPcI94tE7JoknyEwQ4RA69aAnJYbvHeGLTWHAm2GUFt/hO/yLzyaemDFv"
    "zlx40+9/QjOHAb8yGf1c3E2mnFlmCpncxAFU+8RbLVTb+zl1P6qeOP/biSEs33aS3ouVNx"
    "dO3B0+D1tnzGEu9Zi5hmLHt6yQFlFTMFdo8FyfxZM0kwaTTalvIaEQOphB0tabTC4ux5Pr"
    "s/Fk0ssT8fqn4XeDkzdE3CMq54JI5pgSUUgdkwByuEtGJoNl4THHWH33M1v9QFx4Jmzozl"
    "yGfVZkRu8ZcYAEeRK28gZDOLg8ueNJRR2bfp1YzJl5c/j55vW3AAsJlYJeOJ1fh1fvfxpe"
    "PX/z+gUOJGCNB0v/InwyUI++qSGoR4NB1JpIFoHhMiTchHr5xfABnnjcZvoFkYbMLAwzBD"
    "2K/tNkmUQNW10nEcQaYcOmLCXg+8xLx1qF7y2hxHj06ex6PPz0C77OlvKLpdA3HJ/hk4Fq"
    "XWVan7/JUC0ehPw2Gv9E8Cf51+XFmcKukN7MVW9M+o3/1cM5Ud8TE0csJ9RcQ1HUGqERei"
    "ZEt7jDZJ7eI8fTkzrun6EyoGo7dE34ckTE45q7/xynCPsLmOYc99ctYw4xGbU8suTevE9g"
    "W3rAXrEXdwzLN5mZ3+GNR8munRl+53eDl6/fvv7+1ZvX30MXhYu45W3JchpdjNWuTQgmPe"
    "EyDbsupFgC0F2SXYfiL8D3EvljMG0N5y3t2jLyTT5jUsMei2VlArEdeVkF+71eQ3lpzAFz"
    "zAykGsxWMqL2+zuUVkQCEiLFZU5l3FYsHR8w3k5kYULYKXe4nDcSfhnQLUi/kG/XonmL0m"
    "9PpF2Ek5y4Q613erem8mDDLTXultQ1J6knawsCcagRjKch3Mefr5hFFSrzRE/ZJh8VNVra"
    "6u2TPWmNlB9EnxiIIoTmH9kDO9tCHTpTn4TvxjdpUFZo7cUY3WTyTaZxz82Gn2JNaJHR2D"
    "xTIsYQvmWCku6BClAolWpDbzbWfu8F40wCcwvH7/1Zy4I75bNCrUBrw2k0gpAX7dqEq66a"
    "BxL+PwaDV6/eDo5fvfn+5PXbtyffH8eiPv+oTOafjn5EsZ9iUJEeUGw6KeLUU6J3q5A1MK"
    "LfC9+BSZCpCzbry/yS1zxvWftiritcDU/+IAzfZkXITqCyopkbHvk/2LiyS2g/h+kgH7n5"
    "C+fZJ5Yw+sSWs283PyAbmQP2A7cRar+gNUn4cJ310nCU6rL/f64vL1JiP9Kvnn8a/iOrer"
    "0/vzzNUDPF3aqq0ymg3WnUW2Fge+s0yilQWSLmKfgRBB2fOfAFio4jmCN1DB3Ty/lxO0u/"
    "emoSNLt0GUvq9MqF74evZl6w2ofX74cfznrfivXSNlWuTww+0NBpW+GTUkXLTvpsVLEuQU"
    "NyfPtWGYMh47EZlT4qRWTkSQJEDTYDNDvIo0y2gD2C3m6Pyjv1CCf5DrYOqlPwG75fHi1W"
    "eRbY+tuqqHA4Tkhzyb70/kQGmNBl/XGAyIkiAQ7Dvi7A7pGAupiEMXmCruiGmuAIiiDhdu"
    "opUCAE/iC//XR2dUaSjt8K3l/thdIQCrkbXrf2JWR0QZ4/o9y9Fa7DPrrQJJ/1yTPq2leU"
    "S3YNIzJsuKUW8ofs7zEYzOonk971HFVp5g6dmaUap8K1Y4AZ5V78Yy4sMwL9t28v4gcWm+"
    "bHAU56zmZxH5fP5vlOMnoswydxf/nFp8mrpdoZ57BUAFNBA1soVQl/eLAZRPKVwc9opt5S"
    "fBTA+s0xvWNiOsW2JbXugu4vAv5QWfn//Hn0oYbq7/vcPEKYdoI4vf+c+o6BjIDgmya+x4"
    "HBGMJeUO8IW97+d02n1TbcF0r8vQr8EeueBoWHco0fd3MtgysEeGSV//qL9SH49fyPngM7"
    "955az59F+5t9efbij94LjVb6oyuW6OdWTjrhYogS1EeXwdLEhZ7nvlUAHtGU+yvL29TPGo"
    "poBmzPVNECWzqlO748Pq6gPEKvQu1RPdNiG1adr0H3R1CRCrZPFjCD8ClC7iHKSzD84fLz"
    "6fkZ+eXq7P3oehTaWrEzVT1UasUXiwd65NXZ8DyD7pSKkOFVQlig9uixnYLLoPoWANvCdN"
    "xSw2AeecRAVSPkNTjrZ5KIpUNugkUjb95hmA75Txx2UMpJ6KADnYRIIJK1CjMsOOiGC4sa"
    "mshG2y+rvjxOLy/PU+b36SjD6y4+fzo9gx36Ir1M8izQYvfMqsP8YoBGbG834Y2eA+ohBa"
    "BbJX0C96xL6G3QTm5XKY2eAHWQYMacWyaQFGylH9RbE8sb/nIJhncMl18eO3rnBr5diW2X"
    "cO0s016zUqrqmGsg21Q0u8utN6iSJS4UPXuu7UAZh8PsJ0o3uk/WFlSXnCeX7ow6XNLws3"
    "MulNTzfpkjRWR7VohYGcBhuNHHmJO4lcy9p55wV33MCZwL7gZhdhBOgfKNtowuctVwlC2n"
    "Gx7s1Vbt1f1K7tut2fN0s/vumStDflIxNLkGsTtXxcu2KLvlAKS/MBtuojTkYRN1ZRNpko"
    "bC2SdUr+sa2q5P6HGzK1KWxaCSR2hQ4hEaBB6hRhlZMgpO5EhRJyfrOhhlD3dYYT5WikOB"
    "/vZADH2GITpjxXc7Wy1aTBrFf22dFev8cq1TpehpeExI5ZkFboN3yoFkMo+CgtqPEgmILe"
    "4ZpsSsp0kHzndd9tp2h64SF123dqL4qEfdREQGQUltRzW52PO+sSOQLjN8NgqrAXU5mJux"
    "mysNWxYpDSk6ScOXRUuTnmR0TWArkIvP5+e5SG05wirOaiosSyz9xaY5Rf2xD/kvjLQGcM"
    "9y00poMVnCCpBVZ5KDW5vRj6OL1KQOgc+DIbkXEnpPdeCDIXkwJA+baAeGpMnlwqIrbSil"
    "LHUkDbed3dTQrNTnj0RSPZloWS7JkMi5cL0oOW8qXLJgYmFpwq3lXTuRP5LWRqv6CNJQTz"
    "B7ZGu+Aj2uE60xjfHx9a/M8MRGrCfwXcZ9bwz2lppplE+Ac+/DPrDA2Oqr/SAZdY25Nger"
    "NnSNg3/Xv569H19eKVYohe8aLGM0w1hTvrZalgzzKmXSEJ5L1mkbKcMtTeBrm1pWIadMAX"
    "b6dM3IISvAvdSkmKw/0bO4V4O3b2Kmhj/K2Nj1p+H5eRHfmiuqTAw7j+mSZCwNbMN8rB3l"
    "ggBODVuL6rB5t2lZAf6CHTG5mzXAfQq287i/0zCnpPkxcA+oMQM3Zz2JncB1OPWpocg+qS"
    "KxT4oF9kmRvBaersTIGLTHUjEdgT0FTJeJ0rN/jFMGTO4cXbzEzy8vfoy6lx+uSztT6xiY"
    "acjHMjDX3GagJniCS3aE7/tfPPYG5tVjOM06bm7m1ah1N24dVpeF22HlEu5wj1OrJnUjME"
    "y2jHzVeYlT1GmDHVPJjCmxYrTZlGGysGZzlp5lzsI+6ETzjuT/b/MozdXi8GHqqDGhktys"
    "f8xNH5u4OqWXp1yzIXZ3lDlKm9OHp4sFXRbuIOnqSzqT05kjJK+F+BTQAev1sY4BXxv4lF"
    "l/0WtADxRoQIFUhLmqaE9DdRjv8VEKW4DYBpEN/+Zg80YHJDjM3PeCbGTyM1t4xPBdF+XC"
    "7YrA97krsnTBCsRyqSglZHjQW4mK4oMbrb1tx0c2sMQEtSx1ZLu2Fy0H3MiTtqN1cow4f3"
    "l8vJlUFr9ja+kW+UXwsKHac9Vpcj+qpjxoQA/ncTLoXVCk6SSyeuohWAv8ABRv3jW7zP9s"
    "5cBT9qTLAw8+ZY/Y7Oca3ngASrOT9Qehipf2FpBdPX22kwt5I5a12zmFZ5hJmKFXJWk5cj"
    "TsLGu5m1pxedKy0pgehqAndvqx1axlhStNynKEw+J85eioarVk5ShROMgTjg86q0JMMBCW"
    "DhRukFc8F0vludHWsnvgWFXSkdP7XVVqOuScHnJO94CD7Gm63CHn9JBzethEO8g5fVJ1yl"
    "S4529ZpUx9ed0k0xRQl/McGyastFKhzPTdwMaWsAocXY5pSXKWDniXlcqOj+revDJySDhX"
    "bYrW+rPd5mlJj3q+BvslaQsxxA4TFrBgbFgTdRdJ1dtORqidm/WwrKxmOH4EY6WVkJ1A+7"
    "Np6kcOeB9yP37Fco1x+nlcIi9I4MD4SlxFLzDsqcvUXRnBeQ8NS9rGgLvLC2kUfdufqNsg"
    "Va0uulYguPEEbzsx1G0nm+KleMi8MC7b4nvai9c1iyRtLYTUNaWtlSDSY4Q0OorYjUGNkm"
    "hGhfJ52eK9D/TUJ5cKPBFst3sfVnIdCKzonu5KrHSPfumtWEnfyV3YeaMrH0+RTbkr8aoE"
    "ucTbFASh5JfL63FY05a6Lmcmlg/MXF7SJ3fIkvGcGSUm1dzRsOWxDzcgF96AHARJohouQP"
    "w4krLCMo+yyh3H1cZ45FuMpzB75i7cUF2qStEMWJe9JWnCAFOeC7NPFhSUX6TNrTA1O60i"
    "zI6v3Swy8jdoyEWGfqeOeNZ19G9D85wzamoLgKElo0fmGsg+3I+2Da2zvlmXUU9xgKyth1"
    "tI52l3qLvSYz6CyNbXX4UelqeD8NMQhzHCAd+no4vh1T/17pRTDc5P/zk+G2bPF+5VXPhw"
    "Y33jsHDOECw2V9rUxq+A/ufc5p5OEU8elurguIYmVtyvSpVvddGmikxRz8Nr56VydXEHVN"
    "8lrC+xVA4xrruKuz74QYnW6lmo8iqyPZPBhR6oN4FWbGOykcKxxn3VaIRHVqDnXHfvdaEy"
    "FnV/SqrY1nIugOsxTzaQTynApyee9kQcaRIsOiWPhgte4BUKn5RKIrrg1b1AQ2JTLBTEgH"
    "kt6Ypw5x0BABmcuZUECw/3ga25rlgyM/K3S0MAbXVS6YGjHS6f6Jqvvkyk7Jeefkg9a66o"
    "d6du/mPTtf1MpYXLpvxrHQwnEF3G8VpUwIBPAbnA3Djkf4eu/6QOpDpwyywL20F6LKirOU"
    "CwhfHKqTuoQtxBMW0HWdLC2ydzKud1iLsOsw9GVYz/ErMp3WfXzmmlbuRJMHRdWuDSS0Ay"
    "FHh6TlRMefr9zwzK2NcFBwHSQNCnIbcg6Lt5EK7rcr3Q4kndF0qlNwEVvYlCl4XdG0r3rr"
    "DiIsqH2Hlmc8f3ND630p5PeF247F7cNVoVaci9WRN/y92PtnnN1LY1kHbz2jriw2qe1uZL"
    "XVXS2jltFe9w6iZGN+azrS2nLt0FO/RN7p1zh/V0Drn4Yb/UJ4fdJlbUb6Nb7re5QKPGgQ"
    "mR5Zx6/TCowJwjMvKI8D2L3zOp1Gh11inK3gnNHe6pUITsE4k+NgIGIhpHaAXNmY1ZtLeY"
    "Qs11x0N2/O6G10ol10kdPILd8QjWVxEOHsBu6QpVPICHwlWtFq7qsia2h+gM42E1MZqGar"
    "Xy1z7i1NBX+Sp2YyYQnfZRB4GpPglqI2C9yEAPzatJpT13fNzzDrBQy6cc9u80KdC9jxMN"
    "3MWA9XfRBZZ9dRIw+HsUnl7ph8HlP/zB8eCNNlbwkMFKCfq6CkFfFxP0dY6goFfX5FcJRO"
    "dN8d7lNCjxHaH75l18vPOZxiDZ3L0VHhfaQLUCBWswnY4U9C7QQosCMYEmv3bvr2Rg9Tks"
    "zG7jLrlX53OPiIYUTjRS4WHPlt/VILbRkTyfKzaF5Tcfizvm9HSpp+vP+6XZp0FPsKKjrp"
    "VKualLoafU5tZK0Qehgfkxaszx93LO4T8GdfA4Ljr3iXAMFUsFWz24eYx9Lajstr2hDzlB"
    "3dMEDzlBB4/AuqwMNnpNlSUF1H2tBVVIyWfOd6quFIgv7pGZAHmEwgA4lz5BZSNEK7qLYr"
    "e1U03SUPuTbKLmvTHdJOm144STDmVPdDMy1HUOWDV+2qgI4x7mTPxd6dtZr2xH9uwhPv53"
    "jI8rpGus14gYxVZrRPUqx1QWzJVgJGG9ClSpsLpnn6jCUcINKoSBLSl8T3KTES6lz1zd+Z"
    "Smw2iM0N97wXN8LP3bfzP4gD8PlunBMt0KAzpYptuxTA/VxnuHauOHTfSwauPMprzWfYQx"
    "wFauImzFhzByiCWwNplBJTsiFzCCOjAEqoEKRnBJ7gAdDpYRp44q04pnWrXllBsPVB4nPq"
    "niioBexZHik5wzovun91qrC5yNwlcLw5fF4TVxW6sAu2eOb+esmEwE19o1pu85WwYKbJ2d"
    "Q00btWbD4g43OOrLLglGym2OaoTYdjrEgkq5FGDX1HWA5gC7fJPq0J0JZwA2QMBygiq6nv"
    "oLLMcRJPoajKqhsYMMCE0cjV30oKF2v80Sw6sqZROILpMUAwY3MNUblVN9A1blTeS9jmxS"
    "5cWOCjTyoKSCui4rOAkrGSsi8rYHLyX7q0pkf1VC9ld5skdWdg26r4F0mPANRVgrSDa5xG"
    "9vouJnQPfGn9275ph8gEcc1HZQy96mK1Vi3hA2cEEnrlXOLRaURrV1yuCDRnrC3vPOpIx3"
    "8v7S7TrTH/ci3k4ieHvX8Bb72HMZ5w+sqJ7UetozR0gRzjOHitcy1h6IqWye3FPBV6unGp"
    "nLjXlPd6QxeNIvPc+Y9NkUuylGw5YT+wodulqZofHlhnxh19ksO/blFgdICl3lxep1sa+8"
    "U2cJmrqITk4qOeBOShxwJ1n9GjdVDQyH3Z8gdlspngVv9JjuioDiSulrIIdK6TUrpT9qIv"
    "23/weuBr15"
)
