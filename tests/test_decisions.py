"""References between docs/decisions and the code are correct."""

import re
from pathlib import Path

from project.core.testing.environment import ROOT

PAGES = {page.name[:3]: page for page in (ROOT / "docs" / "decisions").glob("*.md")}
MENTION = re.compile(r"docs/decisions/(\d{3})")
LINK = re.compile(r"\[(?:decision )?(\d+)\]\((?:docs/)?decisions/([^)]*)\)")
MODULE = re.compile(r"`((?:\w+/)+\w+\.py)`")


def test_a_decision_names_the_modules_that_mention_it() -> None:
    modules = [file for folder in ("project", "tests", "bench") for file in (ROOT / folder).rglob("*.py")]
    mentions = [(file, number) for file in modules for number in MENTION.findall(file.read_text())]

    wrong = [(str(file), number) for file, number in mentions if not names(number, file)]

    assert mentions
    assert not wrong


def names(number: str, file: Path) -> bool:
    return number in PAGES and "/".join(file.parts[-2:]) in PAGES[number].read_text()


def test_a_decision_names_modules_that_exist() -> None:
    named = [(page.name, module) for page in PAGES.values() for module in MODULE.findall(page.read_text())]

    assert not [one for one in named if not any((ROOT / folder / one[1]).is_file() for folder in ("", "project"))]


def test_a_decision_has_the_number_of_its_file() -> None:
    assert not [page.name for page in PAGES.values() if not page.read_text().startswith(f"# {int(page.name[:3])}. ")]


def test_a_link_to_a_decision_has_its_number() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    links = [link for page in pages for link in LINK.findall(page.read_text())]

    assert links
    assert not [link for link in links if int(link[0]) != int(link[1][:3])]
