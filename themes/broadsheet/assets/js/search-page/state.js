// @ts-check
/**
 * What is asked, and the same in the address: `?q=…&from=2019-04&page=01&sort=date` on a host, after `#` where the page
 * was opened from a folder, since only that part of such an address may change.
 */
(function (page) {
  "use strict";

  /**
   * @typedef {object} State
   * @property {string} text
   * @property {string | null} quote the sentence to check; null on the search proper
   * @property {string} from "", "2019" or "2019-04"
   * @property {string} to
   * @property {string[]} papers
   * @property {string[]} pages
   * @property {string[]} columns
   * @property {string[]} people
   * @property {string[]} types
   * @property {"relevance" | "date"} order
   * @property {number} shown how many hits are on the page
   */

  /** Name in the address → name of the filter. @type {[string, string][]} */
  const LISTS = [
    ["paper", "papers"],
    ["page", "pages"],
    ["column", "columns"],
    ["person", "people"],
    ["type", "types"],
  ];
  const KNOWN = ["q", "quote", "from", "to", "sort", "n", ...LISTS.map(([name]) => name)];
  const MOST = 1000;

  /** The names of the filters that are lists. */
  page.lists = LISTS.map(([, filter]) => filter);
  /** How many hits come at once. */
  page.STEP = 20;
  /** How many characters of a quotation are checked. */
  page.LONGEST_QUOTE = 200;

  /** How many characters a text has. @param {string} text */
  page.length = function (text) {
    return Array.from(text.trim()).length;
  };

  /**
   * A year or a month as people write it, or empty: 2019, 2019-04, 2019.4, 201904, 2019年4月.
   * @param {string} written
   * @returns {string}
   */
  page.period = function (written) {
    const match = /^\s*(\d{4})\s*(?:[-./年／－]?\s*(\d{1,2})\s*月?|年)?\s*$/u.exec(written.normalize("NFKC"));
    if (!match) return "";
    const month = Number(match[2] || 0);
    if (!match[2]) return match[1];
    return month >= 1 && month <= 12 ? `${match[1]}-${String(month).padStart(2, "0")}` : "";
  };

  /** @param {URLSearchParams} given @returns {State} */
  page.read = function (given) {
    /** @type {any} */
    const state = {
      text: (given.get("q") || "").slice(0, MOST),
      quote: given.has("quote") ? (given.get("quote") || "").slice(0, MOST) : null,
      from: page.period(given.get("from") || ""),
      to: page.period(given.get("to") || ""),
      order: given.get("sort") === "date" ? "date" : "relevance",
      shown: Math.min(Math.max(Math.floor(Number(given.get("n"))) || page.STEP, page.STEP), MOST),
    };
    for (const [name, filter] of LISTS) state[filter] = Array.from(new Set(given.getAll(name).filter(Boolean))).slice(0, 50);
    return state;
  };

  /** @param {State} state @returns {string} */
  page.write = function (state) {
    const params = new URLSearchParams();
    if (state.quote !== null) {
      params.set("quote", state.quote.trim());
      return params.toString();
    }
    if (state.text.trim()) params.set("q", state.text.trim());
    if (state.from) params.set("from", state.from);
    if (state.to) params.set("to", state.to);
    for (const [name, filter] of LISTS) for (const value of /** @type {any} */ (state)[filter]) params.append(name, value);
    if (state.order === "date") params.set("sort", "date");
    if (state.shown > page.STEP) params.set("n", String(state.shown));
    return params.toString();
  };

  /** What the address asks for; after `#` counts first. @returns {State} */
  page.address = function () {
    const hash = new URLSearchParams(location.hash.slice(1));
    return page.read(KNOWN.some((name) => hash.has(name)) ? hash : new URLSearchParams(location.search));
  };

  /**
   * Puts a state into the address.
   * @param {State} state
   * @param {boolean} anew as a step of its own, to go back from
   */
  page.remember = function (state, anew) {
    const written = page.write(state);
    const bare = location.href.replace(/[?#].*$/u, "");
    const kept = location.protocol === "file:" ? bare + location.search + "#" : bare + (written ? "?" : "");
    if (kept + written === location.href || (!written && location.href === bare)) return;
    try {
      if (anew) history.pushState(null, "", kept + written);
      else history.replaceState(null, "", kept + written);
    } catch {
      // The search goes on where a browser refuses; it is only not to be cited.
    }
  };

  /** The filters, as the engine takes them. @param {State} state */
  page.filters = function (state) {
    const { from, to, papers, pages, columns, people, types } = state;
    return { from, to, papers, pages, columns, people, types };
  };

  /** Whether anything narrows the search. @param {State} state */
  page.narrowed = function (state) {
    return Boolean(state.from || state.to) || page.lists.some((/** @type {string} */ name) => /** @type {any} */ (state)[name].length > 0);
  };
})(/** @type {any} */ (self).siteSearchPage || (/** @type {any} */ (self).siteSearchPage = {}));
