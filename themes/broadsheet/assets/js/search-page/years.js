// @ts-check
/**
 * Hits over the years: `ol.bars > li > button`, each bar a button that narrows the search to its time, and a chosen one
 * lets go again. A century comes in decades, a decade in years, a year in months.
 */
(function (page) {
  "use strict";

  /**
   * @typedef {object} Bar
   * @property {string} from
   * @property {string} to
   * @property {string} label short, below the bar
   * @property {string} name in full
   * @property {number} count
   */

  const MOST_YEARS = 24;

  /**
   * @param {Record<string, number>} years
   * @param {Record<string, number> | undefined} months by "2021-03"
   * @param {string} from
   * @param {string} to
   * @returns {Bar[]}
   */
  page.bars = function (years, months, from, to) {
    const year = from.slice(0, 4);
    if (year && year === to.slice(0, 4) && months) {
      return Array.from({ length: 12 }, (_, at) => {
        const month = `${year}-${String(at + 1).padStart(2, "0")}`;
        return { from: month, to: month, label: String(at + 1), name: page.day(month), count: months[month] || 0 };
      });
    }
    const known = Object.keys(years).filter((name) => /^\d{4}$/u.test(name) && years[name] > 0).map(Number);
    if (!known.length) return [];
    let first = Math.min(...known);
    let last = Math.max(...known);
    // One decade is looked at: its own years, not the century.
    if (from && to && Number(to.slice(0, 4)) - Number(year) < 10) {
      first = Math.max(first, Math.floor(Number(year) / 10) * 10);
      last = Math.min(last, Math.floor(Number(year) / 10) * 10 + 9);
    }
    const step = last - first < MOST_YEARS ? 1 : 10;
    const bars = [];
    for (let at = step === 1 ? first : Math.floor(first / 10) * 10; at <= last; at += step) {
      const inside = known.filter((one) => one >= at && one < at + step);
      bars.push({
        from: String(at).padStart(4, "0"),
        to: String(at + step - 1).padStart(4, "0"),
        label: String(at),
        name: page.say(step === 1 ? "year" : "decade", { year: at }),
        count: inside.reduce((sum, one) => sum + years[String(one).padStart(4, "0")], 0),
      });
    }
    return bars;
  };

  /**
   * @param {Bar[]} bars
   * @param {{ from: string, to: string }} chosen
   * @param {(from: string, to: string) => void} choose
   */
  page.chart = function (bars, chosen, choose) {
    const most = Math.max(1, ...bars.map((bar) => bar.count));
    const every = bars.length <= 12;
    const list = page.element("ol", every ? "bars" : "bars sparse");
    bars.forEach((bar, at) => {
      const whole = chosen.from === bar.from && (chosen.to || chosen.from) === bar.to;
      const within = (chosen.from || chosen.to) && (!chosen.from || bar.to >= chosen.from.slice(0, bar.to.length)) && (!chosen.to || bar.from <= chosen.to);
      const column = page.element("i");
      column.style.setProperty("--share", String(bar.count / most));
      // Where not every bar has room for its label, the first and the last have.
      const shown = every || at === 0 || at === bars.length - 1;
      const button = page.element("button", "", column, page.element("span", "", shown ? bar.label : ""));
      button.setAttribute("type", "button");
      button.setAttribute("aria-label", page.say("bar", { name: bar.name, count: bar.count }));
      button.setAttribute("aria-pressed", String(whole));
      button.title = page.say("bar", { name: bar.name, count: bar.count });
      if (within) button.className = "within";
      button.dataset.key = bar.from + "/" + bar.to;
      button.addEventListener("click", () => (whole ? choose("", "") : choose(bar.from, bar.to)));
      list.append(page.element("li", "", button));
    });
    return list;
  };
})(/** @type {any} */ (self).siteSearchPage || (/** @type {any} */ (self).siteSearchPage = {}));
