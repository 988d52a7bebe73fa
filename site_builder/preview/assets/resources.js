// @ts-check
/** What a page is made of besides its HTML: styles and pictures are exchanged in place, anything else wants a reload. */

/**
 * Bring changed files that this page uses up to date.
 * @param {Set<string>} changed paths, decoded
 * @param {number} generation makes the exchanged addresses new to the browser
 * @param {(old: Element, fresh: Element) => void} exchanged told of each element that took another's place
 * @returns {Promise<unknown> | null} fulfilled when the styles have come; null when the page must be loaded anew
 */
export function refresh(changed, generation, exchanged) {
  const links = [...document.querySelectorAll("link[rel~='stylesheet'][href]")].map((link) => /** @type {HTMLLinkElement} */ (link));
  const pictures = [...document.images].filter((picture) => changed.has(pathOf(picture.currentSrc || picture.src)));
  const direct = new Set([...links.map((link) => pathOf(link.href)), ...pictures.map((picture) => pathOf(picture.src))]);
  const others = [...loaded()].filter((path) => changed.has(path) && !direct.has(path));
  const imported = others.some((path) => path.endsWith(".css"));
  if (others.some((path) => !path.endsWith(".css")) || pictures.some((picture) => picture.srcset)) return null;
  const stale = links.filter((link) => imported || changed.has(pathOf(link.href)));
  const come = stale.map((link) => exchange(link, generation, exchanged));
  for (const picture of pictures) picture.src = renewed(picture.src, generation);
  return Promise.all(come);
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
