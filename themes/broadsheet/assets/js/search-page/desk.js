// @ts-check
/**
 * The search page once its scripts are there: hears what is typed and chosen, asks the engine, shows what it answers,
 * and keeps the address in step. A newer question always cancels the older one.
 */
(function (page) {
  "use strict";

  const PAUSE = 180;
  const PAUSE_QUOTE = 500;

  /**
   * @param {object} given
   * @param {HTMLFormElement} given.form
   * @param {HTMLInputElement} given.box
   * @param {HTMLFormElement | null} given.quoteForm
   * @param {HTMLTextAreaElement | null} given.quoteBox
   * @param {string} given.root the way to the site's root
   */
  page.start = function ({ form, box, quoteForm, quoteBox, root }) {
    const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id) || page.element("div"));
    const results = find("results");
    const answerPlace = find("answer");
    const order = find("order");
    const checked = find("checked");
    const board = page.board(find("status"), find("progress"), find("trouble"));
    const details = document.querySelector("details#filters");
    const ways = Array.from(document.querySelectorAll("[data-way]"));
    const title = document.title;

    let state = page.address();
    /** @type {Promise<any> | null} */
    let opening = null;
    /** @type {any} */
    let engine = null;
    let turn = 0;
    let canceller = new AbortController();
    let settled = true;
    let failed = "";
    let timer = 0;
    /** @type {any} the answer shown, and what it answers */
    let shown = null;

    const panel = details instanceof HTMLDetailsElement ? page.panel(details, { choose: narrow, engine: () => engine }) : null;

    /** The engine, or a problem; a problem is forgotten, so that the next question tries again. */
    function open() {
      if (!opening) {
        const base = new URL(root + "search/", location.href.replace(/[?#].*$/u, "")).href;
        const asked = /** @type {any} */ (self).siteSearchEngine.open(base, { onProgress: far });
        opening = Promise.resolve(asked).catch(() => ({ problem: "damaged" }));
        opening.then((opened) => {
          if (!opened || opened.problem) opening = null;
          else engine = opened;
        });
      }
      return opening;
    }

    /** @param {{ done: number, total: number }} how */
    function far(how) {
      board.progress(how.done < how.total ? how : null);
    }

    /**
     * Asks the engine something and shows its answer, unless something newer was asked meanwhile. What goes wrong is
     * said.
     * @param {(engine: any) => Promise<any>} question
     * @param {(answer: any) => void} use
     */
    async function ask(question, use) {
      const mine = ++turn;
      canceller.abort();
      canceller = new AbortController();
      if (!engine) board.progress({ done: 0, total: 1 });
      let answer;
      try {
        const opened = await open();
        if (mine !== turn) return;
        answer = opened && !opened.problem ? await question(opened) : opened;
        if (mine !== turn || (answer && answer.problem === "aborted")) return;
        failed = answer ? answer.problem || "" : "damaged";
        if (!failed) use(answer);
      } catch {
        if (mine !== turn) return;
        failed = "damaged";
      }
      board.progress(null);
      if (!failed) return;
      clear();
      board.trouble({ ...answer, problem: failed }, show);
    }

    function clear() {
      shown = null;
      answerPlace.hidden = true;
      results.replaceChildren();
      checked.replaceChildren();
    }

    /** Nothing is asked: the page as it was opened. */
    function rest() {
      turn++;
      canceller.abort();
      clear();
      board.progress(null);
      board.say([]);
    }

    function show() {
      if (state.quote !== null) return showQuote();
      return showHits();
    }

    function showHits() {
      const text = state.text.trim();
      document.title = text ? `${text} · ${title}` : title;
      if (!text && !page.narrowed(state)) return rest();
      const asked = { filters: page.filters(state), order: state.order, first: 0, count: state.shown, facets: false };
      return ask((opened) => opened.find(text, { ...asked, signal: canceller.signal }), (answer) => {
        shown = { text, asked, answer };
        checked.replaceChildren();
        answerPlace.hidden = !engine.articles || (!answer.total && !page.narrowed(state));
        board.say(page.told(engine, answer, state));
        results.replaceChildren(...answer.hits.map(hitOf(answer)));
        more();
        for (const input of order.querySelectorAll("input")) input.checked = input.value === state.order;
        order.hidden = answer.total < 2;
        if (panel) panel.show(state, answer);
        facets();
      });
    }

    /** The counts of the lists, once the hits are there and only while the panel is open. */
    async function facets() {
      const mine = turn;
      if (!panel || !details || !details.hasAttribute("open") || !shown || shown.counted) return;
      const { text, asked, answer } = shown;
      shown.counted = true;
      try {
        const counted = await engine.find(text, { ...asked, count: 0, facets: true, signal: canceller.signal });
        if (mine === turn && counted && !counted.problem) panel.show(state, { ...answer, facets: counted.facets });
      } catch {
        // The hits are there; only the counts are not.
      }
    }

    /** @param {any} answer */
    function hitOf(answer) {
      const mine = turn;
      return (/** @type {any} */ hit) => page.found(engine, hit, answer.words, root, () => mine === turn);
    }

    /** The button for more hits, while there are any. */
    function more() {
      const old = answerPlace.querySelector(".search-more");
      if (old) old.remove();
      const rest = shown.answer.total - results.children.length;
      if (rest <= 0) return;
      const button = page.element("button", "", page.say("more", { count: Math.min(rest, page.STEP) }));
      button.setAttribute("type", "button");
      button.addEventListener("click", () => {
        const first = results.children.length;
        const { text, asked } = shown;
        ask((opened) => opened.find(text, { ...asked, first, count: page.STEP, signal: canceller.signal }), (next) => {
          results.append(...next.hits.map(hitOf(next)));
          state = { ...state, shown: results.children.length };
          page.remember(state, false);
          more();
          const link = results.children[first] && results.children[first].querySelector("a");
          if (link) link.focus();
        });
      });
      results.after(page.element("p", "search-more", button));
    }

    function showQuote() {
      const whole = (state.quote || "").trim();
      count();
      document.title = title;
      if (!whole) return rest();
      const text = Array.from(whole).slice(0, page.LONGEST_QUOTE).join("");
      const check = (/** @type {any} */ opened) => page.later().then(() => opened.quote(text, { signal: canceller.signal }));
      return ask(check, (answer) => {
        const said = page.verdict(engine, answer, text, root);
        clear();
        board.say([...said.sentences, text !== whole ? page.say("quote_long") : ""]);
        checked.replaceChildren(said.list);
      });
    }

    function count() {
      const place = document.getElementById("quote-count");
      if (!place || !quoteBox) return;
      const length = page.length(quoteBox.value);
      place.textContent = page.say("quote_count", { count: length });
      place.classList.toggle("over", length > page.LONGEST_QUOTE);
    }

    /** Puts the state where a reader sees it. */
    function fill() {
      if (box.value.trim() !== state.text) box.value = state.text;
      if (quoteBox && state.quote !== null && quoteBox.value.trim() !== state.quote) quoteBox.value = state.quote;
      const quoting = state.quote !== null;
      form.hidden = quoting;
      if (quoteForm) quoteForm.hidden = !quoting;
      for (const hint of document.querySelectorAll("[data-for]")) hint.toggleAttribute("hidden", (hint.getAttribute("data-for") === "quote") !== quoting);
      for (const way of ways) {
        if ((way.getAttribute("data-way") === "quote") === quoting) way.setAttribute("aria-current", "page");
        else way.removeAttribute("aria-current");
      }
    }

    /** @param {object} part @param {boolean} anew */
    function change(part, anew) {
      clearTimeout(timer);
      state = { ...state, shown: page.STEP, ...part };
      page.remember(state, anew);
      settled = anew;
      fill();
      return show();
    }

    /** @param {object} part */
    function narrow(part) {
      change(part, true);
    }

    // The first letter typed after something settled is a step of its own; the rest of the word is not.
    function typed() {
      const anew = settled;
      const text = box.value.trim();
      if (text === state.text && state.quote === null) return;
      change({ text }, anew);
      settled = false;
    }

    function quoted() {
      const anew = settled;
      if (quoteBox) change({ quote: quoteBox.value.trim() }, anew);
      settled = false;
    }

    /** @param {HTMLElement} place @param {() => void} act @param {number} pause */
    function hear(place, act, pause) {
      const soon = () => {
        clearTimeout(timer);
        timer = self.setTimeout(act, pause);
      };
      place.addEventListener("input", (event) => {
        if (!(/** @type {InputEvent} */ (event).isComposing)) soon();
      });
      place.addEventListener("compositionend", soon);
    }

    hear(box, typed, PAUSE);
    form.addEventListener("submit", () => {
      change({ text: box.value.trim() }, true);
      // A telephone then shows the hits and not its keyboard.
      if (matchMedia("(pointer: coarse)").matches) box.blur();
    });
    if (quoteForm && quoteBox) {
      hear(quoteBox, quoted, PAUSE_QUOTE);
      quoteBox.addEventListener("input", count);
      quoteForm.addEventListener("submit", () => change({ quote: quoteBox.value.trim() }, true));
    }
    order.addEventListener("change", (event) => {
      const input = event.target;
      if (input instanceof HTMLInputElement) narrow({ order: input.value });
    });
    for (const way of ways) {
      way.addEventListener("click", (event) => {
        const click = /** @type {MouseEvent} */ (event);
        if (click.ctrlKey || click.metaKey || click.shiftKey || click.button) return;
        event.preventDefault();
        change({ quote: way.getAttribute("data-way") === "quote" ? "" : null, text: box.value.trim() }, true);
        (state.quote === null || !quoteBox ? box : quoteBox).focus();
      });
    }
    if (details instanceof HTMLDetailsElement) {
      // Beside the hits it is always open; above them, on a telephone, the reader opens it.
      const wide = matchMedia("(width >= 56rem)");
      details.open = wide.matches;
      wide.addEventListener("change", () => (details.open = wide.matches));
      details.addEventListener("toggle", facets);
    }
    for (const event of ["popstate", "hashchange"]) {
      self.addEventListener(event, () => {
        const now = page.address();
        if (page.write(now) === page.write(state)) return;
        clearTimeout(timer);
        state = now;
        settled = true;
        fill();
        show();
      });
    }
    self.addEventListener("online", () => {
      if (failed) show();
    });
    page.keys(() => (state.quote === null || !quoteBox ? box : quoteBox), box);

    // What was typed while the scripts came counts more than the address.
    if (box.value.trim() && box.value.trim() !== state.text) state = { ...state, text: box.value.trim() };
    if (quoteBox && !quoteBox.closest("[hidden]") && quoteBox.value.trim()) state = { ...state, quote: quoteBox.value.trim() };
    page.remember(state, false);
    fill();
    open().then((opened) => {
      if (opened && opened.problem && !state.text) far({ done: 1, total: 1 });
    });
    show();
  };

  /**
   * `/` goes to the box, ↓ and ↑ through the hits, Escape back.
   * @param {() => HTMLElement} current the box in use
   * @param {HTMLElement} line the box of one line, from which ↓ leads on
   */
  page.keys = function (current, line) {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      const links = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll(".search-headline a")));
      const at = links.indexOf(/** @type {any} */ (document.activeElement));
      if (event.key === "/" && !(target && target.closest("input:not([type=checkbox], [type=radio]), textarea, select"))) current().focus();
      else if (event.key === "ArrowDown" && (target === line || at >= 0) && links[at + 1]) links[at + 1].focus();
      else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || current()).focus();
      else if (event.key === "Escape" && at >= 0) current().focus();
      else return;
      event.preventDefault();
    });
  };
})(/** @type {any} */ (self).siteSearchPage || (/** @type {any} */ (self).siteSearchPage = {}));
