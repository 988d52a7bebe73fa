// @ts-check
/**
 * What narrows a search: bars of years, a range of months, 版, column, person, type, and the paper where there are
 * several; counts say what each would leave. `#filters` holds `[data-years]`, the boxes `from`, `to` and `person`, and
 * `[data-facet]` for each list.
 */
(function (page) {
  "use strict";

  const SHORT = 6;

  /**
   * @param {HTMLDetailsElement} place
   * @param {{ choose: (part: object) => void, engine: () => any }} asker takes what changes in the state
   */
  page.panel = function (place, asker) {
    const form = /** @type {HTMLFormElement} */ (place.querySelector("form"));
    const years = place.querySelector("[data-years]");
    const from = /** @type {HTMLInputElement} */ (form.elements.namedItem("from"));
    const to = /** @type {HTMLInputElement} */ (form.elements.namedItem("to"));
    const person = /** @type {HTMLInputElement} */ (form.elements.namedItem("person"));
    const names = place.querySelector("datalist");
    const applied = place.querySelector("[data-applied]");
    const clear = /** @type {HTMLButtonElement | null} */ (place.querySelector("[data-clear]"));
    /** @type {any} */
    let state = null;
    /** @type {Set<string>} groups opened to their end */
    const unfolded = new Set();

    /** A box of a list. @param {string} list @param {string} value @param {string} label @param {number | undefined} count */
    function box(list, value, label, count) {
      const input = /** @type {HTMLInputElement} */ (page.element("input"));
      input.type = "checkbox";
      input.name = list;
      input.value = value;
      input.checked = state[list].includes(value);
      input.dataset.key = list + "/" + value;
      input.addEventListener("change", () => {
        const others = state[list].filter((/** @type {string} */ one) => one !== value);
        asker.choose({ [list]: input.checked ? [...others, value] : others });
      });
      const row = page.element("label", "", input, page.element("span", "", label));
      if (count !== undefined) row.append(" ", page.element("small", "", String(count)));
      return page.element("li", "", row);
    }

    /** @param {string} list @param {string} value @param {string} [name] */
    function label(list, value, name) {
      if (list === "pages") return page.pageName(value, name);
      if (list === "types") return (page.words.types || {})[value] || value;
      if (list === "papers") return (page.words.papers || {})[value] || value;
      return value;
    }

    /** One list of boxes. @param {string} list @param {[string, number, string?][]} counted */
    function facet(list, counted) {
      const group = place.querySelector(`[data-facet="${list}"]`);
      const target = group && group.querySelector("ul");
      if (!group || !target) return;
      const rows = counted.slice();
      if (list === "pages") rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));
      // What is chosen stays where it can be taken back, also when nothing is left of it.
      for (const value of state[list]) if (!rows.some((row) => row[0] === value)) rows.unshift([value, list === "people" ? -1 : 0]);
      const useful = list === "people" || rows.length > 1 || state[list].length > 0;
      group.toggleAttribute("hidden", !useful);
      const cut = unfolded.has(list) || rows.length <= SHORT + 1 ? rows.length : SHORT;
      const late = rows.slice(cut).filter((row) => state[list].includes(row[0]));
      const made = [...rows.slice(0, cut), ...late].map(([value, count, name]) =>
        box(list, value, label(list, value, name), count < 0 ? undefined : count),
      );
      if (cut < rows.length - late.length) {
        const more = page.element("button", "filters-rest", page.say("rest", { count: rows.length - cut - late.length }));
        more.setAttribute("type", "button");
        more.addEventListener("click", () => {
          unfolded.add(list);
          facet(list, counted);
          const next = target.children[cut];
          const input = next && next.querySelector("input");
          if (input) input.focus();
        });
        made.push(page.element("li", "", more));
      }
      target.replaceChildren(...made);
    }

    /** What is chosen, in words. */
    function chosen() {
      const said = [];
      if (state.from || state.to) said.push(state.from === state.to ? page.time(state.from) : `${page.time(state.from)}—${page.time(state.to)}`);
      for (const list of page.lists) for (const value of state[list]) said.push(label(list, value));
      return said;
    }

    function range() {
      const wrong = [from, to].filter((field) => field.value.trim() && !page.period(field.value));
      for (const field of [from, to]) field.setAttribute("aria-invalid", String(wrong.includes(field)));
      if (!wrong.length) asker.choose({ from: page.period(from.value), to: page.period(to.value) });
    }
    for (const field of [from, to]) field.addEventListener("change", range);

    let turn = 0;
    person.addEventListener("input", () => {
      const mine = ++turn;
      const engine = asker.engine();
      if (!names || !engine || !engine.names || !person.value.trim()) return;
      engine.names(person.value.trim()).then((/** @type {[string, number][]} */ known) => {
        if (mine !== turn || !Array.isArray(known)) return;
        names.replaceChildren(...known.map(([name, count]) => {
          const option = /** @type {HTMLOptionElement} */ (page.element("option"));
          option.value = name;
          option.label = page.say("bar", { name, count });
          return option;
        }));
      }, () => undefined); // the name can be written in full
    });
    function addPerson() {
      const name = person.value.trim();
      if (!name) return;
      person.value = "";
      asker.choose({ people: Array.from(new Set([...state.people, name])) });
    }
    person.addEventListener("change", addPerson);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (document.activeElement === person) addPerson();
      else range();
    });
    if (clear) {
      clear.addEventListener("click", () => {
        const nothing = Object.fromEntries(page.lists.map((/** @type {string} */ list) => [list, []]));
        asker.choose({ ...nothing, from: "", to: "" });
        const summary = place.querySelector("summary");
        if (summary) summary.focus();
      });
    }

    return {
      /** Shows an answer. @param {any} now the state @param {any} answer */
      show(now, answer) {
        state = now;
        const active = document.activeElement instanceof HTMLElement && place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
        if (document.activeElement !== from) from.value = state.from;
        if (document.activeElement !== to) to.value = state.to;
        const bars = page.bars(answer.years || {}, answer.months, state.from, state.to);
        if (years) {
          years.toggleAttribute("hidden", bars.length < 2 && !state.from && !state.to);
          const choose = (/** @type {string} */ start, /** @type {string} */ end) => asker.choose({ from: start, to: end });
          const made = [page.chart(bars, state, choose)];
          if (state.from || state.to) {
            const all = page.element("button", "filters-rest", page.say("all_years"));
            all.setAttribute("type", "button");
            all.addEventListener("click", () => choose("", ""));
            made.push(all);
          }
          const legend = years.querySelector("legend");
          years.replaceChildren(...(legend ? [legend] : []), ...made);
        }
        const facets = answer.facets || {};
        for (const list of page.lists) if (facets[list] || list === "people" || state[list].length) facet(list, facets[list] || []);
        const said = chosen();
        if (applied) applied.textContent = said.join("　");
        if (clear) clear.hidden = !said.length;
        if (active !== undefined) {
          const again = Array.from(place.querySelectorAll("[data-key]")).find((one) => /** @type {HTMLElement} */ (one).dataset.key === active);
          if (again) /** @type {HTMLElement} */ (again).focus();
        }
      },
    };
  };

  /** A year or a month in words. @param {string} period @returns {string} */
  page.time = function (period) {
    if (!period) return "";
    return period.length === 4 ? page.say("year", { year: period }) : page.day(period);
  };
})(/** @type {any} */ (self).siteSearchPage || (/** @type {any} */ (self).siteSearchPage = {}));
