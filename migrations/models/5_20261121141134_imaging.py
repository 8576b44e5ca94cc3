"""Imaging: what the pipeline of a telescope makes, and what is measured on it.

By hand: defaults, checks, and names that sort by bytes.
"""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "batch_job" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "type" VARCHAR(100) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "status" VARCHAR(50),
    "total_items" INT NOT NULL,
    "completed_items" INT NOT NULL,
    "failed_items" INT NOT NULL,
    "params" JSON
);
CREATE INDEX "idx_batch_job_type_6bc08c" ON "batch_job" ("type", "created_at");
COMMENT ON COLUMN "batch_job"."status" IS 'pending, running, completed or failed: free text of the pipeline.';
COMMENT ON TABLE "batch_job" IS 'Many items worked on as one, by the pipeline. Only counted here.';
        CREATE TABLE "product_path" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "path" VARCHAR(1000) NOT NULL UNIQUE
);
COMMENT ON TABLE "product_path" IS 'The path of a measurement set or an image that the pipeline has named, whether or not its record has come.';
        CREATE TABLE "calibration_qa" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "job_id" BIGINT,
    "k_metrics" TEXT,
    "bp_metrics" TEXT,
    "g_metrics" TEXT,
    "per_spw_stats" TEXT,
    "overall_quality" VARCHAR(50),
    "flags_total" DOUBLE PRECISION,
    "assessed_at" TIMESTAMPTZ NOT NULL,
    "ms_path_id" BIGINT NOT NULL REFERENCES "product_path" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_calibration_ms_path_411b0d" ON "calibration_qa" ("ms_path_id", "assessed_at");
COMMENT ON COLUMN "calibration_qa"."job_id" IS 'In the pipeline''s own numbering, which is not this service''s.';
COMMENT ON COLUMN "calibration_qa"."k_metrics" IS 'JSON as the pipeline wrote it.';
COMMENT ON COLUMN "calibration_qa"."overall_quality" IS 'excellent, good, marginal, poor or unknown: free text of the pipeline.';
COMMENT ON COLUMN "calibration_qa"."flags_total" IS 'Mean flagged fraction, 0 to 1.';
COMMENT ON TABLE "calibration_qa" IS 'One assessment of a measurement set''s calibration; the newest counts.';
        CREATE TABLE "calibration_table" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "set_name" VARCHAR(200) NOT NULL,
    "path" VARCHAR(1000) NOT NULL UNIQUE,
    "table_type" VARCHAR(20) NOT NULL,
    "order_index" INT NOT NULL,
    "cal_field" VARCHAR(200),
    "refant" VARCHAR(50),
    "created_at" TIMESTAMPTZ NOT NULL,
    "valid_start_mjd" DOUBLE PRECISION,
    "valid_end_mjd" DOUBLE PRECISION,
    "status" VARCHAR(20) NOT NULL,
    "notes" TEXT,
    "solver_command" TEXT,
    "solver_version" VARCHAR(100),
    "solver_params" JSON,
    "quality_metrics" JSON,
    "source_ms_path_id" BIGINT REFERENCES "product_path" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_calibration_source__7533eb" ON "calibration_table" ("source_ms_path_id", "order_index");
COMMENT ON COLUMN "calibration_table"."table_type" IS 'K, BA, BP, GA, GP, 2G, FLUX: free text of the pipeline.';
COMMENT ON COLUMN "calibration_table"."order_index" IS 'Of application: the lower the earlier.';
COMMENT ON COLUMN "calibration_table"."refant" IS 'Reference antenna.';
COMMENT ON COLUMN "calibration_table"."status" IS 'active, retired or failed.';
COMMENT ON TABLE "calibration_table" IS 'A file of calibration solutions.';
        CREATE TABLE "image" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "run_id" VARCHAR(1000) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "type" VARCHAR(50) NOT NULL,
    "pbcor" BOOL NOT NULL,
    "format" VARCHAR(20) NOT NULL,
    "beam_major_arcsec" DOUBLE PRECISION,
    "beam_minor_arcsec" DOUBLE PRECISION,
    "beam_pa_deg" DOUBLE PRECISION,
    "noise_jy" DOUBLE PRECISION,
    "dynamic_range" DOUBLE PRECISION,
    "field_name" VARCHAR(200),
    "center_ra_deg" DOUBLE PRECISION,
    "center_dec_deg" DOUBLE PRECISION,
    "imsize_x" INT,
    "imsize_y" INT,
    "cellsize_arcsec" DOUBLE PRECISION,
    "freq_ghz" DOUBLE PRECISION,
    "bandwidth_mhz" DOUBLE PRECISION,
    "integration_sec" DOUBLE PRECISION,
    "hpx29" BIGINT,
    "ms_path_id" BIGINT NOT NULL REFERENCES "product_path" ("id") ON DELETE RESTRICT,
    "path_id" BIGINT NOT NULL REFERENCES "product_path" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_image_hpx29_b49468" ON "image" ("hpx29");
CREATE INDEX "idx_image_created_b0d8e9" ON "image" ("created_at", "id");
CREATE INDEX "idx_image_path_id_1d3616" ON "image" ("path_id", "created_at");
CREATE INDEX "idx_image_ms_path_141c40" ON "image" ("ms_path_id", "created_at");
COMMENT ON COLUMN "image"."run_id" IS 'Derived from `ms_path`.';
COMMENT ON COLUMN "image"."type" IS 'clean, dirty, residual …: free text of the pipeline.';
COMMENT ON COLUMN "image"."pbcor" IS 'Corrected for the primary beam.';
COMMENT ON COLUMN "image"."beam_major_arcsec" IS 'Full width at half maximum of the synthesised beam, and its position angle east of north.';
COMMENT ON COLUMN "image"."noise_jy" IS 'RMS, in Jy/beam.';
COMMENT ON COLUMN "image"."dynamic_range" IS 'Peak by RMS.';
COMMENT ON COLUMN "image"."center_ra_deg" IS 'In degrees (ICRS).';
COMMENT ON COLUMN "image"."imsize_x" IS 'In pixels.';
COMMENT ON COLUMN "image"."cellsize_arcsec" IS 'Of a pixel.';
COMMENT ON COLUMN "image"."integration_sec" IS 'In seconds.';
COMMENT ON COLUMN "image"."hpx29" IS 'HEALPix index of the centre, nested, order 29; null without a centre.';
COMMENT ON COLUMN "image"."ms_path_id" IS 'Of the measurement set that it was made from, which may not be known otherwise.';
COMMENT ON TABLE "image" IS 'An image of the sky, as a file. An image that is made anew at the same path is another image.';
        CREATE TABLE "image_qa" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "job_id" BIGINT,
    "rms_noise" DOUBLE PRECISION,
    "peak_flux" DOUBLE PRECISION,
    "dynamic_range" DOUBLE PRECISION,
    "beam_major" DOUBLE PRECISION,
    "beam_minor" DOUBLE PRECISION,
    "beam_pa" DOUBLE PRECISION,
    "num_sources" INT,
    "thumbnail_path" VARCHAR(1000),
    "overall_quality" VARCHAR(50),
    "assessed_at" TIMESTAMPTZ NOT NULL,
    "image_path_id" BIGINT NOT NULL REFERENCES "product_path" ("id") ON DELETE RESTRICT,
    "ms_path_id" BIGINT NOT NULL REFERENCES "product_path" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_image_qa_ms_path_9ce0f7" ON "image_qa" ("ms_path_id");
CREATE INDEX "idx_image_qa_image_p_3d9555" ON "image_qa" ("image_path_id", "assessed_at");
COMMENT ON COLUMN "image_qa"."job_id" IS 'In the pipeline''s own numbering, which is not this service''s.';
COMMENT ON COLUMN "image_qa"."rms_noise" IS 'In Jy/beam.';
COMMENT ON COLUMN "image_qa"."peak_flux" IS 'In Jy.';
COMMENT ON COLUMN "image_qa"."beam_major" IS 'In arcsec, and degrees east of north.';
COMMENT ON TABLE "image_qa" IS 'One assessment of an image; the newest counts.';
        CREATE TABLE "job" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "type" VARCHAR(50) NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "run_id" VARCHAR(1000),
    "params" JSON,
    "logs" TEXT NOT NULL,
    "artifacts" JSON NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "started_at" TIMESTAMPTZ,
    "finished_at" TIMESTAMPTZ,
    "key" VARCHAR(20) UNIQUE,
    "attempts" SMALLINT NOT NULL,
    "heartbeat_at" TIMESTAMPTZ,
    "exit_code" INT,
    "ms_path_id" BIGINT NOT NULL REFERENCES "product_path" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_job_ms_path_82a614" ON "job" ("ms_path_id");
