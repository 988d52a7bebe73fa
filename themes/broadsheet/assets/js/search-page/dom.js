// @ts-check
/**
 * What the modules of the search page build with: elements, sentences, marked text. Text becomes text, never markup.
 */
(function (page) {
  "use strict";

  /** @typedef {[number, number]} Mark */

  /** What the template gives: sentences by name, names of papers by id, names of types. @type {Record<string, any>} */
  page.words = {};

  /**
   * A sentence of the template, its braces filled; empty where the template has none of that name.
   * @param {string} name
   * @param {Record<string, string | number>} facts
   * @returns {string}
   */
  page.say = function (name, facts = {}) {
    const sentence = typeof page.words[name] === "string" ? page.words[name] : "";
    return sentence.replace(/\{(\w+)\}/g, (/** @type {string} */ all, /** @type {string} */ fact) =>
      Object.prototype.hasOwnProperty.call(facts, fact) ? String(facts[fact]) : all,
    );
  };

  /**
   * @param {string} name
   * @param {string} kind its class; may be empty
   * @param {...(Node | string)} inside
   * @returns {HTMLElement}
   */
  page.element = function (name, kind = "", ...inside) {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...inside);
    return made;
  };

  /**
   * A text with its marks, as nodes.
   * @param {string} text
   * @param {Mark[]} marks places in the text, in order and apart
   * @returns {(Node | string)[]}
   */
  page.marked = function (text, marks) {
    const nodes = [];
    let at = 0;
    for (const [start, end] of marks) {
      if (start > at) nodes.push(text.slice(at, start));
      nodes.push(page.element("mark", "", text.slice(start, end)));
      at = end;
    }
    if (at < text.length) nodes.push(text.slice(at));
    return nodes;
  };

  /** A day as the page writes it. @param {string} date @returns {string} */
  page.day = function (date) {
    const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(date);
    if (!match) return date;
    const facts = { year: match[1], month: Number(match[2]), day: Number(match[3]) };
    return page.say(match[3] ? "date" : "month", facts);
  };

  /** 第3版 民生. @param {string} number @param {string} [name] @returns {string} */
  page.pageName = function (number, name) {
    return [page.say("page", { page: number.replace(/^0+(?=.)/u, "") }), name || ""].join(" ").trim();
  };
})(/** @type {any} */ (self).siteSearchPage || (/** @type {any} */ (self).siteSearchPage = {}));
