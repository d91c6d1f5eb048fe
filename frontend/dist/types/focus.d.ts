export declare function focused(): Element | null;
/** Draw; if what had the focus in `root` is gone after it, the nearest [data-rest] of before takes it. */
export declare function keepingFocus(root: ParentNode, draw: () => void): void;