CREATE INDEX "idx_job_run_id_bef43b" ON "job" ("run_id", "created_at");
CREATE INDEX "job_to_take" ON "job" ("id") WHERE key IS NOT NULL AND status IN ('pending', 'running');
COMMENT ON COLUMN "job"."status" IS 'pending, running, completed or failed.';
COMMENT ON COLUMN "job"."logs" IS 'Of a run that was asked for here: what its command printed, the end of it.';
COMMENT ON COLUMN "job"."key" IS '`job_` and 12 hexadecimal digits, of a run that was asked for here; null for the pipeline''s own.';
COMMENT ON COLUMN "job"."attempts" IS 'How often a worker has taken it, and when one last said that it is at it.';
COMMENT ON TABLE "job" IS 'A run in the queue: the pipeline''s own, or one that was asked for here and is taken by a worker.';
        CREATE TABLE "measurement_set" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "run_id" VARCHAR(1000) NOT NULL,
    "start_mjd" DOUBLE PRECISION,
    "end_mjd" DOUBLE PRECISION,
    "mid_mjd" DOUBLE PRECISION,
    "processed_at" TIMESTAMPTZ,
    "status" VARCHAR(50),
    "stage" VARCHAR(50),
    "stage_updated_at" TIMESTAMPTZ,
    "cal_applied" BOOL NOT NULL,
    "imagename" VARCHAR(1000),
    "ra_deg" DOUBLE PRECISION,
    "dec_deg" DOUBLE PRECISION,
    "field_name" VARCHAR(200),
    "pointing_ra_deg" DOUBLE PRECISION,
    "pointing_dec_deg" DOUBLE PRECISION,
    "path_id" BIGINT NOT NULL UNIQUE REFERENCES "product_path" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_measurement_run_id_6de40a" ON "measurement_set" ("run_id");
CREATE INDEX "measurement_set_processed" ON "measurement_set" ("processed_at", "id") WHERE processed_at IS NOT NULL;
COMMENT ON COLUMN "measurement_set"."run_id" IS 'Derived from the path. Parts of one observation may share it.';
COMMENT ON COLUMN "measurement_set"."start_mjd" IS 'In days.';
COMMENT ON COLUMN "measurement_set"."status" IS 'Free text of the pipeline.';
COMMENT ON COLUMN "measurement_set"."stage" IS 'converted, calibrated, imaged, mosaicked, cataloged; free text of the pipeline.';
COMMENT ON COLUMN "measurement_set"."ra_deg" IS 'Of the field, in degrees (ICRS).';
COMMENT ON COLUMN "measurement_set"."pointing_ra_deg" IS 'Where the array looked, in degrees (ICRS).';
COMMENT ON TABLE "measurement_set" IS 'About five minutes of visibilities: what one run of the pipeline works on.';
        CREATE TABLE "qa_flag" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "details" JSON NOT NULL,
    "raised_at" TIMESTAMPTZ NOT NULL,
    "image_path_id" BIGINT REFERENCES "product_path" ("id") ON DELETE RESTRICT,
    "ms_path_id" BIGINT REFERENCES "product_path" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_qa_flag_image_p_bbe64a" ON "qa_flag" ("image_path_id", "raised_at");
CREATE INDEX "idx_qa_flag_ms_path_62d5cc" ON "qa_flag" ("ms_path_id", "raised_at");
COMMENT ON COLUMN "qa_flag"."details" IS 'All that the pipeline says of it.';
COMMENT ON TABLE "qa_flag" IS 'A remark on the quality of an image or a measurement set.';
        CREATE TABLE "source" (
    "id" VARCHAR(200) NOT NULL PRIMARY KEY,
    "name" VARCHAR(200) NOT NULL,
    "ra_deg" DOUBLE PRECISION NOT NULL,
    "dec_deg" DOUBLE PRECISION NOT NULL,
    "x" DOUBLE PRECISION NOT NULL,
    "y" DOUBLE PRECISION NOT NULL,
    "z" DOUBLE PRECISION NOT NULL,
    "hpx29" BIGINT NOT NULL,
    "num_images" INT NOT NULL,
    "num_measurements" INT NOT NULL,
    "eta" DOUBLE PRECISION,
    "v" DOUBLE PRECISION,
    "chi_squared_reduced" DOUBLE PRECISION,
    "mean_flux_jy" DOUBLE PRECISION,
    "peak_flux_jy" DOUBLE PRECISION,
    "first_mjd" DOUBLE PRECISION,
    "last_mjd" DOUBLE PRECISION,
    "flux_m2" DOUBLE PRECISION NOT NULL,
    "weighted_count" INT NOT NULL,
    "weight_sum" DOUBLE PRECISION NOT NULL,
    "weighted_mean_jy" DOUBLE PRECISION NOT NULL,
    "weighted_m2" DOUBLE PRECISION NOT NULL,
    "position_weight" DOUBLE PRECISION NOT NULL,
    "latest_image_id" BIGINT REFERENCES "image" ("id") ON DELETE SET NULL
);
CREATE INDEX "idx_source_hpx29_b6a260" ON "source" ("hpx29");
CREATE INDEX "idx_source_latest__da6ff4" ON "source" ("latest_image_id");
COMMENT ON COLUMN "source"."id" IS 'The name that the pipeline gives it, such as `NVSS J083454+553421`. Sorted by bytes.';
COMMENT ON COLUMN "source"."ra_deg" IS 'Mean over its measurements, weighted by signal to noise squared, in degrees (ICRS).';
COMMENT ON COLUMN "source"."x" IS 'The same as a unit vector.';
COMMENT ON COLUMN "source"."hpx29" IS 'HEALPix index of the position, nested, order 29.';
COMMENT ON COLUMN "source"."num_images" IS 'Images that it was measured on, and all measurements.';
COMMENT ON COLUMN "source"."eta" IS 'Weighted scatter; null with fewer than two measurements.';
COMMENT ON COLUMN "source"."v" IS 'Scatter (population) by mean; null with fewer than two measurements, or without a positive mean.';
COMMENT ON COLUMN "source"."mean_flux_jy" IS 'Mean flux and greatest peak, in Jy and Jy/beam.';
COMMENT ON COLUMN "source"."flux_m2" IS 'What the statistics above are made of, so that measurements can be added without reading those that are there:';
COMMENT ON COLUMN "source"."weighted_count" IS '… number of those with an error above 0, sum of their weights (1/error²), weighted mean in Jy, weighted sum of';
COMMENT ON COLUMN "source"."position_weight" IS '… and length of the sum of their weighted unit vectors.';
COMMENT ON TABLE "source" IS 'A place on the sky whose flux is measured again and again; kept current by every write to its photometry.';
        CREATE TABLE "photometry" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "ra_deg" DOUBLE PRECISION NOT NULL,
    "dec_deg" DOUBLE PRECISION NOT NULL,
    "nvss_flux_mjy" DOUBLE PRECISION,
    "peak_jyb" DOUBLE PRECISION NOT NULL,
    "peak_err_jyb" DOUBLE PRECISION,
    "flux_jy" DOUBLE PRECISION,
    "flux_err_jy" DOUBLE PRECISION,
    "normalized_flux_jy" DOUBLE PRECISION,
    "normalized_flux_err_jy" DOUBLE PRECISION,
    "measured_at" TIMESTAMPTZ NOT NULL,
    "mjd" DOUBLE PRECISION,
    "mosaic_path" VARCHAR(1000),
    "snr" DOUBLE PRECISION,
    "sep_from_center_deg" DOUBLE PRECISION,
    "flags" INT NOT NULL,
    "image_path_id" BIGINT NOT NULL REFERENCES "product_path" ("id") ON DELETE RESTRICT,
    "source_id" VARCHAR(200) REFERENCES "source" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_photometry_image_p_bb81ce" ON "photometry" ("image_path_id");
