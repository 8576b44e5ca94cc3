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
CREATE INDEX "image_diagonal" ON "image" ((sqrt(imsize_x::float8 * imsize_x + imsize_y::float8 * imsize_y) * cellsize_arcsec));
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
    "eJztfXtz28aS71eZ4j+27zJeW7bsxNm7dSVbTpTIkteSk7ObnKKGwJAcCwRoDCCaOZvvfr"
    "sHD+IxAAESBIcUqnZPLHB6CHbPox+/7v5Xb+qYzBJPz6czx/V6b8i/ejadMvhH5pM+6dHZ"
    "bPkcH3h0aMmhfDlmKDyXGjjTiFqCwSOTCcPlM487No49sYk/sxxqEmdE5hPHYkRwz+P2WP"
    "SJb5vMJXO6II5LTMdmb2AI9Qj3iEfvmCCeQ8YOcWxCRx6MpMTwvaf4xaZjwDfDLFv8Dt/m"
    "X3028Jwx8ybMhW/645/wmMOE35iI/pzdDUacWWaKmdzECeTzgbeYyWdvJ9R9L0fi+w8Hhm"
    "P5U3s5erbwJo4dD4efh0/HzGYu9ZiZYLHtW1Yoi+hR8K7wwHN9Fr+kuXxgshH1LRQUUgdv"
    "sHzWGwwur24G12c3g0EvL8Trn0++Ozp+RZx7ZOXEIYLZpkAWUtskwBzuknOTwbLwmG0svv"
    "uVLX4kLnzmTGE4cxmOWZAxvWfEBhHkRbiVbzAcG5cntz0hpTOl3wYWs8feBP589fLvgAtL"
    "KQWj8HV+O/n09ueTT49fvXyCEzmwxoOlfxl+ciQ/+ltOQT0aTCLXxHIReI5vTJg5oF5+Mb"
    "wDkXp8ytQLIk2ZWRhmSPo0+sc6yyR60Ow6+X3CbJSZRYVHDGADGfku7p0+br4hG1M73m75"
    "NVCbOitfl1HzyrYW4a8pke/N+Yez65uTDx9xmqkQXy0plJObM/zkSD5dZJ4+fpVZC/Ek5P"
    "fzm58J/kn+5+ryTMrMEd7Yld+4HHfzPz18J+p7zsB25gNqJhgfPY2EAyOXS8niNhP5VXTK"
    "x+e2p15DMUlm+QC3mlkwywM/Wh3Pai6XC3xF2LhwGk9w4w4ZLACTUcsjc+5N+gT2uwfnNo"
    "7itmH5JjPzy2btWbLLZ4y/87sfjo5evHh99OzFq++PX75+ffz9s+9hrGRK/qPXJWvs9Pyn"
    "88ub9JLBB3+nJCs8x2WK26JMtEsafWV7HV7AgWDmeEIHr604+0uHaiGlEeVWXSktafSVUm"
    "LvGI5vmXB3erCBSjdZbqAWEjL5mAnFRVusdS0pmtG8qsin11tT8zImwF9mBvoRvK1gRB7w"
    "b1DvIQIvy1AFnlARPyvWszaYrxWtKrH1uM3FempUhrQBPSq8q2vJvL4eFVEkBBc+yvB+Tz"
    "SciCc5FQftp9FdQnnGB0Nq3M2paw5SnyTPYuChShkK6d7/+olZVLIyL/SUlfteSmNLW337"
    "Yl8+jRReZJ9z5BQxNP/R9GiafUJtOpY/Cb8bv0nBskK/QczRVc6DwSgeudqFII8mtO1pbO"
    "jnbqJC7aI2tcLs/6MXEA4CSx0n7P1zE19Amd6g9AYodIbwLGrbGVB5lbapBxQb4VJWtQ2n"
    "drW2NSztt45vw0uQketMyfP8qld8roWaxlzXcRWH9zvH8KesSCRLquwdzg2P/C/scKGTcC"
    "7gdfDAuf0XvmefWI7RJ1Mx/vv2RzxvJiCjwFOJ5g6oVwJ+uErlXnOW6krCL9dXlyn9IFLE"
    "Hn84+UdWR3t7cXWakWbqVKyqd6eI2lO9Gznp9tZPmdO0skLMS/A93Ih8bMMvkHI8h3ektq"
    "E6GnOhA23lV0+fgscuncdXenrlwu+HX828YLWfXL89eXfW+7tYgd2mbvaBwQ80VGpZ+Emp"
    "RjZdjlmpi12BKmX706G0GsODZ8qo8FF7IueeICDUYDPAYxvPKJPNYI9ggMWj4k5+hC/5Br"
    "YO6l3wN/x+8XS2yB+BW/+21SGeP3o4Tyhzwb72/okH4FIuyY8DRg6kCHAa9m0GBpIA1sUi"
    "jMUTDEUH5QBnkAIJt1NPkoIg8A/y+89nn87IcuDfBd9f7QuF4Ujmrvi6xC8h55fk8SPK3a"
    "Hj2uy9C4/Eoz55RN3pJ8oFu4YZGT4YUgvPh+zfN2BZyz+Z8K4nqHMz98QeW/LhyHGnMcGY"
    "ci/+Y+JYZkT6xZ/O4g8sNsrPAyfpBRvHY1w+nuQHiehjEX4Sjxdffbr8aiF3xgUsFeBU8I"
    "DNpEKFf3iwGZzlrwz+jN7UmzvvHTj6zRt6x5zRCJ/NqXUXDH8SnA+VrYTPn8/f1bARfJ+b"
    "T5FmO3HD3n+MfNvAg4DgNw18j8MBYzjTGfWe4pPX/1nTu9WEn0Nefy8Cx0XSJSH5UG4a4G"
    "6uZRmEBDs2DK6/Wu+Cvx7/2bNh595T6/GjaH+zr4+e/Nl7otBKf3KdOUZApDfPcTEqDuqj"
    "y2Bp4kLPn75VCLQwKpLnbg1FNEO2Z6pogdGd0h2fP3tWQXmEUYXao/xMyW1Ydb6C3e9BRS"
    "rYPlnCDMNHSLmHLC/h8Lurz6cXZ+Tjp7O359fnoa0Ve13lh1Kt+GrxQI/8dHZykWF3SkXI"
    "nFWOY4Hao+Z2ii7D6iEQbovT8ZMaBvN5GO8Pzxp860eCOHOb3AaLRty+wQAunj9xfEIqJ6"
    "EnD3QSIkBI1iIE9XDQDWcWNRQhkG1/WfXlcXp1dZEyv0/PM2fd5ecPp2ewQ5+kl0n+CLTY"
    "PbPqHH4xwVrHXjtxkJ4N6iEFoqG8fQI/rkvoMHhOhouURk9AOigwY8ItE0QKttKP8luXlj"
    "f8LxdgeMd0+eXR0neuOLcrHdslp3b20E5YKVV1zARJk4qmvqf1ClWyxIWiPp5rO1Buwmn2"
    "k6Ur3SeJBaWT8+TKHVObCxr+7JwLJfV5v8yR4mRHVghtGXDCcKOPwSlnKJh7Tz3HXfQRhj"
    "pxuBvE4+FyCpRvtGVUIa41Z2kY4drZq1u1Vw2XIYPWAEKkKdvBk7Zr9hwu9POeuSI8T9Ii"
    "L3RTJCjac1U835ZkA4/C0fOXr19+/+LVy9iRED8p8x/kFWV/Zq65idKU3SbSZRMp0EXh2y"
    "+lXtc11KxPaLcwjJRlcVTJI3RU4hE6CjxCa0G3RBScyImiDnjrOphlD3dYIXArdUKB/rYh"
    "hz7DFNpY8XrD2qLFpFD8E+usWOcXiUGVoqdhZpoEpAVugzfSgWQyj4KC2o+ABGTq3DOExC"
    "Rx8YHzXQVza3bqKnHRpLUTxUc96i6vyCAoqRwoXy72vK8cCKLLTJ+NwipIXQ7mZuzmStOW"
    "RUpDiQ7S9GXR0uVIcn5NYCuQy88XF7lIbTnDKr7VyLEsZ+7PVr1TNB7HkP+LkdaA7lHutZ"
    "ayGMxhBYiqb5KjS7zRT+eXqZfqAp+dIbkXN/Se6sCdIdkZkt0masGQNLmYWXShDKWUQUfS"
    "dM3spjXNSjV+JLrVly9ahiU5IWLiuF4Ezhs5LpkxZ2Ypwq3lQ7XAj6S10ao+gjTVAaJHGv"
    "MVqHm91BrTHL+5/o0ZnrOS60t6nXnfuwF7S75phCfAd+/DPrDA2OrL/SAYdY2JEoNVm7pG"
    "huD1b2dvb64+yaNQOL5rsIzRDHONeGK1zBniKsXyQZiIrtI2UoZbWsDXU2pZhSdlilDrHJ"
    "xzmyyA90IBMUl+oj7iXhy9fhUfavhH2TF2/eHk4qLo3JpIqQyMaZ7TJWAsBe2aeKyWsCDA"
    "U2OqZHX4uF1YVsC/YEcM7sZr8D5Fqz3v7xSH0/LxLngPrDEDN2e9G3tJpzH0ac0r+7jKjX"
    "1cfGEfF93XjqeqP3MD2mPpNR2RHQKny67Ss3/cpAyYXB5dvMQvri5/ioaXJ9elnal1DMw0"
    "5a4MzITbDNQEz+GCPcXv+wvT3sC82oXTTHNzM69GJd24dY66LF2LJU64zT1OrZrSjcgQbB"
    "n5qvM3TtGgFXZMJTOmxIpRoilDsLBic5bmMmdpN8pobun+/30SwVwtDj9MphoTKsht8sfc"
    "9vERl1l6quJu60zRXipzBJtTh6eLL7osXXfT1b/pTE7HtiN4LcaniDqu1+c6BnyncE6Z9R"
    "e9grSTwBoSSEWYq17taSqN+R6nUkwduLbhyob/m4DNGyVIcHhz3wvQyORXNvOI4bsu3gvD"
    "BYHf5y7I3AUrEIt+4i0hwkRveVUUJ25s7dtaTtnAEhPUsmTKdm0vWo54LU9aS+vkGfL8+b"
    "Nnq0Vl8TuWgFvkF8FmU23PVafAflSFPChIu3ycDHtnFGU6iKyeegxWEm/A4tW7pk3851YS"
    "nrKZLhsmPmVTbPZzDa9MgFLsZHUiVPHSboDZ1eGzWi7klVxWbucUn+FNQoReFdBy5GhoDb"
    "Wsp1ZcDlqWGtNmDDqw7MetopYlrxSQ5YiHxXjlKFW1Glg5AgoHOOE40VkWYoKJsMCg4wa4"
    "4okzl54bZS27DeeqAkdO73dZqanDnHaY0z04QfYULtdhTjvMabeJWsCcHlSdMhnueZBVyu"
    "QvrwsyTRHpjHNcE7CylQplpu8GNraAVWCrMKYl4CwVcZuVyp49rdvE5dwm4bsqIVrJz9rF"
    "aQmPer6C+yWwhZiiRcACFowNa6K2AapuGoxQG5u1GSprPR7vwFjZSsjOQftzXehHjngfsB"
    "+/YbnGGH4el8gLABwYX4mr6AWGPXWZbKoR5HsojqQmJmwPF7JW9G1/om5HqWp1UVuBoDUK"
    "tkUxZFuUVfFSTDIvjMtu8Xu2F69bL5LUWAhJN6VtK0GkXYQ0NGXsyqBGSTSjQvm8bPHeDT"
    "31y6YCB8Lt7TbOWrYDgRXdU/XOSo/ol7bPWo4d3IWDV7ryMYtsxF2BrRLEHLspOISSj1fX"
    "N2FNW+q6nJlYPjDTvKRP7vBIxjwzSkyq6NHQ8Nxd0+3CpttBkCSq4QLCjyMpCyzzKKq01a"
    "42x44bZ4/g7Zk7c0N1qapEM2Q6e0vSgoFDeeKYfTKjoPyibIaOqdhpFWla7s9ZZOSv0JCL"
    "DH2tUjzrOvqb0DwnjJrKAmBoyaiZmSDZh/5oTWid9c26jHqKE2RtPdxCKk+7Td2FmvMRRb"
    "a+/iL0sBwOw09DHsYMB36fnl+efPpvtTvlVMHz0/++OTvJ5hfuVVy41cKN+xnRKgoL5wzB"
    "YnNlm9r4J5D/BZ9yT6WILz8s1cFxDQ2seFyVKt+yHaeMTFHPAy3YE9LVxW1Qfeewvpy5dI"
    "hxVc/u+uSdEq3Us1DllWJ7JIKGHqg3gVY8RbCR5LHCfbXWDDtWoCdc1SC7UBmLhh+SKtYY"
    "5gJOPeaJNe6nFOHhXU97ch0pABZa3Uen1DMmvzhD1XUUf1Z6Gw1x1OBLOGzlZfSB2gs4rd"
    "hUYGEh9AY4NmbdOjYMHi7kETfjM4adb54S1D/C68ck6LvPH5BNTFipD2eYyp7Q++ohPLum"
    "681CW4rvn7rVCtqvUrDfAJf9MpoUcICuNEgDpUHaRte0FJcO4Th94vq2Lf+BsHeMdpmy7g"
    "flFjPhu1zGiMe+eRGSIL5jcjdUIzO2XHfJczxqDeS1WkOTz1B1Cr2q2mck+9rcVVC2x+Ga"
    "qMCdsTfYTbV5myXrGJtl7Iy6VMXScszZkmoPwGa7iQzUamazTVvwLbX4MEAf/9dJT2EQpg"
    "f0y6xCYzl08JVWMw0xS48KhJrIPD3ZRmTKqPDdIHFPMPR7JWb+MShJy+ZMFDvQGpu1ipE4"
    "FQOMiIY4meBrO1tRZ1vxizOsXU19SaMzwPLcTmmRYZPpAMYqtdD5hBuToDkwQjDgH1hLjB"
    "swVInk32w2LZJgSsrmFQPWy+rlaWW64N2Drq+koMjcdTxGuCIrevXwHaPdh7N1xJWm0lhe"
    "2mYZjNdh+7jj+mZcnzF3IGbzAbpJanE+R9hxf43MmrBi2VcfNEFPgcMp9mspSDWWQI99M5"
    "hlgerbJ2MHMXxT6o65jbXrZk5QuM6372y43mt5uZqbtmVX18iiYzGQrqu81EsyNTN0epfQ"
    "/8CoTfCNx1joBO0w+KBPgnp1iqDayuHtpnImLamcjMpDDhnSA6w9cEhRhbQBXd0kS9Mdku"
    "O5BQupJEkq5KviYKybJPXRdUzf8D6Gs+2ZMKomSqXXYSpR6hNsjk/nb2/KMqVacu/dhFwu"
    "8/AFY/pVnXxePLwCHnHELYZXf2ICImAvy3LOKgTiaoJKNbqCLlMZGWHNjoEc1znpNHXSCe"
    "bVLl2SpDlAYMdWuuOpj/piHkfj9UXgrg+bqYibKQXOKDp3wG8f1MYnpah0Xsy9X/vk9AT+"
    "/2Of/AT//Qn+e/RTn7y/+PyPWtbkBvO0XP8keX/kZFpcID1NpbPC2rsaEdABLG7Ie/dNgE"
    "J35iEenVHX4sxVBN4qk20bcUGt8EavsedSRBq7c3S6Plx453o5s0sKjVnc+8RGzGVg3RB4"
    "WWbbNL/Y1UPabpbX4TI7D8o9mEjmQPbgG0y/KM68EpemglZrt2YTAm7CPRnwjdnmmhxPUH"
    "b8PpzKfug2v2c1D62Qqk9cOGvdJEQ4f+uUDz3sQoD7s+K3057Vse7BgsBGaNRWnDnFbM9T"
    "dvxfm/+FFcZLjqIc5SHwv4W0o5Bx6wGRc8QdHrlSAcoQ1LBuzVEFecf4apU/VcGK6gEIJb"
    "nGcFUNIxIlYdE0dxUa/3ajo5qJpGpwVB1/0ylGej6lY2VgNPigX1oaMR6yOgJqEzk68l+L"
    "u4VsPU1loPMpiT+X1fG4IFNqomeJzUnYu0hg9Q9ZfI1jp1BZ2jmgUYRPt/1tVWKvaQ8TiB"
    "5G/NFLrINkXj1+lF4l6U//1UvLk32buUGFUvmo91h8db3HfCr4X2zw7c0baUV/T/4PiR6R"
    "f4v+uch/ungC/0Ywm/yLuoZgxhP82mU0GH/6AFtAO3aA/oq2c0++DYhf/vF3F0/WMp7s+u"
    "rSyiWOar+grLJe4bd3zOX3ErLnTMltuIVu80dCybidxEU7z3XnuT7Ish094CO1+8TkrrdA"
    "R53gJphE5E//6NnRq1oh8Y1majkSNRsajqu44RwHf0QBmCSiyVazBKJtCTR+UkOibx3XZY"
    "YXNIwMOO2CQuAuyJDRaV5uFcbXqIN5dXWR2s+n51ln1ecPp2dwBD9Je9EVmfLYsL5eheOY"
    "okUn+iisDtdGTLxplzgKeDClXxw3VCNrxYaU1FrHh3rvfdn13sSi0B6ZUGsExsQ3PvWnsf"
    "GxsOE/Ai5IU67/oOMqdtaA64TLG5TaYwsBIkIeZTbcp5P8rtrqN7UbzQrkzO1NVkmGWutV"
    "oksUUXJuRuG9x/U5vqTreF2B1zaqxIMviry6EkYnibTmcu/Th+s+NoH8ZfHvaiVANaBdCZ"
    "gL+Bc3Bi4cego1u6wlYZZSb1l8ZPQOCz8Cy/NyyH7YrgyCeesi2dNUhxcs3AoW0WBYshrW"
    "bO3jPUep93I/twm8Jxh/gjw+f/vp+omydodiSLtLP+SqyYx1BZIg1Voiuly5ka87z+tiL3"
    "OCRONYIS7oGf+GcRnVWk98tGVkeRQwqM9ilU6jE4vrOvSbA+un4y41D4ocrdYnhUyRCJar"
    "On0i8VnLiorLvg7Gk79qsT9JpDXfdTmhh9Q2pQtjMK3J6hxlx+8qNyLoEeNle/VaHFfQas"
    "1zfduyT2bfjn5QxAZKot8xyZZuzCZavfwMv/Qj/0bkrJEPElVXF6a2mYDX6xOZ9keOfoja"
    "EXP4Ob4HB30wMC+pxmbVovze4Vf3wGsbRZSpMBpCazwypyG8BiPvUdHEKV3IqolDRmSBJC"
    "IBNnOuaKm5e1RFOlu8tij3RI4aAlpK4IhdiZYaKMTV2EPFkXWo3N32ebWN+XdTmme5JCyQ"
    "mvAGzkhx8tVoY34t0bDaKIwb77PtdjFHxKW6Knn0UX8lOHeTSuQhRnbdkuMryKsgaIOf0J"
    "UX1+5iRpquvHhXXhzuG7hjZNC6lmshRaW9U6EwxH2+y+j2jFE4/CxfEe0o4XyKag84X8D0"
    "Dk2gjVa0XYwYYgHr+YlTZFpzGpdyELcJgHpRxHoFDrAy1a4wfWvIKyLTWl5a7YwZrc/mgK"
    "bjcRX0nj8dBMmbdXqqZag0VmZ3Fu32JqDh2pRbBU6mkuSXHOXhAcO2lW32YHo9rMn35vOB"
    "uvr9DySHL+ekquF4ypJ28aEDDbQephuwJD63XNqHGkdqPEqXOw32O1bX5pJvKSC2zXDPL8"
    "6wpwj14ON+WZjnSzigQg8K17cxIQe9ziA0n71ROKARWkMcO6yMgrFKKu7CRN4Jc1mQUSiI"
    "R++YjWkllMwd905VDbuNL6wSRVoWsiguqRKWZ8mWVUlWQMEYBagB+B5SAKryJ+T3n88+nZ"
    "E7tiDn1wRWNrn8fHFBTi7fkaAcJzm/JI8fzZhtApMe9ckjeDkb//mkq5yiaTzrEGs0aGMl"
    "7UlZ23DD9upxOSLrk3CX94nhTGd445TWuK1O1nJyf+tFhLT2GWzLV7Netc+uzGfNapOWM6"
    "5Vuzka3+KxU/e8kQk0qHQV6FJvyDwAoQkS1kLGwiy2RFTLDiXwwBkpO2c3O/WOKxlT1+Mj"
    "UJZrb7IU4Ub7bL0Fsay5NfS55XFbPMXv20WtrU23X1f/rPOd9mTfjbUWQZqygUWwPxff3k"
    "l5xG0uJmuJOUPayVlnOd+xWoHFcHgjhsE2/BS9W3T53EoH1PMj0HK+UZMZfEotYvIxaDp9"
    "iXMu04rC9LS4Cl7K85VXstr4wpZNRup5bDpTaVrX8LusQh9Wkq69qNizmivkZ2cOIvGYHX"
    "slyYRGvkruBQCt+QT+QA+nhQgtQbkZ54JgbWlPqW83OrPar/bi6PWr2JOGf5T5zq4/nFxc"
    "5KNuEwbX8BD0sTXO9ixtd7jrfLizb9wD4ZkKX2jhJk7RdGCoLmitg6+/JGjdRVMPJZr6YZ"
    "l8ec28niKwmhnRL4uxJlI5ByIcvDreOsSKBCN+z8iU277HBGpv91zwIbe4x5kIfWZ4gaNK"
    "lyliLa99oFHoic1OvTqGmoqUzlzHSMLTVkdOM+wbxDNIJpfEUZNflQyodrFSTWOlOnaZaM"
    "ISTDWPkDsJzr2n5CMosHLr4T5zhpieJzOgZTq3gN/MlLr9xrPtJCy1Xn/d/emsK2tG0oU6"
    "UzP+oN0shHX663addevxeMrr8zhB0/G4Sq5qRmeo4ybI0nZuAp3dBK0Detpq81C9a0350P"
    "YBVqps5VJxKJOUtZIGMPGeuRJcYFCLD+Ub9YOCI/DfqSMoN+6Cjz1qgWVj/lir8VDz8+9C"
    "7gN/Zq4ZZFfRdyevzicvLNQBnc0szlQmcFkbqgyl3s2ompBtgy2l5JFQt71Bikjjc1YzYO"
    "QanQ32paVBWDNO/i7ZNWVVg4MqBC3XR1mjz0HX4KDrpqJpN5WZA18G77BOPxUFrdbLu/e7"
    "zLTCA4W6Ll0Qy3GkdlvhIKpH2rLbIZLDOmeTilhrKepySOlRJPmBRGNy0ew68dZV5ZSvbH"
    "bjwP+0E/TeqcSqxrxrBrw3CmJ/nDieM2Weu+gpAtiJT/tlwetZelylSrDJ2sXOiGC9wDcB"
    "9jCobkRkJ9HAH6IuBlt7hiqZvAFpyP7Q/x6EnzOf5VLpw9fpCsfqHDzegXnXUr7tvrSs24"
    "0Np1vS87ZLy90LIUuwDqZ1u8NmKbXWRyMfRegix68Eo2CqqulaOnIHZXW/LIb1bIUEkd6b"
    "QPN6xsx112N+glDrTaHLISRPkZrHT4JGax4jIF12Lgv9EOoq0qohO5BBsHDry2FJp7UsdF"
    "nvtuNOqcX/AhNgnaWvJu84vwbn11jwxVN0EqiCcEsYvzm2l8MAMqRdKVKtIQC1YYx7AGHU"
    "EZYb4H9qF7DOkB1eIG5r0HO7Xk+BcLzW61qXy0Gw2QATEQbYOZW5td0/BfRa8773Psq8kI"
    "7iR6KwGW3ZwLaNBaqqV1Xom47H65s9f8o9MqXiLs/21CdbzsHdh/rdhxoMSBxDyfBNZaxy"
    "kmi/rtPeDXZFhB8fVGxIZWeO+T0TssiD8I0JoYLcXv52fU1+efb9i5fHL//t+PjFy6Pnt0"
    "/JtYMYZSyKO1x4TN0VbjtImZIkahE3+czcIXVzqA+tW2g/E0pOrd4Ktb71LqmuY7C+akX1"
    "3eSoJ0Wgiu+nJVQS4A8GxitjdYj/Jsw5DQLy2UbFjhtH5hWHE1ahwTc1sUGlDNUjAbaoxN"
    "qPLjMc15SDDGeqUKja/erVoIIOC6AlFqCuab2RTa2ZALZmUtfAiqXSSmT+E/yKsJl0Zk/U"
    "6P/9djlX0L16P32F+T7gmTycmGHyjFZYbWsy7Uby5WAUorx2IwZTajLpT9iMabJDuj4rLA"
    "I4ZO+7qFobFvLDXy5LQkSdn7HsA15uQ0bubOwN7eAdNsdCs9lrdWO+HxS3t7AwNz76JIsO"
    "99CLmNTo/j1cdn1xhhtuubAv0CEyJw1YXp9FaYD0IXIK9luBW7gOn/7r5D1McqBqRcSipg"
    "6mg2NWLQ9HDlOQLImnZmqUQ7KatfmKfAfE4hp+oXCJKVxCy8VX7A0KF3w1R9AJAX5T9w6z"
    "MYIubbLHr3TORH4Y9MlkFVdls7f1Z6qS+5Hz5QGLRdzL7Y9MMcrEh52HR0sPj8k8yq3aHV"
    "gSZHr0X8Gvrdvro3diWQr/pqALUdR/pxJFe91blvsrL79SQFmKsIOTaQ0n23lkXLML/sE1"
    "tn6w/C8Jb+8wCquZOJqOwurQ13pPWaxxJfYQxaGwZpb4jmJrZgkmqWLMzCwaZJajkiTuFm"
    "Q+cQSTyefYECUCsxM6Bl7KDiryXz+SOzbziOG7LlolwwVh98wFapd7jHiODC8vvVIq46fF"
    "b244pl1SpazBstxb6c+0LQjVAeG0yiywumWkNiogpZue3kIFqUOuZ/CBUZs4cFbJEyrh0x"
    "F9MocLehKudwF3NbXwJLOxQyYRX33qVqwstaXv6CoqaGUVN8Hkb7XY+01/xspbR+Ctgx3+"
    "CHybR+6Z4Tmu+oIqHtquIOqldW6SwfnAVvhftRj7V8fYqoydzL4d/VDPsRKTaJzt0fsZfu"
    "pHDsYHzhoXJHcExwF9YjMhSx84rgn369EPigaUa0yghb/M9qeDIlBToUzTRPqmTElcjEjj"
    "xiLbEsUiLUvLSmlLiszZdWfZcioWSiH5nTUFmCXVVox1PZ6NMZh5ChhbWS+hYLzeyZy/R7"
    "aAMLBrsBv2QJ5zb0JGbM6wFTJYEt7cWbEtNpmo3VvrvpYU7/WX4XXAcfJ45sz8ACjyBG07"
    "4LNdUQx4F8lB2BuRhlfVvcTcKlootvGF7a4JY8IHoek7gP/3DVUfiJJVUkCv9brRRYtEka"
    "9VVyhLqDW3A4+M9GmjhjB2GbyR8AgWYAuraMkPCuvLrUG/gxp068gxS6i1HHXZNSPuivod"
    "JVNUHZ8r8Nmia7A5SdRxuWo1v+lRvbW8pGnTXfPsaV278/co+IXd+rjwuCEIHTr32PWBBa"
    "lLzqhPhBMYlUk1iRhw6A9hoGmCah3pS3D2myAsGI5xUklEgz4SLnuT18xb/fo/beFP0eUR"
    "qkPEZPdcqogicoSg4MCCjjr4cldqfX3yp3/07OhV+xdXFA+BteXbClBeod2cJ9TWau4FzI"
    "XdPR1i6vcolJ7U00HIzHURYSyXxTOMyU5DaYF0gp8pyOPn/y6H/ek/ezY8epIIJKH8Ah0k"
    "8TCYI7ccd/UisDBzK7JkzTXtPQjeZgDvUuuQS5Npfc7pcpfEu1LaBzV1URVxx/VaXK93i2"
    "foOl5Xas0URBIGAfPqGVt5Wq15Ht0XaNsGkJNIjVBcDXC4J2K4Ci/lppO1bXugiR/EVmpD"
    "mBXEW8IxH2b+TQmMOclaxeari7KtWgFAL0lUhdcq1mEKYwvvQS4/X1yUYWx3nN+spy2+YT"
    "pqTSjy2wmdeRIxm8MiRx/1y8DIRmJQBTRyOBxxOQhgC/teWZiyBUcyWKFvyCQwQ0GJv2eu"
    "YPBfCSwdgnl6pzj6G5pTgSD+owc/xxbBkguX+NBx7npyFaGZEyRSrosyfihJlRvaWsVg3U"
    "gYVcG60fgDBOu+qADVfVEI1H2RhemGyzvH2+sptawyvEFI1Z6/ZPvL98XR61fxysU/yhbt"
    "9YeTi4u8lwBm9pjKB1We2Jsgaz+xdzde502TcPNHdtXTIU+5Z+dE70QEgDR/aHGDnHJ4IT"
    "LiVpCrkUnKgINjcPfl/nZ13sWLKmkAL4qzAF6sKo6bYHwDWvdNejZtpbWZ9p1frCnl++3J"
    "9duTd2e7ym+DTeYVaJTeSnXSq6xLOjZqc5IJQelUjGAw95EgzhwRe8MQhEKFiEptyEe2Yy"
    "uqsDYxYZWiHb5gbigzf4ZZ/VHmP3Zt7RTINhVIj3tWrXSvmGC/CqvvLN0r3CkDl42Yy2xV"
    "CfSy+rUK4sNj/POqxWzLatkWMd5j3xRa5w08Led5RHcI7C4rP3L2j5tybTP27V5cXf4UDS"
    "9XQQ2J4VqnEEya8gArwfTwQr2yrUUvLku3D5VhwgVdWhgmfZfXkXqaspP6Xkl9qcylRf75"
    "8/m7AnEvSTKy9n1uPkXCPZRxiUwDAzEQUpL98peWWobIqgZMws/hNPvJ0pW2YGJB1TUCk2"
    "htefFvWDb1QzDL3uoI5XVThT+dUpdvyqRrOU0XoKrmS3jHRtzm4avmPAqJT/tlfgUzPa5C"
    "NxiXMYJasMAKNpTMsY8KlqkJIkhPyZUdYiQxU5BPZ2E5E2Y59lhEZWrC5+6P0jEna9ULAt"
    "sVQZqWFboXlAVW2v76hivodK6JDV0Td0wRCS+2lcPhGhcmuv755Luj41dB8RJczn0SG/Zh"
    "WFbid5w5vOwbMpeYZXon/dYBlAfrOSz3sSJ9bRvfUGq6v3pZwXJ/9bLQcMePMnA7eO06co"
    "/G71moYud+kR07pB4g5+X+q+2PSlMdBK/bdkelVZ+qjE9TdYxfg/FDjnFYag18oQQUFjM/"
    "T9kJYA0BOC4fcxvYaFF77NeUgZK4E0PnD+88o5U8o1LLrukaTdJs4BvVElDdrGdUcqo916"
    "iWHF3pGE0up/U9o1iNeDOH368wQ9pRtWfH1E4cf7B4ZSaTwusXfdQvc/nxxKD6/r7Q1mvb"
    "z7e1r+38e51/rz3/XsLvhou7gtst3K0rvHqbzduyL6/zNe3ay7cT9JNu/G7b3Jtw4YHxjO"
    "4Lmb9QTwRq6k4QawgCzkDHcsaSl1gPno/gn8pjqFgcZXN0QllDKDPUQyU7QXNFJ19dx2zh"
    "BJ04Ot9U55vqfFMNbbfON/VgfFMJd8qenVGVYHsdtLGDNmrp4cz4hRWOzrznuNjfiWfBoC"
    "7O8SSBdwrwhXHKY2CJKTv7VaJRVtRIYJWXkwyizMeiPMm0rlU7T7JrYI6ftdHAvFOnH6I6"
    "nd7JOcEX7r0cncbNg1oOHHQZRl2GkT7GysoMo6p4w9qMbTpsrqMpmDsGdSrlkbQPCxTUSt"
    "F4qZ3WCsmf2FHwrrJiWoVilVoaztDppJ1O2umk+6uTJrZxdYU0TdRpo5022mmje66NJlSO"
    "DbnaqJdcRz00ffrppIRGvneFAppwyxcrn9PEoAouURCayNaAk40NEXNJbTFHvJnUMLFcXX"
    "9ZB47axTi25qatWWQuLda82tonf8iyeyUD/tVbCqrHpkNmYjVl/KTHvs3geBPYdSV6kUzc"
    "ZbAkQJmEm2oCv7cn6UEc+CBYW53+rJ3+7Dr1auRF43XGo8j9ITcYLF08+BUbVj1kRQ29Cl"
    "jGo7IKelkkY2Hh4GKAUHHRYK1EoC0kaE7FAHa5bUgW5Q8eB9Y3tdW8z9FmJDAE4m2JIH5S"
    "YxvcTFh488g8AwMuG2cEt1MAoLb4FAvoj+QFFSxyVQrDOlNUl/Hp1dVFSsan51khfv5wev"
    "bp8XMp8GXjFUUV7s4T8AA9ASn1Iy3032QLILXIU2QZiVcsu64nxkEl06AX0uPnx2i2/q1g"
    "n8ouLVYBkjQaVxANWmjKTpl4VsUSfxP2LoRjy+QjmX8RpJa4gkzoPSO2402wUyYo64Yzna"
    "qK0TQ7dfspFAmLoKLzLEGxpYZU7Z6IDXvOduWQ1Ase2fkj2z/cO3+kRv7IqMHBhiyNOins"
    "15lalaOJq0RPD69eh+r+O3ivQfUxP9JCL2/q836Zq1fgyMGM1nL4Rg09gp7noWsW9DEBqp"
    "l7x0zMt79jbKby6tai7bLw9crCXys1u0vJXsOe6Hr1xfw9rsLe42LuHquMtagJZ3VjLaI4"
    "pF59jdkVQd1JUBhchWJRyNUMVcfZQs4yu851lqLpnAt5ppa20KvU8vBAz9pmmhemWF2zoE"
    "VXwqJLz+8iNgfTVGfvs/O18+np6CnZoKXOVt0kYXq1ykOyzLwucY4kBq10i/yedGg8Eunu"
    "qBjql+C0PkaqRmwetlxQ1DjcYJ6G3SUdZgw/awMzdsdV+n1JeUOu1O21UpLgwjWoZb2BtS"
    "wYQqwM2QHYmzvo4pvA8ibsm8HcGdbyRMDLj1He0RusSIgHqinICEkmjERFKYg/Q/Jbiwpv"
    "ECEmuXmb30ftf33LWLdOs25Rs45kbTi+Cl5YeE7m6HR2cvQ+RMtceudx4adunwlsmvmE2f"
    "AJF/Iumrvcg72V330bzbRl6z+zeetdfAriA/KwtHIPdk1gD9dejXiUMFhzxZMOu5Yz6mb9"
    "KK6JBZeTBx/i2ZjLCMf65RLWxqihQAk3MmPL9Zt1hMDtX/C1Q8A9XARc5yzrnGWa4990ZG"
    "gHf3tg8LebRBxW4du9SYdpi/27mXhuFehbggQMWExNkI01QPvitjRz0cc3pIKpsG/1iBv2"
    "5hYr2MqrTSf9+kRI7sx8bPNITjl8Nxlx+B/8vdi/pE+Eb0wIFeQW9NvB3Zd7hUNw7VlaiZ"
    "gXO4flf2uIMxp/EH6+rBO1mhe1zI2a86NaDhhW6/ggUoSdC0J3F0ROby2+vHJQwQ3rPL9d"
    "wgf3bA0UKQt5jNqGLPoN5zgkBm1TAZIGkkLziQynYpUnstAqwfxBJOhgAlWFYDMbVFP6RH"
    "qbHJfMuTfBUiuO7wluogNK+GGBlhjWfwfbzybDBdZocZw7jn32HFupG23vy/60/7RPkokG"
    "NuOoUAHxmNo8jEjYMBX7bkq5ReAYwRotxeUPg2/Hj4U//MKAi9nSh7U0s2LPQ/NOh9X6We"
    "8/Rr5tSJ7gNw18j8PKMpzpjHpP8cnr/+xtdy+t4ZMo0586UNyh3fBVQHF4JynhvaWoafUV"
    "tcUg7fNtSbZpt2kXqTuwTVQlUsfwPqxje8YEjZSx2Ioz4dwmloO4OQMdLeQSZpAwH1A8GE"
    "bbuAg1CSwtZ8smwWROFeWTN5mo3Mo9rhKbg1HFVu5xLjqnvxehty21ogUfQnHRtzPbn+Yc"
    "yun8yNYLwPXuOSJHa/K7R80p6uSGxW1ucNTGXRLMlNsc1QTRNCIOc4sRDTsALX9SZ7HnCH"
    "WuwnPijh37CGyA4MiZSxspBgHYDol+DSIV0ZTCAwgNKIXZtdFU7W+zpeFV2bcdU+gsUiwK"
    "dwuveivhHbdgVd4ikkN2qQ8tXs+5k3A5iaYD4chyiwicG3FXeEQwViTkpidf4Q6v5g8vc4"
    "jnxB5Z2TXkniDRWPBrZ+ltgckmF/jb11HxM6QN6Pgt7btrjrDwEIjKgmU/pQusKoblxOAU"
    "tH+U88IYjBTBoAUOUAC2NpmpBrZZbwMib4bPXGcguLJiRPmaShHu94pC+1DI81NWpyYm2E"
    "iLoNRnuCaiNANpJChyghqb9YBXWtKbW7dXcZ60a1lc2rI4wbA8o2sjaa4y0+0jg1d3MM4v"
    "svUbGSPkafOYpEapJ80GJJ25nWjtuiGj3tXpqaaZ3liZWyHYa0NWNQmJ049PmY7BG/Iq36"
    "v4EHdiso9dAwzrWq832np9L5mUKlm4aQP2TKHEg+RX273q95JLdMYHd2yxIZNOZvxXdrA8"
    "Mtk9NzZdR+/kJIfKIovbdzDE3JRLFzDPW/jnofIpgGMNpON5Q1Z9klPd4EwHqni6bASm+a"
    "Qhbsm5qrJrLxeXH13n67Pp86FpBNuEowbYXQUeNQb1FgNS7+MhKxGpVzYjcnjQETCRTZP3"
    "mK4Yq4R1JgaFDpqoqm6i/KvtT4fwryzgM9XyT1ZkWtXuLyjSGQztLxv9/XR+2euv3+fvoR"
    "Rs2lqJ60MsvNz76ewSI/ifzn6TkGkMCnAz2Bn4/mTIFo5tyuevXuU3U33y8vBlleBlceiy"
    "cjXn6ym1rIdW0vnF0etX8Z7AP8q2w/WHk4uLPNgzPONqMnRJ1fGzq9S1s0pdM+qqPI3vHM"
    "OfsqK1GxNlI83c8Mj/Eq0a2PUu4G0kggeWieiTmcM8d9GHlwSdZwiG1Z2QSB/b8Rh8HIO6"
    "iHB812AyBYYrGrg2N231FfDL9dVl+QpY0Xw0Up8yW+u6rFVhTKTz/pKwLfmmEVgL5dIPMF"
    "z/7zbIiJKPl1rrI5CA2QeBBFAurAckX4rY1HWducBLfOgUYcS2+WU1zoTr387e3lx9kjiA"
    "YGllzBCYa8QT582cBcGF+AFWcVzKIX0S51T8qnpenlLn1aM4nbXOfy/BGpTW6q8NNcjUht"
    "BWWpthDfKLVafyHaGTXOEvWLrPix0GoaO+msvghEypMYEb7BFWmVzACfWGAIEg8rIKgK79"
    "8MQKek/hU2E4sIpVWaobztZwSY8ucbRLHO1y3hpOHNU/Uao1nPlWOpvNXDbi3+pweEmhM4"
    "+lDh3kSxjwU+BewCbVoToNF1Zf4nFnzJkh/Bu0ZmZZ+BxuD7Q+1Tr5hvOVS/eoinCPimV7"
    "lBUtfHvt1KskjcYlqOKCrDH/S4q2pse0XIY1UDfyIjhxXbooSJaJSTISqOj30O0UW+Fy+u"
    "OfGZaxbzMOF8gaF32acm/SFBrhpEb3eqUEAVm5HVT0tUp9ZWj3RtK9T+gcwfsBfTiYiU6m"
    "3PY9RQ2e0pEHvC5cdu/crbUq0pR7syYe5O7v6j53dZ9365TTtEnaiW9y74LbSgDP8sN+qU"
    "8Ohw2saFyFXmkOGjU2vBCZT2gYacD8xqfk3MO0dIvfs8BfLWMJNIQXhOYO9wKntQw/wB+y"
    "xbiMOMCgKdaAG1KsYaDur9bqd692+f2hSg0LrhT49z87j6A+HsH6KkLnAdRLV6jiAdQmk1"
    "g3mW+yqfZDE9tDdobxsJocTVNtNdt9H3lqqMPNxW7MJYXWPuogMNUnQVFGBHMGemheTSod"
    "2XJdr4Nsj4rufXzRwF0MXH9DRAAV7xOPirvgf59OGYjEAG0zCC7/6R89O3qljBVsMlmpQF"
    "9WEejLYoG+VJTLm9c8r5YU2pvivasRuU2y+/ZNgJ2CR48UBsnq4Vs540IbqFagIEGjdaSg"
    "dykhTWEgJtDkA5jaHFGLgoHVZ8sinfA5d8k9tXwmnhKFKOxopvBRXn5b/q41Yhs5T81uPA"
    "thpqfCrbDMAS32KZjLMRVgPkM01SWPgfEIRZ1SU95a6LQnFFGsdwTzMvsRWCcsCC+YxL7J"
    "Iq0S56uC/TQ8exWfQELllcEHVDDu2WBNv0CXFrRhWlCrqBDNdOoWQCH6a3gwWlZzrumwgp"
    "NtyC2YCh7fec4MFTF4C08eHsGM+QOnIk3LWrg8keCkV/U/L5ZUmurwtsNxpe1wXLIdjvPb"
    "oUMeFnP/cP2O+Xu+NkQhRd1Jf5+k37lFH1SEWsu8kQ1C1ImEna6mi5rbW63BERcMUpjbyW"
    "JCxQZ3XLqoqs2NYwOT+IvDbRE3OYmt5SD/ZUrvZKs2LGEsQ+0BvGwEF1WIMFOm2jQ8e5d6"
    "o9tp3S8xtzsF+CGqQLjlaycQpIj2J4NAHm80cA4KIiZKR0BFmrYzDDzq+YoLvqQbR0zRos"
    "NmxmwT+VhTTiGZjJGZfRIg/E30vYRw37yYqpG07K7RKKlBT8Cm7idmVVjzWk0Z9zCV4aHK"
    "V1uvgCZ79oCcAh1svbK9m/QQKEzejAOh2OpNFqKtZvj+jjYpjezQRyLqNo7LxBSYlfuU/B"
    "635UH2vUGNDdupeRT7rCEDAtS5bLInc66GLIgpx93M6RhkokKvt/vlndms23nW78zmzmxO"
    "F7XCs6u23Zym2ifDGQ88OPkkkKqCzZwb3rK5HACZlEpcISwnRbNWOU29mmQ13o5+V2qxXm"
    "w9AK1YS4aurRTD95PLzxcXPcUJ0ABPK/fO2E+upk69Ar7uytpIdE1Qmhvprgpl9kail0M1"
    "gwNr2cti2yM6xR6feLPJGGufMGpM8O/5hMM/DGqjLi9BqTIgBro96O3yHrTZNwW0tdmpO2"
    "NBt2O+MxY6YyFtLAQbvabulCLS3qkos6EEXKzf8bCpPffI2GFCOj/g5FLXWltJsZU0nIdl"
    "vMn3XmmzLUe1bKp1MbMHElPpYmaHLd8uZnYY3gE9ObqvMbOgqZ3CfI273RXbrXFPvcoBMm"
    "SCTJacUDO62S1qj32YiMhvAEtS9o0w6YI8/nzz9klhvGvduZR93hLSgdG5Vm61bNRTPn4o"
    "uZU/HB29ePH66NmLV98fv3z9+vj7Z7EXN/9RmTv39Pwn9Oim7ofVGZgoKuWNXeBBD4aX3d"
    "R7e/6omIo3bzaLjFqWAqZX3BEtGt9e/65nNc2Jt/iKiex6agv8rwKTVzryUKMTuvlRHoYG"
    "okVySYMqyJLVE8dStdeq3Uj3ZydY8gfC660m8iwZVqSoRdxcoawNJtG4Krk8cFyGni9BfB"
    "tBQHO6kNghw/Ft7HGDmCARePwtPoUP4DG3IjA68zwLwc9jfs9s4s9kp1DU2FzfxqKayhSf"
    "Vr60i0rodriXqXldVKJYDz/cqMR+OV510aF0knJFzxzeS3Xt6CTVtkyTw7SnS7Xo0J+zsR"
    "odzrNfMqiuRi/Xnk6uvBPmcmOiUhHDT0r1Q7ocs0o3LOZow3rVQ3Gjba1E2T1zRc2qtQkS"
    "nWulVmdxOqfy+LhKUuXxcXFWJX6WLbc8q8PhcPgBcncrdeDgGz1lgTFsFF6g9i9JNmrerh"
    "u3S5hbv2t6RpfDCU53XSj07/8Pwfr7RQ=="
)
