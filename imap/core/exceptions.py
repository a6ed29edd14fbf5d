from __future__ import annotations


class TransitionError(Exception):
    """The object is not in a state from which this step is possible.

    `message` is a sentence for the person who tried, in that person's language.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
