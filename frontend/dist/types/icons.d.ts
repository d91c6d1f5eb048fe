declare const PATHS: {
    alert: string;
    arrow: string;
    back: string;
    bolt: string;
    bag: string;
    check: string;
    clock: string;
    close: string;
    copy: string;
    down: string;
    exit: string;
    hand: string;
    key: string;
    link: string;
    list: string;
    lock: string;
    minus: string;
    open: string;
    pause: string;
    people: string;
    pin: string;
    plus: string;
    refresh: string;
    search: string;
    send: string;
};
export type IconName = keyof typeof PATHS;
/** A drawing that screen readers pass over. */
export declare const Icon: ({ name }: {
    name: IconName;
}) => import("preact").JSX.Element;
export {};
