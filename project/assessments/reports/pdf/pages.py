from collections.abc import Sequence
from dataclasses import dataclass

from project.assessments.reports.pdf.charts import HEIGHT as CHART_HEIGHT
from project.assessments.reports.pdf.parts import ReportSection
from project.assessments.reports.pdf.styles import QUIET, WIDTH, PrintedLine, TextRun

#: A4.
PAGE_WIDTH, PAGE_HEIGHT = 595.27, 841.89
LEFT = (PAGE_WIDTH - WIDTH) / 2
TOP, BOTTOM = PAGE_HEIGHT - 36, 58.0
LINE_HEIGHT = 10.2
#: Height of title, child, result and charts on the first page.
HEAD = 172 + CHART_HEIGHT
ROOM_FIRST, ROOM_SECOND = int((TOP - HEAD - BOTTOM) / LINE_HEIGHT), int((TOP - BOTTOM) / LINE_HEIGHT)


@dataclass(frozen=True, slots=True)
class SectionHeading:
    text: str


PageRow = SectionHeading | PrintedLine


def fair_shares(wanted: Sequence[int], weights: Sequence[int], room: int) -> list[int]:
    """Allot lines to each section: all it wants if that fits, else up to a common limit times its weight."""
    limit = max(wanted, default=0)
    while limit > 1 and sum(map(min, wanted, (limit * weight for weight in weights))) > room:
        limit -= 1
    return [min(lines, limit * weight) for lines, weight in zip(wanted, weights, strict=True)]


def paginate(sections: Sequence[ReportSection]) -> list[list[PageRow]]:
    """Fill at most two pages. Blocks that stay together leave gaps, so room shrinks until everything fits."""
    wanted = [sum(len(item.lines) for item in section.items) for section in sections]
    weights = [section.weight for section in sections]
    room = ROOM_FIRST + ROOM_SECOND
    pages = _flow(sections, wanted)
    while len(pages) > 2 and room > 0:
        pages = _flow(sections, fair_shares(wanted, weights, room))
        room -= 1
    return pages


def _flow(sections: Sequence[ReportSection], shares: Sequence[int]) -> list[list[PageRow]]:
    pages: list[list[PageRow]] = [[]]
    used, room = 0, ROOM_FIRST
    for section, share in zip(sections, shares, strict=True):
        for block in _blocks(section, share):
            height = sum(height_of(row) for row in block)
            if used + height > room:
                pages.append([])
                used, room = 0, ROOM_SECOND
            pages[-1] += block
            used += height
    return pages


def _blocks(section: ReportSection, share: int) -> list[list[PageRow]]:
    """Return rows that stay on one page. The heading stays with the first block."""
    blocks: list[list[PageRow]] = []
    shown = lines = 0
    for item in section.items:
        if lines + len(item.lines) > share:
            break
        blocks.append(list(item.lines))
        lines += len(item.lines)
        shown += item.amount
    if shown < section.total:
        blocks.append([[TextRun(0, f"… {section.total - shown} {section.more}", QUIET)]])
    start: list[PageRow] = [SectionHeading(section.heading)]
    if section.columns is not None:
        start.append(section.columns)
    return [start + blocks[0], *blocks[1:]]


def height_of(row: PageRow) -> int:
    """Return the height in lines."""
    return 2 if isinstance(row, SectionHeading) else 1
