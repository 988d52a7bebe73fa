// @ts-check
/**
 * Brings the page in the browser up to date with the page on the server, changing only what the server changed.
 *
 * Three pages are at hand: the one that was served (`before`), the one that is served now (`after`), and the living one,
 * which scripts and the reader have changed meanwhile. The first two are compared; what differs is done to the
 * counterparts in the third, which `live` knows. What a script added stays, what a reader opened stays open.
 */

/** @typedef {WeakMap<Node, Node>} Live node of a served page → the node in the browser that came from it */

const STYLE = "link[rel~='stylesheet']";

const EXECUTED = new Set(["", "module", "importmap", "text/javascript", "application/javascript"]);

/**
 * Whether the pages differ in something that takes effect only while a page is loaded.
 * @param {Document} before @param {Document} after
 */
export function needsReload(before, after) {
  return fixed(before) !== fixed(after);
}

/** @param {Document} page */
function fixed(page) {
  const parts = [...page.querySelectorAll("script, template, meta[http-equiv], base")];
  return parts
    .filter((part) => part.localName !== "script" || EXECUTED.has((part.getAttribute("type") ?? "").trim().toLowerCase()))
    .map((part) => part.outerHTML)
    .join("\n");
}

/**
 * Carry the differences between two served pages over to the living one; afterwards `live` knows the nodes of `after`.
 * @param {Document} before @param {Document} after @param {Live} live
 */
export function patch(before, after, live) {
  patchNode(before.head, after.head, live);
  patchNode(before.body, after.body, live);
}

/** @param {Node} before @param {Node} after @param {Live} live */
function patchNode(before, after, live) {
  const here = live.get(before);
  if (!here || before.nodeName === "NOSCRIPT" || before.isEqualNode(after)) {
    // (A <noscript> is text to a browser that runs scripts, and elements to a parser; nobody sees it here.)
    adopt(before, after, live);
  } else if (before instanceof CharacterData && here instanceof CharacterData) {
    here.data = /** @type {CharacterData} */ (after).data;
    live.set(after, here);
  } else if (before.nodeName.includes("-")) {
    // A custom element has made what it shows from its content, once: only a new one will read the new content.
    /** @type {ChildNode} */ (here).replaceWith(copy(after, live));
  } else {
    live.set(after, here);
    patchAttributes(/** @type {Element} */ (before), /** @type {Element} */ (after), /** @type {Element} */ (here));
    patchChildren(before, after, here, live);
  }
}

/** @param {Element} before @param {Element} after @param {Element} here */
function patchAttributes(before, after, here) {
  for (const name of before.getAttributeNames()) {
    if (!after.hasAttribute(name)) here.removeAttribute(name);
  }
  for (const { name, value } of after.attributes) {
    // (The same stylesheet by another version was exchanged when its file changed: to name it anew would load it again.)
    if (before.getAttribute(name) === value || (name === "href" && here.matches(STYLE) && sameFile(before, after))) continue;
    here.setAttribute(name, value);
  }
}

/** @param {Element} before @param {Element} after */
function sameFile(before, after) {
  const [was, is] = [before, after].map((link) => link.getAttribute("href")?.split("?", 1)[0]);
  return was === is;
}

/** @param {Node} before @param {Node} after @param {Node} here @param {Live} live */
function patchChildren(before, after, here, live) {
  const old = [...before.childNodes];
  const matches = match(old, [...after.childNodes]);
  const kept = new Set(matches.values());
  for (const node of old) {
    if (!kept.has(node)) /** @type {ChildNode | undefined} */ (live.get(node))?.remove();
  }
  /** @type {Node | null} the living node after which the next one belongs; null: at the beginning */
  let last = null;
  let furthest = -1;
  for (const child of after.childNodes) {
    const partner = matches.get(child);
    if (!partner) {
      last = here.insertBefore(copy(child, live), last ? last.nextSibling : here.firstChild);
      continue;
    }
    patchNode(partner, child, live);
    const node = live.get(child);
    if (node?.parentNode !== here) continue; // a script took it elsewhere, and there it stays
    const place = old.indexOf(partner);
    if (place < furthest) here.insertBefore(node, last ? last.nextSibling : here.firstChild);
    furthest = Math.max(furthest, place);
    last = node;
  }
}

/**
 * Which old child became which new one: first what is the same at both ends, then what is the same elsewhere or has the
 * same id, then what is of the same kind, in order.
 * @param {ChildNode[]} old @param {ChildNode[]} fresh @returns {Map<ChildNode, ChildNode>} new → old
 */
function match(old, fresh) {
  /** @type {Map<ChildNode, ChildNode>} */
  const matches = new Map();
  let start = 0;
  while (start < Math.min(old.length, fresh.length) && old[start].isEqualNode(fresh[start])) {
    matches.set(fresh[start], old[start++]);
  }
  let end = 0;
  while (end < Math.min(old.length, fresh.length) - start && old.at(-1 - end)?.isEqualNode(fresh[fresh.length - 1 - end])) {
    matches.set(fresh[fresh.length - 1 - end], old[old.length - 1 - end]);
    end++;
  }
  const left = new Set(old.slice(start, old.length - end));
  for (const key of [markup, idOf, kindOf]) {
    /** @type {Map<string, ChildNode[]>} */
    const byKey = new Map();
    for (const node of left) {
      const name = key(node);
      if (name) byKey.set(name, [...(byKey.get(name) ?? []), node]);
    }
    for (const node of fresh.slice(start, fresh.length - end)) {
      const partner = matches.has(node) ? undefined : byKey.get(key(node))?.shift();
      if (partner) {
        matches.set(node, partner);
        left.delete(partner);
      }
    }
  }
  return matches;
}

/** @param {ChildNode} node */
const markup = (node) => (node instanceof Element ? node.outerHTML : "");
/** @param {ChildNode} node */
const idOf = (node) => (node instanceof Element && node.id ? `${node.nodeName}#${node.id}` : "");
/** @param {ChildNode} node */
const kindOf = (node) => (node instanceof Element && node.id ? "" : node.nodeName);

/**
 * Let the nodes of `after` stand for the living nodes that those of an equal `before` stood for.
 * @param {Node} before @param {Node} after @param {Live} live
 */
function adopt(before, after, live) {
  const here = live.get(before);
  if (here) live.set(after, here);
  if (before.childNodes.length === after.childNodes.length) {
    before.childNodes.forEach((child, index) => adopt(child, after.childNodes[index], live));
  }
}

/**
 * A living copy of a served node, with all below it known.
 * @param {Node} served @param {Live} live
 */
function copy(served, live) {
  const node = document.importNode(served, true);
  /** @param {Node} from @param {Node} to */
  const pair = (from, to) => {
    live.set(from, to);
    from.childNodes.forEach((child, index) => pair(child, to.childNodes[index]));
  };
  pair(served, node);
  return node;
}
