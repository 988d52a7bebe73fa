// @ts-check
/**
 * The search page. Loads nothing until the box is focused or the address carries a question (`?q=`, or `#q=` where a
 * page opened from a folder may not change its address), then lunr, the parts of the search, and the index.
 *
 *     <form id="search" role="search" data-root="../"> <input name="q"> </form>      data-root: the way to the site's root
 *     <section id="results"></section>
 *     <script type="application/json" id="search-strings">{"none": "Nothing found.", …}</script>
 *     <script src="../assets/js/search.js" defer></script>
 *
 * `data-scripts` on the form may list the addresses of SCRIPTS, in their order, where they carry a version.
 * The strings, each of them optional, are those of STRINGS below; `{count}` and the like are filled in. The line that
 * says how it goes (`#status`, role=status) and the list (`ol`) are made where the page has none. A hit is
 * `li.search-hit > p.search-kicker, h2 > a, p.search-facts > time + span.search-page + span.search-byline,
 * p.search-passage`, what was asked for in `mark`. Without JavaScript the page stays what the template printed.
 */
(function () {
  "use strict";

  const STRINGS = {
    loading: "正在载入索引……",
    failed: "索引没有载入。请检查网络后再试一次。",
    found: "找到 {count} 篇。",
    none: "没有找到。",
    relaxed: "没有一篇同时有这些词；以下 {count} 篇有其中一些。",
    shortened: "问题太长，末尾的词没有用上。",
    unverified: "原文没有载入，引号中的话按分开的词查找，可能不准。",
    heads_only: "本站文章较多，检索标题、署名、栏目和标签，不检索正文。",
    empty: "还没有可以检索的文章。",
    more: "再显示 {count} 篇",
    date: "{year}年{month}月{day}日",
    page: "第{page}版",
  };
  const PARTS = ["normalise", "segment", "grammar", "engine", "files", "marks"].map((part) => `search/${part}.js`);
  const SCRIPTS = ["../vendor/lunr-2.3.9.min.js", ...PARTS];
  const SHOWN = 20;
  const PAUSE = 180;
  const PASSAGE = 90;

  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form#search"));
  const box = /** @type {HTMLInputElement} */ (form && form.querySelector("input[name=q]"));
  const place = document.getElementById("results");
  if (!form || !box || !place) return;

  const status = document.getElementById("status") || element("p", "search-status");
  const results = place.matches("ol, ul") ? place : place.querySelector("ol, ul") || element("ol", "search-results");
  status.setAttribute("role", "status");
  if (!status.isConnected) place.before(status);
  if (!results.isConnected) place.append(results);
  const rooted = document.querySelector("[data-root]");
  const root = (rooted && rooted.getAttribute("data-root")) || "../";
  const written = document.getElementById("search-strings");
  /** @type {Record<string, string>} */
  const strings = { ...STRINGS, ...(written ? JSON.parse(written.textContent || "{}") : {}) };

  const listed = (form.getAttribute("data-scripts") || "").split(" ").filter(Boolean);
  const waiting = listed.length ? listed.map((href) => new URL(href, document.baseURI)) : SCRIPTS.map((path) => new URL(path, here));
  /** @type {Promise<any> | null} */
  let opening = null;
  let asked = 0;
  let shown = "";

  /** @param {string} name @param {Record<string, string | number>} facts */
  function say(name, facts = {}) {
    return strings[name].replace(/\{(\w+)\}/g, (all, fact) => (fact in facts ? String(facts[fact]) : all));
  }

  /** @param {string} url @returns {Promise<void>} */
  function script(url) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = url;
      element.onload = () => resolve();
      element.onerror = () => reject(new Error(url));
      document.head.append(element);
    });
  }

  /** The index, loaded the first time; a failure is forgotten, so that the next question tries again. */
  function open() {
    if (!opening) {
      opening = (async () => {
        while (waiting.length) {
          await script(waiting[0].href);
          waiting.shift();
        }
        return /** @type {any} */ (self).searchTools.open(new URL(root + "search/", location.href.replace(/[?#].*$/, "")).href);
      })();
      opening.catch(() => (opening = null));
    }
    return opening;
  }

  async function answer() {
    const turn = ++asked;
    const question = box.value;
    shown = question;
    if (!question.trim()) {
      results.replaceChildren();
      status.textContent = "";
      return;
    }
    if (!opening) status.textContent = say("loading");
    try {
      const engine = await open();
      if (turn !== asked) return;
      const found = await engine.search(question);
      if (turn !== asked) return;
      status.textContent = message(engine, found);
      results.replaceChildren();
      list(engine, found, 0, turn);
    } catch {
      if (turn === asked) status.textContent = say("failed");
    }
  }

  /** @param {any} engine @param {any} found */
  function message(engine, found) {
    if (!engine.manifest.articles) return say("empty");
    const count = found.hits.length;
    const said = [say(!count ? "none" : found.relaxed ? "relaxed" : "found", { count })];
    for (const name of ["shortened", "unverified"]) if (found[name]) said.push(say(name));
    if (!engine.manifest.fields.includes("body")) said.push(say("heads_only"));
    return said.join(" ");
  }

  /** @param {any} engine @param {any} found @param {number} from @param {number} turn */
  function list(engine, found, from, turn) {
    const rest = found.hits.length - from - SHOWN;
    for (const hit of found.hits.slice(from, from + SHOWN)) results.append(item(engine, hit.number, found.needles, turn));
    if (rest <= 0) return;
    const more = element("li", "search-more");
    const button = element("button", "", say("more", { count: Math.min(rest, SHOWN) }));
    button.setAttribute("type", "button");
    button.addEventListener("click", () => {
      more.remove();
      list(engine, found, from + SHOWN, turn);
      const next = results.children[from + SHOWN];
      const link = next && next.querySelector("a");
      if (link) link.focus();
    });
    more.append(button);
    results.append(more);
  }

  /** @param {any} engine @param {number} number @param {string[]} needles @param {number} turn */
  function item(engine, number, needles, turn) {
    const tools = /** @type {any} */ (self).searchTools;
    const head = engine.head(number);
    const places = (/** @type {string} */ text) => tools.places(text, needles, engine.normalise);
    const fill = (/** @type {Element} */ target, /** @type {string} */ text) => {
      const pieces = tools.pieces(text, places(text));
      target.replaceChildren(...pieces.map((/** @type {any} */ piece) => (piece.marked ? element("mark", "", piece.text) : piece.text)));
      return pieces.some((/** @type {any} */ piece) => piece.marked);
    };
    const entry = element("li", "search-hit");
    const headline = element("h2", "search-headline");
    const link = element("a");
    link.setAttribute("href", root + head.url);
    headline.append(link);
    fill(link, (head.headline || head.kicker || head.opening).replace(/\s+/gu, " "));
    const kicker = element("p", "search-kicker");
    fill(kicker, head.headline ? head.kicker : "");
    const facts = element("p", "search-facts");
    const time = element("time", "", day(head.date));
    time.setAttribute("datetime", head.date);
    const byline = element("span", "search-byline");
    fill(byline, head.byline);
    const page = element("span", "search-page", [say("page", { page: head.page.replace(/^0+/u, "") }), head.page_name].filter(Boolean).join(" "));
    facts.append(time, " ", page, head.byline ? " " : "", byline);
    const passage = element("p", "search-passage");
    const seen = fill(passage, head.opening ? head.opening + "…" : "");
    if (head.headline && head.kicker) entry.append(kicker);
    entry.append(headline, facts, passage);
    if (!seen && engine.manifest.fields.includes("body")) {
      // The words are further down: show where, once the text is there. It is no harm if it does not come.
      engine.body(number).then((/** @type {string} */ text) => {
        const found = places(text);
        if (turn === asked && found.length) fill(passage, tools.passage(text, found, PASSAGE));
      }, () => undefined);
    }
    return entry;
  }

  /** @param {string} date */
  function day(date) {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
    return match ? say("date", { year: match[1], month: Number(match[2]), day: Number(match[3]) }) : date;
  }

  /** @param {string} name @param {string} kind @param {string} text */
  function element(name, kind = "", text = "") {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  }

  function asWritten() {
    const query = new URLSearchParams(location.search).get("q");
    return query === null ? new URLSearchParams(location.hash.slice(1)).get("q") || "" : query;
  }

  function write() {
    const question = box.value.trim();
    if (question === asWritten()) return;
    const encoded = question ? "q=" + encodeURIComponent(question) : "";
    const path = location.href.replace(/[?#].*$/, "");
    for (const mark of ["?", "#"]) {
      try {
        return history.replaceState(null, "", encoded ? path + mark + encoded : path);
      } catch {
        // From a folder only the part after # may change.
      }
    }
  }

  let timer = 0;
  function soon() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      write();
      answer();
    }, PAUSE);
  }

  box.addEventListener("focus", () => open().catch(() => undefined), { once: true });
  box.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) soon();
  });
  box.addEventListener("compositionend", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    write();
    answer();
  });
  self.addEventListener("popstate", () => {
    box.value = asWritten();
    if (box.value !== shown) answer();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const links = Array.from(results.querySelectorAll("a"));
    const at = links.indexOf(/** @type {any} */ (document.activeElement));
    const target = event.target instanceof Element ? event.target : null;
    if (event.key === "/" && !(target && target.closest("input, textarea, select, [contenteditable]"))) box.focus();
    else if (event.key === "ArrowDown" && (target === box || at >= 0) && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || box).focus();
    else if (event.key === "Escape" && at >= 0) box.focus();
    else return;
    event.preventDefault();
  });

  if (asWritten()) {
    box.value = asWritten();
    answer();
  }
})();
