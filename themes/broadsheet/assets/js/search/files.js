// @ts-check
/**
 * Brings the scripts of the index: each is one call, siteSearch("<name>", <value>), so that it can be loaded from
 * http and from a folder (file://) alike. A failed file is asked for once more.
 */
(function (tools) {
  "use strict";

  /** @type {Map<string, unknown>} */
  const arrived = new Map();
  const page = /** @type {any} */ (self);
  const waiting = (page.siteSearch && page.siteSearch.waiting) || [];
  page.siteSearch = (/** @type {string} */ name, /** @type {unknown} */ value) => void arrived.set(name, value);
  for (const call of waiting) page.siteSearch(call[0], call[1]);

  /** @param {string} url @returns {Promise<void>} */
  function script(url) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = url;
      element.charset = "utf-8";
      element.onload = () => resolve();
      element.onerror = () => {
        element.remove();
        reject(new Error(url));
      };
      document.head.append(element);
    });
  }

  /**
   * The value of one file of the index.
   * @param {string} folder address of search/
   * @param {string} name
   * @param {string} again what to add to the address so that no cache answers
   */
  async function value(folder, name, again = "") {
    if (!arrived.has(name)) await script(folder + name + ".js" + again);
    if (!arrived.has(name)) throw new Error(name);
    return arrived.get(name);
  }

  /**
   * The engine over the index in a folder, and the function that gives one body by number.
   * @param {string} folder address of search/, with its final slash
   */
  tools.open = async function (folder) {
    try {
      return await opened(folder);
    } catch {
      // Printed anew since this page was loaded: the manifest a cache kept names files that are gone.
      arrived.clear();
      return opened(folder, "?" + Date.now());
    }
  };

  /** @param {string} folder @param {string} again */
  async function opened(folder, again = "") {
    const manifest = /** @type {any} */ (await value(folder, "manifest", again));
    const [index, heads, folding] = await Promise.all(
      [manifest.index, manifest.heads, manifest.folding].map((name) => value(folder, name)),
    );
    const texts = /** @type {{ name: string, first: number }[]} */ (manifest.texts);
    const bodies = async () =>
      /** @type {string[]} */ ((await Promise.all(texts.map((part) => value(folder, part.name)))).flat());
    /** @param {number} number @returns {Promise<string>} */
    const body = async (number) => {
      const part = texts.filter((text) => text.first <= number).pop();
      return part ? /** @type {any} */ (await value(folder, part.name))[number - part.first] : "";
    };
    return { manifest, body, ...tools.engine(manifest, index, heads, folding, bodies) };
  }
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
