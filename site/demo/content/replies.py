"""What invented readers have left under the guide on ketamine, and what the invented editors answered."""

from typing import NamedTuple


class Left(NamedTuple):
    """A reply. One without an answer that is not `shown` waits for a moderator."""

    name: str
    text: str
    shown: bool = True
    answer: str = ""


EDITORS = "The editors (example)"
EMAIL = "reader-{number}@example.org"

REPLIES = [
    Left(
        "Robin (example reader)",
        "My sister has her first session next week. May I stay in the room with her?",
        answer=(
            "Ask the clinic before the day. Some let one person sit in, others ask you to wait next door, because "
            "a quiet room matters.\n\nEither way, plan to bring her home. She should not drive for at least 24 hours "
            "after ketamine, and longer if the clinic says so. After esketamine, not until the next day, after a "
            "restful sleep."
        ),
    ),
    Left(
        "Sam (example reader)",
        "Thank you for saying plainly that it does not help everybody. I took the list of questions with me, and the "
        "nurse went through it with us.",
    ),
    Left(
        "Kim (example reader)",
        "I take tablets for high blood pressure. Do I have to stop them before a session?",
        shown=False,
    ),
]
