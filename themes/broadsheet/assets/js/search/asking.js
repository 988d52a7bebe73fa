// @ts-check
/**
 * A part of a question → the articles that answer it, and what it adds to their scores; the twin of
 * site_builder/search/asking.py, which says how and why.
 */
(function (tools) {
  "use strict";

  const LONGEST = 64;
  const EXPANSIONS = 1024;
  const WHOLE_VOCABULARY = 2e6;
  const VERIFIED_FILES = 120;
  const VERIFIED_PAGES = 10;
  const FIRST_WORDS = 4;
  const OWN = 6;
  const PAIRS = [4, 6, 12];
  const COMMON = 35;
  const SHARE = 0.6;
  const EXACT_BOOST = 20;
  const NONE = new Int32Array(0);

  /** @typedef {{ kind: "words" | "phrase" | "prefix" | "fuzzy" | "page", text: string, demand: "" | "+" | "-", fields: string[] }} Part */
  /** @typedef {{ term: string, fields: string[], boost: number }} Clause */
  /**
   * @typedef {object} Asked
   * @property {Part} part
   * @property {Int32Array} docs the articles that answer it
   * @property {Int32Array} exact those that hold it as typed
   * @property {Set<number>} open of these the ones of which only the pieces are known
   * @property {Int32Array} rest those that answer it even if they do not hold it as typed
   * @property {Int32Array} some those that hold one of its words
   * @property {Clause[]} clauses
   * @property {Map<string, Record<string, { docs: Int32Array, weights: Float64Array }>>} terms what they weigh
   * @property {string[]} words what it was cut into
   * @property {number} rarity that of its words, summed up
   * @property {boolean} unverified it is quoted, and not all of its articles are known to hold it
   */

  /**
   * @param {any} shelf
   * @param {(text: string) => string} normalise
   * @param {(number: number) => Promise<string[] | null>} textsOf the texts of an article, from wherever they are at hand
   */
  tools.asking = function (shelf, normalise, textsOf) {
    const { runs, isHan, figures, squeeze, pairs } = tools;
    const { fields: allFields, boosts, articles, substring } = shelf.manifest;

    /** @param {Part} part @returns {string[]} */
    const fieldsOf = (part) => (part.fields.length ? part.fields.filter((field) => allFields.includes(field)) : allFields);

    /** Everything there is. @returns {Int32Array} */
    const all = () => Int32Array.from({ length: articles }, (_, at) => at);

    /** A text as the words the index has: each once, the rarest, the runs that are words too, the pairs where two words meet. @param {string} text */
    async function cut(text) {
      const pieces = runs(text);
      const begun = await Promise.all(tools.beginnings(text).map(shelf.beginning));
      /** @type {Map<string, string>} */
      const ranks = new Map(begun.flatMap((terms) => Array.from(terms).filter(([term]) => text.includes(term))));
      const known = tools.vocabulary(Array.from(ranks.keys()), Array.from(ranks.values()).join(""));
      /** @type {string[]} */
      const every = [];
      const also = new Set();
      for (const run of pieces) {
        const within = isHan(run) ? tools.segment(run, known) : [Array.from(run).slice(0, LONGEST).join("")];
        every.push(...within);
        if (within.length > 1 && ranks.has(run)) also.add(run);
      }
      const distinct = Array.from(new Set(every));
      const telling = distinct.filter((word) => Array.from(word).length > 1 || !tools.isCommon(ranks.get(word), COMMON));
      const words = telling.length ? telling : distinct;
      const common = new Map(words.map((word) => [word, tools.commonness(ranks.get(word), OWN)]));
      const rarest = new Set(words.slice().sort((a, b) => Number(common.get(a)) - Number(common.get(b))).slice(0, FIRST_WORDS));
      return {
        words,
        rarest: words.filter((word) => rarest.has(word)),
        also: Array.from(also).filter((run) => !distinct.includes(run)),
        borders: new Set(every.slice(1).map((word, at) => Array.from(every[at]).pop() + Array.from(word)[0])),
      };
    }

    /** @param {Map<string, { docs: Int32Array }>} posting */
    function rarityOf(posting) {
      let holding = 0;
      for (const { docs } of posting.values()) holding += docs.length;
      return tools.rarity(holding, articles);
    }

    /** What a word weighs in every article that has it. @param {string} term */
    async function weigh(term) {
      const posting = await shelf.posting(term);
      const idf = rarityOf(posting);
      /** @type {Record<string, { docs: Int32Array, weights: Float64Array }>} */
      const weights = Object.create(null);
      await Promise.all(
        Array.from(posting, async ([field, { docs, times }]) => {
          const { of, average } = await shelf.lengths(field);
          const boost = boosts[allFields.indexOf(field)];
          const weighs = Float64Array.from(docs, (doc, at) => tools.weight(idf, times[at], of(doc), average, boost));
          weights[field] = { docs, weights: weighs };
        }),
      );
      return weights;
    }

    /** @param {Record<string, { docs: Int32Array }>} weights @param {string[]} fields @returns {Int32Array} */
    const docsIn = (weights, fields) => tools.either(fields.map((field) => (weights[field] || { docs: NONE }).docs));

    /** The text as asked and with its numerals as figures. @param {string} text @returns {string[]} */
    const forms = (text) => Array.from(new Set([squeeze(text), figures(squeeze(text))]));

    /** So many of the pairs, from the first to the last. @param {string[]} paired @param {number} most */
    const spread = (paired, most) =>
      paired.length <= most
        ? paired
        : Array.from({ length: most }, (_, at) => paired[Math.floor((at * (paired.length - 1)) / Math.max(1, most - 1))]);

    /**
     * The articles that hold the pairs of characters of a part; null when there is no way to tell.
     * @param {Part} part @param {Set<string>} borders @param {Promise<Int32Array>} settled those that have all of its words
     * @returns {Promise<Int32Array | null>}
     */
    async function standing(part, borders, settled) {
      const looked = forms(part.text).filter((form) => part.kind === "phrase" || runs(form).some(isHan));
      const paired = looked.map(pairs).filter((one) => one.length);
      if (!substring || !paired.length) return null;
      return tools.either(await Promise.all(paired.map((one) => holding(one, borders, settled, part.kind === "phrase"))));
    }

    /** @param {string[]} paired @param {Set<string>} borders @param {Promise<Int32Array>} settled @param {boolean} quoted @returns {Promise<Int32Array>} */
    async function holding(paired, borders, settled, quoted) {
      const [first, more, most] = PAIRS;
      const across = paired.filter((pair) => borders.has(pair));
      const within = paired.filter((pair) => !borders.has(pair));
      const begun = spread(across, first);
      const order = Array.from(new Set([...begun, ...spread(within, first - begun.length), ...across, ...within]));
      const withAll = async (/** @type {number} */ many) => /** @type {Int32Array} */ (tools.every(await Promise.all(order.slice(0, many).map(shelf.pair))));
      let docs = await withAll(first);
      if (docs.length < 2 || (across.length <= first && isWithin(docs, await settled))) return docs;
      docs = await withAll(more);
      // So few are looked at one by one.
      return quoted || docs.length > VERIFIED_PAGES ? withAll(most) : docs;
    }

    /** @param {Int32Array} docs @param {Int32Array} among */
    const isWithin = (docs, among) => tools.both(docs, among).length === docs.length;

    /** @param {string[]} texts @param {string} phrase */
    const holds = (texts, phrase) =>
      texts.some((one) => {
        const text = squeeze(normalise(one));
        return text.includes(phrase) || figures(text).includes(figures(phrase));
      });

    /** Those that hold a part as it stands; null when the texts cannot say. @param {Int32Array} docs @param {Part} part @returns {Promise<Int32Array | null>} */
    async function verified(docs, part) {
      const names = new Set(Array.from(docs, shelf.textName));
      if (names.size > VERIFIED_FILES || (docs.length > VERIFIED_PAGES && names.has(""))) return null;
      const said = await Promise.all(Array.from(docs, (number) => proven(part, number)));
      return said.includes(null) ? null : docs.filter((_, at) => said[at]);
    }

    /** Whether an article holds a part as it stands; null when that is not known. @param {Part} part @param {number} number @returns {Promise<boolean | null>} */
    async function proven(part, number) {
      const phrase = squeeze(part.text);
      const fields = fieldsOf(part);
      const said = (/** @type {string[]} */ row) => holds(fields.map((field) => row[allFields.indexOf(field)]), phrase);
      const row = await shelf.texts(number);
      if (row) return said(row);
      const { headline, kicker, byline, column, opening } = await shelf.head(number);
      if (said([headline, kicker, byline, column, opening])) return true;
      const page = await textsOf(number);
      if (!page) return null;
      if (page.length === allFields.length) return said(page);
      // A page tells its heading and its body apart; of the heading, who wrote it and where it belongs are known.
      if (!part.fields.length || !holds(page, phrase)) return holds(page, phrase);
      if (part.fields.includes("body")) return holds([page[1]], phrase);
      if (!part.fields.includes("headline")) return null;
      return holds([page[0]], phrase) && (holds([byline, column], phrase) ? null : true);
    }

    /** A name that stands for a set of articles, weighing in each of them. @param {Asked} asked @param {string} name @param {Int32Array} docs @param {(at: number) => number} share */
    async function add(asked, name, docs, share = () => 1) {
      if (!docs.length) return;
      const fields = fieldsOf(asked.part);
      const idf = Math.max(tools.rarity(docs.length, articles), asked.rarity);
      // A tenth of it as a word that stands once in the body: what is in a short text is less often there by chance.
      const { of, average } = await shelf.lengths(allFields[allFields.length - 1]);
      const weights = Float64Array.from(docs, (doc, at) => {
        const rare = idf * share(at);
        const mixed = 0.9 * rare + 0.1 * tools.weight(rare, 1, of(doc), average || 1, 1);
        return Math.floor(mixed * 1000 + 0.5) / 1000;
      });
      asked.terms.set(name, { [fields[fields.length - 1]]: { docs, weights } });
      asked.clauses.push({ term: name, fields, boost: EXACT_BOOST });
    }

    /** Lets words count; gives the articles of each. @param {Asked} asked @param {string[]} words @returns {Promise<Int32Array[]>} */
    async function addWords(asked, words) {
      const fields = fieldsOf(asked.part);
      const weighed = await Promise.all(words.map(weigh));
      const found = weighed.map((weights) => docsIn(weights, fields));
      const postings = await Promise.all(words.map(shelf.posting));
      words.forEach((term, at) => {
        if (!Object.keys(weighed[at]).length) return;
        asked.rarity += rarityOf(postings[at]);
        asked.terms.set(term, weighed[at]);
        asked.clauses.push({ term, fields, boost: 1 });
      });
      asked.some = tools.either([asked.some, ...found]);
      return found;
    }

    /** @param {Int32Array[]} found @returns {Int32Array} */
    const allOf = (found) => (found.length ? tools.every(found) : NONE);

    /** @param {Asked} asked @param {number} number */
    async function askWords(asked, number) {
      const { part } = asked;
      const quoted = part.kind === "phrase";
      // Letters and figures alone are words from separator to separator, unless they are quoted.
      const look = quoted || runs(part.text).some(isHan);
      const { words, rarest, also, borders } = await cut(figures(part.text));
      asked.words = [...words, ...also];
      const first = part.fields.length || !look ? words : rarest;
      const adding = addWords(asked, first).then(allOf);
      const settled = quoted || words.length > rarest.length ? Promise.resolve(NONE) : adding;
      const stands = look ? await standing(part, borders, settled) : null;
      let together = await adding;
      if (quoted) await take(asked, stands || (await candidates(part.text, together)), together);
      else if (stands && part.fields.length) {
        asked.exact = tools.both(stands, together);
        if (!together.length) await take(asked, stands, together);
      } else if (stands) await take(asked, stands, together);
      const only = quoted || (part.demand === "-" && stands && words.length > 1);
      const others = words.filter((word) => !first.includes(word));
      if (others.length && !only && !isWithin(together, asked.exact)) together = tools.every([together, ...(await addWords(asked, others))]);
      await addWords(asked, also);
      asked.rest = only ? NONE : together;
      asked.docs = tools.either([asked.rest, asked.exact]);
      if (look) await add(asked, "!" + number, asked.exact);
    }

    /** Where a phrase without pairs of characters may stand. @param {string} text @param {Int32Array} together @returns {Promise<Int32Array>} */
    async function candidates(text, together) {
      const every = all();
      const names = new Set(Array.from(every, shelf.textName));
      if (!names.has("") && names.size <= VERIFIED_FILES) return every;
      const behind = tools.behind(squeeze(text));
      const begun = behind.every((one) => Array.from(one).length === 1) ? await Promise.all(behind.map(shelf.starting)) : [];
      if (!begun.length || begun.reduce((sum, terms) => sum + terms.size, 0) > EXPANSIONS) return together;
      const withAny = async (/** @type {Map<string, string>} */ terms) => tools.either((await Promise.all(Array.from(terms.keys(), shelf.posting))).flatMap(docsOf));
      return tools.every(await Promise.all(begun.map(withAny)));
    }

    /** Where a word stands, in whatever field. @param {Map<string, { docs: Int32Array }>} posting */
    const docsOf = (posting) => Array.from(posting.values(), ({ docs }) => docs);

    /** Takes those for exact that have the pieces of a part, and notes of which of them no more than that is known. @param {Asked} asked @param {Int32Array} stands @param {Int32Array} together */
    async function take(asked, stands, together) {
      const { part } = asked;
      const quoted = part.kind === "phrase";
      asked.exact = stands;
      const tight = squeeze(part.text);
      if (substring && !part.fields.length && Array.from(tight).length === 2 && pairs(tight).length === 1) return;
      const few = stands.length > 1 && stands.length <= VERIFIED_PAGES;
      const sure = quoted || part.fields.length || few ? await verified(stands, part) : null;
      if (sure) {
        asked.exact = sure;
        return;
      }
      if (part.fields.length) asked.exact = tools.both(stands, together);
      // What has it as one word holds it.
      if (quoted || (stands.length > 1 && !part.fields.length)) {
        const word = figures(tight);
        const posting = asked.words.includes(word) ? await shelf.posting(word) : new Map();
        const known = tools.either(fieldsOf(part).map((field) => (posting.get(field) || { docs: NONE }).docs));
        asked.open = new Set(tools.without(asked.exact, known));
      }
      asked.unverified = quoted && asked.open.size > 0;
    }

    /** The terms a beginning or a fuzzy word stands for, the most usual first. @param {Part} part @returns {Promise<string[]>} */
    async function expand(part) {
      const chars = Array.from(part.text);
      const near = (/** @type {string} */ term) => (part.kind === "prefix" ? term.startsWith(part.text) : within(chars, Array.from(term)));
      const bytes = shelf.manifest.segments.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.vocabulary.bytes, 0);
      const begun = () => (chars.length > 1 ? shelf.beginning(chars[0] + chars[1]) : shelf.starting(chars[0]));
      const maps = await Promise.all(
        part.kind === "prefix" ? [begun()] : bytes <= WHOLE_VOCABULARY ? [shelf.vocabulary()] : Array.from(new Set(chars.slice(0, 2)), shelf.starting),
      );
      const found = new Map(maps.flatMap((map) => Array.from(map).filter(([term]) => near(term))));
      const order = Array.from(found).sort(([a, x], [b, y]) => (x < y ? 1 : x > y ? -1 : a < b ? -1 : a > b ? 1 : 0));
      return order.slice(0, EXPANSIONS).map(([term]) => term);
    }

    /** Whether one character more, less, other or exchanged with its neighbour makes one of the other. @param {string[]} a @param {string[]} b */
    function within(a, b) {
      if (Math.abs(a.length - b.length) > 1) return false;
      let start = 0;
      while (start < a.length && a[start] === b[start]) start++;
      const rest = (/** @type {string[]} */ chars, /** @type {number} */ skip) => chars.slice(start + skip).join("");
      if (start === a.length && start === b.length) return true;
      if (a.length < b.length) return rest(a, 0) === rest(b, 1);
      if (a.length > b.length) return rest(a, 1) === rest(b, 0);
      return rest(a, 1) === rest(b, 1) || (a[start] === b[start + 1] && a[start + 1] === b[start] && rest(a, 2) === rest(b, 2));
    }

    /** The articles on a page of that number or name. @param {string} text @returns {Int32Array} */
    function onPage(text) {
      const number = text.replace(/^0+(?=.)/, "");
      const docs = [];
      for (const issue of shelf.issues) {
        for (const { page, name, first, many } of issue.pages) {
          if (page.replace(/^0+(?=.)/, "") !== number && !normalise(name).includes(text)) continue;
          for (let doc = first; doc < first + many; doc++) docs.push(doc);
        }
      }
      return Int32Array.from(docs).sort();
    }

    /** @param {Part} part @param {number} number its place in the question @returns {Promise<Asked>} */
    async function ask(part, number) {
      /** @type {Asked} */
      const asked = { part, docs: NONE, exact: NONE, open: new Set(), rest: NONE, some: NONE, clauses: [], terms: new Map(), words: [], rarity: 0, unverified: false };
      if (part.kind === "page") asked.docs = onPage(part.text);
      else if (part.kind === "words" || part.kind === "phrase") await askWords(asked, number);
      else {
        asked.words = await expand(part);
        await addWords(asked, asked.words);
        asked.docs = asked.some;
        if (part.kind === "fuzzy" && Array.from(part.text).length > 3) await vary(asked, number);
      }
      return asked;
    }

    /** Adds the articles that hold most of a text, as when a character in it was misread. @param {Asked} asked @param {number} number */
    async function vary(asked, number) {
      const paired = pairs(squeeze(asked.part.text));
      if (!substring || paired.length < 3) return;
      const { docs, times } = tools.several(await Promise.all(paired.map(shelf.pair)), Math.ceil(paired.length * SHARE));
      await add(asked, "~" + number, docs, (at) => times[at] / paired.length);
      asked.docs = tools.either([asked.docs, docs]);
    }

    return { ask, vary, all, weigh, expand, proven };
  };
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
