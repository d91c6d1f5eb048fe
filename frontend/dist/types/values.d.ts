/** The value of the field `name` in words; "" where there is none. */
export declare function said(name: string, value: unknown): string;
