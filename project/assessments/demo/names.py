from __future__ import annotations

import math
from itertools import product
from random import Random

_ARABIC_GIRLS = "ليلى مريم فاطمة نور سلمى هنا ياسمين زينب رنا جنى آية دانا لمى تالا رغد شهد"
_ARABIC_BOYS = "محمد أحمد عمر يوسف علي كريم سامي حسن زياد آدم إبراهيم طارق خالد ماجد فارس نبيل"
_ARABIC_FAMILIES = "حداد خوري منصور الأحمد نجار سليمان عبدالله درويش الخطيب شاهين قاسم بركات صالح العلي"
_ARAB_GIRLS = "Layla Mariam Fatima Nour Salma Hana Yasmin Zeinab Rana Jana Aya Dana Lama Tala Raghad Shahd"
_ARAB_BOYS = "Mohammad Ahmad Omar Yousef Ali Karim Sami Hasan Ziad Adam Ibrahim Tarek Khaled Majed Fares Nabil"
_ARAB_FAMILIES = "Haddad Khoury Mansour Al-Ahmad Najjar Suleiman Darwish Al-Khatib Shahin Qasem Barakat Saleh"
_EUROPEAN_GIRLS = "Emma Zoë Chloé Sofía Giulia Łucja Freya Anna Klára Inês Maëlle Astrid Elif Ioana Saoirse Petra"
_EUROPEAN_BOYS = "Lukas Noé Mateo Luca Wojciech Søren Jonas Jiří João Émile Björn Oskar Deniz Andrei Oisín Matěj"
_EUROPEAN_FAMILIES = "Müller Lefèvre García Rossi Weiß Jørgensen Ferreira Dubois Lindström Popescu O’Brien"
#: First names of girls and of boys, family names, share of the children.
_NAMES = (
    (_ARABIC_GIRLS, _ARABIC_BOYS, _ARABIC_FAMILIES, 0.35),
    (_ARAB_GIRLS, _ARAB_BOYS, _ARAB_FAMILIES, 0.25),
    (_EUROPEAN_GIRLS, _EUROPEAN_BOYS, _EUROPEAN_FAMILIES, 0.4),
)


def child_names(rng: Random, count: int) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for girls, boys, families, share in _NAMES:
        firsts = [(first, "female") for first in girls.split()] + [(first, "male") for first in boys.split()]
        whole = [(f"{first} {family}", gender) for (first, gender), family in product(firsts, families.split())]
        found += rng.sample(whole, math.ceil(share * count))
    return rng.sample(found, count)
