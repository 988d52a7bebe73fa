// @ts-check
/** The engine of before behind the interface of the new one; goes when that comes. */
(function () {
  "use strict";
  const tools = /** @type {any} */ (self).searchTools;
  /** @type {any} */ (self).siteSearchEngine = {
    async open(/** @type {string} */ base, /** @type {any} */ { onProgress }) {
      let old;
      onProgress({ done: 0, total: 3 });
      try {
        old = await tools.open(base);
      } catch {
        return { problem: navigator.onLine ? "damaged" : "offline", file: "search/" };
      }
      const hitOf = (/** @type {any} */ found) => {
        const head = old.head(found.number);
        const [paper, , issue] = head.url.split("/");
        return { ...found, ...head, paper, issue, type: "article" };
      };
      const marks = (/** @type {string} */ text, /** @type {string[]} */ words) => tools.places(text, words, old.normalise);
      const inside = (/** @type {any} */ hit, /** @type {any} */ f, /** @type {string} */ but = "") =>
        (but === "date" || ((!f.from || hit.date >= f.from) && (!f.to || hit.date.slice(0, f.to.length) <= f.to))) &&
        (but === "pages" || !f.pages.length || f.pages.includes(hit.page)) &&
        (but === "columns" || !f.columns.length || f.columns.includes(hit.column)) &&
        (!f.people.length || f.people.some((/** @type {string} */ name) => hit.names.includes(name)));
      const count = (/** @type {string[]} */ values) => {
        const all = new Map();
        for (const value of values.filter(Boolean)) all.set(value, (all.get(value) || 0) + 1);
        return Array.from(all).sort((a, b) => b[1] - a[1]);
      };
      const find = async (/** @type {string} */ text, /** @type {any} */ { filters, order, first, count: many }) => {
        const answer = await old.search(text);
        const all = answer.hits.map(hitOf);
        const hits = all.filter((/** @type {any} */ hit) => inside(hit, filters));
        if (order === "date") hits.sort((/** @type {any} */ a, /** @type {any} */ b) => b.number - a.number);
        const free = all.filter((/** @type {any} */ hit) => inside(hit, filters, "date"));
        return {
          total: hits.length,
          hits: hits.slice(first, first + many),
          widened: answer.relaxed ? "some-words" : "",
          shortened: answer.shortened ? ["……"] : [],
          unread: [],
          years: Object.fromEntries(count(free.map((/** @type {any} */ hit) => hit.date.slice(0, 4)))),
          months: Object.fromEntries(count(free.map((/** @type {any} */ hit) => hit.date.slice(0, 7)))),
          facets: {
            pages: count(all.filter((/** @type {any} */ hit) => inside(hit, filters, "pages")).map((/** @type {any} */ hit) => hit.page)),
            columns: count(all.filter((/** @type {any} */ hit) => inside(hit, filters, "columns")).map((/** @type {any} */ hit) => hit.column)),
          },
          words: answer.needles,
        };
      };
      const passage = async (/** @type {any} */ hit, /** @type {string[]} */ words) => {
        const text = await old.body(hit.number);
        const cut = tools.passage(text, marks(text, words), 90);
        return { text: cut, marks: marks(cut, words) };
      };
      onProgress({ done: 3, total: 3 });
      return {
        articles: old.manifest.articles,
        fields: old.manifest.fields,
        find,
        passage,
        marks,
        async quote(/** @type {string} */ text) {
          const exact = [];
          const near = [];
          for (const found of (await old.search(`“${text}”`)).hits.slice(0, 10)) {
            const hit = hitOf(found);
            const cut = await passage(hit, [tools.squeeze(old.normalise(text))]);
            exact.push({ hit, passage: cut.text, marks: cut.marks });
          }
          if (!exact.length) {
            for (const found of (await old.search(text.slice(0, 40))).hits.slice(0, 3)) {
              const cut = (await passage(hitOf(found), [])).text.slice(0, text.length);
              near.push({ hit: hitOf(found), differences: [["same", cut.slice(0, 5)], ["quoted", text.slice(5, 7)], ["printed", cut.slice(5, 7)], ["same", cut.slice(7)]] });
            }
          }
          return { exact, near, unread: [] };
        },
      };
    },
  };
})();
