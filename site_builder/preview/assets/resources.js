// @ts-check
/** What a page is made of besides its HTML: styles and pictures are exchanged in place, anything else wants a reload. */

/** Where a stylesheet can be cut into rules: what is to be read as one, and what opens, closes and ends. */
const TOKENS = /\\[^]|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|\/\*[^]*?\*\/|url\([^"'()\\]*\)|["'(){}[\];]|\/\*/gi;

const CLOSES = new Map([["(", ")"], ["[", "]"], ["{", "}"]]);

/** @type {WeakMap<CSSStyleSheet, string[]>} the rules a stylesheet was last given here */
const given = new WeakMap();

/**
 * Bring changed files that this page uses up to date.
 * @param {Set<string>} changed paths, decoded
 * @param {Map<string, string>} styles the texts that came with the news, by path
 * @param {number} generation makes the exchanged addresses new to the browser
 * @param {(old: Element, fresh: Element) => void} exchanged told of each element that took another's place
 * @returns {Promise<unknown> | null} fulfilled when the styles have come; null when the page must be loaded anew
 */
export function refresh(changed, styles, generation, exchanged) {
  const links = [...document.querySelectorAll("link[rel~='stylesheet'][href]")].map((link) => /** @type {HTMLLinkElement} */ (link));
  const pictures = [...document.images].filter((picture) => changed.has(pathOf(picture.currentSrc || picture.src)));
  const direct = new Set([...links.map((link) => pathOf(link.href)), ...pictures.map((picture) => pathOf(picture.src))]);
  const others = [...loaded()].filter((path) => changed.has(path) && !direct.has(path));
  const imported = others.some((path) => path.endsWith(".css"));
  if (others.some((path) => !path.endsWith(".css")) || pictures.some((picture) => picture.srcset)) return null;
  const stale = links.filter((link) => imported || changed.has(pathOf(link.href)));
  const come = stale.map((link) => refill(link, styles.get(pathOf(link.href))) || exchange(link, generation, exchanged));
  for (const picture of pictures) picture.src = renewed(picture.src, generation);
  return Promise.all(come);
}

/**
 * Give a stylesheet the rules of its new text, at once and without asking for it; whether that could be done. (Scripts may
 * do so where a page forbids styles of its own, and addresses in the rules are still seen from the stylesheet's.)
 * @param {HTMLLinkElement} link @param {string | undefined} text
 */
function refill(link, text) {
  const sheet = link.sheet;
  const rules = text === undefined ? null : rulesOf(text);
  if (!sheet || !rules) return false;
  const before = given.get(sheet) ?? [];
  if (!before.length) while (sheet.cssRules.length) sheet.deleteRule(0);
  let start = 0;
  while (start < Math.min(before.length, rules.length) && before[start] === rules[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, rules.length) - start && before.at(-1 - end) === rules.at(-1 - end)) end++;
  for (let number = before.length - end; number > start; number--) sheet.deleteRule(number - 1);
  const held = [...rules.slice(0, start)];
  for (const rule of rules.slice(start, rules.length - end)) {
    try {
      sheet.insertRule(rule, held.length);
      held.push(rule);
    } catch {
      // a rule this browser does not know: it would leave it out as well
    }
  }
  given.set(sheet, [...held, ...rules.slice(rules.length - end)]);
  return true;
}

/**
 * The rules of a stylesheet, each by itself; null where it is better read as a whole: it is broken, or draws on others.
 * @param {string} text @returns {string[] | null}
 */
export function rulesOf(text) {
  const rules = [];
  /** @type {string[]} */
  const open = [];
  let from = 0;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token.length > 1 && token !== "/*") continue;
    const closing = CLOSES.get(token);
    if (closing) open.push(closing);
    else if (token === ";" && open.length) continue;
    else if (token !== ";" && open.pop() !== token) return null;
    if (open.length || (token !== "}" && token !== ";")) continue;
    rules.push(text.slice(from, index + 1).trim());
    from = index + 1;
  }
  const rest = text.slice(from).replace(/\/\*[^]*?\*\//g, "").trim();
  return rest || open.length || rules.some((rule) => /@(import|namespace|charset)/i.test(rule)) ? null : rules;
}

/**
 * Put a stylesheet in the place of its older self, which goes when the new one has come: the page is never bare.
 * @param {HTMLLinkElement} link @param {number} generation @param {(old: Element, fresh: Element) => void} exchanged
 * @returns {Promise<void>} when it has
 */
function exchange(link, generation, exchanged) {
  const fresh = /** @type {HTMLLinkElement} */ (link.cloneNode());
  fresh.href = renewed(link.href, generation);
  const come = new Promise((done) => {
    for (const event of ["load", "error"]) fresh.addEventListener(event, done, { once: true });
  });
  link.after(fresh);
  exchanged(link, fresh);
  return come.then(() => link.remove());
}

/** Paths of all files of this site the page has loaded so far, by whatever way. */
function loaded() {
  return new Set(performance.getEntriesByType("resource").map((entry) => pathOf(entry.name)));
}

/** @param {string} address @param {number} generation */
function renewed(address, generation) {
  const url = new URL(address, document.baseURI);
  url.searchParams.set("live", String(generation));
  return url.href;
}

/**
 * The decoded path of an address of this site; empty for any other.
 * @param {string} address
 */
export function pathOf(address) {
  try {
    const url = new URL(address, document.baseURI);
    return url.origin === location.origin ? decodeURIComponent(url.pathname) : "";
  } catch {
    return "";
  }
}
