// @ts-check
/**
 * 引文核对: whether a sentence was printed so, where, and otherwise what was printed instead. What only the quotation has
 * stands in `del`, what only the paper has in `ins`, each with words for those who do not see them.
 */
(function (page) {
  "use strict";

  /** @param {["same" | "quoted" | "printed", string][]} differences */
  page.compared = function (differences) {
    return differences.map(([kind, text]) => {
      if (kind === "same") return text;
      const said = page.element("span", "unseen", page.say(kind === "quoted" ? "quote_quoted" : "quote_printed"));
      return page.element(kind === "quoted" ? "del" : "ins", "", said, text);
    });
  };

  /** How one names the place in print: 《标题》，《今日雁洲》2022年6月17日第3版。 @param {any} hit */
  page.source = function (hit) {
    const headline = (hit.headline || hit.kicker || hit.opening || "").replace(/\s+/gu, " ").trim();
    const paper = (page.words.papers || {})[hit.paper] || hit.paper;
    return page.say("quote_source", { headline, paper, date: page.day(hit.date), page: page.pageName(hit.page) });
  };

  /** One place. @param {any} engine @param {any} place @param {string} root @param {string} text */
  function entry(engine, place, root, text) {
    const words = place.passage === undefined ? [] : [text];
    const made = page.hit(engine, place.hit, words, root);
    if (place.differences) {
      made.entry.append(page.element("p", "search-passage compared", ...page.compared(place.differences)));
      const same = place.differences.filter((/** @type {string[]} */ part) => part[0] === "same").map((/** @type {string[]} */ part) => part[1]);
      const longest = same.sort((/** @type {string} */ a, /** @type {string} */ b) => b.length - a.length)[0] || "";
      if (longest.length > 1) made.link.setAttribute("href", page.link(root + place.hit.url, [longest]));
    } else made.passage(place.passage, place.marks || []);
    const more = page.element("a", "", page.say("quote_formats"));
    more.setAttribute("href", root + place.hit.url + "#cite");
    made.entry.append(page.element("p", "search-cite", page.element("span", "", page.source(place.hit)), " ", more));
    return made.entry;
  }

  /**
   * The verdict and the places, as nodes.
   * @param {any} engine
   * @param {any} answer what engine.quote gives
   * @param {string} text
   * @param {string} root
   */
  page.verdict = function (engine, answer, text, root) {
    const exact = answer.exact || [];
    const near = answer.near || [];
    const unread = (answer.unread || []).length;
    const count = exact.length || near.length;
    const sure = answer.unverified ? "quote_unverified" : "quote_exact";
    const name = exact.length ? sure : near.length ? "quote_near" : unread ? "" : "quote_none";
    const list = page.element("ol", "search-results");
    for (const place of exact.length ? exact : near) list.append(entry(engine, place, root, text));
    // What was not read may hold the sentence: then nobody can say that it was not printed.
    const unsure = unread ? page.say(exact.length ? "unread" : "quote_unsure", { count: unread }) : "";
    return { sentences: [page.say(name, { count }), unsure], list };
  };
})(/** @type {any} */ (self).siteSearchPage || (/** @type {any} */ (self).siteSearchPage = {}));
