// The page as a function of its state: h() describes elements, render() makes the document match.
// What stays the same is not touched, so that focus, selection and what somebody typed survive a live update.

const SVG = "http://www.w3.org/2000/svg";

/** Describe an element. `props` are attributes, `on…` handlers, and these of our own:
 *  key (identity among siblings), initial (a field's first value), mounted(element), removed(element). */
export function h(tag, props, ...children) {
  const wanted = children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false);
  return { tag, props: props ?? {}, children: wanted };
}

/** Make the children of `parent` those that are described. */
export function render(parent, ...described) {
  fill(parent, described.flat(Infinity).filter(Boolean));
}

function fill(parent, wanted) {
  const known = new Map(
    [...parent.childNodes].filter((node) => node.ours?.key).map((node) => [node.ours.key, node]),
  );
  let at = parent.firstChild;
  for (const one of wanted) {
    const key = one.props?.key;
    const candidate = key ? known.get(key) : at;
    const node = candidate && fits(candidate, one) ? candidate : null;
    if (!node) {
      const made = create(one, parent);
      parent.insertBefore(made, at);
      one.props?.mounted?.(made);
    } else {
      if (node === at) at = at.nextSibling;
      else parent.insertBefore(node, at);
      update(node, one);
    }
  }
  while (at) {
    const next = at.nextSibling;
    leave(at);
    parent.removeChild(at);
    at = next;
  }
}

function fits(node, one) {
  if (typeof one !== "object") return node.nodeType === Node.TEXT_NODE;
  return node.ours?.tag === one.tag && node.ours.key === one.props.key;
}

function create(one, parent) {
  if (typeof one !== "object") return document.createTextNode(String(one));
  const drawing = one.tag === "svg" || parent.namespaceURI === SVG;
  const element = drawing ? document.createElementNS(SVG, one.tag) : document.createElement(one.tag);
  element.ours = { tag: one.tag, key: one.props.key, props: {} };
  update(element, one);
  if (one.props.initial !== undefined) element.value = one.props.initial;
  return element;
}

function update(node, one) {
  if (typeof one !== "object") {
    if (node.data !== String(one)) node.data = String(one);
    return;
  }
  const before = node.ours.props;
  for (const name of Object.keys(before)) if (!(name in one.props)) set(node, name, null);
  for (const [name, value] of Object.entries(one.props)) if (before[name] !== value) set(node, name, value);
  node.ours.props = one.props;
  fill(node, one.children);
  if (one.tag === "select" && one.props.value !== undefined) node.value = one.props.value;
}

function set(element, name, value) {
  if (["key", "initial", "mounted", "removed"].includes(name)) return;
  if (name.startsWith("on")) element[name.toLowerCase()] = value;
  else if (name === "value" && "value" in element) {
    if (element.value !== String(value ?? "")) element.value = value ?? "";
  } else if (name === "checked") element.checked = Boolean(value);
  else if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

function leave(node) {
  for (const child of node.childNodes) leave(child);
  node.ours?.props.removed?.(node);
}
