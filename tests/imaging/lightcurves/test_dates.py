from __future__ import annotations

from datetime import UTC, datetime

import pytest
from astropy.time import Time
from hypothesis import given
from hypothesis import strategies as st

from project.imaging.errors import InvalidValue
from project.imaging.lightcurves.dates import read_mjd
from project.imaging.lightcurves.mjd import datetime_of, mjd_of

#: A microsecond in days, and the precision of a float of this size.
MICROSECOND = 1.2e-11
#: Earlier days may have a leap second, which astropy handles by stretching the day.
MOMENTS = st.datetimes(datetime(2017, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001  (what Hypothesis wants)
LIKE_ASTROPY = [
    "2025-10-05",
    "2025-10-05Z",
    "2025-10-05T12:00",
    "2025-10-05T12:00:00",
    "2025-10-05T12:00:00Z",
    "2025-10-05 12:00:00",
    "2025-10-05 12:00:00.",
    "2025-10-05 23:59:59.999999999",
    "2025-1-5",
    "2024-02-29",
    "2026:013",
    "2026:013:06:30",
    "2026:013:06:30:15.5Z",
    "2024:366",
    "J2026.04",
    "j2026",
    "J2026.",
    "B2026.5",
    "0001-01-01",
    "9999-12-31",
]
UNREADABLE = [
    "x",
    "tomorrow",
    "60950",
    "2460950.5",
    "2025",
    "2025.5",
    "20251005",
    "2025-10",
    "2025-13-01",
    "2025-02-30",
    "2023-02-29",
    "0000-01-01",
    "2025-10-05T24:00:00",
    "2025-10-05T12:60",
    "2025-10-05T12:00:61",
    "2025-10-05T12:00:60",
    "2025-10-05T12",
    "2025-10-05T12:00:00+99:00",
    "2025-10-05  12:00:00",
    " 2025-10-05",
    "2025-10-05\n",
    "２０２５-10-05",
    "2026:000",
    "2026:366",
    "2026:13",
    "J",
    "J1e300",
    "Jinf",
    "JNaN",
    "J1_0",
    "nan",
    "\0",
]


@pytest.mark.parametrize("text", LIKE_ASTROPY)
@pytest.mark.filterwarnings("ignore:ERFA")
def test_it_is_the_same_day_as_astropys(text: str) -> None:
    assert read_mjd(text, "start_date") == pytest.approx(Time(text).utc.mjd, abs=MICROSECOND, rel=0)


@pytest.mark.filterwarnings("ignore:ERFA")
@given(MOMENTS, st.sampled_from("T "), st.sampled_from(["", "Z"]))
def test_every_moment_is_the_same_as_astropys(moment: datetime, mark: str, zone: str) -> None:
    text = f"{moment.isoformat(mark)}{zone}"

    assert read_mjd(text, "start_date") == pytest.approx(Time(moment).mjd, abs=MICROSECOND, rel=0)


@given(MOMENTS)
def test_it_is_the_number_that_a_measurement_of_that_moment_has(moment: datetime) -> None:
    seconds = moment.replace(microsecond=0, tzinfo=UTC)

    assert read_mjd(f"{seconds:%Y-%m-%dT%H:%M:%S}", "start_date") == mjd_of(seconds.timestamp())


@given(MOMENTS)
def test_there_and_back(moment: datetime) -> None:
    there = read_mjd(moment.isoformat(), "start_date")

    assert abs((datetime_of(there) - moment.replace(tzinfo=UTC)).total_seconds()) < 2e-6


@pytest.mark.parametrize("zone", ["+02:00", " 02:00"])
def test_a_utc_offset_is_read(zone: str) -> None:
    assert read_mjd(f"2025-10-05T14:00:00{zone}", "start_date") == 60953.5


def test_a_leap_second_is_the_second_after_it() -> None:
    assert read_mjd("2016-12-31T23:59:60", "start_date") == 57754.0


@pytest.mark.parametrize("text", UNREADABLE)
def test_fault_10_an_invalid_date_is_a_bad_request(text: str) -> None:
    with pytest.raises(InvalidValue) as raised:
        read_mjd(text, "start_date")

    assert raised.value.status == 400
    assert raised.value.members["details"]["field"] == "start_date"


@given(st.text(max_size=100))
def test_any_text_is_a_day_or_a_bad_request(text: str) -> None:
    try:
        assert -678576 < read_mjd(text, "end_date") < 2973485
    except InvalidValue:
        return
