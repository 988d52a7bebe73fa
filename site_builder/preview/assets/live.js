// @ts-check
/**
 * <script src="/_live-…/live.js" data-run="…" data-generation="3" data-root="…"></script>
 *
 * The preview adds this one tag to every page it serves. It runs while the page is still being read, before any
 * deferred script of the theme, so that what it remembers is what the server sent. Without JavaScript the page is
 * what it will be when published.
 */
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  script.remove();
  performance.setResourceTimingBufferSize(5000); // resources.js asks what the page has loaded
  document.normalize();
  const served = /** @type {Document} */ (document.cloneNode(true));
  const here = new URL(".", script.src);
  // The pairing must be done now as well: a theme's script may change the page before the modules have come.
  /** @type {WeakMap<Node, Node>} */
  const live = new WeakMap();
  /** @param {Node} before @param {Node} now */
  const pair = (before, now) => {
    live.set(before, now);
    before.childNodes.forEach((child, index) => pair(child, now.childNodes[index]));
  };
  pair(served, document);
  import(new URL("tab.js", here).href).then(({ Tab }) => new Tab(here, script.dataset, served, live).open());
})();
