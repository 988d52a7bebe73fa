// @ts-check
/**
 * Brings the page in the browser up to date with the page on the server, changing only what the server changed.
 *
 * Three pages are at hand: the one that was served (`before`), the one that is served now (`after`), and the living one,
 * which scripts and the reader have changed meanwhile. The first two are compared; what differs is done to the first,
 * and to its counterparts in the third, which `live` knows. What a script added stays, what a reader opened stays open.
 * So a save costs what it changed, and not what the page is long.
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
 * Carry the differences between two served pages over to the living one. Afterwards `before` is what is served now, and
 * `after` is used up.
 * @param {Document} before @param {Document} after @param {Live} live
 */
export function patch(before, after, live) {
  patchNode(before.head, after.head, live);
  patchNode(before.body, after.body, live);
}

/**
 * Give the node that is served from now on: the old one brought up to date, or the new one.
 * @param {Node} before @param {Node} after @param {Live} live
 */
function patchNode(before, after, live) {
  if (before.isEqualNode(after)) return before;
  const here = live.get(before);
  if (!here || before.nodeName === "NOSCRIPT") {
    // (A <noscript> is text to a browser that runs scripts, and elements to a parser; nobody sees it here.)
    if (here) live.set(after, here);
    return after;
  }
  if (before instanceof CharacterData && here instanceof CharacterData) {
    here.data = before.data = /** @type {CharacterData} */ (after).data;
    return before;
  }
  if (before.nodeName.includes("-")) {
    // A custom element has made what it shows from its content, once: only a new one will read the new content.
    /** @type {ChildNode} */ (here).replaceWith(copy(after, live));
    return after;
  }
  patchAttributes(/** @type {Element} */ (before), /** @type {Element} */ (after), /** @type {Element} */ (here));
  patchChildren(before, after, here, live);
  return before;
}

/** @param {Element} before @param {Element} after @param {Element} here */
function patchAttributes(before, after, here) {
  for (const name of before.getAttributeNames()) {
    if (after.hasAttribute(name)) continue;
    here.removeAttribute(name);
    before.removeAttribute(name);
  }
  for (const { name, value } of after.attributes) {
    if (before.getAttribute(name) === value) continue;
    // (The same stylesheet by another version was exchanged when its file changed: to name it anew would load it again.)
    if (name !== "href" || !here.matches(STYLE) || !sameFile(before, after)) here.setAttribute(name, value);
    before.setAttribute(name, value);
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
  const fresh = [...after.childNodes];
  const { partners, same } = match(old, fresh);
  const kept = new Set(partners.values());
  for (const node of old) {
    if (kept.has(node)) continue;
    /** @type {ChildNode | undefined} */ (live.get(node))?.remove();
    node.remove();
  }
  const places = new Map(old.map((node, place) => [node, place]));
  /** @type {Node | null} the living node after which the next one belongs; null: at the beginning */
  let last = null;
  let furthest = -1;
  fresh.forEach((child, index) => {
    const partner = partners.get(child);
    const node = partner ? (same.has(partner) ? partner : patchNode(partner, child, live)) : child;
    if (partner && node !== partner) partner.replaceWith(node);
    if (!partner) {
      last = here.insertBefore(copy(child, live), last ? last.nextSibling : here.firstChild);
    } else {
      const living = live.get(node);
      const place = places.get(partner) ?? 0;
      // (A script may have taken it elsewhere, and there it stays.)
      if (living?.parentNode === here) {
        if (place < furthest) here.insertBefore(living, last ? last.nextSibling : here.firstChild);
        furthest = Math.max(furthest, place);
        last = living;
      }
    }
    if (before.childNodes[index] !== node) before.insertBefore(node, before.childNodes[index] ?? null);
  });
}

/**
 * Which old child became which new one: first what is the same at both ends, then what is the same elsewhere or has the
 * same id, then what is of the same kind, in order.
 * `partners` are new → old; of those in `same` it is already known that they are equal.
 * @param {ChildNode[]} old @param {ChildNode[]} fresh
 * @returns {{ partners: Map<ChildNode, ChildNode>, same: Set<ChildNode> }}
 */
function match(old, fresh) {
  /** @type {Map<ChildNode, ChildNode>} */
  const partners = new Map();
  let start = 0;
  while (start < Math.min(old.length, fresh.length) && old[start].isEqualNode(fresh[start])) {
    partners.set(fresh[start], old[start++]);
  }
  let end = 0;
  while (end < Math.min(old.length, fresh.length) - start && old.at(-1 - end)?.isEqualNode(fresh[fresh.length - 1 - end])) {
    partners.set(fresh[fresh.length - 1 - end], old[old.length - 1 - end]);
    end++;
  }
  const same = new Set(partners.values());
  const left = new Set(old.slice(start, old.length - end));
  for (const key of [markup, idOf, kindOf]) {
    /** @type {Map<string, ChildNode[]>} */
    const byKey = new Map();
    for (const node of left) {
      const name = key(node);
      if (name) byKey.set(name, [...(byKey.get(name) ?? []), node]);
    }
    for (const node of fresh.slice(start, fresh.length - end)) {
      const partner = partners.has(node) ? undefined : byKey.get(key(node))?.shift();
      if (partner) {
        partners.set(node, partner);
        left.delete(partner);
      }
    }
  }
  return { partners, same };
}

/** @param {ChildNode} node */
const markup = (node) => (node instanceof Element ? node.outerHTML : "");
/** @param {ChildNode} node */
const idOf = (node) => (node instanceof Element && node.id ? `${node.nodeName}#${node.id}` : "");
/** @param {ChildNode} node */
const kindOf = (node) => (node instanceof Element && node.id ? "" : node.nodeName);

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
