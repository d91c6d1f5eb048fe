import type { Problem } from "./client.js";
import type { Owner } from "./popup.js";
export declare class Work {
    private readonly owner;
    private readonly failed;
    busy: boolean;
    problem: Problem | undefined;
    constructor(owner: Owner, failed?: () => void);
    run(action: () => Promise<void>): Promise<void>;
}
