"""Uploads expire by when they last came further, count what failed, and are as long as they like; an index to score by.

By hand, all of it. Migration 1 was changed after it had landed once: a database may have come here by its first form,
or by the present one, in which most of this is made already. What is there is left, so that both end alike. The way
down is to the present form.
"""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        DO $$ BEGIN
            IF EXISTS (SELECT FROM information_schema.columns
                       WHERE table_schema = current_schema AND table_name = 'import' AND column_name = 'created_at') THEN
                -- The time of its beginning, of uploads that are there: they expire no later than they would have.
                ALTER TABLE "import" RENAME COLUMN "created_at" TO "touched_at";
                ALTER INDEX "idx_import_created_3cc696" RENAME TO "idx_import_touched_652379";
                ALTER TABLE "import" ADD "failed" BIGINT NOT NULL DEFAULT 0;
                UPDATE "import" SET failed = (SELECT count(DISTINCT line) FROM import_fault WHERE upload_id = "import".id);
            END IF;
        END $$;
        DROP INDEX "idx_import_faul_upload__8f746c";
        DELETE FROM import_fault f USING import_fault first
            WHERE first.upload_id = f.upload_id AND first.line = f.line AND first.id < f.id;
        ALTER TABLE "import_fault"
            ALTER COLUMN "line" TYPE BIGINT,
            ADD CONSTRAINT "uid_import_faul_upload__8f746c" UNIQUE ("upload_id", "line");
        ALTER TABLE "import"
            DROP CONSTRAINT import_counts,
            ALTER COLUMN "lines" TYPE BIGINT,
            ALTER COLUMN "stored" TYPE BIGINT,
            ADD CONSTRAINT import_counts CHECK (stored >= 0 AND failed >= 0 AND stored + failed <= lines);
        COMMENT ON COLUMN "import"."touched_at" IS 'When it last came further, or began to go on.';
        COMMENT ON COLUMN "import"."failed" IS 'Lines that could not be.';
        CREATE INDEX IF NOT EXISTS "metric_scoring" ON "metric" ("task_id") WHERE metric_name IN (
            'airborneFrames', 'armRaiseScore', 'balanceScore', 'balanceTime', 'bestShoulderAngle', 'formScore',
            'gaitScore', 'holdTime', 'jumpScore', 'leftShoulderAngle', 'oneLegScore', 'rightShoulderAngle',
            'score', 'shoulderScore', 'squatScore', 'stableLanding', 'stepCount', 'tiptoeScore', 'tiptoeTime',
            'twoFootedTakeoff', 'walkScore'
        );"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        ALTER TABLE "import_fault" DROP CONSTRAINT "uid_import_faul_upload__8f746c";
        CREATE UNIQUE INDEX "idx_import_faul_upload__8f746c" ON "import_fault" ("upload_id", "line");"""


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
    "a3owzV6hNh2rT8Jn45M0KCu0G0QYXWY8GIyikctNCIo1oW5PI0U/dxIVShe1oTVq/689H3"
    "Dga+o4Ye/3dWwBZXKD1hqgkRkCXtS0MaDyKm1SDihWwhWtaitOzUptK2ja74Rnw0uQkSOm"
    "5FV+1Wvut0JMY44jHA3zfi8Mb8qKSBJDZc9wbrjkv7DDZZuIcwGvgwzn7i98zz6xhNEnUz"
    "n+evc98psJ0Mi3VKK6A+KVhA/XidwrzlJdSPjnzdVlSj4IBbHnH07+lZXR3l1cnWaomeKK"
    "VeXuFFBzovdGON3O2ilzklaWiHkK/gAnIh/b8AWKjufwjtQ2dKwx5zpoLf3qyVNw2aHz6E"
    "hPr1z4fvhq5vqr/eTm3cn7s97XYgF2m7LZBwYfaOjEsuBOqUQ2jccslcWuQJSyvelQaY0B"
    "45kyKj2Unsi5KwkQ1d8McNlGHmWyGewRdLC4VN6rW/iSx7B1UO6C3/D98sVskWeBW3/ach"
    "fPrz2cJ6C5ZH/2fkcGGNMledtH5ECRAKdhX2agIElAXUTCiDz+UDRQDnAGRZBgO/UUKBAC"
    "f5DPP51dn5F44NeC51d7oDSEQu6SxyW+hJxfkufPKHeGwrHZDw5cks/65Bl1pteUS3YDMz"
    "K8MKQW8ofs71vQrNVPJt2bCcrczDmxx5a6OBLONAIYU+5GPybCMkPQP7zpLLphsVF+HuCk"
    "F2wcjXH4eJIfJMPbMrgTjZd/ejR+tFQ74wKWCmDKv8BmSqDCHy5sBhF/pf8zfFN3Ln4QwP"
    "rNW3rPxGiE1+bUuveHf+Pzh8pawseP5+9r6Aiex80XCLMdv2Hv7yPPNpAREHzSwHM5MBhD"
    "TGfUfYFX3v6jpnVrE3YOdfwd+oaLpElC4aFcNcDdXEszCAAeWTG4+dN67/96/lvPhp37QK"
    "3nz8L9zf589s1vvW80UumPjpijB0RZ84SDXnEQHx0GSxMXep77VgFohVKR5Ls1BNEM2I6J"
    "ogVKd0p2fPXyZQXhEUYVSo/qnhbbsOo8Dbp/ABGpYPtkATMIHyHkDqK8BMPvrz6eXpyRX6"
    "7P3p3fnAe6VmR1VTeVWPGnxX058vrs5CKD7pSIkOFVQlgg9uixnYLLoHoIgNvCdHSlhsJ8"
    "Hvj7A16Db/1MEjG3yZ2/aOTdMTpwkf9E/gklnASWPJBJiAQiWYsgqIeDbDizqKFxgWz7Yd"
    "WXx+nV1UVK/T49z/C6y48fTs9gh36TXiZ5FmixB2bVYX4RwEpsrxk/SM8G8ZAC0FCdPr4d"
    "1yF06F8nw0VKoidAHSSYMeGWCSQFXel79dRY84Z/uQTFO4LLL4+GnrmEb1di2yVcO8u0E1"
    "pKVRkzAbJJQbO93HqJKFliQtGz59oGlNtgmt1E6VLzSWJBtcl4cuWMqc0lDT47Z0JJ3e+X"
    "GVJEdmQF15YBHIYbfXROiaFkzgN1hbPoYxjqRHDH98fD4eQL36jL6FxcK86y4QjXTl/dqr"
    "5qOAwRtEIgRBqymXjSZtWe/Q39fGCODPhJmuSFZooERHOmilfboqxvUTh49frt6+8O37yO"
    "DAnRlTL7QV5Q9mbmipsoDdltorZsIk10UfD2MdXrmoY2axN63DCMlGZxUMkidFBiETrwLU"
    "IrhW7J0DmRI0Wd4K0bf5Yd3GGFgVspDgXy25oY+ghTtEaLb3dYW7iYNIJ/Yp0Vy/wyMaiS"
    "9zTITFMBab7Z4FgZkEzmUhBQ+2EgAZmKB4YhMcm4eN/4rgtz2+zUVfyiSW0n9I+61ImPSN"
    "8pqR2oXi6yvC8dCKTLTJ/1wmpAHQ7qZmTmSsOWeUoDig7S8GXe0ngkOb8hsBXI5ceLi5yn"
    "thxhFd9qJCxLzL3ZsncKx+MY8j/oafXhnuVeK6bFYA4rQFZ9kxxc4o1+PL9MvVTn+OwUyZ"
    "04oXdUBu4UyU6R7DZRA4qkyeXMogutK6UsdCQNt5ndtKJaqY8fCU/1+EXLYklOiJwIxw2D"
    "80bCITMmZpbG3Vo+tBXxI2lptKqNIA21h9EjG7MV6HEdS41pjN/efGKGK5ZiPYZvM+57t6"
    "BvqTcN4wnw3fuwDyxQtvpqP0hGHWOijcGqDV0jQ/Dm09m726trxQql8ByDZZRmmGvEE6tl"
    "zjCuUsYXgkR0nbSRUtzSBL6ZUssq5JQpwFbn4JzbZAG4l5oQk+QdPYs7PHj7JmJq+KOMjd"
    "18OLm4KOJbE0WVgTHNY7okGEsDu2I8VkOxIIBTY6pFdXC52bAsH3/+jhjcj1fAfQq29bi/"
    "1zCn+PJj4B5QY/pmznondgzX4tCnFY/soyon9lHxgX1UdF4LV1d/5hakx9JjOgTbB0yXHa"
    "Vn/7pNKTC5PLpoiV9cXf4YDi9PrksbU+somGnIx1IwE2YzEBNcwSV7gc/7P0x7A/XqMYxm"
    "LVc382JU0oxbh9Vl4RosccJt7nJq1aRuCIbBlqGtOn/iFA1aosdUUmNKtBhtNGUQLKzZnK"
    "W5zFnYtTKaGzr/P0/CMFeLw4epVGNCJblLfsxdHy9xlaWnK+62yhTNpTKHYXN693TxQZeF"
    "6066+iedyenYFpLXQnwKqMN6fayjw3cKfMqsv+g1oB0FVqBAysNc9WhPQ7UY71EqxVTAsQ"
    "1HNvw3AZ03TJDg8Oae60cjk5/ZzCWG5zh4LgwXBL7PWZC5A1ogFv3EU0IGid7qqChO3Nja"
    "0xpO2cASE9SyVMp2bStaDnglS1pD6+Ql4vzVy5fLSWXxe5YIt8gvgvWm2p6pThP7UTXkQQ"
    "Pa5eNk0DujSNNBqPXUQ7AWeA0UL981TcZ/biXhKZvpsmbiUzbFZjfX8NIEKM1O1idCFS/t"
    "DSC7evhsKxfyUixrt3MKz/AmQYRelaDl0NDQWNRyO6Xi8qBlJTGth6A9y37catSywpUmZD"
    "nEYXG8cpiqWi1YOQwU9uOEo0RnVYgJJsICg8Lx44onYq4sN9padmvOVSUcOb3fVaWmLua0"
    "izndAQ6yo+FyXcxpF3PabaIGYk73qk6Zcvc8ySpl6svrBpmmgNoc57hiwMpWKpSZnuPr2B"
    "JWga2LMS0JztIBN1mp7OWLuk1czm0SvKs2RCt5r9k4LelS19NgvyRsIYJoMGABC8YGNVGb"
    "CKredDBC7dis9aKyVsPxIygrW3HZCdQ/Vw39yAHvQuzHJyzXGIWfRyXy/AAO9K9EVfR8xZ"
    "46TDXV8PM9NCxpExM2Fxeykvdtd7xuB6lqdWFbAb81CrZFMVRblGX+UkwyL/TLbvE52/PX"
    "reZJ2pgLqW1C21acSI/h0mgpYpc6NUq8GRXK52WL965pqY+bCuwJtrfbOCtuBwIruqfrnZ"
    "Ue0S9tnxWPHdwHg5ea8jGLbMQdia0S5By7KQhCyS9XN7dBTVvqOJyZWD4w07ykT+6RJWOe"
    "GSUm1fRo2PDcXdPtwqbbvpMkrOECxI88KQss8yirtNWuNscjN84ewdszZ+YE4lJVimbA2m"
    "wtSRMGmPJEmH0yoyD8Im2GwtTstIowDffnLFLyl0jIRYp+q1I86xr6NyF5Thg1tQXAUJPR"
    "IzMBsgv90TYhddZX6zLiKU6Q1fVwC+ks7TZ1FnrMhxDZ+vqLwMKyPwg/DXAYIRzwfXp+eX"
    "L9b7055VSD89N/356dZPMLd8ov3Gjhxt30aBW5hXOKYLG6sk1p/Brof8Gn3NUJ4vHNUhkc"
    "19DAisZVqfKt2nEqzxR1XZCCXalMXdwG0XcO60vMlUGM63p21wfvhGitnIUiryLbM+k39E"
    "C5CaTiKQYbKRxrzFcrzfDIAvSE6xpkFwpj4fB9EsU2FnMBXI+5coXzKQW4f8fTjhxHmgCL"
    "Vp1HwFtnrmLRudMovFV6FhmJQVUOIn+4n2YriV/2h1h0odJuheceE9QmgPCyTzAWi8H/VR"
    "OcIYgj9xr+uKE5tV3X4XNsaSXj5YdCqPBV3xm0XhP2p9KBfU1WWHzMhMSoKi2E49tsmVnR"
    "rX9Y4Ug/LDzRD3M+fX9553BbblSJofbpJN9IpSwB8rPOmljusE+AdYaVav7yPMuuHOqWg9"
    "wxPtE7kUpBmHlDixvklMMLkRG3/KJ9eBj2ifSMiSp7AYxjcP/Hw91ydeGwSsTQYXHE0KG+"
    "X4OWZBvwxd6mZ2sttdbzx+YXa5tamsEm09o31PVl4mQNo4aN0pxCgt9zwFGGaL+bZp/QIa"
    "ZeUzKjUsJ7+m0U8ZKNFaC0Zo51J6ySKIT9NQKapaPisQ1BJ0A2KUC63LXqhUOHAC0ue7Fy"
    "YOgWqu0GO2XgsBFzWMC3qyJbC7x/iN9KCHqIO5d90UidxbG5Wbh9QHfTMbq75VLqsqRW9y"
    "l1uXFPnuqxMFc1SDcB0kXolmuGntQZoWqrhBXb0bUUpUt1wcSCWicwVx38a0fmqll2VkYo"
    "LzIivemUOnxdJN2oaRZ7hKRt2hLes5GquqvvkZi42y+zK5jpcRUilh3GCErBoPurKAfhmE"
    "TFOygP0guCJUX87oXod5rOBJa8JkNmCXssw2SR4LrzvZ8djDYBSbBgKyPUsgLzgsap1fzj"
    "Nxyy0Zkm1jRNBLH1VXXlYPiuRMLgcu6TSLEP3LIqmkXM4WWPyRzX9pTeK7u1Wr4S413ifb"
    "ws2HxDT2g4mhlfuw7dw/E75qp4dLvIIxukniDm1f6rbY9KQ+0Frps2R6VFn6qIT0N1iF8B"
    "8UOOflhqDTyp7UNWjPw8ZEeAVYolOHzMbUCjRe2xV5MGWuCODJ09vLOMVrKMKim7bqnxBE"
    "xXALu0ADZiqjnTaCsxurzedWI5rW4ZxSTx9Qx+WFUkbajaMTb1OHULbIkNKnu6ggXBrX5p"
    "pYLEoPr2vkDXa9rOt7XHdva9zr7XnH0vYXfDxV3B7Bbs1iVWvfXmbdiW19maHtvK9yjRT2"
    "3Dd9Pq3oRjW3ZlvlD5C/VIoIfuCLECIYAHCkuMFS6BCdp8BH9q2VAxOcrm6IiyAlFmKIcq"
    "dILkika+uobZwgk6cnS2qc421dmmNrTdOtvUk7FNJcwpO8ajKoXtdaGNXWhjKy2cGbuwxt"
    "CZtxwX2zuRFwzqxjmeJOKd/PjCKOXR18Q0dSArwmgraiRileNJBmHmY1GeZFrWqp0nWdar"
    "Zs/slY30lOm6rHXitD7CSCtTF+69HNy2yobsnuOgyzDqMozao6wszTCqGm9YG7Gbdpu3UR"
    "XMscE2lfJI6ocFAmolb7ySTmu55E/s0HlXWTCtArFMLA1m6GTSTibtZNLdlUkT27i6QJoG"
    "6qTRThrtpNEdl0YTIseaWN2olbyNcmia+7VJCA1t7xoBNGGWLxY+p4lBFUyiQDSZrQHXx2"
    "pvGHPpd5k69iVMLFfXj+vAUbs4jm1z09YsMpcma15s7ZNfVdm9kgF/9WJC9dh0yEzVsBaf"
    "yr7MHL83XETGjN9lEAMgTYJNNYHv7Sl4IAde8NdWJz+3Tn52RL0aeeH4NsejqP2hNhgsXW"
    "T8mg2rH9Jwc+XCwsHFAULFRYNbRYLWhgTNqRzALrcNhaI84xGwvqmtx30ONtuYCYC3RYLo"
    "So1tgM0Tg7aJmGdgwGEjRtjkJe40gqcVHlD+Itf3X6w/RY3GT1dXFykan55nifjxw+nZ9f"
    "NXiuBxQ3hNFe7OEvAELQEp8SNN9E/McEXBMZYCy1C8VR3SN8FIHxQinr86QrX1qwZ9Or20"
    "WARIwrS4gmjvs58zYjLFqyKKw/OxFSmyLZOPVP6Fn1riSDKhD3H/cBDWDTGd6orRbHbq5l"
    "MoEhpBReNZAqLFbecfzXL2WAbJdoVHdvbI5pl7Z49skT0ybHCwJkrDTgq7xVOrYjRxlLTT"
    "wtsuprr7Bt4bEH3MX2ihlTd1v19m6pU4cjCjtQy+YUMPlXAfmmZBHpMgmjnYsN4V5J6xmc"
    "6qWwu2y8JvVxb+SqnZXUr2CvpE16svwu9RFfQeFWP3SKeshU04qytrIcQ+9erbmF7h150E"
    "gcHRCBaFWM1AdZgtxCyz6xxnKZjOuJBHamkLvUotD/eU126meWEK1TULWnQlLLr0/M5jsz"
    "dNdXY+O791Nr02WkrWaKmzVTNJkF6ts5DEmdclxpHEoKVmkc9Jg8Yzme6Oiq5+FZzWR0/V"
    "iM2DlguaGodrzLNhc0kXM4b3mogZu+c6+b6kvCHXyvatEpLgwDWoZR3DWpYMQ6wM1QHYnQ"
    "s08U1geRP2xWDODGt5YsDL92He0TFWJESGakoyQpAJI2FRCuLNEPzOotIdhBGT3LzL76Pm"
    "H99wrFsnWTcoWYe0NoSnCy8s5JM5uDYbOXofwmWurPO48FOnzwQ2zXzCbLjDpTqL5g53YW"
    "/ld99aM21Z+89s3noHnwZ4jywsjZyDXRPY/dVXQxwlFNZc8aT9ruWMslk/9GtiweUk48N4"
    "NuYwwrF+uQprY9TQRAlvZMaG6ze3MQRu95yvXQTc042A64xlnbGs5fFvbURoF/72xMLfbh"
    "N+WI1t9zbtpi2272b8uVVC3xIgoMBiaoJqrAHSF7eVmos2viGVTBf7Vg94w9bcYgFbe7S1"
    "Sb4+kQo7Mw/bPJJTDs8mIw7/4Pdi/5I+kZ4xIVSSO5BvB/d/PGgMgivP0ojHvNg4rP5fg5"
    "zh+L2w82WNqNWsqGVm1Jwd1RKgWK1ig0gBdiaItpsgcnJr8eGVCxVcs87zuzh8cMfWQJGw"
    "kI9RWxNFn3COfULQNgUgpSBpJJ9QcSoWeUINrVKYP5AEDUwgqhBsZoNiSp8oa5NwyJy7Ey"
    "y1IjxXchMNUNILCrREYf33sP1sMlxgjRYh7jn22RO2Vjba3sN+s3+zT5KJBjbjKFAB8Jja"
    "PPBI2DAV+3ZKuUWAjWCNluLyh/7T8bb0hn8wwGK29GEtyazY8rB5o8Ny+az395FnGwon+K"
    "SB53JYWYaYzqj7Aq+8/Udvu3tpBZtEmfzUBcXt2wlfJSgOzyRteG9p1LT+iNqik/bVtii7"
    "abNp56nbs01UxVPH8Dyso3tGABspY7EVY8K5TSyBcXMGGlrIJcygwnxA8GDobeMykCSwtJ"
    "ytmgSTOdWUT15nonIt96iKbw5GFWu5RznvXPutCL1tiRUN2BCKi76d2d40Z1BO50c2XgCu"
    "98AxcrQmvnvUnKJMbljc5gZHadwh/ky5zVGNEJuOiMPcYoyGHYCUP6mz2HOAba7Cc+KMhX"
    "0AOoDPcuZKR4qCAGxBwq/BSEVUpZABoQKlUbvWmqr5bRYrXpVt2xFEm0mKReHu4FXvVHjH"
    "HWiVdxjJobrUBxqvK+5VuJyKpgPiqHKLGDg34o50iWSsiMibnnyJObyaPbzMIJ4je6hl16"
    "B7AqTFhF85S28LSDa5xG9fRcTPgG5Axm9o391wDAsPAlGZv+yndIFVxbCcGHBB+3s1L4xB"
    "TxEMWuAATcDWOjPViG1utwKRV8NnjhhIrq0YUb6mUoC7vaJQP5SKf6rq1MQEHWnhl/oM1k"
    "SYZqCUBE1O0MZm3eOVlrTm1u1VnAftWhaXtixOICyP6NqRNFeZ6XYRwcs7GOcX2eqNjDHk"
    "aX2fZItSTzbrkBRzO9HadU1Eva/TU61lcmNlbAXBXmuiapMhce3DU6Zj8Jq4yvcq3sedmO"
    "xjtwGEda3XN9p6fSeRlCpZuG4D9kyhxL3EV9O96ncSS3TGB/dssSaSTmb8Z7a3ODLZAzfW"
    "XUfv1ST7iiKL2/cwxFwXSxcwzzv4c1/x5IdjDZTheU1UXaupbnGmPRU8HTYC1XyyIWypua"
    "qiaycXlxce56uj6eO+SQTbDEf1Y3c18ahRUG9xQOpDNGRpROqVzYga7ncETGTT5C2mS8Zq"
    "wzoTgwIDTVhVN1H+1famQ/grG/CZavmnKjIta/fnF+n0h/bjRn8/nl/2+qv3+XsqBZu2Vu"
    "J6Hwsv9348u0QP/vXZJxUyjU4Bbvo7A9+fDNlC2Ka6/uZNfjPVBy93X1ZxXha7LitXc76Z"
    "Ust6aiWdDw/evon2BP4o2w43H04uLvLBngGPq4nQGKrDZ1ep69Eqdc2oo7M0vheGN2VFaz"
    "cCynqaueGS/5JWNbDrXcDbqAgeWCayT2aCuc6iDy8JMs8QFKt7qSJ9bOEyuB0FdREpPMdg"
    "KgWGaxq4bm7a6ivgnzdXl+UrYEnz0VB8ymytm7JWhRFQm/eXCttSbxoGayFd+n4M1//e+R"
    "lR6nIstT4DCph9IIgfyoX1gNRLEZs6jphLPMSHoihGbJsPq8ETbj6dvbu9ulZxAP7Syqgh"
    "MNeIJ/jNnPnOhegCVnGM6ZDmxDkRv6qcl4ds8+rRcOdW57+XxBqU1uqvHWqQqQ3RWmqtF2"
    "uQX6xtKt8RGMk19oLYfF5sMAgM9dVMBidkSo0JnGDPsMrkAjjUMQEASdRh5Qe69gOO5fee"
    "wqvSELCKdVmqa8624ZIeXeJolzja5bxtOHG0/YlSjcWZb6Wz2cxhI/6lDoZjiDbjWMnQfr"
    "6EAZ8C5wI2qQ7EaTiw+ioed8bEDMO/QWpmloXX4fRA7VMvk685Xzl1D6oQ96CYtgdZ0sLT"
    "a6deJWFaXIIqKsga4b+kaGt6TMNlWH1xI0+CE8ehi4JkmQgkQ4GKdo+2cbElJqdff8+gjH"
    "2ZcThAVjjo05A7k6awEUy26FyvlCCgKreDiL5Sqa8M7M5QuneNxhE8H9CGg5noZMptz9XU"
    "4CkducfrwmEP4n6lVZGG3Jk18SR3f1f3uav7/LhGuZY2STvxTO5ecFsbwBPf7Jfa5HDYwA"
    "rHVeiVJlCpseGFyHxCA08D5je+IOcupqVb/IH59mrlS6BBeEGg7nDXN1or9wP8UC3GlccB"
    "Bk2xBtyQYg0DfX+1Rp+93OT3qy41zD9S4O/fO4tgeyyC9UWEzgLYLlmhigWwNZnEbaP5Op"
    "tqNySxHURn4A+ridE01Faz3XcRp4be3VxsxowhWm2j9h1TfeIXZcRgTl8OzYtJpSMbruu1"
    "l+1R0byPL+qbiwHrx0T6oeJ94lJ57//7YsqAJAZIm75z+Tfv4OXBG62vYJ3JSgn6ugpBXx"
    "cT9LWmXN68Jr+KIVqviveuRuQuie67Yz92Ci490ygky4dvhccFOlAtR0ECptWegt6lCmkK"
    "HDG+JO+Hqc0xalEy0PpsVaQT7nOHPFDLY/IF0ZDCDmcKLuXpt+VnreDbyFlqHseyEGR6as"
    "wKcQ5osU3BjMdUCPMZoqqucAyIx1DUKTXVqYVGe0IxivWeYF5mPwzWCQrCS6Zi31SRVhXn"
    "qwv72fDsVWwCCZFXOR9QwHhggxXtAl1a0JppQY1GhbRMpm4gKKT9Eh6MVtWcaxqsgLMNuQ"
    "VTweV7V8xQEIO3cBXz8GfMM5yKMA1L4YojAafX9T8vplQaav+2w1Gl7XBUsh2O8tuhizws"
    "xv7+2h3z53ztEIUUdEf9XaJ+ZxZ9Uh7qVuaNrOGiTiTsdDVd9Njeag2OqGCQRt1OFhMqVr"
    "ij0kVVdW4c66vEfwhuy6jJSaQt+/kvU3qvWrVhCWPlavfDy0ZwUAURZtpUmw3P3qXetI1b"
    "90vU7U4AfooiEG752gkEKaDdySBQ7I36xkFJ5ERrCKgI03SGgUtdT3PAl3TjiCAaNNjMmG"
    "0iHmvSKQBTPjKzT/wIfxNtL0G4b55M1UAaNte0KKmhnQGbbeeYVcOaV2rKuIOpDE+Vvq21"
    "CrRkz+6RUaALW6+s7yYtBBqVN2NAKNZ6k4Voqym+n1EnpaEe+kyG3cZxmZgSs3JfkM9RWx"
    "5E3zFKbNhOzaXYZw0R4EedqyZ7KudqyHyfctTNnI6BJrro9WYf3qnNbeNn/U5t7tTmdFEr"
    "5F219eY01C4pzsjwgPOpQKoKOnNueMPqsh/IpBXiCsNyUjArldNsV5OsjbejfyyxuF1o3Q"
    "OpuJUIXVkohueTy48XFz0NB9gATiv3zthNrKa4XgFeH0vbSHRN0Kob6a4KZfpGopdDNYUD"
    "a9mrYtsjOsUen3iyKR9rnzBqTPD3fMLhD4PaKMuroFTlEAPZHuR2dQ7a7IsmtHWzU3fKQt"
    "vYfKcsdMpCWlnwN3pN2SkF1HqjosqGknCwfsuDpvbcJWPBpDJ+AOfS11pbCrGVNJynpbyp"
    "916qs8WjGlbVOp/ZE/GpdD6z/aZv5zPbD+tAOzG6qz4zv6mdRn2Nut0V661RT73KDjJEgk"
    "qWnFAzPNktao89mIioJ4AmqfpGmHRBnn+8ffdNob9r1bm0fd4S1IHRuVZutXTUUz5+KrmV"
    "fzs4ODx8e/Dy8M13R6/fvj367mVkxc3fKjPnnp7/iBbd1PmwPAMTSaU9sQss6P7wspN6Z/"
    "mPDql48mazyKhlacL0ijuiheOb69/1sqY68Q5fMZFdT22J/9fE5JWO3FfvRNvsKE9DAmlF"
    "cskGRZAY1RNh6dpr1W6k+5Pwl/ye4HqriTwxwooEtRCbS4S1wSQcVyWXB9hlYPmSxLMxCG"
    "hOFyp2yBCejT1uMCZI+hZ/i0/hBlzmVhiMzlzXwuDnMX9gNvFmqlMoSmyOZ2NRTW2KTyMP"
    "7bwSbWPuZWJe55UolsP31yuxW4bXtshQbaJyRcscnkt19egk1LZUk/3Up0ul6MCes7YYHc"
    "yzWzSoLkbHa69NprwT5nBjohMRgzul8iGNxyyTDYsxumG56qmY0bZWouyBObJm1doESJtr"
    "pVZHcTqn8uioSlLl0VFxViXey5ZbntXBcDB8D7G7lTpw8ERXW2AMG4UXiP0xyFrN29uG7R"
    "Lk1u+anpHlcILTxy4U+vX/AX5FqMQ="
)
