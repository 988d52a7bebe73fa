// @ts-check
/**
 * What a reader typed → the parts of the question; the twin of site_builder/search/grammar.py, which shows the
 * language. Held together by tests/vectors/grammar.json.
 */
(function (tools) {
  "use strict";

  const TITLE = ["headline", "deck"];
  /** @type {Map<string, string[]>} */
  const FIELD_NAMES = new Map([
    ["标题", TITLE],
    ["题", TITLE],
    ["title", TITLE],
    ["headline", TITLE],
    ["作者", ["names"]],
    ["署名", ["names"]],
    ["记者", ["names"]],
    ["author", ["names"]],
    ["byline", ["names"]],
    ["栏目", ["column"]],
    ["标签", ["column"]],
    ["column", ["column"]],
    ["tag", ["column"]],
    ["正文", ["body"]],
    ["body", ["body"]],
    ["text", ["body"]],
    ["版", ["page"]],
    ["版面", ["page"]],
    ["page", ["page"]],
  ]);
  const LONGEST_QUESTION = 1000;
  const SHORTEST_FUZZY = 3;
  const FUZZY = /^~[0-9]?$/;

  // Made when it is needed: the scripts may arrive in any order.
  const part = () =>
    new RegExp(
      `([+\\-−]?)(?:(${Array.from(FIELD_NAMES.keys()).join("|")}):[${tools.SPACES}]*)?([+\\-−]?)` +
        `(?:"([^"”]*)["”]?|“([^"”]*)["”]?|「([^」]*)」?|『([^』]*)』?|([^${tools.SPACES}"“「『]+))`,
      "gu",
    );

  /** @typedef {{ kind: "words" | "phrase" | "prefix" | "fuzzy" | "page", text: string, demand: "" | "+" | "-", fields: string[] }} Part */

  /**
   * The parts of a question in the order typed. Any text has an answer, if only an empty one.
   * @param {string} text
   * @param {(text: string) => string} normalise
   * @returns {Part[]}
   */
  tools.parse = function (text, normalise) {
    const parts = [];
    for (const match of normalise(Array.from(text).slice(0, LONGEST_QUESTION).join("")).matchAll(part())) {
      const [, before, name, after, ...rest] = match;
      const word = rest[4];
      const phrase = rest.slice(0, 4).find((quoted) => quoted !== undefined);
      let asked = phrase === undefined ? word : phrase;
      const found = tools.runs(asked);
      if (!found.length) continue;
      const sign = after || before;
      const demand = !sign ? "" : sign === "+" ? "+" : "-";
      const fields = name ? FIELD_NAMES.get(name) || [] : [];
      if (fields[0] === "page") {
        parts.push({ kind: "page", text: asked, demand, fields: [] });
        continue;
      }
      let kind = phrase === undefined ? "words" : "phrase";
      if (kind === "words" && asked.startsWith(found[0])) {
        const rest = asked.slice(found[0].length);
        if (rest === "*") kind = "prefix";
        else if (FUZZY.test(rest) && Array.from(found[0]).length >= SHORTEST_FUZZY) kind = "fuzzy";
        if (rest === "*" || FUZZY.test(rest)) asked = found[0];
      }
      parts.push({ kind, text: asked, demand, fields });
    }
    return /** @type {Part[]} */ (parts);
  };
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
