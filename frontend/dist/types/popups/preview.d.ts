import type { Preview } from "../client.js";
import type { Books } from "../desk.js";
import { type Owner } from "../popup.js";
/** The preview of one match, fetched once. */
export declare class Previewed {
    private readonly owner;
    private readonly books;
    private readonly match;
    private readonly closed;
    private shown;
    private problem;
    private asked;
    constructor(owner: Owner, books: Books, match: string, closed?: boolean);
    view(): import("preact").JSX.Element;
    private fetch;
}
export declare function openPreview(owner: Owner, books: Books, match: string, person: string, closed: boolean): void;
export declare function Application({ document }: {
    document: NonNullable<Preview["document"]>;
}): import("preact").JSX.Element;
