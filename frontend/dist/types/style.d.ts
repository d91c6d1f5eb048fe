export declare function sheet(): CSSStyleSheet;
