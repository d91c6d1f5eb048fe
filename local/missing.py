"""What is raised when a real part of the local system cannot be had."""


class EmulatorMissing(Exception):  # noqa: N818 - the caller's word: the run goes on without, or stops
    """Google's Firestore emulator, or the Java that it needs; one sentence that says what to do."""
