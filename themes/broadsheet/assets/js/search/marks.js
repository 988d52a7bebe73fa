// @ts-check
/**
 * Finds the words of a question in a text as printed, so that they can be marked there.
 */
(function (tools) {
  "use strict";

  /** @typedef {{ text: string, marked: boolean }} Piece */

  /**
   * Where the needles stand in a text: pairs of places, the end not counted, in order and apart.
   * @param {string} text as printed
   * @param {string[]} needles normalised
   * @param {(text: string) => string} normalise
   * @returns {[number, number][]}
   */
  tools.places = function (text, needles, normalise) {
    // Character by character, an accent with what carries it, because normalising changes lengths; white space is
    // left out, so that a word a column broke is marked whole.
    let plain = "";
    /** @type {number[]} */
    const starts = [];
    /** @type {number[]} */
    const ends = [];
    let at = 0;
    for (const char of text.match(/\P{M}\p{M}*|\p{M}+/gu) || []) {
      for (const unit of tools.squeeze(normalise(char)).split("")) {
        plain += unit;
        starts.push(at);
        ends.push(at + char.length);
      }
      at += char.length;
    }
    /** @type {[number, number][]} */
    const found = [];
    for (const needle of needles) {
      if (!needle) continue;
      for (let from = plain.indexOf(needle); from >= 0; from = plain.indexOf(needle, from + needle.length)) {
        found.push([starts[from], ends[from + needle.length - 1]]);
      }
    }
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    /** @type {[number, number][]} */
    const apart = [];
    for (const [start, end] of found) {
      const last = apart[apart.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else apart.push([start, end]);
    }
    return apart;
  };

  /**
   * The text in pieces, marked and not.
   * @param {string} text
   * @param {[number, number][]} places
   * @returns {Piece[]}
   */
  tools.pieces = function (text, places) {
    const pieces = [];
    let at = 0;
    for (const [start, end] of places) {
      if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
      pieces.push({ text: text.slice(start, end), marked: true });
      at = end;
    }
    if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
    return pieces;
  };

  /**
   * The passage of a text around the first of the places, with an ellipsis where it is cut.
   * @param {string} text
   * @param {[number, number][]} places
   * @param {number} length characters of the passage
   */
  tools.passage = function (text, places, length) {
    const first = places.length ? places[0][0] : 0;
    const line = text.lastIndexOf("\n", first - 1) + 1;
    let start = Math.max(line, first - Math.floor(length / 3));
    let end = Math.min(text.length, start + length);
    // Never through a character of two units.
    if (/[\udc00-\udfff]/.test(text[start] || "")) start--;
    if (/[\udc00-\udfff]/.test(text[end] || "")) end++;
    return (start > line ? "…" : "") + text.slice(start, end).replace(/\s+/gu, " ") + (end < text.length ? "…" : "");
  };
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
