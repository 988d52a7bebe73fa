// @ts-check
/**
 * The files of an index and a question → what is found; the twin of site_builder/search/query.py, on lunr.js where that
 * is on lunr.py, and which says how a question is widened until it finds something.
 */
(function (tools) {
  "use strict";

  const HEAD = ["url", "date", "page", "page_name", "kicker", "byline", "opening", "headline", "deck", "names", "column"];
  const MOST_CLAUSES = 48;
  const LONGEST = 64;

  /** @typedef {{ kind: "words" | "phrase" | "prefix", text: string, demand: "" | "+" | "-", fields: string[] }} Part */
  /** @typedef {{ term: string, required: boolean, prefix: boolean, fields: string[] }} Clause */
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
   * @param {() => Promise<string[]>} loadBodies all bodies by number; asked for only when the words do not settle it
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

    /** @param {Part} part */
    function fieldsOf(part) {
      return part.fields.filter((field) => manifest.fields.includes(field));
    }

    /** @param {Part} part @returns {Clause[]} */
    function clausesOf(part) {
      const fields = fieldsOf(part);
      if (part.kind === "prefix") return [{ term: part.text, required: true, prefix: true, fields }];
      const required = part.kind === "words";
      const clauses = [];
      for (const run of runs(figures(part.text))) {
        const cut = isHan(run) ? segment(run, words) : [Array.from(run).slice(0, LONGEST).join("")];
        for (const term of new Set(cut)) clauses.push({ term, required, prefix: false, fields });
        if (cut.length > 1 && known.has(run)) clauses.push({ term: run, required: false, prefix: false, fields });
      }
      return clauses;
    }

    /** A part run by run: Han as a phrase, other runs as words. @param {Part} part @returns {Part[]} */
    function asTyped(part) {
      if (part.demand === "-" || part.kind === "phrase") return [part];
      return runs(part.text).map((/** @type {string} */ run) => ({
        ...part,
        text: run,
        demand: "+",
        kind: isHan(run) ? "phrase" : part.kind,
      }));
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

    /** @param {number} number @param {Part} part @param {string[]} bodies */
    function holds(number, part, bodies) {
      const asked = fieldsOf(part);
      const phrase = squeeze(part.text);
      return (asked.length ? asked : manifest.fields).some((field) => {
        const text = plain(field === "body" ? bodies[number] : heads[number][HEAD.indexOf(field)]);
        return text.includes(phrase) || figures(text).includes(figures(phrase));
      });
    }

    /**
     * Those that hold a part: a phrase as it stands, words by lunr or as they stand.
     * @param {number[]} among
     * @param {Part} part
     * @param {string[] | null} bodies null when they did not arrive: then a phrase is no more than its words
     * @returns {Set<number>}
     */
    function having(among, part, bodies) {
      if (part.kind === "phrase" && bodies) return new Set(among.filter((number) => holds(number, part, bodies)));
      const asked = /** @type {Part} */ (part.kind === "phrase" ? { ...part, kind: "words" } : part);
      const scores = ask(clausesOf(asked).slice(0, MOST_CLAUSES));
      const found = new Set(among.filter((number) => scores.has(number)));
      const pieces = asTyped({ ...asked, demand: "+" });
      if (bodies && pieces.some((piece) => piece.kind === "phrase")) {
        const rest = pieces.reduce((left, piece) => Array.from(having(left, piece, bodies)), among);
        for (const number of rest) found.add(number);
      }
      return found;
    }

    /**
     * The articles that hold every phrase, and what is demanded, and nothing that must not be there; null when no part
     * says so.
     * @param {Part[]} parts
     * @param {string[] | null} bodies
     * @param {boolean} demanded
     * @returns {Set<number> | null}
     */
    function keep(parts, bodies, demanded) {
      /** @type {Set<number> | null} */
      let kept = null;
      for (const part of parts) {
        const unwanted = part.demand === "-";
        if (!unwanted && part.kind !== "phrase" && !(demanded && part.demand === "+")) continue;
        /** @type {number[]} */
        const among = Array.from(kept || heads.keys());
        const found = having(among, part, bodies);
        kept = new Set(among.filter((number) => found.has(number) !== unwanted));
      }
      return kept;
    }

    /**
     * What lunr finds of the articles kept, with its score; with `whole` the others that are kept as well.
     * @param {Clause[]} clauses @param {Set<number> | null} kept @param {boolean} whole
     */
    function scoresOf(clauses, kept, whole) {
      const scores = ask(clauses);
      if (!kept) return scores;
      const numbers = Array.from(kept).filter((number) => whole || scores.has(number));
      return new Map(numbers.map((number) => [number, scores.get(number) || 0]));
    }

    /** @param {Part[]} wanted @param {Clause[]} clauses */
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

    /** All bodies, none where they are not searched, null where they do not arrive. */
    async function texts() {
      return manifest.fields.includes("body") ? loadBodies().catch(() => null) : [];
    }

    /**
     * What a question finds. Every text has an answer.
     * @param {string} text
     * @returns {Promise<Answer>}
     */
    async function search(text) {
      const parts = /** @type {Part[]} */ (tools.parse(text, normalise));
      const wanted = parts.filter((part) => part.demand !== "-");
      const all = wanted.flatMap(clausesOf);
      const clauses = all.slice(0, MOST_CLAUSES);
      const phrased = parts.some((part) => part.kind === "phrase");
      const exact = phrased || wanted.length < parts.length;
      /** @type {string[] | null | undefined} */
      let bodies = exact ? await texts() : undefined;
      let scores = scoresOf(clauses, keep(parts, bodies || null, false), wanted.every((part) => part.kind === "phrase"));
      let relaxed = false;
      if (!scores.size && clauses.some((clause) => clause.required)) {
        if (bodies === undefined) bodies = await texts();
        const eased = clauses.map((clause) => ({ ...clause, required: false }));
        if (bodies) scores = scoresOf(eased, keep(parts.flatMap(asTyped), bodies, true), true);
        relaxed = !scores.size;
        if (relaxed) {
          const sure = wanted.some((part) => part.kind === "phrase" || part.demand === "+");
          scores = scoresOf(eased, keep(parts, bodies, true), sure);
        }
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
