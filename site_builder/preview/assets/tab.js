// @ts-check
/** One tab's side of the preview: hears what changed, and brings the page up to date. */
import { Badge } from "./badge.js";
import { needsReload, patch } from "./patch.js";
import { pathOf, refresh } from "./resources.js";
import { Strip } from "./strip.js";

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5000;
const STYLED = 200;
const RUN_HEADER = "X-Preview-Run";

export class Tab {
  #folder;
  #run;
  #generation;
  #root;
  #served;
  #live;
  #strip;
  #badge;
  #lost = "";
  /** Whether the server has no such page, and shows the one for what is not there. */
  #missed = false;
  #pause = FIRST_PAUSE;
  /** @type {EventSource | undefined} */
  #source;
  /** What is still to be done, and up to which generation; gathered while an update is under way. */
  #due = nothing(0);
  #working = false;

  /**
   * @param {URL} folder of our own files @param {DOMStringMap} data of the script's tag
   * @param {Document} served the page as it came @param {import("./patch.js").Live} live its nodes in the browser
   */
  constructor(folder, data, served, live) {
    this.#folder = folder;
    this.#run = data.run;
    this.#generation = Number(data.generation);
    this.#root = data.root;
    this.#missed = data.missing !== undefined;
    this.#served = served;
    this.#live = live;
    this.#strip = new Strip(folder);
    this.#badge = new Badge(folder);
  }

