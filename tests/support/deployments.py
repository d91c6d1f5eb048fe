"""A deployment as its outputs tell, of which only the front counts."""

from collections.abc import Mapping, Sequence

from smoke.deployment import Deployment


def fronted(functions: Mapping[str, str], origins: Sequence[str], *, balanced: bool = False) -> Deployment:
    """With these functions' addresses, asked by these origins; nothing stands behind them."""
    return Deployment(
        project="p",
        database="(default)",
        functions=dict(functions),
        balanced=balanced,
        origins=list(origins),
        triggers={},
        queues=[],
        schedules={},
        indexes={},
        expiring={},
        grants=[],
    )
