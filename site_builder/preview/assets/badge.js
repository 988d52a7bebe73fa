// @ts-check
/**
 * The badge in the corner: the file of the page, what is doubtful in it, and what an editor wants of a preview. Marks in
 * the margin stand beside the paragraphs that the notes are about. It all lives beside <body> in a shadow of its own.
 * Text only ever enters through `append` and `textContent`.
 */

/**
 * @typedef {{ code: string, severity: string, line: number, sentence: string, hint: string, anchor: string, settles: boolean }} Note
 * @typedef {{ file: string, draft: boolean, lines: Record<string, number>, editor: string, problems: Note[] }} Facts
 */

const FOLLOW = "site_builder.preview.follow";
const CHANGED = "site_builder.preview.changed";
const BRIEFLY = 1600;

export class Badge {
  #host = document.createElement("preview-badge");
  #folder;
  #summary = element("summary", "");
  #panel = element("div", "panel");
  #margin = element("div", "margin");
  /** @type {Record<string, string>} */
  #words = {};
  /** @type {Facts | null} */
  #facts = null;
  #generation = 0;
  #last = "";

  /** @param {URL} folder of the preview's own files */
  constructor(folder) {
    this.#folder = folder;
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("badge.css", folder).href;
    const shadow = this.#host.attachShadow({ mode: "open" });
    const details = document.createElement("details");
    details.append(this.#summary, this.#panel);
    style.addEventListener("load", () => shadow.append(details, this.#margin), { once: true });
    shadow.append(style);
    document.documentElement.append(this.#host);
    document.addEventListener("click", (event) => event.altKey && this.#leadToSource(event), true);
    addEventListener("resize", () => this.#mark());
    addEventListener("load", () => this.#mark());
  }

  /** @param {Record<string, string>} words */
  speak(words) {
    this.#words = words;
    this.#host.lang = words.language;
  }

  /** Whether this tab goes where the editor saves. */
  get follows() {
    try {
      return localStorage.getItem(FOLLOW) === "yes";
    } catch {
      return false;
    }
  }

  /** Ask anew where the page comes from. @param {number} generation */
  async refresh(generation) {
    if (generation !== this.#generation) this.#last = new Date().toLocaleTimeString(this.#words.language);
    this.#generation = generation;
    const address = new URL("facts", this.#folder);
    address.searchParams.set("page", location.pathname);
    try {
      const answer = await fetch(address, { cache: "no-store" });
      this.#facts = answer.ok ? await answer.json() : null;
    } catch {
      this.#facts = null;
    }
    this.#draw();
    this.#mark();
  }

  /** Go to the page that was saved, and there to what changed. @param {string} page @param {string} anchor */
  follow(page, anchor) {
    try {
      sessionStorage.setItem(CHANGED, JSON.stringify([page, anchor]));
    } catch {
      // without storage the page is shown from its beginning
    }
    location.assign(page);
  }

  /** Show what had changed on a page that the editor led to. */
  arrive() {
    try {
      const [page, anchor] = JSON.parse(sessionStorage.getItem(CHANGED) ?? "[]");
      sessionStorage.removeItem(CHANGED);
      const block = anchor && page === location.pathname ? document.getElementById(anchor) : null;
      if (block) this.point([block]);
    } catch {
      // nothing to show
    }
  }

  /** Show what has just changed, for a tab that follows the editor. @param {Node[]} changed */
  point(changed) {
    const place = changed.map((node) => (node instanceof Element ? node : node.parentElement)).find((one) => one?.isConnected);
    const block = place?.closest("[id]") ?? place;
    if (!this.follows || !block || !document.body.contains(block)) return;
    const box = block.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) block.scrollIntoView({ block: "center" });
    block.animate?.([{ backgroundColor: "rgb(255 224 130 / 60%)" }, { backgroundColor: "transparent" }], BRIEFLY);
  }

  #draw() {
    const facts = this.#facts;
    const words = this.#words;
    const parts = [fill(words.badge, { generation: this.#generation })];
    if (facts?.draft) parts.push(words.draft);
    if (facts?.problems.length) parts.push(fill(words.notes, { count: facts.problems.length }));
    this.#summary.textContent = parts.join(" · ");
    this.#summary.className = facts?.problems.length || facts?.draft ? "noted" : "";
    const follow = document.createElement("input");
    follow.type = "checkbox";
    follow.checked = this.follows;
    follow.addEventListener("change", () => {
      try {
        localStorage.setItem(FOLLOW, follow.checked ? "yes" : "no");
      } catch {
        // without storage it holds for no longer than the page
      }
    });
    const label = element("label", "", follow, ` ${words.follow}`);
    const content = [label];
    if (facts) {
      const compare = new URL("?view=diff", location.href);
      const ways = element("p", "ways", this.#way(words.open, 1), " ");
      if (Object.keys(facts.lines).length) ways.append(link(words.compare, compare.href));
      content.unshift(element("p", "file", facts.file), ways);
      content.push(facts.problems.length ? this.#list(facts) : element("p", "none", words.none));
    }
    const state = [fill(words.port, { port: location.port || "80" })];
    if (this.#last) state.push(fill(words.last, { time: this.#last }));
    content.push(element("p", "state", state.join(" · ")));
    this.#panel.replaceChildren(...content);
  }

  /** @param {Facts} facts */
  #list(facts) {
    const rows = facts.problems.map((note) => {
      const place = this.#way(fill(this.#words.line, { line: note.line }), note.line);
      const row = element("li", note.severity, place, " ", element("b", "", note.code), ` ${note.sentence}`);
      if (note.hint) row.append(element("span", "hint", note.hint));
      if (note.settles) row.append(" ", this.#settling(note));
      return row;
    });
    return element("ol", "", ...rows);
  }

  /** What has it entered in the article that a note is settled. @param {Note} note */
  #settling(note) {
    const button = /** @type {HTMLButtonElement} */ (element("button", "settle", this.#words.settle));
    button.type = "button";
    button.addEventListener("click", async () => {
      button.disabled = true;
      const body = JSON.stringify({ page: location.pathname, code: note.code, line: note.line });
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch(new URL("accept", this.#folder), { method: "POST", headers, body });
      const { done, sentence } = await answer.json();
      if (!done) button.replaceWith(element("span", "hint", sentence));
    });
    return button;
  }

  /** What leads to a line of the file. @param {string} words @param {number} line */
  #way(words, line) {
    const facts = /** @type {Facts} */ (this.#facts);
    const made = link(words, facts.editor.replace("{line}", String(line || 1)) || "#");
    made.title = `${facts.file}:${line || 1}`;
    made.addEventListener("click", () => this.#copy(line));
    return made;
  }

  /** @param {MouseEvent} event */
  #leadToSource(event) {
    const facts = this.#facts;
    const block = /** @type {Element} */ (event.target).closest?.("[id]");
    if (!facts || event.composedPath().includes(this.#host)) return;
    const line = (block && facts.lines[block.id]) || 1;
    event.preventDefault();
    event.stopPropagation();
    this.#copy(line);
    if (facts.editor) location.href = facts.editor.replace("{line}", String(line));
  }

  /** @param {number} line */
  #copy(line) {
    const place = `${this.#facts?.file}:${line || 1}`;
    navigator.clipboard?.writeText(place).then(
      () => (this.#summary.textContent = fill(this.#words.copied, { place })),
      () => undefined,
    );
  }

  /** Marks beside the paragraphs that notes are about, as high as they stand now; other notes stand at the head. */
  #mark() {
    /** @type {Map<string, Note[]>} */
    const places = new Map();
    for (const note of this.#facts?.problems ?? []) {
      const anchor = document.getElementById(note.anchor) ? note.anchor : ""; // of no paragraph: at the head
      places.set(anchor, [...(places.get(anchor) ?? []), note]);
    }
    const marks = [...places].flatMap(([anchor, notes]) => {
      const block = anchor ? document.getElementById(anchor) : (document.querySelector("main h1") ?? document.querySelector("h1, main"));
      if (!block) return [];
      const box = block.getBoundingClientRect();
      const mark = element("button", "mark", String(notes.length));
      mark.setAttribute("type", "button");
      mark.title = notes.map((note) => `${note.code} ${note.sentence}`).join("\n");
      mark.style.top = `${box.top + scrollY}px`;
      mark.style.left = `${Math.max(box.left + scrollX - 28, 2)}px`;
      mark.addEventListener("click", () => {
        /** @type {HTMLDetailsElement} */ (this.#summary.parentElement).open = true;
      });
      return [mark];
    });
    this.#margin.replaceChildren(...marks);
  }
}

/** @param {string} words @param {string} href */
function link(words, href) {
  const made = document.createElement("a");
  made.href = href;
  made.append(words);
  return made;
}

/** @param {string | undefined} words @param {Record<string, string | number>} blanks */
function fill(words, blanks) {
  return (words ?? "").replace(/\{(\w+)\}/g, (all, name) => String(blanks[name] ?? all));
}

/** @param {string} name @param {string} className @param {(Node | string)[]} content */
function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}
