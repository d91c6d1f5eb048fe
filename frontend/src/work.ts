// One piece of work at a time: while it lasts its button is busy, and what it failed with is shown.

import type { Problem } from "./client.js";
import { problemOf } from "./pieces.js";
import type { Owner } from "./popup.js";

export class Work {
  busy = false;
  problem: Problem | undefined;

  constructor(
    private readonly owner: Owner,
    private readonly failed: () => void = () => undefined,
  ) {}

  async run(action: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    this.owner.update();
    try {
      await action();
    } catch (fault) {
      this.problem = problemOf(fault);
      this.failed();
    }
    this.busy = false;
    this.owner.update();
  }
}
