// @ts-check
/**
 * The files of an index, read when they are needed; docs/search-format.md says what is in them. The twin of
 * site_builder/search/shelf.py. What does not come is noted in `unread` and counts as empty.
 */
(function (tools) {
  "use strict";

  const MARK = 5;
  const BLOCK = 65536;
  const GROUP = 16;
  const SEPARATOR = " ";
  const REMEMBERED = 100;

  /** @typedef {{ first: string[], marks: string, depth?: number, bytes?: number }} Router */
  /** @typedef {Map<string, { docs: Int32Array, times: Int32Array }>} Posting by field */
  /**
   * @typedef {object} Issue
   * @property {number} first @property {number} many @property {string} paper @property {string} folder
   * @property {string} date @property {string} label @property {string} heads @property {string} texts
   * @property {{ page: string, name: string, first: number, many: number }[]} pages @property {string[] | null} ids
   */

  const LENGTHS = [0];
  for (let at = 0; at < 255; at++) LENGTHS.push(Math.max(LENGTHS[at] + 1, Math.floor((27 * LENGTHS[at]) / 25)));

  /**
   * @param {any} manifest
   * @param {(name: string) => Promise<any>} read
   */
  tools.shelf = async function (manifest, read) {
    /** @type {Set<string>} */
    const unread = new Set();
    let failures = 0;
    const segments = /** @type {any[]} */ (manifest.segments);
    /** @type {Map<string, Promise<any>>} */
    const remembered = new Map();

    /** @param {string} name @param {any} otherwise */
    const value = (name, otherwise) =>
      read(name).catch(() => {
        unread.add(name);
        failures++;
        return otherwise;
      });

    /** What was worked out lately. @template T @param {string} key @param {() => Promise<T>} make @returns {Promise<T>} */
    function remember(key, make) {
      let found = remembered.get(key);
      if (!found) {
        const before = failures;
        found = make().then((made) => {
          if (failures > before) remembered.delete(key);
          return made;
        });
        if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value || "");
      } else remembered.delete(key);
      remembered.set(key, found);
      return found;
    }

    /** The places of the files a key may be in. @param {string[]} first @param {string} key */
    function placesOf(first, key) {
      let low = 0;
      let high = first.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (first[middle] <= key) low = middle + 1;
        else high = middle;
      }
      const places = [];
      for (let at = low - 1; at >= 0 && first[at] === key; at--) places.unshift(at);
      return places.length || !low ? places : [low - 1];
    }

    /** The places of the files in which keys that begin so may be. @param {string[]} first @param {string} start @returns {number[]} */
    function reach(first, start) {
      const low = first.findIndex((key) => key >= start);
      const before = low < 0 ? first.length - 1 : first[low] === start ? low : low - 1;
      return Array.from(first.keys()).filter((at) => at >= before && first[at] <= start + "\uffff");
    }

    /** @param {string} kind @param {Router} router @param {number} at */
    function nameOf(kind, router, at) {
      const place = (/** @type {number} */ (router.first[at].codePointAt(0)) >> 7).toString(16);
      return `${kind}/${place}-${router.marks.slice(at * MARK, at * MARK + MARK)}`;
    }

    /** The files a key may be in; "" for those of a router that does not come. @param {string} kind @param {number} s @param {Router} router @param {string} key */
    async function namesOf(kind, s, router, key) {
      const places = placesOf(router.first, key);
      if (!router.depth) return places.map((at) => nameOf(kind + s, router, at));
      // A key may begin in the last files of the router before the one that begins with it.
      const before = places.length && router.first[places[0]] === key && places[0] ? [places[0] - 1] : [];
      const names = await Promise.all(
        [...before, ...places].map(async (at) => {
          const inner = await value(nameOf("r" + s, router, at), null);
          if (!inner) return [""];
          const within = placesOf(inner.first, key).filter((place) => !before.includes(at) || inner.first[place] === key);
          return within.map((place) => nameOf(kind + s, inner, place));
        }),
      );
      return names.flat();
    }

    /** Every file of a kind in which keys that begin so may be. @param {string} kind @param {number} s @param {Router} router @param {string} start */
    async function allNames(kind, s, router, start = "") {
      const all = (/** @type {string} */ folder, /** @type {Router} */ one) => reach(one.first, start).map((at) => nameOf(folder, one, at));
      if (!router.depth) return all(kind + s, router);
      const inner = await Promise.all(all("r" + s, router).map((name) => value(name, { first: [], marks: "" })));
      return inner.flatMap((one) => all(kind + s, one));
    }

    /** The values of the files a key may be in, segment by segment. @param {string} kind @param {string} part @param {string} key */
    const valuesOf = (kind, part, key) =>
      Promise.all(
        segments.map(async (segment) => {
          const names = segment[part] ? await namesOf(kind, segments.indexOf(segment), segment[part], key) : [];
          return Promise.all(names.map((name) => name && value(name, null)));
        }),
      );

    /**
     * The bits of the group a key would be in, and the place of its record in what is left of them, or -1.
     * @param {any} value @param {string} key
     */
    function placeOfKey(value, key) {
      if (typeof value === "string") {
        const groups = value.split(SEPARATOR);
        let low = 0;
        for (let high = groups.length; high - low > 1; ) {
          const middle = (low + high) >> 1;
          if (tools.bits(groups[middle]).firstKey() <= key) low = middle;
          else high = middle;
        }
        const bits = tools.bits(groups[low]);
        return { bits, place: bits.keys().indexOf(key) };
      }
      const place = value[0].indexOf(key);
      return { bits: tools.bits(value[1].split(SEPARATOR)[Math.max(0, Math.floor(place / GROUP))]), place: place < 0 ? place : place % GROUP };
    }

    /**
     * Of each segment that has a key what is read of its record; one that is not whole is none.
     * @template T @param {string} kind @param {string} part @param {string} key
     * @param {(bits: any, segment: any) => T} take @returns {Promise<T[]>}
     */
    async function recordsOf(kind, part, key, take) {
      const records = [];
      const found = await valuesOf(kind, part, key);
      for (const [s, values] of found.entries()) {
        if (!values.length || !values.every(Boolean)) continue;
        const held = values.map((value) => placeOfKey(value, key));
        if (held.some(({ place }) => place < 0)) continue;
        // Of several files each holds a part of this record and nothing else.
        const bits = held.length > 1 ? tools.bits(held.map((one) => one.bits.rest()).join("")) : held[0].bits;
        for (let left = held[held.length - 1].place; left; left--) take(bits, segments[s]);
        records.push(take(bits, segments[s]));
      }
      return records;
    }

    /** Where a word stands, and how often. @param {string} term @returns {Promise<Posting>} */
    const posting = (term) =>
      remember("w" + term, async () => {
        /** @type {Posting} */
        const fields = new Map();
        for (const record of await recordsOf("w", "words", term, wordOf)) {
          for (const [field, { docs, times }] of record) {
            const before = fields.get(field);
            fields.set(field, before ? { docs: joined(before.docs, docs), times: joined(before.times, times) } : { docs, times });
          }
        }
        return fields;
      });

    /** @param {Int32Array} a @param {Int32Array} b */
    function joined(a, b) {
      const both = new Int32Array(a.length + b.length);
      both.set(a);
      both.set(b, a.length);
      return both;
    }

    /** The next record of a word. @param {any} bits @param {any} segment @returns {Posting} */
    function wordOf(bits, segment) {
      const { fields } = manifest;
      const mask = bits.fixed(1) ? 1 << (fields.length - 1) : bits.fixed(fields.length);
      /** @type {Posting} */
      const found = new Map();
      fields.forEach((/** @type {string} */ field, /** @type {number} */ f) => {
        if (!((mask >> f) & 1)) return;
        const many = bits.positive();
        const docs = bits.ascending(many, segment.span, segment.first);
        const times = new Int32Array(many).fill(1);
        const again = bits.positive() - 1;
        if (again) for (const place of bits.ascending(again, many, 0)) times[place] = 0;
        if (again) for (let at = 0; at < many; at++) if (!times[at]) times[at] = bits.positive() + 1;
        found.set(field, { docs, times });
      });
      bits.even();
      return found;
    }

    /** The next record of a key that has documents only. @param {any} bits @param {any} segment @returns {Int32Array} */
    function docsOf(bits, segment) {
      const docs = bits.ascending(bits.positive(), segment.span, segment.first);
      bits.even();
      return docs;
    }

    /** @param {string} kind @param {string} part @param {string} key */
    const docsBy = (kind, part, key) => remember(kind + key, async () => tools.either(await recordsOf(kind, part, key, docsOf)));

    /** The articles with two characters one after the other. @param {string} pair @returns {Promise<Int32Array>} */
    const pair = (pair) => docsBy("g", "bigrams", pair);

    /** The articles of a facet, `c` and a column and so on. @param {string} key @returns {Promise<Int32Array>} */
    const facet = (key) => docsBy("f", "facets", key);

    /** All keys of a letter that begin so, and their articles. @param {string} start @returns {Promise<Map<string, Int32Array>>} */
    const facets = (start) =>
      remember("F" + start, async () => {
        /** @type {Map<string, Int32Array[]>} */
        const found = new Map();
        await Promise.all(
          segments.map(async (segment, s) => {
            const { first } = segment.facets;
            const names = await allNames("f", s, segment.facets);
            // A file of a deeper router is not known by its first key: all are read then.
            const within = names.filter((_, at) => segment.facets.depth || (first[at] <= start + "\uffff" && !(first[at + 1] < start)));
            for (const one of await Promise.all(within.map((name) => value(name, null)))) {
              if (!one) continue;
              const groups = one[1].split(SEPARATOR).map(tools.bits);
              one[0].forEach((/** @type {string} */ key, /** @type {number} */ at) => {
                const docs = docsOf(groups[Math.floor(at / GROUP)], segment);
                if (key.startsWith(start)) found.set(key, [...(found.get(key) || []), docs]);
              });
            }
          }),
        );
        return new Map(Array.from(found, ([key, sets]) => [key, tools.either(sets)]));
      });

    /** @param {string} text @param {string} char @param {Map<string, string>} terms */
    function takeGroup(text, char, terms) {
      for (const group of text.split("\n")) {
        const begins = char || String.fromCodePoint(group.codePointAt(0) || 0);
        if (!group.startsWith(begins)) continue;
        for (const entry of group.slice(begins.length).split(" ")) {
          const term = begins + entry.slice(0, -1);
          const known = terms.get(term);
          const rank = entry.slice(-1);
          if (!known || known < rank) terms.set(term, rank);
        }
      }
      return terms;
    }

    /**
     * The terms that begin with these one or two characters, the first of them itself, and the class of each; others
     * that begin with the first may be among them.
     * @param {string} key @returns {Promise<Map<string, string>>}
     */
    async function beginning(key) {
      // Not remembered: a map of a thousand terms takes ten times the room of the text it is read from.
      const terms = new Map();
      for (const text of (await valuesOf("v", "vocabulary", key)).flat()) if (text) takeGroup(text, Array.from(key)[0], terms);
      return terms;
    }

    /** All terms that begin with a character, and the class of each. @param {string} char @returns {Promise<Map<string, string>>} */
    async function starting(char) {
      const terms = new Map();
      const names = await Promise.all(segments.map((segment, s) => allNames("v", s, segment.vocabulary, char)));
      for (const text of await Promise.all(names.flat().map((name) => value(name, "")))) if (text) takeGroup(text, char, terms);
      return terms;
    }

    /** All terms. @returns {Promise<Map<string, string>>} */
    async function vocabulary() {
      const terms = new Map();
      const names = await Promise.all(segments.map((segment, s) => allNames("v", s, segment.vocabulary)));
      for (const text of await Promise.all(names.flat().map((name) => value(name, "")))) if (text) takeGroup(text, "", terms);
      return terms;
    }

    const totals = manifest.fields.map((/** @type {string} */ _, /** @type {number} */ f) =>
      segments.reduce((sum, segment) => sum + segment.totals[f], 0),
    );

    /** How long a field of each article is; also the average. @param {string} field @returns {Promise<{ of: (doc: number) => number, average: number }>} */
    const lengths = (field) =>
      remember("l" + field, async () => {
        const f = manifest.fields.indexOf(field);
        const levels = new Uint16Array(manifest.articles);
        await Promise.all(
          segments.flatMap((segment, s) =>
            segment.lengths[f].map(async (/** @type {string} */ mark, /** @type {number} */ k) => {
              const next = tools.numbers(await value(`l${s}/${f}-${k}-${mark}`, ""));
              const least = next();
              for (let doc = segment.first + k * BLOCK, level = next(); level >= 0; level = next()) levels[doc++] = level + least;
            }),
          ),
        );
        return { of: (/** @type {number} */ doc) => LENGTHS[levels[doc]], average: totals[f] / manifest.articles };
      });

    /** @type {Issue[]} */
    const issues = [];
    // Without this table no article has an address: what is wrong with it is not borne.
    const tables = await Promise.all(segments.map((segment) => read(segment.issues)));
    tables.forEach((table, s) => {
      let first = segments[s].first;
      table.issues.split("\n").forEach((/** @type {string} */ line, /** @type {number} */ at) => {
        if (!line) return;
        const [folder, paper, heads, texts] = line.split(" ", 4);
        const next = tools.numbers(line.slice(folder.length + paper.length + heads.length + texts.length + 4));
        const pages = [];
        let many = 0;
        for (let page = next(); page >= 0; page = next()) {
          const count = next();
          const [number, name] = table.pages[page];
          pages.push({ page: number, name, first: first + many, many: count });
          many += count;
        }
        const date = folder.replace(/[a-z]$/, "");
        issues.push({
          first, many, paper: table.papers[Number(paper)], folder, date, label: table.labels[at] || "", heads, texts, pages,
          ids: table.odd[at] || null,
        });
        first += many;
      });
    });

    /** The issue of an article. @param {number} doc @returns {Issue} */
    function issueOf(doc) {
      let low = 0;
      let high = issues.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (issues[middle].first <= doc) low = middle + 1;
        else high = middle;
      }
      return issues[low - 1];
    }

    /** Where an article is. @param {number} doc */
    function placeOf(doc) {
      const issue = issueOf(doc);
      const stretch = issue.pages.filter((page) => page.first <= doc).pop() || issue.pages[0];
      const id = issue.ids ? issue.ids[doc - issue.first] : `${stretch.page}-${String(doc - stretch.first + 1).padStart(2, "0")}`;
      const { paper, folder, date, label } = issue;
      return { url: `${paper}/${folder}/${id}.html`, date, paper, issue: label, page: stretch.page, page_name: stretch.name };
    }

    /** What a hit shows of an article. @param {number} doc */
    async function head(doc) {
      const issue = issueOf(doc);
      const k = Math.floor((doc - issue.first) / manifest.heads);
      const rows = await value(`h/${issue.paper}-${issue.folder}-${k}-${issue.heads}`, []);
      const [headline, kicker, byline, column, type, opening] = rows[(doc - issue.first) % manifest.heads] || ["", "", "", "", "", ""];
      return { headline, kicker, byline, column, type: type || "article", opening };
    }

    /** The file the texts of an article are in, or "". @param {number} doc */
    function textName(doc) {
      const issue = issueOf(doc);
      const k = Math.floor((doc - issue.first) / manifest.rows);
      return manifest.texts && issue.texts !== "-" ? `t/${issue.paper}-${issue.folder}-${k}-${issue.texts}` : "";
    }

    /** The text of each field as printed; null where there is none, or it does not come. @param {number} doc @returns {Promise<string[] | null>} */
    async function texts(doc) {
      const name = textName(doc);
      const rows = name ? await value(name, null) : null;
      const row = rows && rows[(doc - issueOf(doc).first) % manifest.rows];
      if (!row) return null;
      const rest = await Promise.all((row[5] || []).map((/** @type {string} */ more) => value(more, "")));
      return [...row.slice(0, 4), row[4] + rest.join("")];
    }

    return { manifest, issues, unread, posting, pair, facet, facets, beginning, starting, vocabulary, lengths, issueOf, placeOf, head, textName, texts };
  };
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
