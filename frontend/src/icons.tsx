// The drawings, 24 units square, in the colour of the text around them. They decorate: words say the same.

const PATHS = {
  alert: "M12 4 2.8 19.5h18.4zM12 10v4.2M12 17v.1",
  arrow: "M5 12h14M13 6l6 6-6 6",
  back: "M19 12H5M11 6l-6 6 6 6",
  bolt: "M13 3 5 13.5h6L10.5 21 19 10h-6.2z",
  bag: "M4 8.5h16V19H4zM9 8.5V5.5h6v3M4 13h16",
  check: "m5 12.5 4.5 4.5L19 7.5",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.5V12l3 2",
  close: "M6 6l12 12M18 6 6 18",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  down: "m6 9.5 6 6 6-6",
  exit: "M14 4H5v16h9M10 12h10M16.5 8l4 4-4 4",
  hand: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.5v5.5M12 16.3v.2",
  key: "M8 16.5a4.5 4.5 0 1 1 4.2-6H21V14h-3v2.5h-3V14h-2.8A4.5 4.5 0 0 1 8 16.5zM8 12v.1",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
  list: "M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4 6.5h.1M4 12h.1M4 17.5h.1",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  minus: "M5 12h14",
  open: "M10 5H5v14h14v-5M13.5 4.5h6v6M19.5 4.5 11 13",
  pause: "M8.5 6v12M15.5 6v12",
  people:
    "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.4 2.6-5.5 6-5.5s6 2.1 6 5.5M16 5a3.3 3.3 0 0 1 0 6.3M17.5 15c2.2.6 3.5 2.4 3.5 5",
  pin: "M12 21s-6.5-5.6-6.5-10.5a6.5 6.5 0 0 1 13 0C18.5 15.4 12 21 12 21zM12 12.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
  plus: "M12 5v14M5 12h14",
  refresh: "M20 6v5h-5M4 18v-5h5M5.5 9.5A7 7 0 0 1 18 7.5l2 3.5M18.5 14.5A7 7 0 0 1 6 16.5L4 13",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20",
  send: "M21 3 3 10.5l7 3.2L13.5 21zM10 13.7 21 3",
};

export type IconName = keyof typeof PATHS;

/** A drawing that screen readers pass over. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);
