// @ts-check
/**
 * One hit: `li.search-hit > p.search-kicker, h2.search-headline > a, p.search-facts, p.search-passage`, what was asked
 * for in `mark`. Its link carries the words, twice: `#find=…` for reader.js, `:~:text=…` for the browser itself.
 */
(function (page) {
  "use strict";

  /** @typedef {[number, number]} Mark */
  /**
   * @typedef {object} Hit
   * @property {string} url
   * @property {string} date
   * @property {string} paper
   * @property {string} page
   * @property {string} page_name
   * @property {string} kicker
   * @property {string} headline
   * @property {string} byline
   * @property {string} column
   * @property {string} type
   * @property {string} opening
   */

  const MOST_WORDS = 8;

  /**
   * @param {string} href
   * @param {Iterable<string>} found words as they are printed
   */
  page.link = function (href, found) {
    const words = Array.from(new Set(Array.from(found, (word) => word.replace(/\s+/gu, " ").trim()).filter(Boolean)));
    if (!words.length) return href;
    // A hyphen has a meaning of its own in a text fragment.
    const parts = words.slice(0, MOST_WORDS).map((word) => encodeURIComponent(word).replace(/-/g, "%2D"));
    return `${href}#find=${parts.join("&find=")}:~:text=${parts.join("&text=")}`;
  };

  /** What stands in the marks of a text. @param {string} text @param {Mark[]} marks */
  function within(text, marks) {
    return marks.map(([start, end]) => text.slice(start, end));
  }

  /** One line, however many the paper printed. @param {string} text */
  function line(text) {
    return (text || "").replace(/\s+/gu, " ").trim();
  }

  /**
   * The heading of a hit and what there is to say of it.
   * @param {any} engine
   * @param {Hit} hit
   * @param {string[]} words
   * @param {string} root the way to the site's root
   */
  page.hit = function (engine, hit, words, root) {
    const found = new Set();
    const fill = (/** @type {HTMLElement} */ target, /** @type {string} */ text) => {
      const marks = engine.marks(text, words);
      within(text, marks).forEach((word) => found.add(word));
      target.append(...page.marked(text, marks));
      return target;
    };
    const entry = page.element("li", "search-hit");
    const headline = line(hit.headline) || line(hit.kicker) || line(hit.opening) || page.say("untitled");
    if (line(hit.headline) && line(hit.kicker)) entry.append(fill(page.element("p", "search-kicker"), line(hit.kicker)));
    const link = fill(page.element("a"), headline);
    entry.append(page.element("h2", "search-headline", link), facts(hit, fill));
    const href = root + hit.url;
    link.setAttribute("href", page.link(href, found));
    return {
      entry,
      link,
      /** Shows a passage. @param {string} text @param {Mark[]} marks */
      passage(text, marks) {
        within(text, marks).forEach((word) => found.add(word));
        link.setAttribute("href", page.link(href, found));
        const old = entry.querySelector(".search-passage");
        const made = page.element("p", "search-passage", ...page.marked(text, marks));
        if (old) old.replaceWith(made);
        else entry.append(made);
      },
    };
  };

  /** @param {Hit} hit @param {(target: HTMLElement, text: string) => HTMLElement} fill */
  function facts(hit, fill) {
    const time = page.element("time", "", page.day(hit.date));
    time.setAttribute("datetime", hit.date);
    const said = [time, page.element("span", "search-page", page.pageName(hit.page, hit.page_name))];
    const papers = page.words.papers || {};
    if (Object.keys(papers).length > 1) said.unshift(page.element("span", "search-paper", papers[hit.paper] || hit.paper));
    if (line(hit.column)) said.push(fill(page.element("span", "search-column"), line(hit.column)));
    if (hit.type && hit.type !== "article") said.push(page.element("span", "search-type", (page.words.types || {})[hit.type] || hit.type));
    if (line(hit.byline)) said.push(fill(page.element("span", "search-byline"), line(hit.byline)));
    // The spaces are for those who copy the line or hear it.
    return page.element("p", "search-facts", ...said.flatMap((part) => [part, " "]));
  }

  /**
   * A hit of a search, with its passage: the opening where the words stand in it, else what the engine fetches.
   * @param {any} engine
   * @param {Hit} hit
   * @param {string[]} words
   * @param {string} root
   * @param {() => boolean} wanted whether the answer is still the one shown
   */
  page.found = function (engine, hit, words, root, wanted) {
    const made = page.hit(engine, hit, words, root);
    const opening = line(hit.opening);
    const marks = engine.marks(opening, words);
    if (opening) made.passage(opening + "……", marks);
    if (!marks.length) {
      engine.passage(hit, words).then((/** @type {any} */ passage) => {
        if (wanted() && passage && passage.text && passage.marks.length) made.passage(passage.text, passage.marks);
      }, () => undefined); // the opening stays
    }
    return made.entry;
  };
})(/** @type {any} */ (self).siteSearchPage || (/** @type {any} */ (self).siteSearchPage = {}));
