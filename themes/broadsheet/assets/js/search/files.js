// @ts-check
/**
 * Brings the files of the index. Each is a script of one call, siteSearch("<name>", <value>), so that it comes from
 * http and from a folder (file://) alike. A file that fails is asked for once more, past all caches.
 */
(function (tools) {
  "use strict";

  /** Characters of the values that are kept; what was used longest ago goes first. */
  const KEPT = 10e6;

  /** @type {Map<string, any>} */
  const landed = new Map();
  const page = /** @type {any} */ (self);
  page.siteSearch = (/** @type {string} */ name, /** @type {unknown} */ value) => void landed.set(name, value);

  /** Runs the script at an address; another way to do so may be put in its place. @param {string} url @returns {Promise<void>} */
  tools.bring = (url) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = url;
      element.charset = "utf-8";
      element.onload = element.onerror = (event) => {
        element.remove();
        if (/** @type {Event} */ (event).type === "load") resolve();
        else reject(new Error(url));
      };
      document.head.append(element);
    });

  /**
   * The files in a folder.
   * @param {string} folder address of search/, with its final slash
   * @param {(progress: { done: number, total: number }) => void} tell
   */
  tools.files = function (folder, tell) {
    /** @type {Map<string, { value: any, size: number }>} */
    const kept = new Map();
    /** @type {Map<string, Promise<any>>} */
    const coming = new Map();
    let size = 0;
    let done = 0;
    let total = 0;

    /** @param {string} name @param {boolean} fresh */
    async function bring(name, fresh) {
      let arrived = false;
      for (const again of fresh ? [true] : [false, true]) {
        landed.delete(name);
        try {
          await tools.bring(`${folder}${name}.js${again ? "?" + Date.now() : ""}`);
        } catch {
          continue;
        }
        arrived = true;
        if (landed.has(name)) {
          const value = landed.get(name);
          landed.delete(name);
          return value;
        }
      }
      throw Object.assign(new Error(name), { arrived });
    }

    /** @param {string} name @param {any} value */
    function keep(name, value) {
      const length = (/** @type {any} */ part) =>
        typeof part === "string" ? part.length : Array.isArray(part) ? part.reduce((sum, one) => sum + length(one), 8) : 1000;
      const entry = { value, size: length(value) };
      kept.set(name, entry);
      size += entry.size;
      for (const [old, { size: less }] of kept) {
        if (size <= KEPT || old === name) break;
        kept.delete(old);
        size -= less;
      }
    }

    /**
     * The value of a file; rejects with its name when it does not come, `arrived` when it is not what it should be.
     * @param {string} name @param {boolean} fresh past all caches
     */
    function read(name, fresh = false) {
      const entry = kept.get(name);
      if (entry && !fresh) {
        kept.delete(name);
        kept.set(name, entry);
        return Promise.resolve(entry.value);
      }
      const already = coming.get(name);
      if (already && !fresh) return already;
      total++;
      tell({ done, total });
      const promise = bring(name, fresh)
        .then((value) => {
          keep(name, value);
          return value;
        })
        .finally(() => {
          coming.delete(name);
          done++;
          tell({ done, total });
          if (done === total) done = total = 0;
        });
      coming.set(name, promise);
      return promise;
    }

    return { read };
  };
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
