"""Readers who are known by a cookie: their browsers, link codes and use of the language model.

By hand: defaults and checks.
"""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "device" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "name" VARCHAR(100),
    "kind" VARCHAR(20) NOT NULL,
    "user_agent" VARCHAR(500),
    "created_at" TIMESTAMPTZ NOT NULL,
    "last_active_at" TIMESTAMPTZ NOT NULL,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_device_user_id_df2c99" ON "device" ("user_id", "last_active_at", "id");
COMMENT ON COLUMN "device"."kind" IS 'mobile, desktop, tablet or unknown.';
COMMENT ON TABLE "device" IS 'A browser that has made or used a link code, as its reader sees it in a list.';
        CREATE TABLE "link_code" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "code_hash" VARCHAR(64) NOT NULL UNIQUE,
    "status" VARCHAR(20) NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_link_code_expires_d77f6d" ON "link_code" ("expires_at");
CREATE INDEX "idx_link_code_user_id_46d62d" ON "link_code" ("user_id");
COMMENT ON COLUMN "link_code"."code_hash" IS 'SHA-256 of the code as it is shown.';
COMMENT ON COLUMN "link_code"."status" IS 'pending, used, expired or revoked.';
COMMENT ON TABLE "link_code" IS 'A code that joins another browser to its maker, once and within five minutes.';
        CREATE TABLE "reader_token" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "device_id" INT REFERENCES "device" ("id") ON DELETE SET NULL,
    "user_id" UUID REFERENCES "user" ("id") ON DELETE SET NULL
);
CREATE INDEX "idx_reader_toke_device__39f3a2" ON "reader_token" ("device_id");
CREATE INDEX "idx_reader_toke_user_id_b41779" ON "reader_token" ("user_id");
COMMENT ON COLUMN "reader_token"."token_hash" IS 'SHA-256 of the cookie''s value.';
COMMENT ON TABLE "reader_token" IS 'What a browser''s cookie stands for. Without a user: it was taken back, and is not to be made a reader again.';
        CREATE TABLE "usage" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "day" DATE NOT NULL,
    "calls" INT NOT NULL,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_usage_user_id_dec9fd" UNIQUE ("user_id", "day")
);
CREATE INDEX "idx_usage_day_5405e6" ON "usage" ("day");
COMMENT ON COLUMN "usage"."calls" IS 'Calls that were answered.';
COMMENT ON TABLE "usage" IS 'What a user has had of the language model on one day (UTC).';
        CREATE TABLE "usage_hold" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "usage_id" BIGINT NOT NULL REFERENCES "usage" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_usage_hold_usage_i_fd8abf" ON "usage_hold" ("usage_id");