  /** Listen while the tab can be seen. A browser allows six connections to a server, and each listening tab holds one. */
  open() {
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#disconnect() : this.#connect()));
    addEventListener("pagehide", () => this.#disconnect());
    addEventListener("pageshow", (event) => event.persisted && this.#connect());
    if (!document.hidden) this.#connect();
  }

  #connect() {
    this.#disconnect();
    const address = new URL("events", this.#folder);
    address.searchParams.set("page", location.pathname);
    address.searchParams.set("generation", String(this.#generation));
    const source = (this.#source = new EventSource(address));
    source.addEventListener("hello", (event) => this.#hello(JSON.parse(event.data)));
    source.addEventListener("changed", (event) => this.#changed(JSON.parse(event.data)));
    source.addEventListener("saved", (event) => {
      const { page, anchor } = JSON.parse(event.data);
      if (this.#badge.follows && page !== location.pathname) this.#badge.follow(page, anchor);
    });
    source.addEventListener("faults", (event) => {
      const { title, faults } = JSON.parse(event.data);
      this.#strip.show(title, faults);
    });
    source.addEventListener("error", () => source === this.#source && this.#missing());
  }

  #disconnect() {
    this.#source?.close();
    this.#source = undefined;
  }

  /** @param {any} hello */
  #hello({ run, title, faults, words }) {
    if (run !== this.#run) return location.reload();
    this.#pause = FIRST_PAUSE;
    this.#lost = words.lost;
    this.#strip.speak(words);
    this.#strip.find();
    this.#strip.show(title, faults);
    this.#badge.speak(words);
    this.#badge.refresh(this.#generation);
    this.#badge.arrive();
    this.#seekPage();
    document.documentElement.dataset.preview = "listening";
  }

  /**
   * @typedef {{ generation: number, page: boolean, everything: boolean, assets: string[] }} News
   * @param {News & { html?: string, styles?: Record<string, string> }} news
   */
  #changed({ generation, page, everything, assets, html = "", styles = {} }) {
    const due = this.#due;
    due.page ||= page;
    if (page) due.html = html;
    due.everything ||= everything;
    due.generation = generation;
    for (const address of assets) {
      const path = pathOf(address);
      due.assets.add(path);
      if (address in styles) due.styles.set(path, styles[address]);
      else due.styles.delete(path);
    }
    if (!this.#working) this.#work();
  }

  async #work() {
    this.#working = true;
    try {
      while (this.#due.generation > this.#generation) {
        const due = this.#due;
        this.#due = nothing(due.generation);
        if (due.everything) return location.reload();
        if (due.assets.size) {
          const exchanged = this.#exchanged.bind(this);
          const styled = refresh(due.assets, due.styles, due.generation, exchanged);
          if (!styled) return location.reload();
          // A style is seen sooner when nothing else is done meanwhile; one that does not come holds up nobody.
          if (due.page) await Promise.race([styled.then(painted), pause(STYLED)]);
        }
        if (due.page && !(await this.#update(due.html))) return location.reload();
        this.#generation = due.generation;
        this.#seekPage();
        painted().then(() => this.#badge.refresh(due.generation));
        document.dispatchEvent(new CustomEvent("preview:changed", { detail: { generation: due.generation } }));
      }
    } catch {
      // The server went away in the middle: when it is back it is asked for all that came after our generation.
      this.#due.generation = 0;
    } finally {
      this.#working = false;
    }
  }

  /**
   * Bring the page up to date; false when only loading it anew will do.
   * @param {string} sent the page as it came with the news; empty: ask for it
   */
  async #update(sent) {
    let html = location.search ? "" : sent; // what a query makes of a page only an answer to it tells
    if (html) {
      this.#missed = false;
    } else {
      const response = await fetch(location.pathname + location.search, { cache: "no-store" });
      this.#missed = response.status === 404;
      if (!response.headers.get("Content-Type")?.startsWith("text/html")) return false;
      html = await response.text();
    }
    const next = new DOMParser().parseFromString(html, "text/html");
    const script = /** @type {HTMLScriptElement | null} */ (next.querySelector("script[data-run][data-generation]"));
    if (script?.dataset.run !== this.#run || script?.dataset.root !== this.#root) return false;
    script?.remove();
    next.normalize();
    if (needsReload(this.#served, next)) return false;
    const changed = watch(() => patch(this.#served, next, this.#live));
    this.#badge.point(changed);
    return true;
  }

  /** Say where a page went that is not there; a tab that follows the editor goes after it. */
  async #seekPage() {
    if (!this.#missed) return this.#strip.miss(null);
    const address = new URL("where", this.#folder);
    address.searchParams.set("page", location.pathname);
    try {
      const answer = await fetch(address, { cache: "no-store" });
      const where = answer.ok ? await answer.json() : null;
      if (where?.address && this.#badge.follows) return location.assign(where.address);
      this.#strip.miss(this.#missed ? where : null);
    } catch {
      // the server went away; the strip says so
    }
  }

  /** @param {Element} old @param {Element} fresh */
  #exchanged(old, fresh) {
    for (const link of this.#served.querySelectorAll("link")) {
      if (this.#live.get(link) === old) this.#live.set(link, fresh);
    }
  }

  /** The stream ended: try again, at longer and longer intervals, until the server or its successor is there. */
  #missing() {
    this.#disconnect();
    if (this.#lost) this.#strip.lose(this.#lost);
    delete document.documentElement.dataset.preview;
    setTimeout(() => this.#seek(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  async #seek() {
    if (this.#source || document.hidden) return;
    try {
      const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
      const run = answer.headers.get(RUN_HEADER);
      if (run === this.#run) return this.#connect();
      if (run) return location.reload(); // the preview was started again
    } catch {
      // nobody there yet
    }
    this.#missing();
  }
}

/** What is to be done when nothing is. @param {number} generation */
function nothing(generation) {
  const assets = /** @type {Set<string>} */ (new Set());
  const styles = /** @type {Map<string, string>} */ (new Map());
  return { page: false, everything: false, assets, styles, generation, html: "" };
}

/** @param {number} milliseconds @returns {Promise<void>} */
const pause = (milliseconds) => new Promise((done) => void setTimeout(done, milliseconds));

/** When what was just done has been painted; soon where nothing is, as in a tab that is hidden. */
const painted = () => Promise.race([new Promise((done) => void requestAnimationFrame(done)).then(() => pause(0)), pause(STYLED)]);

/** The nodes of the page that some work changed. @param {() => void} work @returns {Node[]} */
function watch(work) {
  const observer = new MutationObserver(() => undefined);
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  work();
  const seen = observer.takeRecords();
  observer.disconnect();
  return seen.flatMap((record) => (record.addedNodes.length ? [...record.addedNodes] : [record.target]));
}
