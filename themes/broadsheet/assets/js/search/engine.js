// @ts-check
/**
 * The files of an index and a question → what is found; the twin of site_builder/search/query.py, on lunr.js where that
 * is on lunr.py. A word must be there unless that leaves nothing; a quoted phrase is looked for in the texts themselves.
 */
(function (tools) {
  "use strict";

  const HEAD = ["url", "date", "page", "page_name", "kicker", "byline", "opening", "headline", "deck", "names", "column"];
  const MOST_CLAUSES = 48;
  const LONGEST = 64;

  /** @typedef {{ term: string, required: boolean, prefix: boolean, fields: string[], demanded: boolean }} Clause */
  /** @typedef {{ number: number, score: number }} Found */
  /**
   * @typedef {object} Answer
   * @property {Found[]} hits all of them, the best first, the newest first among equals
   * @property {boolean} relaxed no article holds every word; these hold some
   * @property {boolean} shortened the question was too long and its end was left out
   * @property {boolean} unverified the texts did not arrive: a phrase was taken as words that must all be there
   * @property {string[]} needles what to mark in what is shown, normalised
   */

  /**
   * @param {{ fields: string[], articles: number }} manifest
   * @param {{ lunr: any, classes: string }} index
   * @param {string[][]} heads
   * @param {string} folding
   * @param {() => Promise<string[]>} loadBodies all bodies by number; asked for only when a phrase is quoted
   */
  tools.engine = function (manifest, index, heads, folding, loadBodies) {
    const lunr = /** @type {any} */ (self).lunr;
    const normalise = tools.normaliser(folding);
    const { figures, squeeze, runs, isHan, segment } = tools;
    const searched = lunr.Index.load(index.lunr);
    const terms = index.lunr.invertedIndex.map((/** @type {[string, object]} */ entry) => entry[0]);
    const known = new Set(terms);
    const words = tools.vocabulary(terms.filter(isHan), index.classes);
    /** @type {Map<string, string>} */
    const plains = new Map();

    /** @param {string} text */
    function plain(text) {
      let found = plains.get(text);
      if (found === undefined) plains.set(text, (found = squeeze(normalise(text))));
      return /** @type {string} */ (found);
    }

    /** @param {any} part @returns {Clause[]} */
    function clausesOf(part) {
      const demanded = part.demand === "+";
      const fields = part.fields.filter((/** @type {string} */ field) => manifest.fields.includes(field));
      if (part.kind === "prefix") return [{ term: part.text, required: true, prefix: true, fields, demanded }];
      const required = part.kind === "words";
      const clauses = [];
      for (const run of runs(figures(part.text))) {
        const cut = isHan(run) ? segment(run, words) : [Array.from(run).slice(0, LONGEST).join("")];
        for (const term of new Set(cut)) clauses.push({ term, required, prefix: false, fields, demanded });
        if (cut.length > 1 && known.has(run)) {
          clauses.push({ term: run, required: false, prefix: false, fields, demanded: false });
        }
      }
      return clauses;
    }

    /** What lunr finds: scores by number. @param {Clause[]} clauses @returns {Map<number, number>} */
    function ask(clauses) {
      const { wildcard, presence } = lunr.Query;
      if (!clauses.length) return new Map();
      const results = searched.query((/** @type {any} */ query) => {
        for (const clause of clauses) {
          query.clause({
            term: clause.term,
            fields: clause.fields.length ? clause.fields : manifest.fields,
            usePipeline: false,
            wildcard: clause.prefix ? wildcard.TRAILING : wildcard.NONE,
            presence: clause.required ? presence.REQUIRED : presence.OPTIONAL,
          });
        }
      });
      return new Map(
        results.map((/** @type {any} */ found) => [Number(found.ref), Math.floor(found.score * 1e6 + 0.5) / 1e6]),
      );
    }

    /** @param {number} number @param {any} part @param {string[]} bodies */
    function holds(number, part, bodies) {
      const asked = part.fields.filter((/** @type {string} */ field) => manifest.fields.includes(field));
      const phrase = squeeze(part.text);
      return (asked.length ? asked : manifest.fields).some((/** @type {string} */ field) => {
        const text = plain(field === "body" ? bodies[number] : heads[number][HEAD.indexOf(field)]);
        return text.includes(phrase) || figures(text).includes(figures(phrase));
      });
    }

    /**
     * The articles that hold every phrase and nothing that must not be there; null when no part says so.
     * @param {any[]} parts @param {string[] | null} bodies null: a phrase is taken as its words
     * @returns {Set<number> | null}
     */
    function keep(parts, bodies) {
      /** @type {Set<number> | null} */
      let kept = null;
      for (const part of parts) {
        const unwanted = part.demand === "-";
        if (!unwanted && part.kind !== "phrase") continue;
        const here = Array.from(kept || heads.keys());
        const asked = clausesOf({ ...part, kind: part.kind === "phrase" ? "words" : part.kind }).slice(0, MOST_CLAUSES);
        const found =
          part.kind === "phrase" && bodies
            ? new Set(here.filter((number) => holds(number, part, bodies)))
            : new Set(ask(asked).keys());
        kept = new Set(here.filter((number) => found.has(number) !== unwanted));
      }
      return kept;
    }

    /** @param {Clause[]} clauses @param {Set<number> | null} kept @param {boolean} quoted */
    function scoresOf(clauses, kept, quoted) {
      const scores = ask(clauses);
      if (!kept) return scores;
      if (clauses.length && (!quoted || clauses.some((clause) => clause.required))) {
        return new Map(Array.from(scores).filter(([number]) => kept.has(number)));
      }
      return new Map(Array.from(kept, (number) => [number, scores.get(number) || 0]));
    }

    /** @param {any[]} wanted @param {Clause[]} clauses */
    function needlesOf(wanted, clauses) {
      const phrases = wanted.filter((part) => part.kind === "phrase").map((part) => squeeze(part.text));
      const typed = wanted.filter((part) => part.kind !== "phrase").flatMap((part) => runs(part.text));
      const terms = typed.length ? clauses.map((clause) => clause.term) : [];
      const all = Array.from(new Set([...phrases, ...typed, ...terms]));
      // A single character is everywhere; it is marked only when nothing else was asked for.
      const long = all.filter((word) => Array.from(word).length > 1);
      const needles = long.length ? long : all;
      const years = needles.filter((word) => /^\d{3,}$/u.test(word));
      return [...needles, ...years.map((year) => hanDigits(year, "〇")), ...years.map((year) => hanDigits(year, "零"))];
    }

    /** @param {string} digits @param {string} zero */
    function hanDigits(digits, zero) {
      return digits.replace(/\d/gu, (digit) => (zero + "一二三四五六七八九")[Number(digit)]);
    }

    /**
     * What a question finds. Every text has an answer.
     * @param {string} text
     * @returns {Promise<Answer>}
     */
    async function search(text) {
      const parts = tools.parse(text, normalise);
      const wanted = parts.filter((/** @type {any} */ part) => part.demand !== "-");
      const all = /** @type {Clause[]} */ (wanted.flatMap(clausesOf));
      const clauses = all.slice(0, MOST_CLAUSES);
      const phrased = parts.some((/** @type {any} */ part) => part.kind === "phrase");
      const quoted = wanted.some((/** @type {any} */ part) => part.kind === "phrase");
      /** @type {string[] | null} */
      let bodies = [];
      if (phrased && manifest.fields.includes("body")) bodies = await loadBodies().catch(() => null);
      const kept = keep(parts, bodies);
      let scores = scoresOf(clauses, kept, quoted);
      const relaxed = !scores.size && clauses.filter((clause) => clause.required).length > 1;
      if (relaxed) {
        const eased = clauses.map((clause) => ({ ...clause, required: clause.required && clause.demanded }));
        scores = scoresOf(eased, kept, quoted);
      }
      const hits = Array.from(scores, ([number, score]) => ({ number, score }));
      hits.sort((a, b) => b.score - a.score || b.number - a.number);
      return {
        hits,
        relaxed: relaxed && hits.length > 0,
        shortened: all.length > clauses.length,
        unverified: phrased && bodies === null,
        needles: needlesOf(wanted, clauses),
      };
    }

    /** What a hit shows. @param {number} number @returns {Record<string, string>} */
    function head(number) {
      return Object.fromEntries(HEAD.map((name, at) => [name, heads[number][at]]));
    }

    return { search, head, normalise };
  };
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
