import asyncio
import hashlib
import math
import operator
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project.core.db.vectors import vector_text
from project.core.llm.embedder import DIMENSIONS
from project.core.testing.processes import printed_by
from project.scripture.offline.hashing_embedder import HashingEmbedder

EMBEDDER = HashingEmbedder()
ANSWER = """
The passage you have opened belongs to a letter which Paul wrote from prison. He does not tell the Philippians that
their worries are imaginary; he asks them to bring them before God, with thanks. The Greek word for being anxious is
the same that Matthew uses in the Sermon on the Mount, where the birds of the air and the lilies of the field are
named. Anxiety divides the mind; prayer gathers it. Many readers have found it useful to write down what troubles
them, to pray about each item, and to name one thing they are thankful for. The peace that is promised here guards
heart and mind like a garrison guards a town. It is no promise that the trouble goes away. If your anxiety does not
leave you, please talk with somebody you trust, a pastor or a physician.
"""
RELATED = [
    ("What does it mean to be born again?", "Nicodemus asked how a man can be born again when he is old."),
    ("Why did Jonah flee from God?", "Jonah fled to Tarshish because he did not want Nineveh to be spared."),
    ("Tell me about forgiveness", "How can I forgive someone? Jesus speaks of forgiving seventy times seven."),
    ("What is the meaning of the good shepherd?", "In Psalm 23 the LORD is my shepherd."),
    ("Who were the Pharisees?", "The Pharisees were a group of teachers who kept the law strictly."),
    ("How should I pray?", "The Lord's prayer teaches how to pray: Our Father which art in heaven."),
    ("What is grace?", "For by grace are ye saved through faith; grace is a gift that nobody earns."),
    ("Why was the temple destroyed?", "Solomon built the temple, and the Babylonians destroyed it."),
    ("What does love mean in 1 Corinthians 13?", "Can you explain the love chapter in Corinthians to me?"),
    ("believers and believing", "whosoever believeth in him should not perish"),
    ("I am anxious, what can I do about anxiety?", ANSWER),
    ("How do I pray when I worry?", ANSWER),
]
UNRELATED = [
    ("What does it mean to be born again?", "The Pharisees were a group of teachers who kept the law strictly."),
    ("Why did Jonah flee from God?", "For by grace are ye saved through faith; grace is a gift that nobody earns."),
    ("Tell me about forgiveness", "Solomon built the temple, and the Babylonians destroyed it."),
    ("Who were the Pharisees?", "Jonah fled to Tarshish because he did not want Nineveh to be spared."),
    ("How should I pray?", "How should I read the book of Revelation?"),
    ("What is grace?", "What is the Pentateuch?"),
    ("What does this verse mean?", "What does that passage say about money?"),
    ("Tell me about the flood", "Tell me about the resurrection"),
    ("Who was Ruth?", "Who was Caiaphas?"),
    ("What does Jesus teach about money?", "What does Jesus teach about angels?"),
    ("Explain the context of Romans 8 to me please", "Explain the context of Amos 5 to me please"),
    ("What happened to Nineveh?", ANSWER),
    ("What is baptism?", ANSWER),
]


async def distance(one: str, other: str) -> float:
    first, second = await EMBEDDER.embed([one, other])
    return 1 - float(sum(map(operator.mul, first, second)))


async def test_related_texts_lie_within_the_threshold() -> None:
    assert [pair for pair in RELATED if await distance(*pair) >= EMBEDDER.threshold] == []


async def test_unrelated_texts_lie_beyond_the_threshold() -> None:
    assert [pair for pair in UNRELATED if await distance(*pair) <= EMBEDDER.threshold] == []


@given(st.text(max_size=300))
async def test_every_text_has_a_unit_vector(text: str) -> None:
    (vector,) = await EMBEDDER.embed([text])

    assert len(vector) == DIMENSIONS
    assert math.sqrt(sum(value * value for value in vector)) == pytest.approx(1)


@given(st.lists(st.text(max_size=50), max_size=5))
async def test_vectors_do_not_depend_on_each_other(texts: list[str]) -> None:
    assert await EMBEDDER.embed(texts) == [(await EMBEDDER.embed([text]))[0] for text in texts]


async def test_case_and_punctuation_do_not_matter() -> None:
    assert await distance("The LORD is my shepherd!", "the lord is my... shepherd") == pytest.approx(0)


async def test_another_process_makes_the_same_vector() -> None:
    script = f"""import asyncio
from project.core.db.vectors import vector_text
from project.scripture.offline.hashing_embedder import HashingEmbedder
print(vector_text(asyncio.run(HashingEmbedder().embed([{ANSWER!r}]))[0]))"""

    assert await asyncio.to_thread(printed_by, script) == vector_text((await EMBEDDER.embed([ANSWER]))[0])


async def test_vectors_change_only_with_the_embedders_name() -> None:
    (vector,) = await EMBEDDER.embed(["In the beginning God created the heaven and the earth."])

    rounded = ",".join(f"{value:.6f}" for value in vector)

    # If this fails, give the embedder a new name: stored vectors cannot be compared with new ones.
    assert (EMBEDDER.name, hashlib.sha256(rounded.encode()).hexdigest()[:16]) == ("hashing-1", "32583b3199f17615")


async def test_a_message_takes_about_a_millisecond() -> None:
    await EMBEDDER.embed([ANSWER])
    began = time.process_time()

    await EMBEDDER.embed([ANSWER] * 20)

    assert (time.process_time() - began) / 20 < 0.005
