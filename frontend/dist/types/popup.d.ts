import { type ComponentChildren } from "preact";
/** Whoever opens a popup; redrawn with its owner. */
export interface Owner {
    update(): void;
}
export interface Popup {
    title: string | (() => string);
    body: () => ComponentChildren;
    wide?: boolean;
    closed?: () => void;
}
/** Open a popup of `owner`; one that is open already gives way. */
export declare function openPopup(owner: Owner, popup: Popup): void;
export declare const popupIs: (owner: Owner) => boolean;
/** Close it, if it is this owner's; resolves when the browser's history is back where it was. */
export declare function closePopup(owner?: Owner): Promise<void>;
/** Draw the open popup anew, if it is this owner's. */
export declare function drawPopup(owner: Owner): void;
/** Put the focus where a popup's next thing is: its [data-first], or its title. */
export declare function focusPopup(selector?: string): void;