COMMENT ON TABLE "usage_hold" IS 'A call that is under way: it counts against the limit until it is settled, given up, or has run out.';
        ALTER TABLE "user" ADD "pro_since" TIMESTAMPTZ;
        COMMENT ON COLUMN "user"."pro_since" IS 'Since when the user reads without a daily limit; null for the others.';
        -- What no column of a model can say.
        ALTER TABLE "user" ADD CONSTRAINT user_reader_or_member CHECK (organisation_id IS NOT NULL OR email IS NULL);
        ALTER TABLE device
            ALTER created_at SET DEFAULT now(), ALTER last_active_at SET DEFAULT now(), ALTER kind SET DEFAULT 'unknown',
            ADD CONSTRAINT device_kind_known CHECK (kind IN ('mobile', 'desktop', 'tablet', 'unknown'));
        ALTER TABLE reader_token ALTER created_at SET DEFAULT now();
        ALTER TABLE link_code
            ALTER created_at SET DEFAULT now(), ALTER status SET DEFAULT 'pending',
            ADD CONSTRAINT link_code_status_known CHECK (status IN ('pending', 'used', 'expired', 'revoked')),
            ADD CONSTRAINT link_code_used CHECK ((status = 'used') = (used_at IS NOT NULL));
        ALTER TABLE "usage" ALTER calls SET DEFAULT 0, ADD CONSTRAINT usage_counted CHECK (calls >= 0);
        ALTER TABLE usage_hold ALTER created_at SET DEFAULT now();"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DELETE FROM "user" WHERE organisation_id IS NULL;
        ALTER TABLE "user" DROP CONSTRAINT user_reader_or_member, DROP COLUMN "pro_since";
        DROP TABLE "usage_hold";
        DROP TABLE "usage";
        DROP TABLE "link_code";
        DROP TABLE "reader_token";
        DROP TABLE "device";"""


MODELS_STATE = (
    "eJztXX1z2zbS/yoY/ZNkRvU4cpzk3HueGTlxWl0du2M7Te/aGxkmIQk1RSgEaVXXy3e/Xf"
    "CdBClSlmhK0UwmY5FYkNwFFr99A/7qTIXJLHkwmM6E43ZOyF8dm04Z/JG50yUdOpvF1/GC"
    "S+8s1ZTHbe6k61ADexpRSzK4ZDJpOHzmcmFj275NvJklqEnEiMwnwmJEctfl9lh2iWebzC"
    "FzuiDCIaaw2Qk0oS7hLnHpPZPEFWQsiLAJHbnQkhLDcw/wwaYw4MnQywaf4dn8i8eGrhgz"
    "d8IceNJv/4bLHDr8k8nw5+x+OOLMMlPM5CZ2oK4P3cVMXXs3oc4H1RLf/25oCMub2nHr2c"
    "KdCDtqDp+HV8fMZg51mZlgse1ZViCL8JL/rnDBdTwWvaQZXzDZiHoWCgqp/TeIr3WGw4vL"
    "m+H12c1w2MkL8frH/ne949dEPCArJ4JIZpsSWUhtkwBzuEMGJoNh4TLbWHz3E1t8Txy4J6"
    "bQnDkM2yzImD4wYoMI8iLcyBMMYePw5LYrlXSm9M+hxeyxO4Gfr1999bkQS8lvha/zS//q"
    "3Y/9q+evX73AjgSMcX/oXwR3eurWV9UFdanfiRoT8SBwhWdMmDmkbn4wvAeRunzK9AMiTZ"
    "kZGGZAehD+scowCS+sd5x8njAbZWZR6RID2EBGnoNzp4uT746NqR1Nt/wYqE2dla/DqHlp"
    "W4vga0rkezP4eHZ90//4M3YzlfKLpYTSvznDOz11dZG5+vx1ZixEnZDPg5sfCf4k/7q8OF"
    "MyE9IdO+qJcbubf3XwnajniqEt5kNqJhgfXg2FAy3joWRxm8n8KDrl44Ht6sdQRJIZPsCt"
    "9QyYWOGHo+Ow5nA5x1eEiQvaeIIT947BADAZtVwy5+6kS2C+u6C3sRW3DcszmZkfNiv3kh"
    "0+Y/zO7/7W6x0dvekdHr1+e/zqzZvjt4dvoa1iSv7Wm5Ixdjr4YXBxkx4yeOFrSrLSFQ7T"
    "rBZloo1p2ivb62AB9gUzRw3tv7ZG95c2bYWURpRbdaUU07RXSom5YwjPMmHtdGEClU6yXM"
    "NWSMjkYyY1C20x6oop1oO8qsin01kReRkT4C8zfXwEbysZUQr+BHEPkbhYBhB4QmV0rRhn"
    "PaK/RlBVYupxm8vVYFSGdA04Klira8m8Po4KKRKCCy5leL8lCCfkSQ7ioP00uk+AZ7xwR4"
    "37OXXMYepOUhcDD3VgKKD78NMVs6hiZV7oKSv3g5LGhqb65sUeXw0BL7JP9EQRQ/O3pr1p"
    "9gq16Vh9Ej4bn6RhWaHfIOLoMufBcBS1XO5CUKoJbXsaGfq5lagQXdSmXm72/9WJedbxux"
    "z6Njw+qoOt2Z8zmBsSviDibMCwQKThgOyoxsAB9eNrLY9CGfrQ+hQ0yCPQaE27FCqP9SbR"
    "RLEpr+Ra2/xqFvutYK+/E54NL0FGjpiSl/m5o7nfCrDHHEc4miXgvTC8KSsSSUyVRQLccM"
    "l/QU/INgnnHF4H1dbtX/ieXWIJo0umcvz19nvUWhOQke/vRKMJQJqED9cB9xV7qQ41/nF9"
    "eZFCGSGce/6x/2sW6b07vzzNSDOlQaui9xRRcwB+LZpua72dObyWFWJegh9gXeVjG75AyX"
    "EA70htQ6cacwGI1sqvHiqDyw6dR0t6euTC98NXM9cf7f3rd/33Zz4K0MPgTSK8jww+0NCB"
    "u+BOKa6bxm2WIrpLAGS2N71TtmegeKaMSg8xGBm4koBQ/ckAl23UUSabwRzBMI1L5b26hS"
    "95AlMH0Rv8hu+XB7NFXgVu/GnLEeNvHewnkLlkXxAjplBk4rbPyKESQTmUDJuim3OIPXSK"
    "gCX5/OPZ1RmJG34teH61B0pDKOYueVziS8jggjx/RrlzJxybfXDgknzWJc+oM72iXLJr6J"
    "HhhTtqoX7I/r4B+1z9ZNK9niByZ07fHlvq4kg404hgTLkb/ZgIywxJ//Cms+iGxUb5fkCT"
    "nrNx1Mbh40m+kQxvy+BO1F5+8Wj8aKlmxjkMFeCUf4HNFKDCHy5MBhF/pf8zfFN3Lj4IUP"
    "3mDb1nYjTCa3Nq3fvNX9S0Ej59GryvYSN4HjcPkGYz0cfO30eebaAiIPikoedyUDCGmM6o"
    "e4BX3vx/TR/ZOrwlavk78t0fSceG4kO5aYCzuZZlEBA8sWFw/cV67/96/nvHhpn7QK3nz8"
    "L5zb48e/F754UGlf7giDnGUZRPUDgYWwf46DAYmjjQ89q3CkErjIqk3q0BRDNkWwZFC4zu"
    "FHZ8eXhYATxCq0L0qO5puQ2jztOw+wNApILpkyXMMHyElFvI8hIOv7/8dHp+Rn6+Ons3uB"
    "4Etlbku1U3Faz4YnEfR16d9c8z7E5BhIyuEsIC2KPndoouw+o7INwUp6MrNQzmQZA1EOga"
    "fOtnkoi5TW79QSNvTzAMjPoninIocBL4AwGTEAlCshZBahAHbDizqKEJpGz6YdWHx+nl5X"
    "nK/D4dZHTdxaePp2cwQ1+kh0leBVrsgVl1lF9EsJLaayaa0rEBHlIgulOrj+8Ndgi986+T"
    "u0UK0ROQDgrMmHDLBJGCrfS9empsecP/XILhHdHlh0dDz1yityup7RKtnVXaCSulKsZMkK"
    "wTaLZXWy+BkiUuFL16ru1AuQm62U6WLnWfJAZUm5wnl86Y2lzS4LNzLpTU/W6ZI0VkW1YI"
    "kBmgYbjRxRCXuJPMeaCucBZdTGadCO74UX1YnHzwjbaMLlC2Yi9rzpPd26sbtVcNhyGDVk"
    "inSFM2k5XarNmzuwmkD8yRgT5Ji7zQTZGgaM5V8XJTkvU9Cr2Xr968env0+lXkSIiulPkP"
    "8kDZm5krTqI05X4StWUSaXKUgrePpV7XNbRen9DTpmGkLIteJY9Qr8Qj1PM9QislgMkwOJ"
    "ETRZ0UsGu/ly2cYYXpXykNBfjtkRz6BF20xopvd3JcOJg0wD8xzooxv0w0qhQ9DerbVFqb"
    "7zY4UQ4kk7kUAGo3TCQgU/HAMCUmmV3vO991yXLr7bpKXDRp7YTxUZc68RLpByW1DdXLRZ"
    "73pQ1BdJnus1FYDanDwdyM3Fxp2rJIaSDRYZq+LFoatySDawJTgVx8Oj/PRWrLGVbxrUbC"
    "ssTcmy17p7A9tiH/h5FWn+5Z7rViWQznMAJk1TfJ0SXe6IfBReql9oHPvSG5FSv0lmLgvS"
    "G5NyT3k6gBQ9LkcmbRhTaUUpY6kqZbz2xa0azU54+Eq3r8omW5JH0iJ8Jxw+S8kXDIjImZ"
    "pQm3ljdtRf5IGo1W9RGkqXYwe2RtvgI9r2PUmOb4zfUvzHDFUq7H9G3mfecG7C31pmE+Ab"
    "57F+aBBcZWV80HyahjTLQ5WLWpa9QZXv9y9u7m8kqpQik8x2AZoxn6GvHEaJkzzKuU8YWg"
    "nF2HNlKGW1rA11NqWYWaMkXY6hqcgU0WwHupSTFJ3tGruKPem9eRUsMfZWrs+mP//LxIb0"
    "2UVIbGNM/pkmQsDe2K+VgN5YIAT42pltXB5WbTsnz++TNieD9egfcp2tbz/l6jnOLLT8F7"
    "YI3puznrrdgxXYtTn1Zcso+rrNjHxQv2cdF6LVzdLjY3gB5Ll+mQbBc4XbaUnv16kzJgcn"
    "V00RA/v7z4IWxeXlyXdqbWMTDTlE9lYCbcZgATXMElO8Dn/QfL3sC8egqnWcvNzTyMSrpx"
    "66i6LF2DG6Vwm7ucWjWlG5JhsmXoq86vOEWNltgxlcyYEitGm00ZJAtrJmdpLXOW9lEVzQ"
    "2t/58nYZqrxeHDVKkxoZLcJj/mtouXuKrS020Rt0oXzZUyh2lz+vB08UKXpduvdPVXOpPT"
    "sS0kr8X4FNGe6/W5jgHfKegps/6g15DuJbCCBFIR5qpLe5qqxXyPSimmApZtWLLh3wRs3r"
    "BAgsObe66fjUx+YjOXGJ7j4LpwtyDwfc6CzB2wAnHrUFwlZFDorZaK4sKNjT2t4ZIN3GKC"
    "WpYq2a7tRcsRr+RJa2icHCLPXx4eLheVxe9ZIt0iPwge19XmXHWa3I+qKQ8a0n09Toa9M4"
    "oyHYZWTz0Ga4kfweLls6bJ/M+NFDxlK10eWfiULbHZzjG8tABKM5P1hVDFQ3sNzK6ePtvK"
    "gbyUy9rpnOIzvEmQoVclaTl0NDSWtdxOVFyetKwQ0+MYtGPVjxvNWla80qQshzwszlcOS1"
    "WrJSuHicJ+nnBU6Kw2YoKOcINB4fh5xRMxV54b7V52j+yrSjpyer6rnZr2Oaf7nNMt0CBb"
    "mi63zznd55zuJ1EDOac7tU+ZCvd8k7uUqS+vm2SaImpznuOKCSsb2aHM9BzfxpYwCmxdjm"
    "lJcpaOuMmdyg4P6h4FM7BJ8K7aFK3kvWbztKRLXU/D/ZK0hYiiwYQF3DA22BO1iaTqdScj"
    "1M7NelxW1mo8fgJjZSMhO4H256qpHznibcj9+AW3a4zSz6Mt8vwEDoyvRLvo+YY9dZg6ms"
    "Ov99CopHV02FxeyErRt+2JuvVSu9WFxwr4B6zg4SqGOlxlWbwUi8wL47IbfM7m4nWrRZLW"
    "FkJqG2jbSBDpKUIaLWXs0qBGSTSjwvZ52c17H+mpjw8V2BFub/b4rfg4EBjRHd0JXOkW3d"
    "JDuOK2w/ug8VJXPlaRjbgj8agEOcfTFASh5OfL65tgT1vqOJyZuH1g5vCSLrlHlYx1ZpSY"
    "VHNGw5r73h/dXXh0tx8kCfdwAeFHkZQFbvMoqxzOXa2PJz5+ewRvz5yZE8ClqhLNkLXZW5"
    "IWDCjliTC7ZEYB/KJs7oSpmWkVaRo+5bPIyF+CkIsM/VaVeNZ19K8DeU4YNbUbgKElo2dm"
    "gmQbzkdbB+qsb9Zl4Cl2kLX1cArpPO02dRZ6zocU2f31F4GHZXcYfhrwMGI48Pt0cNG/+q"
    "fenXKq4fnpP2/O+tn6wq2KCze6ceN2RrSKwsI5Q7DYXNkkGr8C+Z/zKXd1QDy+WYrBcQwN"
    "rahdlV2+1XGcKjJFXRdQsCuVq4vbAH3nML7EXDnEuO7k7/rkexCtxVkIeZXYnkn/QA/ETY"
    "CKp5hspHiscV+t1MMTA+gJ1x2zXQjGwua7BMXWlnMBWo+5coX1KUW4e8vTlixHmgSLVq1H"
    "/Rkv8AoFd0pXIjrj1b1AfTKluFEQA+U1pwvC7RMCBNKvuZUENx7uglpzHDFnZuhvl4YA2e"
    "pWpUf2tj98om2++rIlZbtw+j71bHWg3p59859arpvPVJo5bMT/rMPhmKLNPE5EBQz4FFgX"
    "mBOF/O/R9R/vA6kKbpll4XVYPWbU0RQQrKG/cun2qgi3VyzbXla08PThhMpJHeEmabbBqI"
    "r4X2I2pds07ZxWcCMvgr7j0AKXXkySkcDuOVEx5em3f2dYxv6ccVhAVljo05RrWOjbWQjX"
    "9nW90OJJnRdKpTsEiL4KoMvSbo2kO1e44yKuD5HzbMptz9X43Epb7vC4cNiDuF9pVKQpt2"
    "ZMfJOzH23zmqltCZLN5rW1xIe1elqbJ3W7ktbOaat4hlM7Obo0ny0xnNp0FmzfM7l7zm3W"
    "0TnkopvdUp8cNhtaYbulbrnPE4FGjQ0vROYT6naDoAKzD8jAJcJzLf7ApILRqtYpzN4JzB"
    "3uqlCE7BKJPjYCBiIaR2gFTdgUs2jvMIWa68pDGn72isdKxcdJ7T2C7fEI1ocIew9gu7BC"
    "FQ/gfuOqjW5c1WYktoXsDOJhNTmaptrozl/byFNDv8tXsRszpmi1j9oPTHWJvzcC7hfp49"
    "A8TCpt2XC55z1woZZPOWjfalGgex9f1HcXA9dPwgMsu6oS0P//IKhe6QbB5d+93mHvtTZW"
    "8JjOSgX6qopAXxUL9FVOoICra+qrmKL1pnjncuRv8R2y+/YkKu98pjFIljffiI4LbKBagY"
    "IETasjBZ0LtNDCQIyP5BPn/koGVp/Nguw27pAHVZ97QDSisMOeCos9N/ysFWIbLcnzec8e"
    "uKF1KwR3umU+BTNuUyHN5w5NdcVjYPyESjKlplq10GlPKLG4fU8MeEo3TNZxVAUByIep7f"
    "eVwxtHsS7tZ829V/EJJCCvCj4gwHhgwxX9AoV5kFUPZwz0YtNx14ZTIIst/0azQlqGqRtI"
    "Cmk/woPW97aY2zUdVqDZ7rgFXcHle1fMEIjBW7hKefg95hVORZqGUbjSSKDp61Uopql2bz"
    "ocV5oOxyXT4VhzYug+8/Ab9Dvm1/naKQop6r30t0n6e7foNxWhfgqWbjJEndj0Udwz3dlK"
    "dbZbuVLm0w32tH0A4Um2XDkHE/Qd/NnRmNvRvW6ZwY1G7NAIm1Wq8AQjWJnEfwhuY6Bc7f"
    "YWW8vB7lX0Hp2NAiaWH2r308tGsFAFGWbaUps1974vvWmbtu6WmNt7APwtQiCc8rULCFJE"
    "21NBoNSbf/Inl0ROtI6AijQt2f5mJ/a4DclUjMzsEj/D30TfS5DumxdTNZKG3TUtKmpoZ8"
    "Jm2zVm1bTmlc5G2MJShm9Vvq31CrRkzu6QU2Cftl59U6OEh0C3rVHagVCysZFqOHSjlhWS"
    "13GH7tAOfSYBlol7zggOE1NiVe4B+RwcwkpVps1JcL47ccFYtQkywM86BxSH23yDKXvH/J"
    "gyDSPHdAwyKThTvsGH783mtumz7t5s3pvNKYygdFdtuzlNtU2GMyo80HwqkaqCzZxr3rC5"
    "7CcyaUFcYVpOimZDJypsX3pOC2Bxu9i6A6i4lQxdGRTHxyznNcAaeBrnTe4kV1Nar/bx1Z"
    "u1NkYwfyYl5kbi/hJ7Q7WsY3DgScK4DSrcn3JroVY2FWPtEkaNCf6eTzj8YVAbsbxKSlUB"
    "McD2gNvVOoinEeoPKV5f13tjoW1qfm8s7I2FtLHgT/Sa2ClF1HqnoqqGkrCwfqeOSKUuek"
    "DGgknl/ADNpd9rbSnFRspwvi3jTb33UpstbtWwqbaPmX0jMZV9zGy35buPme2Gd6CdHN3W"
    "mNknSZUfLme++je6ZXarFzWpGiBDJqhiyQk1w5XdovbYg46IegJYkvCP4UF45Pmnm3cvCu"
    "Ndq/alsUhTpZXQ2q+kXNVGPeXjb6W28m+93tHRm97h0eu3x6/evDl+exh5cfO3yty5p4Mf"
    "0KObWh+WV2CiqLQrdoEHnepOqUqt1Furf3RMxZU3W0VGLavOmShR++YORTmsaU68w1dMVN"
    "f752/qcvJKW+5qdKJtfpRvA4G0orhkjRAkcaiSwEv5Ra9GJY+CFj8Kf8jvCK83WsgTM6wI"
    "qIXcXALWhpOwXZVaHlCXgedLEs/GJKA5XZzEZ3z5OUHSjc8Dg2Yut8JkdOa6FiY/j/kDs4"
    "k362L6MyI2x7NxU01tiU8jD91HJdqm3Mtg3j4qUYzDdzcqsV2O17ZgqDZJuaJnDtelunZ0"
    "kmpTpslu2tOlKDrw5zwaRgf9bJcMqsPoeOy1y5WnkIwGIPpWTRk2DFpUQIUz5khhn+Bxry"
    "o8Kgm3u2SC9jQALSy1BrsagZbkJgNEJj1Vi+3EmeRqtyLcFJ2GmerUErb2xN/NPex3+3e7"
    "HzZCeGgzrmrJk9s1Exu6Yt9NKcBLUGmg9QoLx3/r+E/H29K7+4MBFx/lRdxjyj2m3GPKNW"
    "PKB9An2l2cC4FGgqI5F+jLzaKM9Tk11UbQKwXOU5T7SdSWSaSB7MHbJwwzXA/zAi/OTIoI"
    "1rLV30ZykgY2scQcln+DSnZALqAHdZYmAA+1Ty+XAZLAXVuDXWfmVHPg42M6Kt8N4LhKah"
    "O0Kt4P4DiX3NT+g207m4IV2b0Wqm22ULbbgmZLc6uAu2e2N80ZUylOh7QNcvqBs7kPYOvM"
    "HGpOEZMbFre5wRGNO8TvKTc5qgli3ZtezKiUcwHGVd2Eyhxhi3cq7fSdsbB7YAP4KmeubC"
    "RX/a+Kekn4NZilj6YUKiA0oDRm16O6an6axYZXVcnGFG0WKSYg38Kr3qrS7FuwKm/DPJfQ"
    "4lVZsX64xJ1gwESq5UQGh0RLxoqEvO7OS8V+VEnsRyViP8qLPbSya8g9QdJiwa+4hG2EyS"
    "aX+O2rQPwM6dbkx3auORYz4el/ajqoYT+lC7UzgiGmoAXt71W/WAdlKdW4wAaaHPbH9LTD"
    "Pv+ZI4aS27r6x/IxlSLc7hGF9qFU+tPfl8OkWGynAtrBmECzQeljXHs1+2GurdcdHmmtOb"
    "evldW3603CSjJsDVGky0x328jgpbEkzSBbPTUrOMDvkdlZ/RkHIW2hy60wNStfd/9IFlWu"
    "ud9KFkWbPj+SS8ktpneRT8ltwvZ7my9lVmKPg0dzK72zwi4OroJcjNpptrvEn00mT/SZw4"
    "1JR5M+Edzplh52H7dZlkJRzIY1J6V+KzVIGzvfrTBYXOxgKo4Wb9Bx35iHqXd8XCkEdVwS"
    "gjrOephwUtXgcNB8B7m7kUP04Imu9nS2f1xfXhTkt8QkWQ8LN1zyX9Kuc13XYfMiM1IejZ"
    "Cnzz/2f82y+9355WnWOMYOTp/6lNWv/wN12zuP"
)
