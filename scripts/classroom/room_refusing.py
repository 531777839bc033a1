"""Why the room does not take what was handed in: the sentences."""


class Refused(Exception):
    """What was handed in cannot be kept; ``status`` is the code of the answer."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


FULL = (
    "Nothing was handed in: the disk of the facilitator’s laptop is full. Tell your "
    "facilitator. Your work is still on this computer."
)
NOT_WRITTEN = (
    "Nothing was handed in: the facilitator’s laptop could not write it. Tell your "
    "facilitator. Your work is still on this computer."
)
TOO_LARGE = (
    "Nothing was handed in: this is larger than {limit} MB. In the worksheet, choose "
    "Edit, Clear Outputs of All Cells, and try again."
)
