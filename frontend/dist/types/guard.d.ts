/** Installed once for the page. */
export declare function guard(): void;
