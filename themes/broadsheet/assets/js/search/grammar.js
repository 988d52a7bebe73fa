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
  ]);
  const LONGEST_QUESTION = 1000;
  const PART = new RegExp(
    `([+\\-−]?)(?:(${Array.from(FIELD_NAMES.keys()).join("|")}):[${tools.SPACES}]*)?([+\\-−]?)` +
      `(?:"([^"”]*)["”]?|“([^"”]*)["”]?|「([^」]*)」?|『([^』]*)』?|([^${tools.SPACES}"“「『]+))`,
    "gu",
  );

  /** @typedef {{ kind: "words" | "phrase" | "prefix", text: string, demand: "" | "+" | "-", fields: string[] }} Part */

  /**
   * The parts of a question in the order typed. Any text has an answer, if only an empty one.
   * @param {string} text
   * @param {(text: string) => string} normalise
   * @returns {Part[]}
   */
  tools.parse = function (text, normalise) {
    const parts = [];
    for (const match of normalise(Array.from(text).slice(0, LONGEST_QUESTION).join("")).matchAll(PART)) {
      const [, before, name, after, ...rest] = match;
      const word = rest[4];
      const phrase = rest.slice(0, 4).find((quoted) => quoted !== undefined);
      let asked = phrase === undefined ? word : phrase;
      const found = tools.runs(asked);
      if (!found.length) continue;
      const sign = after || before;
      let kind = phrase === undefined ? "words" : "phrase";
      if (kind === "words" && found.length === 1 && asked === found[0] + "*") {
        kind = "prefix";
        asked = found[0];
      }
      parts.push({
        kind,
        text: asked,
        demand: !sign ? "" : sign === "+" ? "+" : "-",
        fields: name ? FIELD_NAMES.get(name) || [] : [],
      });
    }
    return /** @type {Part[]} */ (parts);
  };
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
