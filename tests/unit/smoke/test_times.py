"""What the smoke test prints of its times."""

from smoke.times import Took, table

STEPS = {"connect": 1.5, "list": 0.25}


def took(seconds: float) -> Took:
    return Took(to_request=seconds, to_applicant=seconds + 1)


def test_the_first_is_cold_and_the_median_warm() -> None:
    """The first success stands by itself; of the others the median and the slowest are told."""
    assert list(table(STEPS, [took(4), took(0.5), took(0.1), took(0.2)])) == [
        "                               first   median of     slowest",
        "seconds                       (cold)    3 (warm)      (warm)",
        "connect                         1.50",
        "list                            0.25",
        "success to request              4.00        0.20        0.50",
        "success to applicant            5.00        1.20        1.50",
    ]


def test_what_came_to_pass_is_told() -> None:
    """Where the canary fell, the table holds what was measured until then."""
    assert [line.split()[0] for line in table(STEPS, [])][2:] == ["connect", "list"]
    assert list(table({}, [took(4)]))[2:] == [
        "success to request              4.00",
        "success to applicant            5.00",
    ]
