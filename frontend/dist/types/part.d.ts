import { type ComponentChildren } from "preact";
import { type Books } from "./desk.js";
/** An element of the package. `view()` describes what stands in it; `update()` has it drawn. */
export declare abstract class Part extends HTMLElement {
    private drawing;
    private leave;
    abstract view(books: Books): ComponentChildren;
    /** Where books are opened anew: for another person or company. */
    protected begin(_books: Books): void;
    connectedCallback(): void;
    disconnectedCallback(): void;
    attributeChangedCallback(): void;
    /** Draw soon: what it shows has changed. */
    update(): void;
    /** Tell the page; `detail` is what it needs to know. */
    say(type: string, detail?: unknown): void;
    private get root();
    private draw;
}
export declare function define(name: string, part: CustomElementConstructor): void;
