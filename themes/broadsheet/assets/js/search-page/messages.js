// @ts-check
/**
 * What the page says: how far loading is, how many were found and how, and what went wrong and helps.
 */
(function (page) {
  "use strict";

  const PROBLEMS = ["offline", "stale", "damaged", "none"];
  const LONGEST = 60;

  /** How an answer was found, in sentences. @param {any} engine @param {any} answer @param {any} state */
  page.told = function (engine, answer, state) {
    if (!engine.articles) return [page.say("empty")];
    const narrowed = page.narrowed(state);
    const count = answer.total;
    const unread = (answer.unread || []).length;
    if (!count && unread) return [page.say("none_unread", { count: unread })];
    const way = { "some-words": "some_words", variants: "variants" }[/** @type {string} */ (answer.widened)];
    const said = [page.say(!count ? (narrowed ? "none_narrowed" : "none_found") : way || "found", { count })];
    const left = leftOut(answer);
    if (left) said.push(page.say("shortened", { words: left.length > LONGEST ? left.slice(0, LONGEST) + "……" : left }));
    if (answer.unverified) said.push(page.say(answer.proved ? "proved" : "unverified", { count: answer.proved }));
    if (unread) said.push(page.say("unread", { count: unread }));
    return said;
  };

  /** The words of a long question that were not looked for, each once. @param {any} answer */
  function leftOut(answer) {
    const words = (Array.isArray(answer.shortened) ? answer.shortened : []).flatMap((/** @type {string} */ text) => text.split(/[\s\p{P}]+/u));
    return Array.from(new Set(words)).filter((word) => word && !(answer.words || []).includes(word)).join("　");
  }

  /** The sentence for a problem. @param {any} value @returns {string} */
  page.trouble = function (value) {
    const known = PROBLEMS.includes(value.problem) ? value.problem : "damaged";
    const cut = known !== "stale" && navigator.onLine === false && location.protocol !== "file:" ? "offline" : known;
    return page.say(`trouble_${cut}`, { file: value.file || "" });
  };

  /**
   * The lines between the box and the hits. `status` is live, so only what counts is said there; how far loading is
   * stands beside it, for the eye.
   * @param {HTMLElement} status
   * @param {HTMLElement} progress
   * @param {HTMLElement} trouble
   */
  page.board = function (status, progress, trouble) {
    /** @param {Element} place @param {string} text */
    function write(place, text) {
      if (place.textContent !== text) place.textContent = text;
    }

    return {
      /** @param {{ done: number, total: number } | null} far */
      progress(far) {
        progress.hidden = !far;
        if (!far) return;
        const bar = progress.querySelector("progress");
        if (bar) {
          bar.max = Math.max(1, far.total);
          bar.value = far.done;
        }
        const line = progress.querySelector("span");
        if (line) write(line, far.total > 1 ? page.say("progress", far) : page.say("loading"));
      },
      /** @param {string[]} sentences */
      say(sentences) {
        trouble.hidden = true;
        write(status, sentences.filter(Boolean).join(" "));
      },
      /** @param {any} value @param {() => void} again */
      trouble(value, again) {
        write(status, "");
        const button = page.element("button", "", page.say(value.problem === "stale" ? "reload" : "again"));
        button.setAttribute("type", "button");
        button.addEventListener("click", value.problem === "stale" ? () => location.reload() : again);
        trouble.replaceChildren(page.element("p", "", page.trouble(value)), button);
        trouble.hidden = false;
      },
    };
  };
})(/** @type {any} */ (self).siteSearchPage || (/** @type {any} */ (self).siteSearchPage = {}));
