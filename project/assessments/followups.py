"""What is odd about a follow-up, held against the session that it follows."""

from __future__ import annotations

from typing import Protocol

from project.assessments.naming import words


class Child(Protocol):
    child_name: str
    child_age: int
    child_gender: str | None


def followup_warnings(child: Child, parent: Child) -> list[str]:
    """The client sends the profile that its browser holds, which may be another child's: that is stored, and said."""
    found = []
    if words(child.child_name) != words(parent.child_name):
        found.append("The child's name differs from the session that this one follows")
    if child.child_age < parent.child_age:
        found.append("The child is younger than in the session that this one follows")
    if child.child_gender and parent.child_gender and child.child_gender != parent.child_gender:
        found.append("The child's gender differs from the session that this one follows")
    return found
