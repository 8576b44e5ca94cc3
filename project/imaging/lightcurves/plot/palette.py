"""Colours that people with colour-vision deficiency can distinguish (Okabe and Ito 2008)."""

from __future__ import annotations

from project.imaging.lightcurves.plot.shapes import Role

LIGHT: dict[Role, str] = {
    "paper": "#ffffff",
    "frame": "#6b7280",
    "grid": "#d9dde3",
    "ink": "#1f2937",
    "faint": "#5b6472",
    "band": "#dcebf5",
    "mean": "#009e73",
    "point": "#0072b2",
    "flagged": "#d55e00",
    "pale": "#a8c8dc",
}
DARK: dict[Role, str] = {
    "paper": "#14181f",
    "frame": "#8b95a5",
    "grid": "#2a313c",
    "ink": "#e5e9f0",
    "faint": "#a3adbb",
    "band": "#1d3142",
    "mean": "#35c79c",
    "point": "#56b4e9",
    "flagged": "#ff9248",
    "pale": "#2f5069",
}
