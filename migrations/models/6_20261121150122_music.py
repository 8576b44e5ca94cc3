"""Music: clips of bars of notes, and compositions of tracks of their bars.

By hand: defaults, and checks.
"""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "clip" (
    "version" INT NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "id" SERIAL NOT NULL PRIMARY KEY,
    "name" VARCHAR(255) NOT NULL,
    "track_name" VARCHAR(255),
    "tags" TEXT[],
    "meter_map" JSON,
    "created_at" TIMESTAMPTZ NOT NULL,
    "organisation_id" UUID NOT NULL REFERENCES "organisation" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_clip_organis_f515d0" ON "clip" ("organisation_id", "id");
CREATE INDEX "clip_tags" ON "clip" USING GIN ("tags");
COMMENT ON COLUMN "clip"."meter_map" IS 'List of `{bar, numerator, denominator}`; 4/4 before the first, and where there is none.';
COMMENT ON TABLE "clip" IS 'A short piece of music that compositions are made of.';
        CREATE TABLE "clip_bar" (
    "velocity_curve" JSON,
    "cc" JSON,
    "pitch_bend_curve" JSON,
    "aftertouch_curve" JSON,
    "pedal_events" JSON,
    "metadata" JSON,
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "bar_index" INT NOT NULL,
    "clip_id" INT NOT NULL REFERENCES "clip" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_clip_bar_clip_id_c4d636" ON "clip_bar" ("clip_id", "bar_index", "id");
COMMENT ON COLUMN "clip_bar"."velocity_curve" IS 'List of `{time, value}`: times in beats within the bar, values 0 to 127.';
COMMENT ON COLUMN "clip_bar"."cc" IS 'Such lists by controller number as text.';
COMMENT ON COLUMN "clip_bar"."pitch_bend_curve" IS 'Such a list, with values in cents.';
COMMENT ON COLUMN "clip_bar"."pedal_events" IS 'List of `{time, on}`, or of `{time, controller, value}`.';
COMMENT ON TABLE "clip_bar" IS 'A bar of a clip. Bars of one index sound together.';
        CREATE TABLE "composition" (
    "version" INT NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "id" SERIAL NOT NULL PRIMARY KEY,
    "name" VARCHAR(255) NOT NULL,
    "ticks_per_quarter" INT NOT NULL,
    "tempo_bpm" INT NOT NULL,
    "tempo_map" JSON,
    "meter_map" JSON,
    "key_map" JSON,
    "loops" JSON,
    "created_at" TIMESTAMPTZ NOT NULL,
    "organisation_id" UUID NOT NULL REFERENCES "organisation" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_composition_organis_3a0963" ON "composition" ("organisation_id", "id");
CREATE INDEX "idx_composition_organis_e37e1c" ON "composition" ("organisation_id", "tempo_bpm");
COMMENT ON COLUMN "composition"."tempo_bpm" IS 'Quarter notes a minute, at the beginning.';
COMMENT ON COLUMN "composition"."tempo_map" IS 'Null where they say no more than `tempo_bpm`, 4/4 and C major.';
COMMENT ON TABLE "composition" IS 'Bars of clips on named tracks.';
        CREATE TABLE "note" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "pitch" SMALLINT,
    "start_beat" DOUBLE PRECISION NOT NULL,
    "duration_beats" DOUBLE PRECISION NOT NULL,
    "is_rest" BOOL NOT NULL,
    "scale_degree" INT,
    "interval_from_prev" INT,
    "cents_offset" DOUBLE PRECISION,
    "articulation" VARCHAR(128),
    "dynamics" JSON,
    "expression" JSON,
    "semantics" JSON,
    "clip_bar_id" BIGINT NOT NULL REFERENCES "clip_bar" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_note_clip_ba_180840" ON "note" ("clip_bar_id", "start_beat", "id");
COMMENT ON COLUMN "note"."pitch" IS 'MIDI, 0 to 127; null for a rest.';
COMMENT ON COLUMN "note"."start_beat" IS 'From the start of its bar, in quarter notes.';
COMMENT ON COLUMN "note"."dynamics" IS '`{velocity}`, 0 to 127.';
COMMENT ON TABLE "note" IS 'A note, or a rest.';
        CREATE TABLE "track" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "name" VARCHAR(255) NOT NULL,
    "instrument" JSON,
    "composition_id" INT NOT NULL REFERENCES "composition" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_track_composi_b5ad70" ON "track" ("composition_id", "id");
COMMENT ON COLUMN "track"."instrument" IS '`{name, midi_channel, program}` and what else it came with.';
COMMENT ON TABLE "track" IS 'A part of a composition, for one instrument.';
        CREATE TABLE "track_bar" (
    "velocity_curve" JSON,
    "cc" JSON,
    "pitch_bend_curve" JSON,
    "aftertouch_curve" JSON,
    "pedal_events" JSON,
    "metadata" JSON,
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "bar_index" INT NOT NULL,
    "clip_bar_index" INT NOT NULL,
    "clip_id" INT NOT NULL REFERENCES "clip" ("id") ON DELETE CASCADE,
    "track_id" INT NOT NULL REFERENCES "track" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_track_bar_clip_id_687af3" ON "track_bar" ("clip_id");
CREATE INDEX "idx_track_bar_track_i_db6414" ON "track_bar" ("track_id", "bar_index", "id");
COMMENT ON COLUMN "track_bar"."velocity_curve" IS 'List of `{time, value}`: times in beats within the bar, values 0 to 127.';
COMMENT ON COLUMN "track_bar"."cc" IS 'Such lists by controller number as text.';
COMMENT ON COLUMN "track_bar"."pitch_bend_curve" IS 'Such a list, with values in cents.';
COMMENT ON COLUMN "track_bar"."pedal_events" IS 'List of `{time, on}`, or of `{time, controller, value}`.';
COMMENT ON COLUMN "track_bar"."bar_index" IS 'Of the composition, from 1.';
COMMENT ON COLUMN "track_bar"."clip_bar_index" IS 'Counted from the clip''s first bar.';
COMMENT ON TABLE "track_bar" IS 'A bar of a clip, put at a bar of a track. What it says itself is played instead of what the clip''s bar says.';
        -- What no column of a model can say.
        ALTER TABLE "clip"
            ALTER "version" SET DEFAULT 1, ALTER "updated_at" SET DEFAULT now(), ALTER "created_at" SET DEFAULT now();
        ALTER TABLE "composition"
            ALTER "version" SET DEFAULT 1, ALTER "updated_at" SET DEFAULT now(), ALTER "created_at" SET DEFAULT now(),
            ALTER "ticks_per_quarter" SET DEFAULT 480, ALTER "tempo_bpm" SET DEFAULT 120,
            -- What a MIDI file can say.
            ADD CONSTRAINT composition_ticks CHECK (ticks_per_quarter BETWEEN 1 AND 32767),
            ADD CONSTRAINT composition_tempo CHECK (tempo_bpm BETWEEN 4 AND 60000000);
        ALTER TABLE "note"
            ALTER "is_rest" SET DEFAULT false,
            ADD CONSTRAINT note_pitch CHECK (pitch BETWEEN 0 AND 127),
            ADD CONSTRAINT note_or_rest CHECK (is_rest = (pitch IS NULL)),
            ADD CONSTRAINT note_in_time CHECK (start_beat >= 0 AND duration_beats >= 0);
        ALTER TABLE "track_bar"
            ADD CONSTRAINT track_bar_from_clip CHECK (clip_bar_index >= 0);"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE "track_bar";
        DROP TABLE "track";
        DROP TABLE "composition";
        DROP TABLE "note";
        DROP TABLE "clip_bar";
        DROP TABLE "clip";"""


MODELS_STATE = (
    "eJztfXt320aS71fpw39s3+V4ZNmyM87ePVeylUQZWcpYcjy7yRyqCTTJtkCARgOiOdl891"
    "vVeBCPBgiAJNikcM7uxCK7GmBVP+rxq6o/elPHZJZ4fjGdOa7Xe0v+6Nl0yuAfmW/6pEdn"
    "s+Xn+IFHh5YcypdjhsJzqYEzjaglGHxkMmG4fOZxx8axpzbxZ5ZDTeKMyHziWIwI7nncHo"
    "s+8W2TuWROF8RxienY7C0MoR7hHvHoPRPEc8jYIY5N6MiDkZQYvvccH2w6BjwZZtniM3yb"
    "f/XZwHPGzJswF57027/gYw4TfmMi+nN2PxhxZpkpZnITJ5CfD7zFTH72bkLdH+RIfP/hwH"
    "Asf2ovR88W3sSx4+Hw8/DTMbOZSz1mJlhs+5YVyiL6KHhX+MBzfRa/pLn8wGQj6lsoKKQO"
    "3mD5WW8wuLq+Hdyc3w4GvbwQb346/cvxyWviPCArJw4RzDYFspDaJgHmcJdcmAyWhcdsY/"
    "GXv7PF98SF75wpDGcuwzELMqYPjNgggrwIt/IEw7FxeXLbE1I6U/ptYDF77E3gz9ev/gy4"
    "sJRSMApf59fTj+9+Ov349PWrZziRA2s8WPpX4TfH8qs/5RTUo8Ekck0sF4Hn+MaEmQPq5R"
    "fDexCpx6dMvSDSlJmFYYakz6N/NFkm0QebXSefJ8xGmVlUeMQANpCR7+Le6ePmG7IxtePt"
    "ll8Dtamz8nUZNa9taxH+mhL53l58OL+5Pf3wC04zFeKrJYVyenuO3xzLTxeZT5++zqyFeB"
    "Ly+eL2J4J/kv+5vjqXMnOEN3blE5fjbv+nh+9Efc8Z2M58QM0E46NPI+HAyOVSsrjNRH4V"
    "nfHxhe2p11BMklk+wK3NLJjlgR+tjqOay+USXxE2LpzGE9y4QwYLwGTU8sice5M+gf3uwb"
    "mNo7htWL7JzPyyaTxLdvmM8Xf+5W/Hxy9fvjk+evn6u5NXb96cfHf0HYyVTMl/9aZkjZ1d"
    "/HhxdZteMvjBnynJCs9xmeK2KBPtkkZf2d6EF3AgmDme0MFrK87+0qFaSGlEuVVXSksafa"
    "WU2DuG41sm3J0ebKDSTZYbqIWETD5mQnHRFmtdS4rNaF5V5NPrNdS8jAnwl5mBfgRvKxiR"
    "B/xb1HuIwMsyVIEnVMSfFetZa8zXilaV2Hrc5qKZGpUh3YAeFd7VtWReX4+KKBKCCz/K8H"
    "5PNJyIJzkVB+2n0X1CecYPhtS4n1PXHKS+SZ7FwEOVMhTS/fD3j8yikpV5oaes3B+kNLa0"
    "1bcv9uWnkcKL7HOOnSKG5r+aHk+zn1CbjuVPwmfjkxQsK/QbxBxd5TwYjOKRq10I8mhC25"
    "7Ghn7uJirULmpTK8z+33oB4SCw1HHC3r/W8QWU6Q1Kb4BCZwjPoradAZVXaZt6QLERLmVV"
    "23BqV2trYGm/c3wbXoKMXGdKXuRXveJ7LdQ05rqOqzi83zuGP2VFIllSZe9wbnjkf2GHC5"
    "2EcwmvgwfO3R/4nn1iOUafTMX4z7vv8byZgIwCTyWaO6BeCfjhKpW74SzVlYSfb66vUvpB"
    "pIg9/XD6z6yO9u7y+iwjzdSpWFXvThG1p3pv5KTbWz9lTtPKCjEvwR/gRuRjG36BlOMFvC"
    "O1DdXRmAsdaCu/evoUfOzSeXylp1cu/H741cwLVvvpzbvT9+e9P4sV2G3qZh8Y/EBDpZaF"
    "35RqZNPlmJW62DWoUrY/HUqrMTx4powKH7UncuEJAkINNgN8bOMZZbIZ7BEMsHhU3Muv8C"
    "XfwtZBvQv+ht8vns8W+SNw609bHeL5rYfzhDIX7GvvX3gALuWS/Dpg5ECKAKdh32ZgIAlg"
    "XSzCWDzBUHRQDnAGKZBwO/UkKQgC/yCffzr/eE6WA/8seH61BwrDkcxd8bjELyEXV+TpE8"
    "rdoePa7AcXPhJP+uQJdacfKRfsBmZk+MGQWng+ZP++Bcta/smEdzNBnZu5p/bYkh+OHHca"
    "E4wp9+I/Jo5lRqRf/Oks/sJio/w8cJJesnE8xuXjSX6QiL4W4TfxePHVp8tHC7kzLmGpAK"
    "eCD9hMKlT4hwebwVn+yuDP6E29ufODA0e/eUvvmTMa4Wdzat0Hw58F50NlK+HTp4v3NWwE"
    "3+fmc6TZTtyw958j3zbwICD4pIHvcThgDGc6o95z/OTNf9X0bm3CzyGvv5eB4yLpkpB8KD"
    "cNcDfXsgxCgh0bBjdfrffBX09/79mwcx+o9fRJtL/Z1yfPfu89U2ilP7rOHCMg0pvnuBgV"
    "B/XRZbA0caHnT98qBFoYFclzt4YimiHbM1W0wOhO6Y4vjo4qKI8wqlB7lN8puQ2rzlew+w"
    "dQkQq2T5Yww/ARUu4hy0s4/P7609nlOfnl4/m7i5uL0NaKva7yS6lWfLV4oEd+PD+9zLA7"
    "pSJkzirHsUDtUXM7RZdh9RAIt8Xp+JMaBvNFGO8Pzxp86yeCOHOb3AWLRty9xQAunj9xfE"
    "IqJ6EnD3QSIkBI1iIE9XDQDWcWNRQhkG0/rPryOLu+vkyZ32cXmbPu6tOHs3PYoc/SyyR/"
    "BFrsgVl1Dr+YoNGx104cpGeDekiBaChvn8CP6xI6DD4nw0VKoycgHRSYMeGWCSIFW+l7+d"
    "Sl5Q3/ywUY3jFdfnm09MwV53alY7vk1M4e2gkrpaqOmSDZpKKp72m9QpUscaGoj+faDpTb"
    "cJr9ZOlK90liQenkPLl2x9TmgoY/O+dCSX3fL3OkONmRFUJbBpww3OhjcMoZCuY+UM9xF3"
    "2EoU4c7gbxeLicAuUbbRlViKvhLBtGuHb26lbtVcNlyKAGQIg0ZTt40nbNnsOFfj4wV4Tn"
    "SVrkhW6KBEV7rooX25Js4FE4fvHqzavvXr5+FTsS4k/K/Ad5RdmfmQ03UZqy20S6bCIFui"
    "h8+6XU67qGNusT2i0MI2VZHFfyCB2XeISOA49QI+iWiIITOVHUAW/dBLPs4Q4rBG4l1yro"
    "crM1OfQOpjhY9oAC5wjurb+O3i1nOlRm+WALrMmlTzCFNh4hvSGS0cGkMCITZ1ax/SgSgy"
    "pF4sMsRwluDFxQb6Uz0mQeBWOnH4FSyNR5YAivSuZYBIEcFWRys1NXibEnLeco1u5Rd6lu"
    "BQFu5UD5cnEUZ+VAEF1m+mxEX0HqcnE/iF2madqyqHso0UGavizyvhxJLm4IbAVy9enyMh"
    "f1L2dYxbcaOZblzP3ZqneKxuMY8n8xah/QPcm91lIWgzmsAFH1TXJ0iTf68eIq9VJdEL1z"
    "SuzFDb2n9lTnlOicEt0masEpYXIxs+hCGZYrgyGl6Tazmxq6KNRYpOhWX75oGS7plIiJ43"
    "oR0HPkuGTGnJmlCN2XD9UCi5TWRqv6m9JUB4hE2pjfSc3rpdaY5vjtza/M8JyVXF/S68z7"
    "3i3YW/JNI2wKvnsf9oEFxlZf7gfBqGtMlHi+2tQ1sk1vfj1/d3v9UR6FwvFdg2WMZphrxB"
    "OrZc4QoyuWH4RFDVTaRspwSwv4Zkotq/CkTBFqnc91YZMF8F4o4ErJb9RH3MvjN6/jQw3/"
    "KDvGbj6cXl4WnVsTKZWBMc1zugTYp6BtiO1rCVcEPDWmSlaHH7cL8Qv4F+yIwf24Ae9TtN"
    "rz/l5xOC0/3gXvgTVm4Oasd2Mv6TSG0TW8sk+q3NgnxRf2SdF97XiqWka3oD2WXtMR2SFw"
    "uuwqPf/nbcqAyeVkxkv88vrqx2h4eaJm2plax8BMU+7KwEy4zUBN8Bwu2HN83r8xhRLMq1"
    "04zTQ3N/NqVNKNW+eoy9K1WC6H29zj1Kop3YgMgbuRrzp/4xQNWmHHVDJjSqwYJTI3BJ4r"
    "NmdpXnyWdq3s+Jbu/8+TCDJtcfhhMm2dUEHukj/mro8fcZnxqSoU2GSK9tLiIwimOkRdfN"
    "Fl6bqbrv5NZ3I6th3BazE+RdRxvT7XMeA7hXPKrL/oFaSdBBpIIBVhrnq1p6k05nucljN1"
    "4NqGKxv+bwI2b5Rsw+HNfS9AtpO/s5lHDN918V4YLgj8PndB5i5YgVhAFm8JERYNkFdFcR"
    "LQ1p7WcvoPliuhliXT/2t70XLEjTxpLa2TI+T5i6Oj1aKy+D1LwC3yi2C9qbbnqlNgP6pC"
    "HhSkXW5Xhr0zijIdRFZPPQYriddg8epd0yaWeCvJc9msqTWT6LLpWvu5hlcm0yl2sjqprn"
    "hpb4DZ1aHYWi7klVxWbucUn+FNQoReFQB85GhoDQGvp1ZcDlqWGtN6DDqwTNqtopYlrxSQ"
    "5YiHxXjlKO25Glg5AgoHOOE4aV4W9YKJsFil4wa44okzl54bZV3ENeeqAkdO73dZ9avDnH"
    "aY0z04QfYULtdhTjvMabeJWsCcHlTNOxnueZQV7+QvrwsyTRHpjHNsCFjZSrU703cDG1vA"
    "KrBVGNMScJaKuM2qd0fP6zYEurBJ+K5KiFbyu3ZxWsKjnq/gfglsIaZoEbCAxYfD+rptgK"
    "o3DUaojc1aD5XVjMc7MFa2ErJz0P5sCv3IEe8D9uNXLP0Zw8/jcosBgAPjK3FFxsCwpy6T"
    "DVqCfA/FkbSJCdvDhTSKvu1P1O04VfkwalERtNnBFjuGbLGzKl6KSeaFcdktPmd78bpmka"
    "SNhZB0U9q2EkTaRUhDU8auDGqURDMqlGLMFoJe01O/bFBxINzebhO2ZWsZWNE9VR+29Ih+"
    "aSu25djBfTh4pSsfs8hG3BXYdkPMsTOHQyj55frmNqyPTF2XMxNLUWYa4fTJPR7JmGdGiU"
    "kV/T42PHfXwL2wgXsQJIlquIDw40jKAkuGiiot2qvNseMm7CN4e+bO3FBdqirRDJnO3pK0"
    "YOBQnjhmn8woKL8om6FjKnZaRZqWe70WGfkrNOQiQ1+rFM+6jv5NaJ4TRk1lATC0ZNTMTJ"
    "DsQ6+9TWid9c26jHqKE2RtPdxCKk+7Td2FmvMRRbZXwyL0sBwOw89CHsYMB36fXVydfvxv"
    "tTvlTMHzs/++PT/N5hfuVVy41SKg+xnRKgoL5wzBYnNlm9r4R5D/JZ9yT6WIL78s1cFxDQ"
    "2seFyVivGytauMTFHPAy3YE9LVxW1Qfeewvpy5dIhxVf/3+uSdEq3Us1DllWJ7IoLmMKg3"
    "gVY8RbCR5LHCfdVohh0r0BOuarZeqIxFww9JFdsY5gJOPeaJBvdTivDwrqc9uY4UAAut7q"
    "Mz6hmTn52h6jqKvyu9jYY4avAlHLbyMvpA7QWcVmwqsLAQegMcG7NuHRsGDxfyiJvxGcMu"
    "Ss8J6h/h9WMS9N3nD8hNTFipp2uYyp7Q++ohPMsgM1XrsoU7rO17rO7p1wq0pfj+qVutoP"
    "0qBfsNcNkvo0kBB+hKg2ygNEjb6JqW4tIhHKdPXN+25T8Q9o7RLlPW/aDcYiY8y2WMeOyb"
    "FyEJ4jsmd0NtZMaW6y55jketgbxWa2jyGapOoVdV+4xkX5u7Csr2OFwTFbgz9ga7qTZvs2"
    "QdY7OMnVGXqlhajjlbUu0B2Gw3kYFajZG2aQu+oxYfBujjf5z2FAZhekC/zCo0lkMHX2k1"
    "0xCz9KhAqInM05NtRKaMCt8NEvcEQ79XYubvg5K0bM5EsQNtY7NWMRKnYoAR0RAnEzy2sx"
    "V1thW/OMPa1dSXNDoDLC/slBYZNiwPYKxSC51PuDEJGk0jBAP+gbXEuAFDlUj+9WbTIgmm"
    "pGxeMWC9rF6eVqYL3j3o+koKisxdx2OEK7KiVw/fMdp9OGsirjSVxvLSNstg3ITt447r63"
    "F9xtyBmM0H6CapxfkcYcf9Bpk1YcWyrz5ogp4Ch1Ps11KQaiyBHvtmMMsC1bdPxg5i+KbU"
    "HXMba9fNnKBwnW/f23C91/JybW7all1dI4uOxUC6rvJSL8nUzNDpXUL/A6M2wTceY6ETtM"
    "Pgiz4J6tUpgmorh7ebypm0pHIyKg85ZEgPsPbAIUUV0gZ0dZMsTXdIjucWLKSSJKmQr4qD"
    "sW6S1C+uY/qG90s4254Jo2qiVHodphKlPsLm+Hjx7rYsU6ol995tyOUyD18wpl/VyefFwy"
    "vgEUfcYnj1JyYgAvayLOesQiCuJqhUoyvoMpWREdbsGMhxnZNOUyedYF7t0iVJmgMEdmyl"
    "O576qC/mcTReXwRuc9hMRdxMKXBG0bkDfvugNj4pRaXzYu79vU/OTuH/f+mTH+G/P8J/j3"
    "/skx8uP/2zljW5xjwt1z9J3h85mRYXSE9T6ayw9q5HBHQAixvy3n0boNCdeYhHZ9S1OHMV"
    "gbfKZNtGXFArvNFr7LkUkcbuHJ2uDxfeuV7O7JJCYxb3PrIRcxlYNwReltk2zS929ZC2m+"
    "V1uMzOg/IAJpI5kD34BtMvijOvxKWpoNXarbkJAW/CPRnwjdlmQ44nKDt+H05lP3SbP7Ca"
    "h1ZI1ScunLVuEiKcv3XKhx52IcD9WfHbac/qWA9gQWAjNGorzpxitucpO/435n9hhfGSoy"
    "hHeQj8byHtKGRcMyByjrjDI1cqQBmCGprWHFWQd4yvVvlTFayoHoBQkmsMV9UwIlESFk1z"
    "V6Hxbzc6qplIqgZH1fE3nWKkF1M6VgZGgy/6paUR4yGrI6A2kaMj/7W4X8jW01QGOp+T+H"
    "tZHY8LMqUmepbYnIS9iwRW/5DF1zh2CpWlnQMaRfh020+rEntNe5hA9DDit15iHSTz6vGr"
    "9CpJf/tHLy1P9m3mBhVK5Ue9p+Kr6z3lU8H/zQbf3r6VVvR35P+Q6CPyH9E/F/lvF8/g3w"
    "hmk39R1xDMeIaPXUaD8acPsAW0Ywfor2g79+TbgPjlH3928WQt48mury6tXOKo9gvKKusV"
    "fnvPXP4gIXvOlNyFW+gufySUjNtJXLTzXHee64Ms29EDPlK7T0zuegt01AlugklEfvePj4"
    "5f1wqJrzVTy5Go2dBwXMUN5zj4IwrAJBFNtpolEG1LoPEnNST6znFdZnhBw8iA0y4oBO6C"
    "DBmd5uVWYXyNOpjX15ep/Xx2kXVWffpwdg5H8LO0F12RKY8N6+tVOI4pWnSij8LqcG3ExD"
    "ftEkcBD6b0i+OGamSt2JCSWuv4UO8HX3a9N7EotEcm1BqBMfGNT/1pbHwsbPiPgAvSlOs/"
    "6LiKnTXgOuHyBqX22EKAiJBHmQ336SS/q7b6pHajWYGcub3OKslQa71KdIkiSs7NKLz3uD"
    "7Hl3Qdryvw2kaVePBFkVdXwugkkdZc7n38cNPHJpA/L/6qVgJUA9qVgLmAf3Fj4MKhp1Cz"
    "y1oSZin1lsUvjN5j4UdgeV4O2S/blUEwb10ke5rq8IKFW8EiGgxLVsOarX285yj1Xu4XNo"
    "H3BONPkKcX7z7ePFPW7lAMaXfph1w1mdFUIAlSrSWiy5Ub+brzvC72MidINI4V4oKe8W8Y"
    "l1Gt9cRXW0aWRwGD+ixW6TQ6sbiuQ39zYP103KXmQZGj1fqkkCkSwXJVp08kvmtZUXHZ18"
    "F48u9a7E8Sac13XU7oIbVN6cIYTGuyOkfZ8bvKjQh6xHjZXr0WxxW0WvNc37bsk9m3478p"
    "YgMl0e+YZEs35iZavfwEv/QX/o3IWSMfJKquLkxtMwGv1ycy7Y8c/y1qR8zh5/geHPTBwL"
    "ykNjarFuX3Dr+6B17bKKJMhdEQWuOROQ3hNRh5j4omTulCVk0cMiILJBEJsJlzRUvN3aMq"
    "0tnitUW5J3LUENBSAkfsSrTUQCGuxh4qjqxD5e62z6ttzL+b0jzLJWGB1IQ3cEaKk69GG/"
    "MbiYbVRmFce59tt4s5Ii7VVcmjr/orwbnrVCIPMbJNS46vIK+CoA1+QldeXLuLGWm68uJd"
    "eXG4b+COkUHrWq6FFJX2ToXCEPfFLqPbM0bh8LN8RbSjhPMpqj3gfAHTOzSBNlrRdjFiiA"
    "Ws5ydOkWnNaVzKQdwmAOpFEesVOMDKVLvC9DWQV0Smtby02hkzWp/NAU3H4yroPX86CJI3"
    "6/RUy1BprMzuLNrtTUDDtSm3CpxMJckvOcrDA4ZtK9vs0fR6aMj3zecDdfX7H0kOX85JVc"
    "PxlCXt4kMHGmg9TDdgSXxuubQPNY608Shd7jTY71hdm0u+pYDYNsM9PzvDniLUgx/3y8I8"
    "X8IBFXpQuL6NCTnodQah+eytwgGN0Bri2GFlFIxVUnEfJvJOmMuCjEJBPHrPbEwroWTuuP"
    "eqathtPLBKFGlZyKK4pEpYniVbViVZAQVjFKAG4HtIAajKn5DPP51/PCf3bEEubgisbHL1"
    "6fKSnF69J0E5TnJxRZ4+mTHbBCY96ZMn8HI2/vNZVzlF03jWIdZo0MZK2pOytuGG7dXjck"
    "TWJ+Eu7xPDmc7wximtcVudrOXk/taLCGntM9iWr6ZZtc+uzGfNapOWM65Vuzka3+KxU/e8"
    "kQk0qHQV6FJvyTwAoQkS1kLGwiy2RFTLDiXwgTNSds7e7NQ7rmRMXY+PQFmuvclShGvts2"
    "YLYllza+hzy+O2eI7P20WtrXW3X1f/rPOd9mTfjUaLIE25gUWwPxff3kl5xG0uJo3EnCHt"
    "5KyznO9ZrcBiOHwjhsE2/BS9O3T53EkH1Itj0HK+UZMZfEotYvIxaDp9iXMu04rC9LS4Cl"
    "7K85VXstp4YMsmI/U8Np2pNK0b+F1WoQ8rSddeVOyo5gr5yZmDSDxmx15JMqGRr5J7AUBr"
    "PoE/0MNpIUJLUG7GuSBYW9pT6tsbnVntV3t5/OZ17EnDP8p8ZzcfTi8v81G3CYNreAj6WI"
    "OzPUvbHe46H+7sG/dAeKbCF1q4iVM0HRiqC1rr4OsvCVp30dRDiaZ+WCZf3jCvpwisZkb0"
    "y2KsiVTOgQgHr463DrEiwYg/MDLltu8xgdrbAxd8yC3ucSZCnxle4KjSZYpYy2sfaBR64m"
    "anXh1DTUVKZ65jJOFpqyOnGfYN4hkkk0viqMlHJQOqXaxU01ipjl0mNmEJpppHyJ0E595z"
    "8gsosHLr4T5zhpieJzOgZTq3gN/MlLr92rPtJCzVrL/u/nTWlTUj6UKdqRl/0W4WQpP+ul"
    "1n3Xo8nvL6PE7QdDyukqua0RnquAmytJ2bQGc3QeuAnrbaPFTvWlM+tH2AlSpbuVQcyiRl"
    "raQBTHxgrgQXGNTiQ/lG/aDgCPx36gjKjfvga49aYNmY39dqPLT5+Xch94E/MxsG2VX03c"
    "mr88kLC3VAZzOLM5UJXNaGKkOpdzOqTch2gy2l5JFQt71Bikjjc1YzYGSDzgb70tIgrBkn"
    "f5fsmrKqwUEVgpbrozToc9A1OOi6qWjaTWXmwMPgHZr0U1HQar28e59lphUeKNR16YJYji"
    "O12woHUT3Slt0OkRyanE0qYq2lqMshpUeR5EcSjclFs+vEW1eVU7622a0D/9NO0HunEqsa"
    "864Z8F4riP3LxPGcKfPcRU8RwE582y8LXs/S4ypVgk3WLnZGBOsFvg2wh0F1IyI7iQb+EH"
    "Ux2NozVMnkDUhD9of+9yD8nPkul0ofvk5XOFbn4PEOzLuW8m33pWXdbmw43ZKet11a7kEI"
    "WYJ1MK3bHTZLqbU+GvkoQhc5PhKMgqmqpmvpyB2U1f2yGNazFRJEem8CzesZM9dtxvwEod"
    "abQpdDSJ4iNY+fBI3WPEZAuuxcFvoh1FWkVUN2IINg4daXw5JOa1nost5tx51Si/8bTIAm"
    "S19N3nG+AecbLPjiKToJVEG4JYzfHNvLYQAZ0q4UqdYQgNowxj2AMOoIyw3wP7ULWGfIDi"
    "8QtzXouV2vp0A4Xut1rcvlINhsgIkIA+ycytza7p8Ceq153/shyryQjuInorAZbdnAto0F"
    "qqpXVeibjsfrmz1/xj0ypeI+z/bUN1vOwd2H+t2HGgxIHEPJ8E1lrHKSaL+u094tdkWEHx"
    "9UbEhlZ475AxOyyIPwjQmhgtxd/XpzQ34++u7lq5NX/3Fy8vLV8Yu75+TGQYwyFsUdLjym"
    "7gq3HaRMSRK1iJt8Zu6QujnUh9YttJ8JJadWb4Va33qXVNcxWF+1ovpuctSTIlDF99MSKg"
    "nwBwPjlbE6xH8b5pwGAflso2LHjSPzisMJq9Dgm5rYoFKG6pEAW1Ri7UeXGY5rykGGM1Uo"
    "VO0+ejWooMMCaIkFqGtar2VTayaArZnUNbBiqbQSmf8EvyJsJp3ZEzX6f79bzhV0r95PX2"
    "G+D3gmDydmmDyjFVZbQ6bdSr4cjEKU127EYEpNJv0J6zFNdkjXZ4VFAIfsfRdVa8NCfvjL"
    "ZUmIqPMzln3Ay23IyL2NvaEdvMPmWGg2e62uzfeD4vYWFubaR59k0eEeehGTNrp/D5ddX5"
    "zhmlsu7At0iMxJA5absygNkD5ETsF+K3AL1+HTP05/gEkOVK2IWLSpg+ngmFXLw5HDFCRL"
    "4qmZGuWQrGZtviLfAbG4hl8oXGIKl9By8RV7g8IFX80RdEqA39S9x2yMoEub7PErnTORHw"
    "Z9MlnFVdnsrflMVXI/cr48YLGIe7n9lilGmfiy8/Bo6eExmUe5VbsDS4JMj/4r+Ni6vT56"
    "p5al8G8KuhBF/XcqUbTXvWW5v/LyKwWUpQg7OJnWcLKdR8Y1u+AfXWPrR8v/kvD2DqOwmo"
    "lj01FYHfpa7ymLNa7EHqI4FNbMEt9RbM0swSRVjJmZRYPMclSSxP2CzCeOYDL5HBuiRGB2"
    "QsfAS9lBRf7re3LPZh4xfNdFq2S4IOyBuUDtco8Rz5Hh5aVXSmX8tPjkDce0S6qUbbAs91"
    "b6M20LQnVAOK0yC6xuGam1Ckjppqe3UEHqkOsZfGDUJg6cVfKESvh0RJ/M4YKehOtdwF1N"
    "LTzJbOyQScRXn7oVK0tt6RldRQWtrOJNMPlbLfZ+05+x8tYReOtghz8CT/PIAzM8x1VfUM"
    "VD2xVEvbTOdTI4H9kK/3ctxv67Y2xVxk5m347/Vs+xEpNonO3R+wl+6i8cjA+cNS5I7giO"
    "A/rEZkKWPnBcE+7X478pGlA2mEALf5ntTwdFoKZCmaaJ9E2ZkrgYkcaNRbYlikValpaV0p"
    "YUmbNNZ9lyKhZKIfnMmgLMkmorxroez40xmHkKGFtZL6FgvN7JnJ8jW0AY2DXYDXsgz7k3"
    "ISM2Z9gKGSwJb+6s2BbrTNTurfVQS4oP+svwJuA4eTpzZn4AFHmGth3w2a4oBryL5CDsjU"
    "jDq+pBYm4VLRTbeGC7a8KY8EFo+g7g/31D1QeiZJUU0Gu9bnTRIlHkjeoKZQm15nbgkZE+"
    "bdQQxi6DNxIewQJsYRUt+UVhfbkG9DuoQddEjllCreWoy64ZcVfU7yiZour4XIHPFm3A5i"
    "RRx+Wq1fymx/XW8pKmTXfN0fO6dufnKPiF3fq48LghCB06D9j1gQWpS86oT4QTGJVJNYkY"
    "cOgPYaBpgmod6Utw9psgLBiOcVJJRIM+Ei57m9fMW33877bwp+jyCNUhYrIHLlVEETlCUH"
    "BgQUcdfLkrtb4++d0/Pjp+3f7FFcVDYG35tgKUV2g35wm1tZp7AXNhd0+HmPo9CqUn9XQQ"
    "MnNdRBjLZXGEMdlpKC2QTvAzBXn64q9y2O/+0dHw+FkikITyC3SQxIfBHLnluKsXgYWZW5"
    "Ela27T3oPgbQbwLrUOuTSZ1uecLndJvCulfVBTF1URd1yvxfV6t3iGruN1pdZMQSRhEDCv"
    "nrGVp9Wa59F9gbZtADmJ1AjF1QCHeyKGq/BSrjtZ27YHmvhBbKU2hFlBvCUc82Hm35TAmJ"
    "OsVWy+uijbqhUA9JJEVXitYh2mMLbwHuTq0+VlGcZ2x/nNetria6aj1oQiv7P4rKcAIsvP"
    "+2UwZCMaUQGELCaO65EZZwgIHpGpL7gRWJiGM42uLpE0XFWA4oazVMmkdNwxtbkIKtTwRB"
    "OtP3pLRsJvHwv8sMe+zVwmBD4umi4OOQBbBl6YgB6tTjiMepIMOIV/B5uiMh75saRfrmmV"
    "FcN6H5grwnOjImcTFO0Z/y+0Zu+Snf4MsxGbpDqmKQ8w17GHXrRr21pEh3cxXzXPfcyVje"
    "iw8Uts/MlJFWz8yUkxNh6/S+8qvEXvazeyTlPtV8Hf3bFaWSDmFJs1F3BZXTi8YmK9Zgwu"
    "O5PO/3n7279ykXwsYj+lM8VpX1qYIEW4VmmCloL5l/A2qFre/TGkbh+d2fhSDvzTZLYz5T"
    "b+8efd9+TVX1+RIRs5YZtvGX8NMILzqPc3/C8XxHZsRcXXLT6nvXoHhsQqNNEC0pSdFqCL"
    "FhDustICCApLKS36T58u3qvFriDNyN73ufkcJ9hDmZfIWG6ql4HQkuKQv7TUJZVk2QZcUt"
    "eZ6faTxSt9U4qFlvJNvTu9eXf6/ryaawpO6HWr1Vp8dkb3UeutVE7OF+vWSr1FHfbAOLRt"
    "px2yq8BvF3Ky3HU3GIajKrjvYGhQmx4JnxOYX4I+QOUIU2GE44NKEnnYVL67JlNUcdzJnx"
    "JscXjEQH4Xee+6KmdaVjl7YJZjcG8xMHz3QWHrltsUeer9MixQo+2TB2rBGXEHz4c/BUJb"
    "hqASCwmX4UHFDGkZyHGCHGEm94vjN2WWxPoTt2g6GHXFHlDsg6hvsO4FvpLA3Angqec6ls"
    "XcCBpFBfHYN0U5uzqE7Ylqxj1jMhgy22y2X1X0eyNGKl+qH6DYwi0Du8hQ50pVI2lPdHTk"
    "Mddz4K2aiU5Fvwei24TFtvauYSa1BuxBnbG5YsdkaPeA5blryLH/vJO5YInPlidafE2tvs"
    "/qTNSeeKfMo6jfNHCIxnR7IFYddlJKq68YvE3RtBe+1T5A/kcapVALapCg6Di6GksWoWPW"
    "dNhFMJw9Y25VR11iUTV30NmOt64D6gqmOCA2b9f5tMRa9VQOqMTX/VInVGbgSj9U5DPCRS"
    "OwrqTse0hkAFyhja8evhYwTPmVx+A3DYazaU3n02PxPHUAL53Z2wG8Dje02wG8NEAdcbh5"
    "BjPmDjBj0WNujeNKSdvewfXqu30p57S8gmswN0nT4m1wXDdp6h+B7IlUebFxELd9DyYNM8"
    "GHbMxtG7id14ZqUbYiogZ4shThHvhPelc+1kyKkFoL7E0DEiDTAM9FbXIXL727vgR7IbTr"
    "HZnSL6qyputP16qL7HGABnVwkt2zRRNWJ8g6RlditOU4s9oO/ZioY3IHLH2U1kcHLN3OTu"
    "uApXsMLA08kes5riVy8oAYvlXPtfTyK1zWkfe/2FdtRyMqgCVxbD/o6wq7UdkWVjWkMthR"
    "Bjfl0oNN6XoDxHdFbukO8agl4lFioPICuJlSyyoUQUykcZvC3oeL9xf9GEUYFgkelSz+Kg"
    "RqGb48fvM6lhr+USanmw+nl5d5z0N6x2TuvOLiOmkyvZtI9H4I6+8R+dZBJ1wRgD65Tb4m"
    "/UB58dQlbrlxkO8GV6/EtNYSYZ5UbzFuQjvcBMu5GOC+VNwejmMxahdcH0uqDJuHQLYtLs"
    "eftMvms+vry5SNdXaRuSGuPn04O//49MWzNLsV55NBLTYIGnTV8F9nyTS+MXYWF4B5mftA"
    "rQHWJx3MXKboF1CsDimJOzYrgGWIWh04o5Fg9e7YLGFXX7nC6QzXMTd8q8CKL47cZukOr2"
    "zEi+PvKgRwYVRhAFd+l9E/FvAvbtR2ACfp9sAH3Lv7I8qyQvB1cfJRybj2vMXLWlx1xZKm"
    "3APB6OCcF2xKba/BJkgRdsyuFglJO3yq+28yhIeE2N5tjdBk6vQGsN2HlfTeV8G7l6uwrq"
    "t8m77gwHGucAbHHvVib7AXD6ngDp6FfhSaLFLZly6vIPkdppCnpspRXI+4kgt5OU8CztyB"
    "ldsEK3c4y+3iLJfboq6OkqbcAyUFVHD81X0y5SYfGBNq2wymmLnO2KXTP+/CUmHUI3CIMW"
    "xsamBbbExOVqnza83VolqUO8SqJrHlCA9JM9paLls6U2ddtSc9256xurLqk1tpu6xA1RVY"
    "aqAdFlRYSvJyhY7YuMYSnLrYPxVbqMafyxmfk89hg2pBFwKDc8waYf3HmUUXzJQaIaMmUs"
    "yj/mA44RMZxJNEK6szbf3hVfTUgH9dYSfdTOMyvbYr7NQVduoKO3WFnfZAjF1hp66wU1fY"
    "qSvs1BV26go7bWXfXAf9B9NuewRXvshvjRVj2ygF1UQYeUKtJfIOmzmDlRr1p45MU9lTAX"
    "XnvGCqkTzGUl37F47J9tmpxdEkic6LXBePcRwhXdNXfGjpTf2Mlzi5rtT+4exJsAkH/MZq"
    "yunYl3SNknJbrZo2oTOPqUv2h1/1S6ulJQZV8CaHw9G1gAkcwvFdgxErcNsSx/fekgmjJj"
    "BcgKrNXMHgvxa3GRm6jKrKqW1oToXvVzp7bWElsyqHjiP3feAhCTy+Cf9wh1doE68QCaMq"
    "XiEaf4B4hZcV0AovC7EKL7NIhXB553hbnhm4pDokXWQT+X3oQGgA+0iQrWW868bZLVrv+S"
    "O76umQp9yzc6J3KqQxOPOHFjfIGYcXApMQ/geZg5dhnwjpMRbkDg6Owf2XB6UfK3O0HFU5"
    "W46KD5ejZyuV8ojxm1HNk7NpK621FfTMYtVMqfQKNEpvpTrpVdYlHRu1OcmEAA2ARWiY+0"
    "QQZ273CR06iBcgMyoEvKesayA/Uve+3MSEVRAEvmAR8DhdlLQDvLatQHrcs+o1NY4IDi8x"
    "7fioyjkPo4oRr0dHWT0y3CkDl42Yy8JzuyqzlcSHx/gXlRj/ooTxL4oZj/H7PM9v4dNynk"
    "d0h8Duslpk5/+8Ldc248zXy+urH6PhXZm4rkyclSkT15Umf5RSXypzaZEXFwVMkHTFAMst"
    "Q2TVBkzCT+E0+8nSlbZgYkE1x/JPmbz418Tzfwhm2VsdobyhtPCnU+rydZl0I6dZHBCTtu"
    "lLeM9G3C7s6pP4tl/mVzDT41Z6F24nLmMS/Spb9FAyd1xMJIB/yQjSc3Jty9rmHplj3Gk6"
    "c1xEZAyZ5dhjgSBnjEWFn7vfS8ecgz4BQWC7PjBCLSt0LyiCWu0/frXnonNNtOmauGeLOr"
    "ZyOHwzHuttMLZ389PpX45PXhMHFrBczn0SG/ZhWFYmcjpzeNm3QaLOlN5Lv3VQ+Q+TOpf7"
    "WIGG3sYTSk33168qWO6vXxUa7vhV2nbE164j92j8noUqdu4X2bFD6hFyXu6/2v6oNNVB8L"
    "ptd1Ra9anK+DRVx/gGjB9yjMNSa+BHNlFV5ucpOwE0EIDj8jG3gY0Wtcd+TRkoiTsxdP7w"
    "zjNarW0Katl1+6UkaNbwja52m+wAILxZz6jkVHuuUS05urorSmI5NfeM3rOZqsx4DYff32"
    "GGtKNqz46pnTj+YPHy8USJI4q+6pe5/HhiUH1/X2jrte3n29pjO/9e599rz7+X8Lvh4q7g"
    "dgt36wqv3nrztuzL63xNu/by7QT9pBu/2zb3Jlx4YDyj+0LmL9QTgZq6E0QDQcAZ6FjOWP"
    "ISDkGbj+CfymOoWBxlc3RCaSCUGeqhkp2guaKTr65jtnCCThydb6rzTXW+qQ1tt8439Wh8"
    "Uwl3yp6dUZVgex20sYM2aunhzPiFFY7OvOe42N+JZ8GgLs7xNIF3CvCFccpjYIktVImSlW"
    "iUFTUSWOXlJIMo87EoTzKta3WVlov9lTuutNyp049RnU7v5JzgC/dejq6rCpcvHdJlGHUZ"
    "Rrs2VlZmGFXFG9Zm7KbD5jqagrljUKdSHkn7sEBBrRSNl9pprZD8qR0F7yorplUoVqml4Q"
    "ydTtrppJ1Our86aWIbV1dI00SdNtppo502uufaaELlWJOrG/WS66iHpk8/nZTQyPeuUEAT"
    "bvli5XOaGFTBJQpCE9kacLIlCGIuqS3miDeTGiaWq+sv68BRuxjHtrlpaxaZS4s1r7b2yW"
    "+y7F7JgD96S0H12HTITKymjN/02LcZHG8CflYsxkzcZbAkQJmEm2oCv7cn6UEc+EGwtjr9"
    "WTv92XXq1ciLxuuMR5H7Q24wWLp48Cs2rHrIihp6FbCMx2UV9LJIxsLCwcUAoeKiwVqJQF"
    "tI0JyKAexy25Asyh88Dqxvaqt5n6PNSGAIxNsSQfxJjW1wO2HhzSPzDAwfW2GNSNgj1eJT"
    "Lntj4QUVLHJVCkOTKarL+Oz6+jIl47OLrBA/fTg7//j0hRQ4DOJe6mTrPAGP2xOQUj/SQv"
    "+VGZ5TcI2lyDISP7ieaQ+SEU9fnKDZ+qeCfSq7tFgFSNJoXEG09znIGTGZPKtiicPzJ45g"
    "eGyZfCTzL4LUEleQCX1gxHawt+1Yttl0plNVMZrNTt1+CkXCIqjoPEtQNPKcabZbNu0525"
    "VDUi94ZOePbP9w7/yRGvkjowYHa7I06qSwX2dqVY4mrhI9Pbx6Har77+C9AdXH/IUWenlT"
    "3/fLXL0CRw5mtJbDN2roIRPuI9cs6GMCVDP3npmYb3/P2Ezl1a1F22Xh65WF3yg1u0vJbm"
    "BPdL36Yv6eVGHvSTF3T1TGWtSEs7qxFlEcUq++jdkVQd1JUBhchWJRyNUMVcfZQs4yu851"
    "lqLpnAvK1uHFLfQqtTw80LN2M80LU6yuWdCiK2HRped3EZuDaaqz99n52vn0dPSUrNFSZ6"
    "tukjC9WuUhWWZelzhHEoNWukU+Jx0aT0S6OyqG+iU4rY+RqhGbhy0XFDUO15hnw+6SDjOG"
    "37WBGbvnKv2+pLwhV+r2WilJcOEa1LLewloWDCFWhuwA7M0ddPFNYHkT9s1g7gxreSLg5f"
    "so7+gtViTEA9UUZIQkE0aiohTEnyH5nUWFN4gQk9y8y++j9h/fMtat06xb1KwjWRuOr4IX"
    "Fp6TOTqdnRy9D9Eyl955XPip22cCm2Y+YTZ8w4W8i+Yu92Bv5XffWjNt2frPbN56F5+C+I"
    "A8LK3cg10T2MO1VyMeJQzWXPGkw67ljLpZP4prYsHl5MGHeDbmMsKxfrmEtTFqKFDCG5mx"
    "5frNOkLg9i/42iHgHi8CrnOWdc4yzfFvOjK0g789MvjbbSIOq/Dt3qbDtMX+3Uw8twr0LU"
    "ECBiymJsjGGqB9cVuauejjG1LBVNi3esQb9uYWK9jKq00n/fpUSO7MfGzzSM44PJuMOPwP"
    "/l7sX9InwjcmhApyB/rt4P7Lg8Ih2HiWViLmxc5h+d8a4ozGH4SfL+tEreZFLXOj5vyolg"
    "OGVRMfRIqwc0Ho7oLI6a3Fl1cOKrhmned3S/jgnq2BImUhj1Fbk0W/4hyHxKBtKkDSQFJo"
    "PpHhVKzyRBZaJZg/iAQdTKCqEGxmg2pKn0hvk+OSOfcmWGrF8T3BTXRACT8s0BLD+u9h+9"
    "lkuMAaLY5zz7HPnmMrdaPtPex3+3f7NJloYDOOChUQj6nNw4iEDVOxv0wptwgcI1ijpbj8"
    "YfB0/Fr4wy8MuJgtfVhLMyv2PGze6bBaP+v958i3DckTfNLA9zisLMOZzqj3HD9581+97e"
    "6lBj6JMv2pA8Ud2g1fBRSHd5IS3luKmlZfUVsM0r7YlmQ37TbtInUHtomqROoY3od1bM+Y"
    "YCNlLLbiTLiwieUgbs5ARwu5ghkkzAcUD4bRNi5CTQJLy9mySTCZU0X55HUmKrdyT6rE5m"
    "BUsZV7kovO6e9F6G1LrWjBh1Bc9O3c9qc5h3I6P7L1AnC9B47I0Zr87lFzijq5YXGbGxy1"
    "cZcEM+U2RzVBbBoRh7nFiIYdgJY/qbPYc4Q6V+E5dceOfQw2QHDkzKWNFIMAbIdEvwaRim"
    "hK4QGEBpTC7Fprqva32dLwquzbjil0FikWhbuDV72T8I47sCrvEMkhu9SHFq/n3Eu4nETT"
    "gXBkuUUEzo24KzwiGCsS8qYnX+EOr+YPL3OI58QeWdk15J4g0VjwjbP0tsBkkwv87U1U/A"
    "zpBnT8lvbdDUdYeAhEZcGyn9IFVhXDcmJwCtrfy3lhDEaKYNACBygAW+vMVAPbrLcBkTfD"
    "Z64zEFxZMaJ8TaUI93tFoX0o5Pkpq1MTE2ykRVDqM1wTUZqBNBIUOUEbm/WAV1rSm1u3V3"
    "GetGtZXNqyOMGwPKNrI2muM9PtI4NXdzDOL7LmjYwR8rR+TFKj1JPNBiSduZ1o7bomo97X"
    "6ammmd5YmVsh2GtNVm0SEqcfnzIdg9fkVb5X8SHuxGQfuw0wrGu9vtHW63vJpFTJwnUbsG"
    "cKJR4kv9ruVb+XXKIzPrhnizWZdDrjf2cHyyOTPXBj3XX0Xk5yqCyyuH0PQ8x1uXQJ87yD"
    "fx4qnwI41kA6ntdk1Uc51S3OdKCKp8tGYJpPNsQtOVdVdu3l4vKj67w5mz4dmkawTThqgN"
    "1V4FFjUG8xIPUhHrISkXptMyKHBx0BE9k0eY/pirFKWGdiUOigiarqJsq/2v50CP/KAj5T"
    "Lf9kRaZV7f6CIp3B0P6y0d+PF1e9fvM+f4+lYNPWSlwfYuHl3o/nVxjB/3j+q4RMY1CAm8"
    "HOwPcnQ7ZwbFN+/vp1fjPVJy8PX1YJXhaHLitXc76ZUst6bCWdXx6/eR3vCfyjbDvcfDi9"
    "vMyDPcMzriZDl1QdP7tKXTur1DWjrsrT+N4x/CkrWrsxUTbSzA2P/C/RqoFd7xLeRiJ4YJ"
    "mIPpk5zHMXfXhJ0HmGYFjdC4n0sR2PwdcxqIsIx3cNJlNguKKB6+amrb4Cfr65vipfASua"
    "j0bqU2Zr3ZS1KoyJdN5fErYl3zQCa6Fc+gGG6//dBRlR8uOl1voEJGD2QSABlAvrAcmXIj"
    "Z1XWcu8BIfOkUYsW0+rMaZcPPr+bvb648SBxAsrYwZAnONeOK8mbMguBB/gFUcl3JIn8Q5"
    "Fb+qnpen1Hn1KE5nrfPfS7AGpbX6a0MNMrUhtJXWeliD/GLVqXxH6CRX+AuW7vNih0HoqK"
    "/mMjglU2pM4AZ7glUmF3BCvSVAIIi8rAKgaz88sYLeU/ipMBxYxaos1TVn23BJjy5xtEsc"
    "7XLeNpw4qn+iVGs48610Npu5bMS/1eHwkkJnHksdOsiXMOCnwL2ATapDdRourL7E486YM0"
    "P4N2jNzLLwc7g90PpU6+Rrzlcu3eMqwj0ulu1xVrTw9NqpV0kajUtQxQVZY/6XFG1Nj2m5"
    "DGugbuRFcOq6dFGQLBOTZCRQ0e+h2ym2wuX0278yLGPfZhwukAYXfZpyb9IUNsJJje71Sg"
    "kCsnI7qOiNSn1laPdG0r2P6BzB+wF9OJiJTqbc9j1FDZ7SkQe8Llz24Nw3WhVpyr1ZE49y"
    "93d1n7u6z7t1ymnaJO3UN7l3yW0lgGf5Zb/UJ4fDBlY0rkKvNAeNGhteiMwnNIw0YH7jc3"
    "LhYVq6xR9Y4K+WsQQawgtCc4d7gdNahh/gD9liXEYcYNAUa8ANKdYwUPdXa/XZq11+v6lS"
    "w4IrBf79r84jqI9HsL6K0HkA9dIVqngAtckk1k3m62yq/dDE9pCdYTysJkfTVFvNdt9Hnh"
    "rqcHOxG3NJobWPOghM9UlQlBHBnIEemleTSke2XNfrINujonsfXzRwFwPX3xIRQMX7xKPi"
    "Pvjf51MGIjFA2wyCy7/7x0fHr5WxgnUmKxXoqyoCfVUs0FeKcnnzmufVkkJ7U7x3PSJ3SX"
    "bfvQ2wU/DRE4VBsnr4Vs640AaqFShI0GgdKehdSUhTGIgJNPkApjZH1KJgYPXZskgnfM9d"
    "8kAtn4nnRCEKO5op/Cgvvy0/q0FsI+ep2Y1nIcz0VLgVljmgxT4FczmmAsxniKa65DEwHq"
    "GoU2rKWwud9oQiivWeYF5mPwLrhAXhBZPYN1mkVeJ8VbCfDc9exSeQUHll8AEVjAc2aOgX"
    "6NKC1kwLahUVoplO3QIoRH8ND0bLas41HVZwsg25BVPBx/eeM0NFDN7Ck4dHMGP+wKlI07"
    "IWLk8kOOlV/c+LJZWmOrztcFJpO5yUbIeT/HbokIfF3D9cv2P+nq8NUUhRd9LfJ+l3btFH"
    "FaHWMm9kjRB1ImGnq+mi5vZWa3DEBYMU5naymFCxwR2XLqpqc+PYwCT+4nBbxE1OYms5yH"
    "+Z0nvZqg1LGMtQewAvG8FFFSLMlKk2G569S73R7bTul5jbnQL8GFUg3PK1EwhSRPuTQSCP"
    "Nxo4BwURE6UjoCJN2xkGHvV8xQVf0o0jpmjRYTNjtol8rCmnkEzGyMw+CRD+JvpeQrhvXk"
    "zVSFp212iU1KAnYFP3E7MqrLlRU8Y9TGV4rPLV1iugyZ49IKdAB1uvbO8mPQQKkzfjQCi2"
    "epOFaKsZvp/RJqWRHfpERN3GcZmYArNyn5PPcVseZN9b1NiwnZpHsc8aMiBAncsmezLnas"
    "iCmHLczZyOQSYq9Hq7D+/MZt3Os35nNndmc7qoFZ5dte3mNNU+Gc544MHJJ4FUFWzm3PCW"
    "zeUAyKRU4gphOSmaRuU09WqStfF29LtSi/Vi6wFoxVoytLFSDM8nV58uL3uKE2ADPK3cO2"
    "M/uZo69Qr4uitrI9E1QWlupLsqlNkbiV4O1QwOrGUvi22P6BR7fOLNJmOsfcKoMcG/5xMO"
    "/zCojbq8BKXKgBjo9qC3y3vQZt8U0NbNTt0ZC7od852x0BkLaWMh2Og1dacUkfZORZkNJe"
    "Bi/QsPm9pzj4wdJqTzA04uda21lRRbScN5XMabfO+VNttyVMumWhczeyQxlS5mdtjy7WJm"
    "h+Ed0JOj+xozC5raKczXuNtdsd0a99SrHCBDJshkyQk1o5vdovbYh4mIfAJYkrJvhEkX5O"
    "mn23fPCuNdTedS9nlLSAdG51q51bJRz/j4seRW/u34+OXLN8dHL19/d/LqzZuT745iL27+"
    "qzJ37tnFj+jRTd0PqzMwUVTKG7vAgx4ML7up9/b8UTEVb95sFhm1LAVMr7gjWjS+vf5dRz"
    "XNiXf4ionsemoL/K8Ck1c68lCjE7r5UR6HBqJFcskGVZAlqyeOpWqvVbuR7k9OsOQPhNdb"
    "TeRZMqxIUYu4uUJZG0yicVVyeeC4DD1fgvg2goDmdCGxQ4bj29jjBjFBIvD4W3wKX8DH3I"
    "rA6MzzLAQ/j/kDs4k/k51CUWNzfRuLaipTfFp5aBeV0O1wL1PzuqhEsR5+uFGJ/XK86qJD"
    "6STlip45vJfq2tFJqm2ZJodpT5dq0aE/Z201Opxnv2RQXY1erj2dXHmnzOXGRKUiht+U6o"
    "d0OWaVbljM0Q3rVY/Fjba1EmUPzBU1q9YmSHSulVqdxemcypOTKkmVJyfFWZX4Xbbc8qwO"
    "h8PhB8jdrdSBgyd6ygJj2Ci8QO1fkqzVvF03bpcwt37X9IwuhxOc7bpQ6J//H4+l5xM="
)
