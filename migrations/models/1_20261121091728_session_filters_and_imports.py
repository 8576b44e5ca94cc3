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
        DROP INDEX "metric_with_task";
        ALTER TABLE "session" ALTER child_name_words SET STATISTICS -1,
            ALTER COLUMN "task_metrics" TYPE JSONB USING "task_metrics"::JSONB;
        ALTER TABLE "task" ALTER COLUMN "other_metrics" TYPE JSONB USING "other_metrics"::JSONB;
        DROP TABLE "import_fault";
        DROP TABLE "import";"""


MODELS_STATE = (
    "eJztPf1z27aS/wpGvySdUT2OHCc99+5m5MRp9erYHdtp33ttRoZJSMKZJBSCtKLr5X+/Xf"
    "BLJEGKpEWZcjWTyVggFgR3gf3G4q+eLUxmyYORPReu1zshf/UcajP4I/OkT3p0Pk/ascGj"
    "d5bqypM+d9JzqYEjTaglGTSZTBoun3tcONh36BB/bglqEjEhi5mwGJHc87gzlX3iOyZzyY"
    "IuiXCJKRx2Al2oR7hHPHrPJPEEmQoiHEInHvSkxPC9A3yxKQx4M4zS4jt8h3/x2dgTU+bN"
    "mAtv+uMzNHMY8CuT0c/5/XjCmWWmkMlNHEC1j73lXLW9m1H3g+qJ878bG8LybSfpPV96M+"
    "HE3eHzsHXKHOZSj5krKHZ8ywppETUFc4UGz/VZPEkzaTDZhPoWEgqhgxkkbb3x+OLyZnx9"
    "djMe9/JEvP55+P3g+A0RD4jKmSCSOaZEFFLHJIAc7pKRyWBZeMwxlt//wpY/EheeCRu6M5"
    "dhnyWZ0gdGHCBBnoStvMEQDi5P7nhSUcemX8cWc6beDH6+ef0twEJCpaAXTue34dW7n4dX"
    "L9+8/g4HErDGg6V/ET4ZqEff1BDUo8Egak0ki8BwGRJuTL38YngPTzxuM/2CSENmFoYZgh"
    "5EfzRZJlHDRtdJBLFC2LApSwn4PvPSsZbhe0socTP6eHZ9M/z4K77OlvKLpdA3vDnDJwPV"
    "usy0vnyToVo8CPl9dPMzwZ/k35cXZwq7QnpTV70x6Xfz7x7OifqeGDtiMabmCoqi1giN0D"
    "MhusUdJvP0HjmentRx/wyVAVWboWvClyMiHtbc/ec4RdhfwDRnuL/uGHOIyajlkQX3Zn0C"
    "29ID9oq9uGNYvsnM/A5vPEp27UzxO78fvHr99vUPR29e/wBdFC7ilrcly2l0caN2bUIw6Q"
    "mXadh1IcUSgO6S7DoUfwG+F8gfg2lrOG9p15aRb/Ipkxr2WCwrE4jNyMsq2O/1GspLYwaY"
    "Y2Yg1WC2khG1309QWhEJSIgUlxmVcVuxdHzEeFuRhQlhJ9zhctZI+GVANyD9Qr5di+YtSr"
    "8dkXYRTnLiDrXeyf2KyoMNd9S4X1DXHKeerCwIxKFGMJ6GcB9+uWIWVajMEz1lm3xQ1Ghp"
    "q7dP9qQ1Un4QfWIgihCaf2QP7GwLdehUfRK+G9+kQVmhtRdjdJ3JN57EPdcbfoo1oUVGY/"
    "NMiRhD+JYJSroHKkChVKoNvd5Y+6MXjDMOzC0cv/e5lgV3yqeFWoHWhtNoBCEv2rYJV101"
    "DyT8fwwGR0dvB4dHb344fv327fEPh7Gozz8qk/mno59Q7KcYVKQHFJtOijj1lOjtKmQNjO"
    "h3wndgEmTigs36Kr/kNc9b1r6Y6wpXw5PfC8O3WRGyE6isaOaGR/4PNq7sEtrPYTrIR27/"
    "wnn2iSWMPrHl9Nvtj8hGZoD9wG2E2i9oTRI+XGe9NByluuz/x/XlRUrsR/rVy4/Df2ZVr3"
    "fnl6cZaqa4W1V1OgW0PY16IwxsZ51GOQUqS8Q8BT+AoONTB75A0XEEc6SOoWN6OT9uZ+lX"
    "T02CZpcuYkmdXrnw/fDVzAtW+/D63fD9We9bsV7apsr1kcEHGjptK3xSqmjZSZ+1KtYlaE"
    "iOb98pYzBkPDaj0keliIw8SYCowWaAZgd5lMnmsEfQ2+1Rea8e4SRPYOugOgW/4fvlwXyZ"
    "Z4Gtv62KCofjhDSX7EvvMzLAhC6rjwNEjhUJcBj2dQ52jwTUxSSMyRN0RTfUGEdQBAm3U0"
    "+BAiHwB/n957OrM5J0/FZLf/z0afS+hvbo+9w8QJh24gC9/5z4joFrieCbxr7HYY0awp5T"
    "7wBb3v53Tb/HJixgxUGPApN21VhVeChXGnFB1NLZQ4An1hqvv1jvg18v/+w5sNYeqPXyRb"
    "gmYYovvvuz951GsfnJFQt0lSo/j3AxygUaiMsM+BuQn9/AVQCe0Br4K7sf1c8aukwGbMe0"
    "mQJzLKV+vDo8rKB/QK9CBUQ902IbVp2vQfcHkLIF2ycLmEH4BCF3EOUlGH5/+en0/Iz8en"
    "X2bnQ9CtX12B+nHirJ9MXigSpydTY8z6A7JWUyvEoICySnHtspuAyq7wCwLUzHLTVsrpFH"
    "DHRGh7wGZ/1CErFwyG2waOTtCUZ6kP/EnmtEUOTjsRmYUEAkaxkG6TmoF3OLGhrneNsvq7"
    "48Ti8vz1MW3Okow+suPn08PYMd+l16meRZoMUemFWH+cUAjdjedjzkPUe4NgWgOyV9Ag+f"
    "S+hd0E7ulimlkAB1kGDGjFsmkBTU7R/VWxPjDf7nEmy3GC6/PLb0zjV8uxLbLuHaWaa9ou"
    "hW1TFXQDapaHaXW69RJUuscD17rm2D34TD7CZK11rgKwuqS/b3pTsF61PS8LNzVnjqeb/M"
    "FhfZnhWCHgZwGG70MWwh7iRzH6gn3GUf08pmgrtBpBaEU6B8oy2jC340HGXDGWt7e7VVe3"
    "W38sO2a/Y83wSxB+bKkJ9UjG6tQGzPVfGqLcpuOIblz82GmygNud9EXdlEmryTcPYJ1eu6"
    "hjbrE3raAH3KshhU8ggNSjxCg8Aj1CipR0YO9Rwp6qT1XAej7OAOK0zpSXEo0N8eiaFPME"
    "RnrPhuJzxFi0mj+K+ss2KdX650qhSAC0+aqFSlwG1wohxIJvMoKKj9KBZNbPHAMKtiNdM2"
    "cL7rEqA2O3SV0NqqtROF2DzqJiIS2gBI21FNLva8r+0IpMsMnw3kaUBdDuZm7OZKw5ZF90"
    "KKjtPwZfG9pCcZXRPYCuTi0/l579v6Odaf1URYllj483VzivpjH/Jf5EUE9yI3rYQW4wWs"
    "AFl1Jjm4lRn9NLpITWof+NwbkjshoXdUB94bkntDcr+JtmBImlzOLbrUhlLKUkfScJvZTQ"
    "3NSn3+SCTVk4mW5ZIMiZwJ14vyuybCJXMm5pYm3FretRP5I2lttKqPIA31DLNHNuYr0OM6"
    "0RrTGL+5/o0ZnliL9QS+y7jv3YC9pWYa5RPg3PuwDywwtvpqP0hGXWOmzcGqDV3j7Nj1b2"
    "fvbi6vFCuUwncNljGaYawJX1ktC8anMzVu2BAebdVpGynDLU3ga5taViGnTAF2+oDGyCFL"
    "wL3UpJisPtGzuKPB2zcxU8MfZWzs+uPw/LyIb80UVcaGncd0STKWBrZhPtaWckEAp4atRX"
    "XYvN20rAB/wY4Y308b4D4F23nc32uYU9L8FLgH1JiBm7OexE7gOpz61FBkH1eR2MfFAvu4"
    "SF4LT1el4ga0x1IxHYE9B0yXidKzf96kDJjcUax4iZ9fXvwUdS8/n5V2ptYxMNOQT2Vgrr"
    "jNQE3wBJfsAN/3v3hyCsyrp3CaddzczKtRq27cOqwuC7fF4hfc4R6nVk3qRmCYbBn5qvMS"
    "p6jTGjumkhlTYsVosynDZGHN5iw9DpuFfdSh2C3J/99nUZqrxeHD1GlVQiW5Xf2Y2z42cX"
    "XQK0+5ZkNs7zRslDanD08XC7os3F7S1Zd0JqdTR0heC/EpoD3W62MdA7428Cmz/qLXgO4p"
    "0IACqQhzVdGehuow3uOjFLYAsQ0iG/7NwOaNDkhwmLnvBdnI5Bc294jhuy7Khbslge9zl2"
    "ThghWIFTdRSsjwrLASFcUHN1p725aPbGCVAmpZY2kIt7YXLQfcyJO2pXVyiDh/dXi4nlQW"
    "v2cr6Rb5RfC4odpz1WlyP6qmPGhA9+dxMuidU6TpOLJ66iFYC/wIFK/fNdvM/2zlwFP2pM"
    "sjDz5lj9js5hpeewBKs5P1B6GKl/YGkF09fbaTC3ktlrXbOYVnmEmYoVclaTlyNGwta7mb"
    "WnF50rLSmB6HoGd2+rHVrGWFK03KcoTD4nzl6KhqtWTlKFE4yBOODzqrWj4wEFafE26QVz"
    "wTC+W50ZZDe+RYVdKR0/tdFfvZ55zuc053gIPsaLrcPud0n3O630RbyDl9VnXKVLjnb1ml"
    "TH153STTFFCX8xwbJqy0UqHM9N3AxpawChxdjmlJcpYOeJuVyg4P6l7eMXJIOFdtitbqs+"
    "3maUmPer4G+yVpCzHEFhMWsOYoomsrC37zyQi1c7Mel5XVDMdPYKy0ErITaH82Tf3IAe9C"
    "7sdvWK4xTj+PS+QFCRwYX4mr6AWGPXWZum4hOO+hYUmbGHB7eSGNom+7E3UbpKrVRZXpg0"
    "sz8MIMQ12YsS5eiofMC+OyLb6nvXhds0jSxkJIXVPaWgkiPUVIo6OIXRvUKIlmVCifly3e"
    "+0hPfVKX/plgu90rlZIbJWBF93S3KqV79EsvVkr6ju/Dzmtd+XiKbMJdidX25QIL8gtCya"
    "+X1zdhTVvqupyZWD4wc/9Fn9wjS8ZzZpSYVFPmf8Nj7y/RLbxENwiSRDVcgPhxJGWJZR5l"
    "lWtyq43xxBfhTmD2zJ27obpUlaIZsC57S9KEAaY8E2afzCkov0ibO2FqdlpFmC3f3Fhk5K"
    "/RkIsM/U4d8azr6N+E5jlj1NQWAENLRo/MFZBduGJrE1pnfbMuo57iAFlbD7eQztPuUHep"
    "x3wEka2vvww9LM8H4achDmOEA75PRxfDq3/p3SmnGpyf/uvmbJg9X7hTceH9peeNw8I5Q7"
    "DYXGlTG78C+p9zm3s6RTx5WKqD4xoaW3G/KlW+1V2NKjJFPQ9vLpfK1cUdUH0XsL7EQjnE"
    "uO425/rgeyVaq2ehyqvI9kIGF3qg3gRasY3JRgrHGvdVoxGeWIGecd3VyYXKWNT9OaliG8"
    "u5AK7HPNlAPqUAn5942hFxpEmw6JQ8Gs55gVcofFIqieicV/cCDYlNsVAQA+a1oEvCnRMC"
    "ADI4cysJFh7uA1tzXbFgZuRvl4YA2uqk0iNH218+0TVffZlI2S09fZ961lxR707d/Kema/"
    "uZSnOXTfjXOhhOILqM45WogAGfAnKBuXHI/x5d/0kdSHXgllkWtoP0mFNXc4BgA+OVU3dQ"
    "hbiDYtoOsqSFt49nVM7qEHcVZheMqhj/JWZTus+2ndNK3ciTYOi6tMCll4BkKPD8nKiY8v"
    "TH5wzK2Nc5BwHSQNCnITcg6Lt5EK7rcr3Q4kndF0qlNwYVvYlCl4XdGUr3rrDiIsqH2Hlm"
    "c8f3ND630p7PeF247EHcN1oVacidWRN/y92PtnnN1LYVkHbz2jriw2qe1uZLXVXS2jltFe"
    "9w6iZG1+azrSynLt0FO/RN7p1zh/V0Drn4Yb/UJ4fdxlbUb61b7veZQKPGgQmRxYx6/TCo"
    "wJwDMvKI8D2LPzCp1Gh11inK3gnNHe6pUITsE4k+NgIGIhpHaAXNmI1ZtHeYQs11x0O2/O"
    "6G10ol10ntPYLd8QjWVxH2HsBu6QpVPID7wlWtFq7qsia2g+gM42E1MZqGarXy1y7i1NBX"
    "+Sp2YyYQnfZRB4GpPglqI2C9yEAPzatJpT23fNzzHrBQy6cc9u80KdC9jxMN3MWA9ZPoAs"
    "u+OgkY/H8Qnl7ph8HlP/3B4eCNNlbwmMFKCfq6CkFfFxP0dY6goFfX5FcJROdN8d7lJCjx"
    "HaH79iQ+3vlCY5Cs794KjwttoFqBghWYTkcKehdooUWBmECTX7n3VzKw+hwWZrdxlzyo87"
    "kHREMKJxqp8LBny+9qENvoSJ7PFZvA8pvdiHvm9HSpp6vP+6XZp0FPsKKjrpVKualLoSfU"
    "5tZS0Qehgfkxaszw92LG4Q+DOngcF537RDiGiqWCrR7cPMa+FlR229zQ+5yg7mmC+5ygvU"
    "dgVVYGG72mypIC6r7Wgiqk5FPne1VXCsQX98hUgDxCYQCcS5+gshaiFd1FsdvaqSZpqN1J"
    "NlHzXptukvTacsJJh7InuhkZ6joHrBo/bVSEcQdzJv6u9O2sV7Yje3YfH/87xscV0jXWa0"
    "SMYqs1onqVYypz5kowkrBeBapUWN2zT1ThKOEGFcLAlhS+J7nJCJfSZ67ufErTYTRG6B+9"
    "4Dk+lv7d/zD4gM97y3RvmW6EAe0t081Ypvtq4719tfH9JnpctXFmU17rPsIYYCNXEbbiQx"
    "g5xBJYm8ygkh2QCxhBHRgC1UAFI7gk94AOB8uIU0eVacUzrdpyyo0HKo8TH1dxRUCv4kjx"
    "cc4Z0f3Te63VBc5G4auF4cvi8Jq4rVWA3TPHt3NWTCaCa20b0w+cLQIFts7OoaaNWrNhcY"
    "cbHPVllwQj5TZHNUJsOh1iTqVcCLBr6jpAc4Bdvkl16E6FMwAbIGA5QRVdT/0PLMcRJPoa"
    "jKqhsYMMCE0cjV30qKG2v80Sw6sqZROILpMUAwa3MNVblVN9C1blbeS9jmxS5cWOCjTyoK"
    "SCui4rOAkrGSsi8qYHLyX7USWyH5WQ/ShP9sjKrkH3FZAOE76hCGsFySaX+O1NVPwM6M74"
    "s3vXHJMP8IiD2g5q2dt0qUrMG8IGLujEtcq5xYLSqLZOGXzUSM/Ye96ZlPFO3l+6WWf601"
    "7E20kEb+4a3mIfey7j/JEV1ZNaTzvmCCnCeeZQ8UrG2iMxlc2Tey74avVUI3O5MevpjjQG"
    "T/ql5xmTPutiN8Vo2HBiX6FDVyszNL7ckC9sO5tly77c4gBJoau8WL0u9pV36ixBUxfR8X"
    "ElB9xxiQPuOKtf46aqgeGw+zPEbivFs+CNHtNdEVBcKX0FZF8pvWal9CdNpP/2/xVTKTA="
)
