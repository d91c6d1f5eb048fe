"""What Terraform says that it made."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

TRIAL = re.compile(r"(^|-)(staging|test)(-|$)")


class Refused(Exception):  # noqa: N818 - a fact that the person at the terminal reads
    """This project is not one to try things in, or not the one that was named."""


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """The outputs of terraform/outputs.tf.

    Attributes:
        functions: deployed name, without its prefix → address.
        balanced: only a load balancer may call these addresses.
        origins: of the frontend; from these alone a browser may call.
        queues: `name` and `region`; triggers, schedules: function → the same.
        indexes: name → collection and fields, `-` before a descending one; expiring: collection → field.
        grants: of the project: role, member, and the condition's expression, empty where there is none.
    """

    project: str
    database: str
    functions: dict[str, str]
    balanced: bool
    origins: list[str]
    triggers: dict[str, dict[str, str]]
    queues: list[dict[str, str]]
    schedules: dict[str, dict[str, str]]
    indexes: dict[str, dict[str, Any]]
    expiring: dict[str, str]
    grants: list[dict[str, str]]

    @classmethod
    def of(cls, outputs: str) -> Self:
        """From what `terraform output -json` printed."""
        value = {name: output["value"] for name, output in json.loads(outputs).items()}
        prefix = value["name_prefix"]
        return cls(
            project=value["project"]["id"],
            database=value["project"]["database"],
            functions={
                name.removeprefix(prefix): url.rstrip("/") for name, url in value["function_urls"].items()
            },
            balanced=value["ingress"] == "load_balancer",
            origins=value["frontend_origins"],
            triggers={
                "on_match_written": value["trigger"],
                "on_developer_deleted": value["erasing_trigger"],
            },
            queues=[value["queue"], value["readings_queue"]],
            schedules=value["scheduler_jobs"],
            indexes=value["firestore"]["indexes"],
            expiring=value["firestore"]["expiring"],
            grants=value["grants"],
        )

    def called_at(self, load_balancer: str) -> dict[str, str]:
        """Deployed name → its address behind a load balancer, which tells functions apart by their names."""
        return {name: f"{load_balancer.rstrip('/')}/{name}" for name in self.functions}

    def permit(self, named: Sequence[str]) -> None:
        """A canary leaves traces in logs and at Personio: production has to be meant.

        Raises:
            Refused: `named` is another project, or one that is not called staging or test, and named once.
        """
        if set(named) != {self.project}:
            raise Refused(f"Terraform's project is {self.project}: name it with --project.")
        if not TRIAL.search(self.project) and len(named) < 2:  # noqa: PLR2004 - once is a slip
            raise Refused(f"{self.project} is not called staging or test: name it twice if you mean it.")
