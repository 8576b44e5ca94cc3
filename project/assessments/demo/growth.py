from __future__ import annotations

#: Median height in cm from 3 to 17 years. Source: WHO growth standards and reference 2007, rounded.
GIRLS_CM = (95, 102.7, 109.4, 115.1, 120.8, 126.6, 132.5, 138.6, 145, 151.2, 156.4, 159.8, 161.7, 162.5, 162.9)
BOYS_CM = (96.1, 103.3, 110, 116, 121.7, 127.3, 132.6, 137.8, 143.1, 149.1, 156, 163.2, 169, 172.9, 175.2)
#: Median body mass index in kg/m² for girls and boys. Same source.
BODY_MASS_INDEX = (15.5, 15.3, 15.2, 15.3, 15.5, 15.7, 16.1, 16.5, 17.1, 17.8, 18.5, 19.2, 19.9, 20.5, 21)


def median_at(medians: tuple[float, ...], age: float) -> float:
    year = min(max(int(age), 3), 16)
    return medians[year - 3] + (medians[year - 2] - medians[year - 3]) * (age - year)
