// @ts-check
/**
 * Which of the found articles a reader wants to see, and how many there are of each kind; the twin of
 * site_builder/search/filters.py.
 */
(function (tools) {
  "use strict";

  /**
   * @typedef {object} Filters
   * @property {string} [from] `2019`, `2019-04` or `2019-04-19`, itself counted
   * @property {string} [to] likewise
   * @property {string[]} [pages] as in the addresses: `01`
   * @property {string[]} [papers] ids
   * @property {string[]} [columns] @property {string[]} [types] @property {string[]} [people] as printed
   */

  const FACETS = /** @type {const} */ ({ columns: "c", types: "t", people: "p" });
  const DATE = 1;
  const BITS = /** @type {Record<string, number>} */ ({ pages: 2, papers: 4, columns: 8, types: 16, people: 32 });

  /**
   * The found articles that pass every filter, and the counts; a count is taken of what passes all other filters.
   * @param {any} shelf
   * @param {Int32Array} docs ascending
   * @param {Filters} filters
   * @param {boolean} facets also those that need files of their own
   */
  tools.filtered = async function (shelf, docs, filters, facets) {
    const given = (/** @type {string} */ name) => new Set(/** @type {any} */ (filters)[name] || []);
    const [pages, papers] = [given("pages"), given("papers")];
    const { from = "", to = "" } = filters;
    const kinds = /** @type {["columns", "types", "people"]} */ (Object.keys(FACETS));
    const wanted = await Promise.all(
      kinds.map(async (kind) => {
        const values = Array.from(given(kind));
        if (!values.length) return null;
        return tools.either(await Promise.all(values.map((value) => shelf.facet(FACETS[kind] + value))));
      }),
    );
    const failed = new Uint8Array(docs.length);
    kinds.forEach((kind, number) => {
      const set = wanted[number];
      if (!set) return;
      for (let at = 0, i = 0; at < docs.length; at++) {
        while (i < set.length && set[i] < docs[at]) i++;
        if (set[i] !== docs[at]) failed[at] |= BITS[kind];
      }
    });
    /** @type {Record<string, Map<string, number>>} */
    const counts = { years: new Map(), months: new Map(), pages: new Map(), papers: new Map() };
    /** @type {Map<string, Map<string, number>>} */
    const names = new Map();
    const count = (/** @type {Map<string, number>} */ map, /** @type {string} */ key) => map.set(key, (map.get(key) || 0) + 1);
    let at = 0;
    for (const issue of shelf.issues) {
      if (at >= docs.length) break;
      if (docs[at] >= issue.first + issue.many) continue;
      const { date, paper } = issue;
      const early = date.slice(0, from.length) < from || (to && date.slice(0, to.length) > to) ? DATE : 0;
      const other = papers.size && !papers.has(paper) ? BITS.papers : 0;
      for (const { page, name, first, many } of issue.pages) {
        const off = pages.size && !pages.has(page) ? BITS.pages : 0;
        for (; at < docs.length && docs[at] < first + many; at++) {
          const fails = (failed[at] |= early | other | off);
          if (!(fails & ~DATE)) {
            count(counts.years, date.slice(0, 4));
            count(counts.months, date.slice(0, 7));
          }
          if (!(fails & ~BITS.papers)) count(counts.papers, paper);
          if (fails & ~BITS.pages) continue;
          count(counts.pages, page);
          const named = names.get(page) || new Map();
          names.set(page, named);
          count(named, name);
        }
      }
    }
    const ranked = (/** @type {Map<string, number>} */ map) =>
      Array.from(map).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : a > b ? 1 : 0));
    const byKey = (/** @type {Map<string, number>} */ map) =>
      Object.fromEntries(Array.from(map).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, many]) => [`${key}`, many]));
    const found = {
      docs: docs.filter((_, place) => !failed[place]),
      years: byKey(counts.years),
      months: byKey(counts.months),
      facets: /** @type {Record<string, any[][]>} */ ({
        pages: ranked(counts.pages).map(([page, many]) => [page, many, ranked(/** @type {any} */ (names.get(page)))[0][0]]),
        papers: ranked(counts.papers),
      }),
    };
    if (facets) {
      for (const kind of /** @type {const} */ (["columns", "types"])) {
        const passing = docs.filter((_, place) => !(failed[place] & ~BITS[kind]));
        const keys = /** @type {Map<string, Int32Array>} */ (await shelf.facets(FACETS[kind]));
        const many = new Map(Array.from(keys, ([key, set]) => [key.slice(1), tools.both(passing, set).length]));
        found.facets[kind] = ranked(many).filter(([, number]) => number);
      }
    }
    return found;
  };
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
