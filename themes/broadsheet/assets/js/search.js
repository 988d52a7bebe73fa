// @ts-check
/**
 * The search page. Nothing but this file is loaded until the box is focused or the address asks something (`?q=` or
 * `?quote=`; after `#` where the page was opened from a folder); then the scripts that `data-scripts` names, and the
 * engine brings what a question needs.
 *
 *     <form id="search" data-root="../" data-scripts="../assets/vendor/lunr.js ../assets/js/search/… …"><input name="q"></form>
 *     <form id="quote" data-scripts="…what only this needs…"><textarea name="quote"></textarea></form>
 *     <p id="status" role="status"></p> <div id="progress" hidden></div> <div id="trouble" hidden></div>
 *     <details id="filters">…</details> <fieldset id="order">…</fieldset> <ol id="results"></ol> <div id="checked"></div>
 *     <script type="application/json" id="search-words">{"found": "{count} found.", …}</script>
 *
 * Without JavaScript the page stays what the template printed: the lists of years, columns and people.
 */
(function () {
  "use strict";

  const page = /** @type {any} */ (self).siteSearchPage || (/** @type {any} */ (self).siteSearchPage = {});
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form#search"));
  const box = /** @type {HTMLInputElement | null} */ (form && form.querySelector("input[name=q]"));
  if (!form || !box) return;
  const quoteForm = /** @type {HTMLFormElement | null} */ (document.querySelector("form#quote"));
  const quoteBox = /** @type {HTMLTextAreaElement | null} */ (quoteForm && quoteForm.querySelector("textarea"));
  const written = document.getElementById("search-words");
  /** @type {Record<string, any>} */
  const words = written ? JSON.parse(written.textContent || "{}") : {};
  const ids = /** @type {string[]} */ (words.papers || []);
  words.papers = Object.fromEntries(ids.map((id, at) => [id, (words.paper_names || [])[at]]));
  const root = form.getAttribute("data-root") || "";
  const [first, later] = [form, quoteForm].map((place) => new Set(((place && place.getAttribute("data-scripts")) || "").split(" ").filter(Boolean)));
  /** @type {Promise<void> | null} */
  let beginning = null;

  /** All scripts at once; they run in their order. A failed one is asked for again the next time. @param {Set<string>} waiting */
  function load(waiting) {
    return Promise.all(
      Array.from(waiting, (source) => new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.async = false;
        script.src = source;
        script.onload = () => resolve(waiting.delete(source));
        script.onerror = () => {
          script.remove();
          reject(new Error(source));
        };
        document.head.append(script);
      })),
    );
  }

  function begin() {
    if (!beginning) {
      beginning = load(first).then(() => {
        page.words = words;
        page.later = () => load(later);
        page.start({ form, box, quoteForm, quoteBox, root });
      });
      beginning.catch((missing) => {
        beginning = null;
        const status = document.getElementById("status");
        const file = missing.message.replace(/^.*\/|\?.*$/gu, "");
        const offline = navigator.onLine === false && location.protocol !== "file:";
        if (status) status.textContent = offline ? words.trouble_offline || "" : (words.trouble_damaged || "").replace("{file}", file);
      });
    }
    return beginning;
  }

  for (const field of [box, quoteBox]) if (field) field.addEventListener("focus", begin);
  for (const sent of [form, quoteForm]) {
    if (!sent) continue;
    sent.addEventListener("submit", (event) => {
      event.preventDefault();
      begin();
    });
  }
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (beginning || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target && target.closest("input, textarea, select")) return;
    event.preventDefault();
    box.focus();
  });

  const asks = ["q", "quote", "from", "to", "paper", "page", "column", "person", "type"];
  const given = [location.search, location.hash].map((part) => new URLSearchParams(part.slice(1)));
  if (given.some((params) => asks.some((name) => params.has(name)))) begin();
})();
