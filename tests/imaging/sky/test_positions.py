import astropy.units as u
import pytest
from astropy.coordinates import Angle

from project.imaging.sky.positions import read_angle, read_dec, read_ra


@pytest.mark.parametrize("text", ["08:34:54.2", "08h34m54.2s", "8 34 54.2", "08:34", "23:59:59.999", "0h0m", "8h34m"])
def test_a_right_ascension_in_hours(text: str) -> None:
    assert read_ra(text) == pytest.approx(Angle(text, u.hourangle).deg)


@pytest.mark.parametrize(("text", "degrees"), [("128.73", 128.73), ("0", 0), ("360", 0), ("8.5h", 127.5), ("1e2", 100)])
def test_a_right_ascension_in_degrees(text: str, degrees: float) -> None:
    assert read_ra(text) == pytest.approx(degrees)


@pytest.mark.parametrize("text", ["-00:30:00", "+55:34:21.5", "55d34m21.5s", " 55 34 21.5", "−12:30", "90:00:00"])
def test_a_declination_in_minutes_and_seconds(text: str) -> None:
    assert read_dec(text) == pytest.approx(Angle(text.replace("−", "-"), u.deg).deg)


@pytest.mark.parametrize(("text", "degrees"), [("55.57", 55.57), ("-0.5", -0.5), ("+90", 90), ("-30.5deg", -30.5)])
def test_a_declination_in_degrees(text: str, degrees: float) -> None:
    assert read_dec(text) == degrees


@pytest.mark.parametrize(("text", "degrees"), [("0.5", 0.5), ("10arcmin", 1 / 6), ("10'", 1 / 6), ('5"', 5 / 3600)])
def test_an_angle_with_and_without_unit(text: str, degrees: float) -> None:
    assert read_angle(text) == pytest.approx(degrees)


@pytest.mark.parametrize(
    "text", ["361", "-1", "24:00:01", "8:60:00", "north", "", "nan", "inf", "1e999", "8h34m54.2s5"]
)
def test_an_invalid_right_ascension_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="right ascension"):
        read_ra(text)


@pytest.mark.parametrize("text", ["91", "-90.5", "90:00:01", "55:60:00", "up", "", "nan", "--5"])
def test_an_invalid_declination_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="declination"):
        read_dec(text)


@pytest.mark.parametrize("text", ["5 parsecs", "ten", "", "-1", "nan"])
def test_an_invalid_angle_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="angle"):
        read_angle(text)