CREATE INDEX "idx_photometry_source__56dbb2" ON "photometry" ("source_id", "mjd", "id");
CREATE INDEX "idx_photometry_source__ae6601" ON "photometry" ("source_id", "image_path_id", "measured_at");
COMMENT ON COLUMN "photometry"."ra_deg" IS 'In degrees (ICRS).';
COMMENT ON COLUMN "photometry"."nvss_flux_mjy" IS 'Of the catalogue, in mJy.';
COMMENT ON COLUMN "photometry"."peak_jyb" IS 'In Jy/beam.';
COMMENT ON COLUMN "photometry"."flux_jy" IS 'Integrated, in Jy.';
COMMENT ON COLUMN "photometry"."mjd" IS 'In days.';
COMMENT ON COLUMN "photometry"."sep_from_center_deg" IS 'From the image''s centre.';
COMMENT ON COLUMN "photometry"."flags" IS 'Bit mask.';
COMMENT ON TABLE "photometry" IS 'One measurement of flux: of a source on an image.';
        -- What no column of a model can say.
        ALTER TABLE "source" ALTER "id" TYPE VARCHAR(200) COLLATE "C";
        ALTER TABLE "photometry" ALTER "source_id" TYPE VARCHAR(200) COLLATE "C";
        ALTER TABLE "product_path" ADD CONSTRAINT product_path_named CHECK ("path" <> '');
        ALTER TABLE "measurement_set"
            ALTER "cal_applied" SET DEFAULT false,
            ADD CONSTRAINT measurement_set_pointing_on_sky
                CHECK (pointing_ra_deg >= 0 AND pointing_ra_deg < 360 AND pointing_dec_deg BETWEEN -90 AND 90),
            ADD CONSTRAINT measurement_set_field_on_sky
                CHECK (ra_deg >= 0 AND ra_deg < 360 AND dec_deg BETWEEN -90 AND 90);
        ALTER TABLE "image"
            ALTER "created_at" SET DEFAULT now(), ALTER "pbcor" SET DEFAULT false, ALTER "format" SET DEFAULT 'fits',
            ADD CONSTRAINT image_centre_on_sky
                CHECK (center_ra_deg >= 0 AND center_ra_deg < 360 AND center_dec_deg BETWEEN -90 AND 90),
            ADD CONSTRAINT image_sizes
                CHECK (imsize_x > 0 AND imsize_y > 0 AND cellsize_arcsec > 0);
        ALTER TABLE "source"
            ALTER "num_images" SET DEFAULT 0, ALTER "num_measurements" SET DEFAULT 0, ALTER "flux_m2" SET DEFAULT 0,
            ALTER "weighted_count" SET DEFAULT 0, ALTER "weight_sum" SET DEFAULT 0,
            ALTER "weighted_mean_jy" SET DEFAULT 0, ALTER "weighted_m2" SET DEFAULT 0,
            ALTER "position_weight" SET DEFAULT 0,
            ADD CONSTRAINT source_named CHECK (id <> ''),
            ADD CONSTRAINT source_on_sky CHECK (ra_deg >= 0 AND ra_deg < 360 AND dec_deg BETWEEN -90 AND 90),
            ADD CONSTRAINT source_counts CHECK (num_images >= 0 AND num_measurements >= 0 AND weighted_count >= 0);
        ALTER TABLE "photometry"
            ALTER "flags" SET DEFAULT 0,
            ADD CONSTRAINT photometry_on_sky CHECK (ra_deg >= 0 AND ra_deg < 360 AND dec_deg BETWEEN -90 AND 90);
        ALTER TABLE "job"
            ALTER "status" SET DEFAULT 'pending', ALTER "logs" SET DEFAULT '', ALTER "artifacts" SET DEFAULT '[]',
            ALTER "created_at" SET DEFAULT now(), ALTER "attempts" SET DEFAULT 0,
            ADD CONSTRAINT job_status_known CHECK (status IN ('pending', 'running', 'completed', 'failed')),
            ADD CONSTRAINT job_key_written CHECK (key ~ '^job_[0-9a-f]{12}$'),
            ADD CONSTRAINT job_attempts CHECK (attempts >= 0);
        ALTER TABLE "calibration_table"
            ALTER "created_at" SET DEFAULT now(), ALTER "status" SET DEFAULT 'active',
            ADD CONSTRAINT calibration_table_status_known CHECK (status IN ('active', 'retired', 'failed'));
        ALTER TABLE "calibration_qa"
            ADD CONSTRAINT calibration_qa_fraction CHECK (flags_total BETWEEN 0 AND 1);
        ALTER TABLE "qa_flag"
            ALTER "details" SET DEFAULT '{}',
            ADD CONSTRAINT qa_flag_of_something CHECK (image_path_id IS NOT NULL OR ms_path_id IS NOT NULL);
        ALTER TABLE "batch_job"
            ALTER "created_at" SET DEFAULT now(), ALTER "completed_items" SET DEFAULT 0, ALTER "failed_items" SET DEFAULT 0,
            ADD CONSTRAINT batch_job_counts CHECK (total_items >= 0 AND completed_items >= 0 AND failed_items >= 0);"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE "photometry";
        DROP TABLE "source";
        DROP TABLE "image";
        DROP TABLE "image_qa";
        DROP TABLE "qa_flag";
        DROP TABLE "calibration_qa";
        DROP TABLE "calibration_table";
        DROP TABLE "job";
        DROP TABLE "batch_job";
        DROP TABLE "measurement_set";
        DROP TABLE "product_path";"""


MODELS_STATE = (
    "eJztfWtz28aS9l+Z4hc7tYzXli07cfbdWsmWEyWy5LXk5Owmp+ghMCTHBAEGA4hmzua/v9"
    "2DC3EZgAAJgkMKVbsnFjk9ALvn0penu//Vmzkms8STy9nccb3ea/Kvnk1nDP6R+aZPenQ+"
    "X32OH3h0aMmhfDVmKDyXGjjTiFqCwUcmE4bL5x53bBx7ZhN/bjnUJM6ILCaOxYjgnsftse"
    "gT3zaZSxZ0SRyXmI7NXsMQ6hHuEY9OmSCeQ8YOcWxCRx6MpMTwvSf4YNMx4Mkwyw6f4dv8"
    "T58NPGfMvAlz4Um//xM+5jDhVyaiP+fTwYgzy0wxk5s4gfx84C3n8rM3E+q+kyPx/YcDw7"
    "H8mb0aPV96E8eOh8PPw0/HzGYu9ZiZYLHtW1Yoi+ij4F3hA8/1WfyS5uoDk42ob6GgkDp4"
    "g9VnvcHg+uZucHtxNxj08kK8/ens25PTl8S5R1ZOHCKYbQpkIbVNAszhLrk0GSwLj9nG8t"
    "tf2PIH4sJ3zgyGM5fhmCUZ03tGbBBBXoQ7eYLh2Lg8ue0JKZ0Z/TqwmD32JvDnyxd/B1xY"
    "SSkYha/z69nHNz+dfXz88sU3OJEDazxY+tfhNyfyq7/lFNSjwSRyTawWgef4xoSZA+rlF8"
    "NbEKnHZ0y9INKUmYVhhqRPon9sskyiD5pdJ79NmI0ys6jwiAFsICPfxb3Tx803ZGNqx9st"
    "vwZqU2fl6zJq3tjWMvw1JfK9u3x/cXt39v4DTjMT4k9LCuXs7gK/OZGfLjOfPn6ZWQvxJO"
    "S3y7ufCP5J/vfm+kLKzBHe2JVPXI27+98evhP1PWdgO4sBNROMjz6NhAMjV0vJ4jYT+VV0"
    "zseXtqdeQzFJZvkAt5pZMKsDP1odT2sulyt8Rdi4cBpPcOMOGSwAk1HLIwvuTfoE9rsH5z"
    "aO4rZh+SYz88tm41myy2eMv/Pb709Onj9/dfL0+cvvTl+8enX63dPvYKxkSv6rVyVr7Pzy"
    "x8vru/SSwQ/+TklWeI7LFLdFmWhXNPrK9ja8gAPBLPCEDl5bcfaXDtVCSiPKrbpSWtHoK6"
    "XE3jEc3zLh7vRgA5VustxALSRk8jETiou2WOtaUTSjeVWRT6+3oeZlTIC/zAz0I3hbwYg8"
    "4F+j3kMEXpahCjyhIv6sWM/aYr5WtKrE1uM2F5upURnSBvSo8K6uJfP6elREkRBc+FGG9w"
    "ei4UQ8yak4aD+NpgnlGT8YUmO6oK45SH2TPIuBhyplKKR798tHZlHJyrzQU1buOymNHW31"
    "3Yt99Wmk8CL7nBOniKH5r2Yns+wn1KZj+ZPw2fgkBcsK/QYxR9c5DwajeOR6F4I8mtC2p7"
    "Ghn7uJCrWL2tQKs//3XkA4CCx1nLD3z218AWV6g9IboNAZwrOobWdA5VXaph5QbIRLWdU2"
    "nNrV2jawtN84vg0vQUauMyPP8qte8b0WahpzXcdVHN5vHcOfsSKRrKiydzg3PPJ/sMOFTs"
    "K5gtfBA+fzv/A9+8RyjD6ZifHfn3/A82YCMgo8lWjugHol4IerVO4NZ6muJPx8e3Od0g8i"
    "Rezx+7N/ZHW0N1c35xlppk7Fqnp3iqg91buRk+5g/ZQ5TSsrxLwE38GNyMc2/AIpx0t4R2"
    "obqqMxFzrQVn719Cn42KWL+EpPr1z4/fCrmRes9rPbN2dvL3p/Fyuwu9TN3jP4gYZKLQu/"
    "KdXIZqsxa3WxG1ClbH82lFZjePDMGBU+ak/k0hMEhBpsBvjYxjPKZHPYIxhg8aiYyq/wJV"
    "/D1kG9C/6G3y+ezJf5I3DnT1sf4vm9h/OEMhfsz94/8QBcySX5dcDIgRQBTsO+zsFAEsC6"
    "WISxeIKh6KAc4AxSIOF26klSEAT+QX776eLjBVkN/Lvg+dUeKAxHMnfN4xK/hFxek8ePKH"
    "eHjmuzdy58JB71ySPqzj5SLtgtzMjwgyG18HzI/n0HlrX8kwnvdoI6N3PP7LElPxw57iwm"
    "GFPuxX9MHMuMSL/4s3n8hcVG+XngJL1i43iMy8eT/CARfS3Cb+Lx4k+frh4t5M64gqUCnA"
    "o+YHOpUOEfHmwGZ/Urgz+jN/UWzjsHjn7zjk6ZMxrhZwtqTYPh3wTnQ2Ur4dOny7c1bATf"
    "5+YTpNlN3LD3HyPfNvAgIPikge9xOGAMZzan3hP85NV/1vRuNeHnkNff88BxkXRJSD6Umw"
    "a4m2tZBiHBng2D2z+tt8Ffj//o2bBz76n1+FG0v9mfj775o/eNQiv90XUWGAGR3jzHxag4"
    "qI8ug6WJCz1/+lYh0MKoSJ67NRTRDNmBqaIFRndKd3z29GkF5RFGFWqP8jslt2HV+Qp2vw"
    "MVqWD7ZAkzDB8h5QGyvITDb28+nV9dkA8fL95c3l6GtlbsdZVfSrXiT4sHeuTHi7OrDLtT"
    "KkLmrHIcC9QeNbdTdBlWD4FwV5yOP6lhMF+G8f7wrMG3fiSIs7DJ52DRiM+vMYCL508cn5"
    "DKSejJA52ECBCStQxBPRx0w7lFDUUIZNcPq748zm9urlLm9/ll5qy7/vT+/AJ26DfpZZI/"
    "Ai12z6w6h19MsNGx104cpGeDekiBaChvn8CP6xI6DD4nw2VKoycgHRSYMeGWCSIFW+kH+d"
    "SV5Q3/ywUY3jFdfnm09Mw153alY7vk1M4e2gkrpaqOmSBpUtHU97Reo0qWuFDUx3NtB8pd"
    "OM1hsnSt+ySxoHRynty4Y2pzQcOfnXOhpL7vlzlSnOzICqEtA04YbvQxOOUMBXPvqee4yz"
    "7CUCcOd4N4PFxOgfKNtowqxLXhLA0jXDt7daf2quEyZNAGQIg0ZTt40nbNnuOFft4zV4Tn"
    "SVrkhW6KBEV7ropnu5Js4FE4efbi1Yvvnr98ETsS4k/K/Ad5RdmfmxtuojRlt4l02UQKdF"
    "H49iup13UNNesT2i8MI2VZnFTyCJ2UeIROAo/QRtAtEQUncqKoA966DWY5wB1WCNxKnVCg"
    "v23JoU8whTZWvN6wtmgxKRT/xDor1vlFYlCl6GmYmSYBaYHb4LV0IJnMo6Cg9iMgAZk59w"
    "whMUlcfOB8V8Hcmp26Slw0ae1E8VGPuqsrMghKKgfKl4s972sHgugy02ejsApSl4O5Gbu5"
    "0rRlkdJQooM0fVm0dDWSXN4S2Ark+tPVVS5SW86wim81cizLWfjzde8Ujccx5P9hpDWge5"
    "R7rZUsBgtYAaLqm+ToEm/04+V16qW6wGdnSB7EDX2gOnBnSHaGZLeJWjAkTS7mFl0qQyll"
    "0JE0XTO7aUOzUo0fiW711YuWYUnOiJg4rheB80aOS+bMmVuKcGv5UC3wI2lttKqPIE11hO"
    "iRxnwFal6vtMY0x+9uf2WG56zl+opeZ9737sDekm8a4Qnw3fuwDywwtvpyPwhGXWOixGDV"
    "pq6RIXj768Wbu5uP8igUju8aLGM0w1wjnlgtC4a4SrH6IExEV2kbKcMtLeDbGbWswpMyRa"
    "h1Ds6lTZbAe6GAmCS/UR9xz09evYwPNfyj7Bi7fX92dVV0bk2kVAbGLM/pEjCWgnZDPFZL"
    "WBDgqTFTsjr8uF1YVsC/YEcMpuMNeJ+i1Z73U8XhtPp4H7wH1piBm7Pejb2i0xj6tOGVfV"
    "rlxj4tvrBPi+5rx1PVn7kD7bH0mo7IjoHTZVfpxT/uUgZMLo8uXuJXN9c/RsPLk+vSztQ6"
    "Bmaacl8GZsJtBmqC53DBnuDz/sK0NzCv9uE009zczKtRSTdunaMuS9diiRNuc49Tq6Z0Iz"
    "IEW0a+6vyNUzRojR1TyYwpsWKUaMoQLKzYnKW5zFnarTKaW7r/f5tEMFeLww+TqcaECvI5"
    "+WM+9/EjLrP0VMXdNpmivVTmCDanDk8XX3RZuu6mq3/TmZyObUfwWoxPEXVcr891DPjO4J"
    "wy6y96BWkngQ0kkIowV73a01Qa8z1OpZg5cG3DlQ3/NwGbN0qQ4PDmvhegkckvbO4Rw3dd"
    "vBeGSwK/z12ShQtWIBb9xFtChIne8qooTtzY2dNaTtnAEhPUsmTKdm0vWo54I09aS+vkKf"
    "L82dOn60Vl8SlLwC3yi2C7qXbnqlNgP6pCHhSkXT5Ohr1zijIdRFZPPQYribdg8fpd0yb+"
    "cycJT9lMly0Tn7IpNoe5htcmQCl2sjoRqnhpN8Ds6vBZLRfyWi4rt3OKz/AmIUKvCmg5cj"
    "S0hlrWUysuBy1LjWk7Bh1Z9uNOUcuSVwrIcsTDYrxylKpaDawcAYUDnHCc6CwLMcFEWGDQ"
    "cQNc8cRZSM+NspbdlnNVgSOn97us1NRhTjvM6QGcIAcKl+swpx3mtNtELWBOj6pOmQz3PM"
    "gqZfKX1wWZpoh0xjluCFjZSYUy03cDG1vAKrBVGNMScJaKuM1KZU+f1G3icmmT8F2VEK3k"
    "d+3itIRHPV/B/RLYQkzRImABC8aGNVHbAFU3DUaojc3aDpW1GY/3YKzsJGTnoP25KfQjR3"
    "wI2I9fsVxjDD+PS+QFAA6Mr8RV9ALDnrpMNtUI8j0UR1ITE7aHC9ko+nY4UbeTVLW6qK1A"
    "0BoF26IYsi3KungpJpkXxmV3+Jzdxes2iyQ1FkLSTWnbSRBpHyENTRm7NqhREs2oUD4vW7"
    "x3S0/9qqnAkXB7t42zVu1AYEX3VL2z0iP6pe2zVmMH03DwWlc+ZpGNuCuwVYJYYDcFh1Dy"
    "4eb2LqxpS12XMxPLB2aal/TJFI9kzDOjxKSKHg0Nz9013S5suh0ESaIaLiD8OJKyxDKPok"
    "pb7Wpz7Llx9gjenrlzN1SXqko0Q6aztyQtGDiUJ47ZJ3MKyi/KZuiYip1Wkabl/pxFRv4a"
    "DbnI0NcqxbOuo78JzXPCqKksAIaWjJqZCZJD6I/WhNZZ36zLqKc4QdbWwy2k8rTb1F2qOR"
    "9RZOvrL0MPy/Ew/DzkYcxw4Pf55fXZx/9Ru1POFTw//5+7i7NsfuFBxYVbLdx4mBGtorBw"
    "zhAsNld2qY1/BPlf8Rn3VIr46stSHRzX0MCKx1Wp8i3bccrIFPU80II9IV1d3AbVdwHry1"
    "lIhxhX9eyuT94p0Uo9C1VeKbZHImjogXoTaMUzBBtJHivcVxvNsGcFesJVDbILlbFo+DGp"
    "Yo1hLuDUY57Y4H5KER7f9XQg15ECYKHVfXROPWPyszNUXUfxd6W30RBHDb6Ew9ZeRu+pvY"
    "TTis0EFhZCb4BjY9atY8Pg4VIecXM+Z9j55glB/SO8fkyCvvv8AdnEhJX6cIap7Am9rx7C"
    "s2u63iy0pfj+qVutoP0qBYcNcDkso0kBB+hKgzRQGqRtdE1LcekQjtMnrm/b8h8Ie8doly"
    "nrflBuMROe5TJGPPbVi5AE8R2Tu6EambHlukue41FrIK/VGpp8hqpT6FXVPiPZ1+augrI9"
    "DtdEBe6NvcFuqs3bLFnH2Cxj59SlKpaWY85WVAcANttPZKBWM5td2oJvqMWHAfr4v896Co"
    "MwPaBfZhUaq6GDP2k10xCz9KhAqInM05NtRGaMCt8NEvcEQ79XYuYfgpK0bMFEsQOtsVmr"
    "GIkzMcCIaIiTCR7b2Yo624pfnGHtauorGp0Blpd2SosMm0wHMFaphS4m3JgEzYERggH/wF"
    "pi3IChSiT/drNpkQRTUjavGLBeVi9PK9MF7x50fSUFRRau4zHCFVnR64fvGe0+nG8irjSV"
    "xvLSNstgvAnbxx3Xt+P6nLkDMV8M0E1Si/M5wo77G2TWhBXL/vRBE/QUOJxiv5aCVGMJ9N"
    "hXg1kWqL59MnYQwzej7pjbWLtu7gSF63x7asP1XsvL1dy0Lbu6RhYdi4F0XeWlXpKpmaHT"
    "u4T+e0Ztgm88xkInaIfBF30S1KtTBNXWDm83lTNpSeVkVB5yyJAeYe2BY4oqpA3o6iZZmu"
    "6YHM8tWEglSVIhXxUHY90kqQ+uY/qG9yGc7cCEUTVRKr0OU4lSH2FzfLx8c1eWKdWSe+8u"
    "5HKZhy8Y06/q5PPi4RXwiCNuMbz6ExMQAXtZlnNWIRDXE1Sq0RV0mcrICGt2DOS4zkmnqZ"
    "NOMK926ZIkzRECO3bSHU991BfzOBqvLwJ3c9hMRdxMKXBG0bkDfvugNj4pRaXzYu790ifn"
    "Z/D/H/rkR/jvj/Dfkx/75N3Vp3/Usia3mKfl+ifJ+yMn0+IC6WkqnRXW3s2IgA5gcUPeu6"
    "8DFLqzCPHojLoWZ64i8FaZbNeIC2qFN3qNPZci0tido9P14cI718uZXVFozOLeRzZiLgPr"
    "hsDLMtum+cWuHtJ2s7wOl9l5UO7BRDIHsgffYPZFceaVuDQVtFq7NZsQcBPuyYBvzDY35H"
    "iCsuP38VT2Q7f5Pat5aIVUfeLCWesmIcL5W6d86HEXAjycFb+b9qyOdQ8WBDZCo7bizClm"
    "e56y4//G/C+sMF5yFOUoj4H/LaQdhYzbDIicI+7wyJUKUIaghk1rjirIO8ZXq/ypClZUD0"
    "AoyTWGq2oYkSgJi6a5q9D4dxsd1UwkVYOj6vibTjHSyxkdKwOjwRf90tKI8ZD1EVCbyNGR"
    "/1pMl7L1NJWBzick/l5Wx+OCzKiJniW2IGHvIoHVP2TxNY6dQmVp54BGET7d9dOqxF7THi"
    "YQPYz4vZdYB8m8evwqvUq6rHstjsR+SZDW9dX1iku8v35BrWK9YlpvmQtWNuLgnBn5HK7L"
    "z/l9VjJuL8HGzh3cuYOPshZGD/hI7T4xuest0fsluAl2BvnDP3l68rJWnHmrmVoO78yHhu"
    "MqbjjHwR9RgNCIaLIlIoFoVwKNP6kh0TeO6zLDC7owBpx2QcFwl2TI6CwvtwrjaxSXvLm5"
    "Su3n88usB+jT+/MLOIK/SbumFenn2AW+XtngmKJFz/QoLLnWRqC5aT8zCngwo18cd0BdQz"
    "CjVsBFSa110KX3zpet5E2stOyRCbVGoKF/5TN/Fmv0Sxv+I+CCNOX6D9qYYrsKuE64vEGp"
    "PbYQdSHkUWbDfTrJ76qdPqndEFEgZ25vs0oy1FqvEl1Cc5JzcwrvPa7P8RVdx+sKvLZRJR"
    "58USSrlTA6SaQ1l3sf39/2sbPiz8t/VysBqgHtSsBcwr+4MXDh0FOo2WV9/rKUesviA6NT"
    "rKYILM/LIftluzII5q0LD09THV8EbicAP4NhHWhYs7WP9xyl3sv90ibwnmD8CfL48s3H22"
    "+UBTEUQ9pd+iFXTWZsKpAEqdYS0eXK5TPB/2KDOlDvJInGAThc0HP+FYMdqrWe+GrHcO2Q"
    "XwqtZh2LVTqNTiyu69BvDgHPLEtyaANTSEGr9Ukh8w6C5arOSUh817Ki4rI/B+PJX7XYny"
    "TSmu+6nNBDapvShTGY1WR1jrLjd5UbEfSI8apneS2OK2i15rm+vc4n868n3ytiAyXR75hk"
    "RzdmE/1TfoJf+oF/JXLWyAeJqqsLU9tMwOv1icylIyffRz1+Ofwc34ODPhiYl1Rjs2pR0+"
    "74S2bgtY0iypTtDPEqHlnQELOCkfeoEuGMLmUpwiEjsuoQkaiVBVf0qdw/qiKdgl1blAci"
    "Rw0BLSUYv67uSQ1o33pAn+LIOlbu7vq82sX8+6l3s1oSFkhNeANnpDj5avQGv5UQU20Uxq"
    "332W5bgyOCU13qO/qqvxbxuk157xB4umkd7zXkVWCpwU/oanZrdzEjTVezu6vZDfcN3DEy"
    "aF3LtZCi0t6pUBjivtxndHvOKBx+lq+IdpRwPkV1AJwvYHqHJtBGK9otRgyxgPX8xCkyrT"
    "mNSzmI2wRAvShivQYHWJlqX5i+DeQVkWktL612xpzWZ3NA0/G4CnrPnw2CjMg6jcoyVBor"
    "s3uLdnsT0HBtyq0CJ1NJ8kuO8viAYbvKNnswDRQ25Hvz+UBdUfwHksOXc1LVcDxlSbv40J"
    "EGWo/TDVgSn1st7WONIzUepcudBocdq2tzybcUENtluOdnZ9hThHrw435ZmOdLOKBCYwfX"
    "tzEhB73OIDSfvVY4oBFaQxw7LDeCsUoqpmEi74S5LMgoFMSjU2ZjWgklC8edqkpMt/HAKl"
    "GkVSGLdBWTf/VWoglrnvTY1zmoBlj6LZZYMq4BagC+hxRAuH16kgp4j3+Q3366+HhBpmxJ"
    "Lm8JrGxy/enqipxdvyVBjUtyeU0ePwp7zj/qk0dh1/lH3wTrrotnaRfPOsYaDdpYSQdSKz"
    "bcsL16XI7I+iTc5X1iOLM53jilhWOrk7Wc3N96ESGtfQa78tVsVkKzq51Zs4Sj5YxrFUSO"
    "xrd47NQ9b2QCDSpdBbrUa7IIQGiChAWGsTCLLRHVsu0HfOCMlO2om516z+WBqevxESjLtT"
    "dZinCrfbbZgljV3Br63PK4LZ7g8/ZRa2vb7dfVP+t8pz3ZzGKjRZCmbGARHM7Fd3BSHnGb"
    "i8lGYs6QdnLWWc5TViuwGA5vxDDYhZ+i9xldPp+lA+rZCWg5X6nJDD6jFjH5GDSdvsQ5l2"
    "lFYXpaXAUv5fnKK1ltPLBlk5F6HpvNVZrWLfwuq9CHlaRrLyr2tOYK+clZgEg8ZsdeSTKh"
    "ka+SewFAazGBP9DDaSFCS1BuxrkgWLDZU+rbjc6s9qs9P3n1Mvak4R9lvrPb92dXV/mo24"
    "TBNTwEfWyDsz1L2x3uOh/u7Cv3QHimwhdauIlTNB0Yqgta6+DrLwlad9HUY4mmvl8lX94y"
    "r6cIrGZG9MtirIlUzoEIB6+Ptw6xIsGI3zMy47bvMYHa2z0XfMgt7nEmQp8ZXuCo0mWKWM"
    "trH2gUemKzU6+PoaYipXPXMZLwtPWR0wz7BvEMksklcdTko5IB1S5WqmmsVMcuE01Ygqnm"
    "EXInwbn3hHwABVZuPdxnzhDT82QGtEznFvCbmVK333q2vYSlNmtaezjtamXNSLpUZ2rGX7"
    "SbhbBJ09quXW09Hs94fR4naDoeV8lVzegMddwEWdrOTaCzm6B1QE9bbR6qd60pH9o+wEqV"
    "rVwqDmWSslbSACbeM1eCCwxq8aF8o35QcAT+O3ME5cY0+NqjFlg25g+1Gg81P/8+5D7w5+"
    "aGQXYVfXfy6nzywkId0Pnc4kxlApe1ocpQ6t2MqgnZNthSSh4JddsbpIg0Pmc1A0Zu0Nng"
    "UFoahDXj5O+SXVPWNTioQtByfZQN+hx0DQ66biqadlOZO/AweIdN+qkoaLVe3r3fZKYVHi"
    "jUdemSWI4jtdsKB1E90pbdDpEcNjmbVMRaS1GXQ0qPIskPJBqTi2bXibeuK6d8Y7M7B/6n"
    "naD3XiVWNeZdM+C9VRD7w8TxnBnz3GVPEcBOfNsvC17P0+MqVYJN1i52RgTrBb4OsIdBdS"
    "MiO4kG/hB1MdjaM1TJ5A1IQ/aH/vcg/Jz5LpdKH75OVzhW5+DxHsy7lvJtD6Vl3X5sON2S"
    "nnddWu5eCFmCdTCr2x02S6m1Phr5KEIXOT4SjIKZqqZr6cg9lNX9shzWsxUSRHpvAs3rGT"
    "PX3Yz5CUKtN4Uuh5A8RWoePwkarXmMgHTZuSz0Q6irSKuG7EEGwcKtL4cVnday0GW92447"
    "oxb/C0yATZa+mrzj/Aac32DBF0/RSaAKwi1h/ObYXg4DyJB2pUi1hgDUhjEeAIRRR1hugP"
    "+pXcA6Q3Z8gbidQc/tej0FwvFar2tdLgfB5gNMRBhg51Tm1nb/FNBrzfveuyjzQjqKH4nC"
    "ZrRlA9s2FqiqXlWhbzoer2/2/Dn3yIyKaZ7tqW92nIN7CPW7jzUYkDiGkuGbyljlJNFhXa"
    "e9O+yKCD8+qNiQys4c83smZJEH4RsTQgX5fP3r7S35+el3z1+cvvi309PnL06efX5Cbh3E"
    "KGNR3OHSY+qucLtBypQkUYu4yWfmDqmbQ31s3UL7mVByavVWqPWtd0l1HYP1VSuq7ydHPS"
    "kCVXw/LaGSAH8wMF4Z60P8d2HOaRCQzzYqdtw4Mq84nLAKDb6piQ0qZageCbBFJdZ+dJnh"
    "uKYcZDgzhULV7qPXgwo6LICWWIC6pvVWNrVmAtiZSV0DK5ZKK5H5T/ArwmbSmT1Ro//3m9"
    "VcQffqw/QV5vuAZ/JwYobJM1phtW3ItDvJl6NRiPLajRjMqMmkP2E7pskO6fqssAjgkL3v"
    "omptWMgPf7ksCRF1fsayD3i5DRmZ2tgb2sE7bIGFZrPX6tZ8Pypu72Bhbn30SRYd76EXMa"
    "nR/Xu87PriDLfccmFfoGNkThqwvDmL0gDpY+QU7LcCt3AdPv332TuY5EjViohFTR1MR8es"
    "Wh6OHKYgWRJPzdQoh2Q9a/MV+Y6IxTX8QuESU7iEVouv2BsULvhqjqAzAvym7hSzMYIubb"
    "LHr3TORH4Y9MlkFVdls7fNZ6qS+5Hz5QGLRdzL7fdMMcrEl52HR0sPj8k8yq3aHVgSZHr0"
    "X8HH1u310TuzLIV/U9ClKOq/U4mive4tq/2Vl18poCxF2MHJtIaT7T0yrtkF/+AaWz9Y/p"
    "eEt/cYhdVMHE1HYXXoa32gLNa4EnuI4lBYMyt8R7E1swKTVDFm5hYNMstRSRLTJVlMHMFk"
    "8jk2RInA7ISOgZeyg4r81w9kyuYeMXzXRatkuCTsnrlA7XKPEc+R4eWVV0pl/LT45IZj2i"
    "VVyhosy72T/ky7glAdEU6rzAKrW0ZqqwJSuunpLVSQOuZ6Bu8ZtYkDZ5U8oRI+HdEnC7ig"
    "J+F6F3BXUwtPMhs7ZBLxp0/dipWldvSMrqKCVlZxE0z+Wou9X/VnrLx1BN462OGPwNM8cs"
    "8Mz3HVF1Tx0HYFUS+tc5sMzge2wv+qxdi/OsZWZexk/vXk+3qOlZhE42yP3k/wUz9wMD5w"
    "1rgguSM4DugTmwlZ+sBxTbhfT75XNKDcYAIt/GW2PxsUgZoKZZom0jdlSuJiRBo3FtmWKB"
    "ZpWVpWSltSZM5uOsuOU7FQCsln1hRgllRbMdb1eDbGYOYpYGxlvYSC8Xonc/4W2QLCwK7B"
    "btgDecG9CRmxBcNWyGBJeAtnzbbYZqJ2b637WlK811+GtwHHyeO5M/cDoMg3aNsBn+2KYs"
    "C7SA7C3og0vKruJeZW0UKxjQe2uyaMCR+Epu8A/t83VH0gSlZJAb3W60YXLRJFvlFdoSyh"
    "1twOPDLSp40awthl8EbCI1iALayiJb8orC+3Af0eatBtIscsodZy1GXXjLgr6neUTFF1fK"
    "7AZ4tuwOYkUcflqtX8Zif11vKKpk13zdMnde3O36LgF3br48LjhiB06Nxj1wcWpC45oz4R"
    "TmBUJtUkYsChP4SBpgmqdaQvwdlvgrBgOMZJJREN+ki47HVeM2/18X/Ywp+hyyNUh4jJ7r"
    "lUEUXkCEHBgQUddfDlrtT6+uQP/+Tpycv2L64oHgJry7cVoLxCuzlPqK3V3AuYC7t7NsTU"
    "71EoPamng5CZ6yLCWC6LpxiTnYXSAukEP1OQx8/+XQ77w3/6dHjyTSKQhPILdJDEh8Ecue"
    "W4rxeBhZlbkSVrrmnvQfA2A3iXWodcmkzrc06XuyTeldI+qKmLqog7rtfier1bPEPX8bpS"
    "a6YgkjAImFfP2MrTas3z6L5A2zaAnERqhOJqgMM9EcNVeCm3naxt2wNN/CC2UhvCrCDeEY"
    "75OPNvSmDMSdYqNl9dlG3VCgB6SaIqvFaxDlMYW3gPcv3p6qoMY7vn/GY9bfEt01FrQpHf"
    "TOjck4jZHBY5+qpfBkY2EoMqoJHD4YjLQQBb2PfKwpQtOJLBCn1NJoEZCkr8PXMFg/9KYO"
    "kQzNOp4uhvaE4Fgvj3HvwcWwRLLlziQ8eZ9uQqQjMnSKTcFGX8UJIqt7S1isG6kTCqgnWj"
    "8UcI1n1eAar7vBCo+zwL0w2Xd463tzNqWWV4g5CqPX/J7pfv85NXL+OVi3+ULdrb92dXV3"
    "kvAczsMZUPqjyxN0HWfmLvfrzO2ybh5o/sqqdDnvLAzonemQgAaf7Q4gY55/BCZMStIFcj"
    "k5QBB8dg+uX+8/q8i+dV0gCeF2cBPF9XHDfB+Aa07rv0bNpKazvtO79YU8r3m7PbN2dvL/"
    "aV3wabzCvQKL216qRXWZd0bNTmJBOC0qkYwWDuI0GcBSL2hiEIhQoRldqQH9mOrajC2sSE"
    "VYp2+IK5ocz8OWb1R5n/2LW1UyDbVCA97lm10r1igsMqrL63dK9wpwxcNmIus1Ul0Mvq1y"
    "qIj4/xz6oWsy2rZVvEeI99VWidd/BpOc8jumNgd1n5kYt/3JVrm7Fv9+rm+sdoeLkKakgM"
    "1yaFYNKUR1gJpocX6o1tLXtxWbpDqAwTLujSwjDpu7yO1NOUndQPSuorZS4t8k+fLt8WiH"
    "tFkpG173PzCRIeoIxLZBoYiIGQkuyXv7TUMkRWNWASfgqnOUyWrrUFEwuqrhGYRGvLi3/L"
    "sqnvg1kOVkcor5sq/NmMunxbJt3KaboAVTVfwls24jYPXzXnUUh82y/zK5jpcRW6wbiMEd"
    "SCBVawoWSBfVSwTE0QQXpCbuwQI4mZgnw2D8uZMMuxxyIqUxN+7v4gHXOyVr0gsF0RpGlZ"
    "oXtBWWCl7cc3XEGnc01s6ZqYMkUkvNhWDodrXJjo9qezb09OXwbFS3A590ls2IdhWYnfcR"
    "bwsq/JQmKW6VT6rQMoD9ZzWO1jRfraLp5Qarq/fFHBcn/5otBwx68ycDt47Tpyj8YfWKhi"
    "736RPTukHiDn5f6r7Y9KUx0Fr9t2R6VVn6qMT1N1jN+A8UOOcVhqDXyhBBQWMz9P2QlgAw"
    "E4Lh9zG9hoUXvs15SBkrgTQ+cP7zyjlTyjUsuu6RpN0mzhG9USUN2sZ1Ryqj3XqJYcXesY"
    "TS6nzT2jWI14O4ffLzBD2lF1YMfUXhx/sHhlJpPC6xd91S9z+fHEoPr+vtDWa9vPt7PHdv"
    "69zr/Xnn8v4XfDxV3B7Rbu1jVeve3mbdmX1/ma9u3l2wv6STd+t23uTbjwwHhG94XMX6gn"
    "AjV1J4gNBAFnoGM5Y8lLrAfPR/BP5TFULI6yOTqhbCCUOeqhkp2guaKTr65jtnCCThydb6"
    "rzTXW+qYa2W+ebejC+qYQ75cDOqEqwvQ7a2EEbtfRwZvzCCkdn3nNc7O/Es2BQF+d4lsA7"
    "BfjCOOUxsMSUnf0q0SgraiSwyqtJBlHmY1GeZFrXqp0n2TUwx+/aaGDeqdMPUZ1O7+Sc4A"
    "v3Xo5O4+ZBLQcOugyjLsNIH2NlbYZRVbxhbcY2HTbX0RTMHYM6lfJI2ocFCmqlaLzUTmuF"
    "5M/sKHhXWTGtQrFOLQ1n6HTSTiftdNLD1UkT27i6Qpom6rTRThvttNED10YTKseWXG3US6"
    "6jHpo+/XRSQiPfu0IBTbjli5XPWWJQBZcoCE1ka8DJxoaIuaS2WCDeTGqYWK6uv6oDR+1i"
    "HFtz09YsMpcWa15t7ZPfZdm9kgH/6q0E1WOzITOxmjJ+02Nf53C8Cey6Er1IJu4yWBGgTM"
    "JNNYHf25P0IA78IFhbnf6snf7sOvVq5EXjdcajyP0hNxgsXTz4FRtWPWRNDb0KWMaTsgp6"
    "WSRjYeHgYoBQcdFgrUSgLSRoQcUAdrltSBblDx4H1je11bzP0WYkMATiXYkg/qTGNribsP"
    "DmkXkGBlw2zghupwBAbfEZFtAfyQsqWOSqFIZNpqgu4/Obm6uUjM8vs0L89P784uPjZ1Lg"
    "q8YriircnSfgAXoCUupHWui/yhZAapGnyDISr1h2XU+Mg0qmQS+kx89O0Wz9W8E+lV1arA"
    "IkaTSuIBq00JSdMvGsiiX+OuxdCMeWyUcy/yJILXEFmdB7RmzHm2CnTFDWDWc2UxWjaXbq"
    "9lMoEhZBRedZgmJHDanaPREb9pztyyGpFzyy80e2f7h3/kiN/JFRg4MtWRp1UjisM7UqRx"
    "NXiZ4eXr0O1cN38N6C6mN+oIVe3tT3/TJXr8CRgzmt5fCNGnoEPc9D1yzoYwJUM3fKTMy3"
    "nzI2V3l1a9F2Wfh6ZeFvlJrdpWRvYE90vfpi/p5WYe9pMXdPVcZa1ISzurEWURxTr77G7I"
    "qg7iQoDK5CsSjkaoaq42whZ5ld5zpL0XTOhTxTS1voVWp5eKRnbTPNC1OsrlnQoith0aXn"
    "dxGbo2mqc/DZ+dr59HT0lGzRUmenbpIwvVrlIVllXpc4RxKD1rpFfks6NB6JdHdUDPVLcF"
    "ofI1UjtghbLihqHG4xT8Pukg4zht+1gRmbcpV+X1LekCt1e62UJLhwDWpZr2EtC4YQK0N2"
    "APYWDrr4JrC8CftqMHeOtTwR8PJDlHf0GisS4oFqCjJCkgkjUVEK4s+R/LNFhTeIEJPc/J"
    "zfR+0/vmWsW6dZt6hZR7I2HF8FLyw8J3N0Ojs5eu+jZS6987jwU7fPBDbNYsJs+IYLeRct"
    "XO7B3srvvq1m2rH1n9m89S4+BfEReVhauQe7JrDHa69GPEoYrLniScddyxl1s34U18SCy8"
    "mDD/FszGWEY/1yCWtj1FCghBuZseX6zTpC4A4v+Noh4B4uAq5zlnXOMs3xbzoytIO/PTD4"
    "210iDqvw7d6lw7TF/t1MPLcK9C1BAgYspibIxhqgfXFbmrno4xtSwVTYt3rEDXtzixVs5d"
    "Wmk359JiR35j62eSTnHJ5NRhz+B38v9i/pE+EbE0IF+Qz67WD65V7hENx4llYi5sXOYfnf"
    "GuKMxh+Fny/rRK3mRS1zo+b8qJYDhtUmPogUYeeC0N0FkdNbiy+vHFRwyzrPb1bwwQNbA0"
    "XKQh6jtiWLfsU5jolBu1SApIGk0Hwiw6lY5YkstEowfxAJOphAVSHYzAbVlD6R3ibHJQvu"
    "TbDUiuN7gpvogBJ+WKAlhvVPYfvZZLjEGi2OM+XYZ8+xlbrR7h72h/2HfZZMNLAZR4UKiM"
    "fU5mFEwoap2Lczyi0CxwjWaCkufxg8Hb8W/vALAy5mSx/W0syKPQ/NOx3W62e9/xj5tiF5"
    "gk8a+B6HlWU4szn1nuAnr/6zt9u9tIFPokx/6kBxx3bDVwHF4Z2khPeWoqbVV9QOg7TPdi"
    "XZpt2mXaTuyDZRlUgdw/uwju0ZEzRSxmInzoRLm1gO4uYMdLSQa5hBwnxA8WAYbeMi1CSw"
    "tJwtmwSTBVWUT95monIr97RKbA5GFVu5p7nonP5ehN6u1IoWfAjFRd8ubH+Wcyin8yNbLw"
    "DXu+eIHK3J7x41Z6iTGxa3ucFRG3dJMFNuc1QTRNOIOMwtRjTsALT8SZ3FniPUuQrPmTt2"
    "7BOwAYIjZyFtpBgEYDsk+jWIVERTCg8gNKAUZtdWU7W/zVaGV2Xfdkyhs0ixKNxneNXPEt"
    "7xGazKz4jkkF3qQ4vXc6YSLifRdCAcWW4RgXMj7gqPCMaKhNz05Gvc4dX84WUO8ZzYIyu7"
    "htwTJBoLfuMsvR0w2eQCf/smKn6GtAEdv6V9d8sRFh4CUVmw7Gd0iVXFsJwYnIL2D3JeGI"
    "ORIhi0xAEKwNY2M9XANuttQOTN8LnrDARXVowoX1MpwsNeUWgfCnl+yurUxAQbaRmU+gzX"
    "RJRmII0ERU5QY7Me8UpLenPr9irOk3Yti0tbFicYlmd0bSTNTWa6Q2Tw+g7G+UW2eSNjhD"
    "xtH5PUKPWk2YCks7ATrV23ZNTbOj3VNNMbK3MrBHttyaomIXH68SnTMXhLXuV7FR/jTkz2"
    "sWuAYV3r9UZbrx8kk1IlC7dtwJ4plHiU/Gq7V/1BconO+WDKllsy6WzOf2FHyyOT3XNj23"
    "X0Vk5yrCyyuD2FIea2XLqCed7AP4+VTwEcayAdz1uy6qOc6g5nOlLF02UjMM0nDXFLzlWV"
    "XQe5uPzoOt+cTZ+OTSPYJRw1wO4q8KgxqLcYkHofD1mLSL2xGZHDg46AiWyavMd0zVglrD"
    "MxKHTQRFV1E+VfbX82hH9lAZ+pln+yItO6dn9Bkc5gaH/V6O/Hy+tef/M+fw+lYNPOSlwf"
    "Y+Hl3o8X1xjB/3jxq4RMY1CAm8HOwPcnQ7Z0bFN+/vJlfjPVJy8PX1YJXhaHLitXc76dUc"
    "t6aCWdn5+8ehnvCfyjbDvcvj+7usqDPcMzriZDV1QdP7tKXXur1DWnrsrT+NYx/BkrWrsx"
    "UTbSzA2P/B/RqoFd7wreRiJ4YJmIPpk7zHOXfXhJ0HmGYFhNhUT62I7H4OsY1EWE47sGky"
    "kwXNHAtblpq6+An29vrstXwJrmo5H6lNlat2WtCmMinfeXhG3JN43AWiiXfoDh+q/PQUaU"
    "/HiltT4CCZh9EEgA5cJ6QPKliE1d11kIvMSHThFGbJcPq3Em3P568ebu5qPEAQRLK2OGwF"
    "wjnjhvFiwILsQfYBXHlRzSJ3FOxa+q5+UpdV49itNZ6/z3EqxBaa3+2lCDTG0IbaW1HdYg"
    "v1h1Kt8ROskV/oKV+7zYYRA66qu5DM7IjBoTuMEeYZXJJZxQrwkQCCIvqwDo2g9PrKD3FH"
    "4qDAdWsSpLdcvZGi7p0SWOdomjXc5bw4mj+idKtYYz30lns7nLRvxrHQ6vKHTmsdShg3wJ"
    "A34K3AvYpDpUp+HC6ks87pw5c4R/g9bMLAs/h9sDrU+1Tr7lfOXSPaki3JNi2Z5kRQtPr5"
    "16laTRuARVXJA15n9J0db0mJbLsAbqRl4EZ65LlwXJMjFJRgIV/R66nWJrXE6//zPDMvZ1"
    "zuEC2eCiT1MeTJpCI5zU6F6vlCAgK7eDir5Rqa8M7cFIuvcRnSN4P6APBzPRyYzbvqeowV"
    "M68ojXhcvunelGqyJNeTBr4kHu/q7uc1f3eb9OOU2bpJ35JveuuK0E8Ky+7Jf65HDYwIrG"
    "VeiV5qBRY8MLkcWEhpEGzG98Qi49TEu3+D0L/NUylkBDeEFo7nAvcFrL8AP8IVuMy4gDDJ"
    "phDbghxRoG6v5qrT57vcvvd1VqWHClwL//2XkE9fEI1lcROg+gXrpCFQ+gNpnEusl8m011"
    "GJrYAbIzjIfV5GiaaqfZ7ofIU0Mdbi52Y64otPZRB4GpPgmKMiKYM9BD82pS6ciW63odZX"
    "tUdO/jiwbuYuD6ayICqHifeFRMg/99MmMgEgO0zSC4/Id/8vTkpTJWsM1kpQJ9UUWgL4oF"
    "+kJRLm9R87xaUWhvivduRuRzkt2fXwfYKfjokcIgWT98J2dcaAPVChQkaLSOFPSuJaQpDM"
    "QEmnwAU1sgalEwsPpsWaQTvucuuaeWz8QTohCFHc0UfpSX346ftUFsI+ep2Y9nIcz0VLgV"
    "VjmgxT4FczWmAsxniKa65DEwHqGoM2rKWwud9oQiinVKMC+zH4F1woLwgknsmyzSKnG+Kt"
    "hPw7NX8QkkVF4ZfEAF454NNvQLdGlBW6YFtYoK0UynbgEUor+GB6NlNeeaDis42Ybcgqng"
    "46nnzFERg7fw5OERzJg/cCrStKyFyxMJTnpV//NiSaWpjm87nFbaDqcl2+E0vx065GEx94"
    "/X75i/52tDFFLUnfQPSfqdW/RBRai1zBvZIkSdSNjparqoub3TGhxxwSCFuZ0sJlRscMel"
    "i6ra3Dg2MIm/ONwWcZOT2FoO8l9mdCpbtWEJYxlqD+BlI7ioQoSZMtWm4dm71BvdTut+ib"
    "ndKcAPUQXCLV87gSBFdDgZBPJ4o4FzUBAxUToCKtK0nWHgUc9XXPAl3ThiihYdNnNmm8jH"
    "mnIKyWSMzOyTAOFvou8lhPvmxVSNpGV3jUZJDXoCNnU/MavCmjdqyniAqQwPVb7aegU02b"
    "NH5BToYOuV7d2kh0Bh8mYcCMVWb7IQbTXD9ze0SWlkhz4SUbdxXCamwKzcJ+S3uC0Psu81"
    "amzYTs2j2GcNGRCgzmWTPZlzNWRBTDnuZk7HIBMVer3dh3dms27nWb8zmzuzOV3UCs+u2n"
    "ZzmuqQDGc88ODkk0CqCjZzbnjL5nIAZFIqcYWwnBTNRuU09WqS1Xg7+n2pxXqx9Qi0Yi0Z"
    "urFSDM8n15+urnqKE6ABnlbunXGYXE2degV83Ze1keiaoDQ30l0VyuyNRC+HagYH1rKXxb"
    "ZHdIY9PvFmkzHWPmHUmODfiwmHfxjURl1eglJlQAx0e9Db5T1os68KaGuzU3fGgm7HfGcs"
    "dMZC2lgINnpN3SlFpL1TUWZDCbhYv+VhU3vukbHDhHR+wMmlrrW2lmInaTgPy3iT773WZl"
    "uNatlU62JmDySm0sXMjlu+XczsOLwDenL0UGNmQVM7hfkad7srtlvjnnqVA2TIBJksOaFm"
    "dLNb1B77MBGRTwBLUvaNMOmSPP509+abwnjXpnMp+7wlpAOjc63catmo53z8UHIrvz85ef"
    "781cnT5y+/O33x6tXpd09jL27+qzJ37vnlj+jRTd0P6zMwUVTKG7vAgx4ML7upD/b8UTEV"
    "b95sFhm1LAVMr7gjWjS+vf5dT2uaE2/wFRPZ9dQW+F8FJq905LFGJ3TzozwMDUSL5JIGVZ"
    "AVqyeOpWqvVbuR7k9OsOSPhNc7TeRZMaxIUYu4uUZZG0yicVVyeeC4DD1fgvg2goAWdCmx"
    "Q4bj29jjBjFBIvD4W3wGX8DH3IrA6MzzLAQ/j/k9s4k/l51CUWNzfRuLaipTfFp5aBeV0O"
    "1wL1PzuqhEsR5+vFGJw3K86qJD6STlip45vJfq2tFJql2ZJsdpT5dq0aE/Z2s1OpznsGRQ"
    "XY1erT2dXHlnzOXGRKUiht+U6od0NWadbljM0Yb1qofiRttZibJ75oqaVWsTJDrXSq3O4n"
    "RO5elplaTK09PirEr8LltueV6Hw+HwI+TuTurAwRM9ZYExbBReoPavSLZq3q4bt0uYW79r"
    "ekaXwwnO910o9O//D+w1w3M="
)
