// @ts-check
/**
 * Questions put to the index of the site; the twin of site_builder/search/query.py, on lunr.js where that is on lunr.py.
 * In this order, and before them lunr-2.3.9.min.js:
 *
 *     normalise segment grammar numbers files sets shelf ranking asking reading filters marks quotation engine
 *
 *     const engine = await siteSearchEngine.open("../search/");
 *     const answer = await engine.find("文明城市 夜市", { filters: { from: "2019" } });
 *
 * Nothing here throws or rejects, whatever was asked: what cannot be done is a value `{problem, file?}`, and problem one
 * of `none` (there is no index), `offline`, `damaged` (a file is missing or not whole), `stale` (the site was printed by
 * a newer program than this one) and `aborted`.
 */
(function (tools) {
  "use strict";

  const MOST_CHARACTERS = 64;
  const FORMAT = 4;
  const COUNT = 10;
  const PASSAGE = 90;
  const MOST_NAMES = 12;
  const MOST_PAGES = 60;
  const LOOKED_AT = 30;
  const LONGEST_WAIT = 4000;
  const A_MOMENT = 300;

  /** @typedef {import("./filters.js").Filters} Filters */
  /** @typedef {{ problem: "none" | "offline" | "damaged" | "stale" | "aborted", file?: string }} Problem */
  /**
   * @typedef {object} Options
   * @property {any} [filters] @property {"relevance" | "date"} [order] @property {number} [first] @property {number} [count]
   * @property {boolean} [facets] @property {AbortSignal} [signal]
   */

  class Aborted extends Error {}

  /** The parts of a question that are looked for, and what was left out. @param {any[]} parts */
  tools.shorten = function (parts) {
    const kept = [];
    const left = [];
    let room = MOST_CHARACTERS;
    for (const part of parts) {
      const chars = Array.from(part.text);
      const text = chars.slice(0, room).join("");
      room -= Math.min(room, chars.length);
      if (tools.runs(text).length) kept.push({ ...part, text });
      if (text !== part.text) left.push(chars.slice(Array.from(text).length).join(""));
    }
    return { parts: kept, shortened: left };
  };

  /**
   * @param {string} base address of search/, with its final slash
   * @param {{ onProgress?: (progress: { done: number, total: number }) => void }} [options]
   */
  async function open(base, { onProgress = () => undefined } = {}) {
    try {
      const files = tools.files(base, onProgress);
      return engineOver(base, files, await opened(files, false));
    } catch (broken) {
      return said(broken, "none");
    }
  }

  /** @param {any} broken @param {Problem["problem"]} otherwise @returns {Problem} */
  function said(broken, otherwise) {
    if (broken instanceof Aborted) return { problem: "aborted" };
    const offline = typeof navigator !== "undefined" && navigator.onLine === false;
    const file = broken instanceof Error ? broken.message : String(broken);
    if (broken.stale) return { problem: "stale", file };
    return { problem: offline ? "offline" : file === "manifest" && !broken.arrived ? otherwise : "damaged", file };
  }

  /** @param {any} files @param {boolean} fresh */
  async function opened(files, fresh) {
    let manifest = await files.read("manifest", fresh);
    if (!manifest || manifest.format !== FORMAT) {
      const stale = manifest && typeof manifest.format === "number";
      throw Object.assign(new Error("manifest"), { arrived: true, stale });
    }
    let shelf;
    try {
      shelf = await tools.shelf(manifest, files.read);
    } catch (broken) {
      // The site was printed anew, and a cache kept the old manifest.
      if (fresh) throw broken;
      return opened(files, true);
    }
    const table = manifest.folds || (await files.read(manifest.folding)).split("\n");
    return { shelf, whole: !manifest.folds, normalise: tools.normaliser(table.join("\n")) };
  }

  /** @param {string} base @param {any} files @param {any} state */
  function engineOver(base, files, state) {
    /** @type {Map<string, Promise<string[] | null>>} */
    const fetched = new Map();

    /** The table cut down to the archive does not do when a question has a character the archive has not. @param {any} now @param {string} text */
    async function fold(now, text) {
      if (now.whole) return;
      const plain = now.normalise(text);
      const known = await Promise.all(
        tools.beginnings(plain).slice(0, 2 * MOST_CHARACTERS).map(async (/** @type {string} */ key) => {
          if ((await now.shelf.beginning(key)).size) return true;
          const char = Array.from(key)[0];
          // No word begins with it; it may still stand there, if it stands so in the question too.
          const around = tools.pairs(tools.squeeze(plain)).filter((/** @type {string} */ pair) => pair.includes(char));
          return (await Promise.all(around.map(now.shelf.pair))).some((docs) => docs.length);
        }),
      );
      if (!known.every(Boolean)) await foldAll(now);
    }

    /** @param {any} now */
    async function foldAll(now) {
      if (now.whole) return;
      try {
        now.normalise = tools.normaliser(await files.read(now.shelf.manifest.folding));
        now.whole = true;
      } catch {
        now.shelf.unread.add(now.shelf.manifest.folding);
      }
    }

    /**
     * Does something with the index as it is; if files are gone because the site was printed anew, with the new one.
     * @param {AbortSignal | undefined} signal
     * @param {(now: any, alive: () => void) => Promise<any>} work
     */
    async function during(signal, work) {
      const alive = () => {
        if (signal && signal.aborted) throw new Aborted();
      };
      try {
        for (const last of [false, true]) {
          const now = state;
          now.shelf.unread.clear();
          const answer = await work(now, alive);
          const unread = Array.from(now.shelf.unread);
          if (!unread.length || last) return { ...answer, unread };
          alive();
          const manifest = await files.read("manifest", true).catch(() => null);
          if (!manifest) return { problem: "offline", file: unread[0] };
          if (manifest.id === now.shelf.manifest.id) return { ...answer, unread };
          state = await opened(files, true);
        }
      } catch (broken) {
        return said(broken, "offline");
      }
    }

    /**
     * What a question finds.
     * @param {string} text
     * @param {Options} [options]
     */
    function find(text, { filters = {}, order = "relevance", first = 0, count = COUNT, facets = true, signal } = {}) {
      return during(signal, async (now, alive) => {
        const question = Array.from(String(text)).slice(0, 1000).join("");
        await fold(now, question);
        const { shelf } = now;
        const { parts, shortened } = tools.shorten(tools.parse(question, now.normalise));
        alive();
        const asking = tools.asking(shelf, now.normalise, (/** @type {number} */ number) => textsOf(now, number));
        /** @type {any[]} */
        const asked = await Promise.all(parts.map(asking.ask));
        alive();
        const found = await answering(asking, asked, Object.values(filters).some((value) => value && value.length));
        alive();
        let { docs, ...counts } = await tools.filtered(shelf, found.docs, filters, facets);
        alive();
        const wanted = found.asked.filter((/** @type {any} */ one) => one.part.demand !== "-");
        const doubts = wanted.filter((/** @type {any} */ one) => one.open.size);
        const quoted = doubts.filter((/** @type {any} */ one) => one.part.kind === "phrase");
        const clauses = wanted.flatMap((/** @type {any} */ one) => one.clauses);
        const many = first + count;
        const most = doubts.length && count ? many + LOOKED_AT : many;
        const newest = order === "date" || !clauses.length;
        const best = () => {
          const among = newest ? docs.slice(Math.max(0, docs.length - most)) : docs;
          const terms = new Map(wanted.flatMap((/** @type {any} */ one) => Array.from(one.terms)));
          const ranked = tools.rank(clauses, terms, among, shelf.manifest.fields, most);
          return newest ? ranked.sort((/** @type {any} */ a, /** @type {any} */ b) => b[0] - a[0]) : ranked;
        };
        let ranked = best();
        if (count) {
          const numbers = ranked.map((/** @type {[number, number]} */ [number]) => number);
          const heads = newest ? new Set() : await tools.headed(shelf, now.normalise, asked, numbers);
          alive();
          // Who types a whole headline wants that article: of the others it does not matter how they hold it.
          const read = heads.size ? quoted : doubts;
          const { wrong, gone } = await tools.settle(asking, read, numbers, many, found.widened !== "", alive);
          if (gone.length) ({ docs, ...counts } = await tools.filtered(shelf, tools.without(found.docs, gone), filters, facets));
          if (wrong.size || numbers.slice(0, heads.size).some((/** @type {number} */ number) => !heads.has(number))) ranked = best();
          if (quoted.length || !newest) ranked = tools.surestFirst(doubts, ranked);
        }
        const exact = wanted.map((/** @type {any} */ one) => new Set(one.exact.filter((/** @type {number} */ number) => !one.open.has(number))));
        const hits = await Promise.all(
          ranked.slice(first, many).map(async (/** @type {[number, number]} */ [number, score]) => ({
            number,
            ...shelf.placeOf(number),
            ...(await shelf.head(number)),
            score,
            exact: exact.some((/** @type {Set<number>} */ set) => set.has(number)),
          })),
        );
        const open = docs.filter((/** @type {number} */ number) => quoted.some((/** @type {any} */ one) => one.open.has(number))).length;
        const unverified = open > 0 || asked.some((/** @type {any} */ one) => one.part.demand === "-" && one.unverified);
        const proved = quoted.length ? docs.length - open : 0;
        return { total: docs.length, hits, widened: found.widened, shortened, unverified, proved, ...counts, words: wordsOf(wanted) };
      });
    }

    /** The articles that answer every part; if there are none, those that nearly do. @param {any} asking @param {any[]} asked @param {boolean} filtered */
    async function answering(asking, asked, filtered) {
      const wanted = asked.filter((one) => one.part.demand !== "-");
      if (!wanted.length) return { asked, widened: "", docs: asked.length || filtered ? await tools.wanted(asking, asked, asking.all()) : new Int32Array(0) };
      const every = () => tools.wanted(asking, asked, tools.every(wanted.map((one) => one.docs)));
      let docs = await every();
      if (docs.length) return { asked, widened: "", docs };
      const loose = wanted.filter((one) => one.part.kind === "words" && one.part.demand === "");
      await Promise.all(loose.map((one) => asking.vary(one, asked.indexOf(one))));
      docs = await every();
      if (docs.length || !loose.length) return { asked, widened: docs.length ? "variants" : "", docs };
      const sure = wanted.filter((one) => one.part.demand === "+" || !["words", "prefix", "fuzzy"].includes(one.part.kind));
      const some = tools.either(wanted.map((one) => tools.either([one.some, one.docs])));
      docs = await tools.wanted(asking, asked, sure.length ? tools.every([some, ...sure.map((one) => one.docs)]) : some);
      return { asked, widened: docs.length ? "some-words" : "", docs };
    }

    /** @param {any} hit @param {string[]} words */
    function passage(hit, words) {
      return during(undefined, async (now) => {
        const text = await textOf(now, hit, words);
        const places = tools.places(text, words, now.normalise);
        const shown = tools.passage(text, places, PASSAGE);
        return { text: shown, marks: tools.places(shown, words, now.normalise) };
      });
    }

    /** The text of an article that holds the words: from the text files, or from its page, or its opening. @param {any} now @param {any} hit @param {string[]} words */
    async function textOf(now, hit, words) {
      if (tools.places(hit.opening, words, now.normalise).length) return hit.opening;
      const row = (await textsOf(now, hit.number)) || [hit.opening];
      const holding = row.slice().reverse().find((/** @type {string} */ text) => tools.places(text, words, now.normalise).length);
      return holding || hit.opening;
    }

    /** The texts of an article, from the index or else from its page, which only a host gives. @param {any} now @param {number} number @returns {Promise<string[] | null>} */
    async function textsOf(now, number) {
      const texts = await now.shelf.texts(number);
      if (texts) return texts;
      const url = new URL(`../${now.shelf.placeOf(number).url}`, base).href;
      const already = fetched.get(url);
      if (already) return already;
      if (fetched.size >= MOST_PAGES) fetched.delete(fetched.keys().next().value || "");
      const coming = tools.fetched(url);
      fetched.set(url, coming);
      return coming;
    }

    /** @param {string} text @param {string[]} words @returns {[number, number][]} */
    const marks = (text, words) => tools.places(String(text), words, state.normalise);

    /** People of that beginning, and how many articles they have. @param {string} prefix @returns {Promise<[string, number][]>} */
    async function names(prefix) {
      const answer = await during(undefined, async ({ shelf }) => {
        const keys = /** @type {Map<string, Int32Array>} */ (await shelf.facets("p" + prefix));
        const found = Array.from(keys, ([key, docs]) => /** @type {[string, number]} */ ([key.slice(1), docs.length]));
        found.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
        return { found: found.slice(0, MOST_NAMES) };
      });
      return answer.found || [];
    }

    /** @param {string} text @param {{ signal?: AbortSignal }} [options] */
    const quote = (text, { signal } = {}) =>
      during(signal, async (now, alive) => {
        await foldAll(now);
        const { shelf, normalise } = now;
        return tools.quotation({ shelf, normalise, textsOf: (/** @type {number} */ number) => textsOf(now, number) }, String(text), alive);
      });

    const { articles, fields } = state.shelf.manifest;
    return { find, passage, marks, names, quote, articles, fields };
  }

  /** The texts of an article's page, headline and all, then the body; found.js does the same. @param {Document} page @returns {string[]} */
  tools.textsOfPage = (page) => {
    for (const aside of page.querySelectorAll("article .mark, article .doubt, article .turn-here")) aside.remove();
    const lines = (/** @type {string} */ path) => Array.from(page.querySelectorAll(path), (one) => (one.textContent || "").trim());
    return [lines("article .article-head, article .summary, article .rail dd").join("\n"), lines("article .body > :not(.summary)").join("\n")];
  };

  /** The text of an article as its page has it; null where that cannot be had. @param {string} url @returns {Promise<string[] | null>} */
  tools.fetched = async (url) => {
    if (typeof DOMParser === "undefined") return null;
    if (!url.startsWith("http")) return told(url);
    try {
      const response = await fetch(url);
      if (!response.ok) return null;
      return tools.textsOfPage(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch {
      return null;
    }
  };

  /**
   * The same from a folder, where no page may be fetched: a page in a frame nobody sees is asked, and found.js answers.
   * @param {string} url @returns {Promise<string[] | null>}
   */
  const told = (url) =>
    new Promise((resolve) => {
      const frame = document.createElement("iframe");
      let waiting = setTimeout(() => end(null), LONGEST_WAIT);
      /** @param {string[] | null} texts */
      const end = (texts) => {
        clearTimeout(waiting);
        removeEventListener("message", hear);
        frame.remove();
        resolve(texts);
      };
      /** @param {MessageEvent} event */
      const hear = ({ source, data }) => {
        if (source === frame.contentWindow && Array.isArray(data) && data.every((text) => typeof text === "string")) end(data);
      };
      addEventListener("message", hear);
      // What is loaded has spoken, or never will: it is no page of ours, or not there.
      frame.addEventListener("load", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => end(null), A_MOMENT);
      });
      frame.hidden = true;
      frame.src = `${url}#said`;
      document.body.append(frame);
    });

  /** What to mark in what is shown, normalised. @param {any[]} wanted @returns {string[]} */
  function wordsOf(wanted) {
    const typed = [];
    const cut = [];
    for (const { part, words } of wanted) {
      if (part.kind === "page") continue;
      if (part.kind !== "fuzzy") typed.push(...(part.kind === "phrase" ? [tools.squeeze(part.text)] : tools.runs(part.text)));
      if (part.kind === "words" || part.kind === "fuzzy") cut.push(...words);
    }
    const all = Array.from(new Set([...typed, ...cut]));
    // A single character is everywhere; it is marked only when nothing else was asked for.
    const long = all.filter((word) => Array.from(word).length > 1);
    const needles = long.length ? long : all;
    const years = needles.filter((word) => /^[0-9]{3,}$/.test(word));
    const han = (/** @type {string} */ zero) => years.map((year) => year.replace(/[0-9]/g, (digit) => (zero + "一二三四五六七八九")[Number(digit)]));
    return [...needles, ...han("〇"), ...han("零")];
  }

  /** @type {any} */ (self).siteSearchEngine = { open };
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
