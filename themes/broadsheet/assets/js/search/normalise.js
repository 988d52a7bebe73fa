// @ts-check
/**
 * One form of text for both sides of a search; the twin of site_builder/search/normalise.py.
 *
 * Both are held together by tests/vectors/normalise.json. Nothing here is for the eye: what is shown and copied is
 * always the original. A classic script, because a page opened from a folder cannot load modules.
 */
(function (tools) {
  "use strict";

  const HAN = "〇々\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}";
  const SEPARATORS =
    "\\u0000-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00a9\\u00ab-\\u00b4\\u00b6-\\u00b9\\u00bb-\\u00bf\\u00d7\\u00f7" +
    "\\u2000-\\u206f\\u20a0-\\u20cf\\u2190-\\u245f\\u2500-\\u2bff\\u2e00-\\u2e7f\\u2ff0-\\u3004\\u3008-\\u3020\\u3030" +
    "\\u303d-\\u303f\\u30a0\\u30fb\\u3190-\\u319f\\u31c0-\\u31ef" +
    "\\ud800-\\uffff\\u{1d000}-\\u{1d3ff}\\u{1f000}-\\u{1faff}\\u{e0000}-\\u{10ffff}";
  const SPACES = "\\u0000-\\u0020\\u0085\\u1680\\u2028\\u2029";

  const WORD = new RegExp(`[${HAN}]+|[^${HAN}${SEPARATORS}]+`, "gu");
  const IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const STRETCH = new RegExp(`[^${SEPARATORS}]+`, "gu");
  const SPACE = new RegExp(`[${SPACES}]+`, "gu");
  const IGNORED =
    /[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;

  const DIGITS = "〇○◯零一二三四五六七八九";
  const VALUES = "0000123456789";
  const DIGIT_RUN = new RegExp(`[${DIGITS}]{3,}|[${DIGITS}]{2}(?=年)`, "gu");
  const ORDINAL = /第([一二三四五六七八九十百千两零〇]{2,})/gu;
  const CARDINAL =
    /^(?:([一二两三四五六七八九])千)?[零〇]?(?:([一二两三四五六七八九])百)?[零〇]?(?:([一二三四五六七八九]?)(十))?[零〇]?([一二三四五六七八九])?$/u;

  /** @param {string} digits */
  function arabic(digits) {
    return digits.replace(/[^\d]/gu, (digit) => VALUES[DIGITS.indexOf(digit)]);
  }

  /** @param {string} all @param {string} numeral */
  function ordinal(all, numeral) {
    const match = CARDINAL.exec(numeral);
    if (!match || !(match[1] || match[2] || match[3] || match[4])) return all;
    const [thousands, hundreds, tens, ten, ones] = match.slice(1).map((digit) => (digit || "").replace("两", "二"));
    const places = [thousands, hundreds, tens || (ten ? "一" : ""), ones];
    return "第" + places.map((digit) => arabic(digit) || "0").join("").replace(/^0+/u, "");
  }

  /**
   * The function that normalises, for the folding table the index carries: NFKC, lower case, invisible characters
   * gone, each character folded to the one it is searched as.
   * @param {string} table lines: a character, then those searched as it
   * @returns {(text: string) => string}
   */
  tools.normaliser = function (table) {
    /** @type {Map<string, string>} */
    const folding = new Map();
    for (const line of table.split("\n")) {
      const [to, ...others] = Array.from(line);
      for (const other of others) folding.set(other, to);
    }
    const folded = folding.size ? new RegExp(`[${Array.from(folding.keys()).join("")}]`, "gu") : /[^]^/gu;
    return (text) =>
      text
        .replace(IGNORED, "")
        .normalize("NFKC")
        .toLowerCase()
        .replace(folded, (char) => folding.get(char) || char);
  };

  /**
   * Normalised text with Chinese numerals as figures, where they can only be a number.
   * @param {string} text
   * @returns {string}
   */
  tools.figures = function (text) {
    return text.replace(DIGIT_RUN, arabic).replace(ORDINAL, ordinal);
  };

  /** The text without any white space. @param {string} text @returns {string} */
  tools.squeeze = (text) => text.replace(SPACE, "");

  /** The runs of a normalised text that can hold words. @param {string} text @returns {string[]} */
  tools.runs = (text) => text.match(WORD) || [];

  /** Every two neighbouring characters of a squeezed text that no separator parts, each once. @param {string} text @returns {string[]} */
  tools.pairs = function (text) {
    const found = new Set();
    for (const stretch of text.match(STRETCH) || []) {
      const chars = Array.from(stretch);
      for (let at = 1; at < chars.length; at++) found.add(chars[at - 1] + chars[at]);
    }
    return Array.from(found);
  };

  /** What stands behind a separator, stretch by stretch. @param {string} text normalised and squeezed @returns {string[]} */
  tools.behind = function (text) {
    const stretches = text.match(STRETCH) || [];
    return text.startsWith(stretches[0] || " ") ? stretches.slice(1) : stretches;
  };

  /** Whether a run has to be cut. @param {string} run @returns {boolean} */
  tools.isHan = (run) => IS_HAN.test(run);

  tools.SPACES = SPACES;
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
