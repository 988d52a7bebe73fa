// @ts-check
/**
 * The strip over the page that says what is wrong. It lives beside <body> in a shadow of its own, so that neither the
 * theme's styles nor a patch of the page touch it. Text only ever enters through `append` and `textContent`.
 */

/** @typedef {{ number: number, text: string, meant: boolean }} Line */
/** @typedef {{ sentence: string, hint: string, address: string, link: string }} Where */
/** @typedef {{ place: string, code: string, sentence: string, hint: string, lines: Line[] }} Fault */

export class Strip {
  #host = document.createElement("preview-strip");
  #box = element("aside", "box");
  #gone = element("aside", "gone");
  #shown = "";
  #close = "×";

  /** @param {URL} folder where live.css is */
  constructor(folder) {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("live.css", folder).href;
    // Without its style the strip would push the page about.
    style.addEventListener("load", () => shadow.append(this.#gone, this.#box), { once: true });
    const shadow = this.#host.attachShadow({ mode: "open" });
    shadow.append(style);
    this.#box.hidden = true;
    this.#gone.hidden = true;
    document.documentElement.append(this.#host);
  }

  /** @param {{ close: string, language: string }} words */
  speak(words) {
    this.#close = words.close;
    this.#host.lang = words.language;
  }

  /**
   * Show what is wrong until it is mended or the reader closes the strip; what was closed comes back when it changes.
   * @param {string} title @param {Fault[]} faults
   */
  show(title, faults) {
    const now = faults.length ? JSON.stringify([title, faults]) : "";
    if (now === this.#shown) return;
    this.#shown = now;
    this.#box.hidden = !now;
    this.#box.setAttribute("role", "alert");
    this.#box.replaceChildren(this.#heading(title), ...faults.map(item));
  }

  /** Say that the server does not answer; a good connection takes it away. @param {string} sentence */
  lose(sentence) {
    this.#shown = sentence;
    this.#box.hidden = false;
    this.#box.setAttribute("role", "status");
    this.#box.replaceChildren(element("p", "title", sentence));
  }

  /** Take away what `lose` said. */
  find() {
    if (this.#box.getAttribute("role") === "status") this.show("", []);
  }

  /** Say where the page went that is not there; `null` when it is there. @param {Where | null} where */
  miss(where) {
    this.#gone.hidden = !where;
    if (!where) return this.#gone.replaceChildren();
    this.#gone.setAttribute("role", "status");
    const sentence = element("p", "title", where.sentence, " ");
    if (where.address) {
      const link = document.createElement("a");
      link.href = where.address;
      link.append(where.link);
      sentence.append(link);
    }
    this.#gone.replaceChildren(sentence, element("p", "hint", where.hint));
  }

  /** @param {string} title */
  #heading(title) {
    const heading = element("header", "", element("p", "title", title));
    const button = element("button", "close", this.#close);
    button.setAttribute("type", "button");
    button.addEventListener("click", () => (this.#box.hidden = true));
    heading.append(button);
    return heading;
  }
}

/** @param {Fault} fault */
function item(fault) {
  const section = element("section", "fault");
  const sentence = element("p", "sentence");
  if (fault.place) sentence.append(element("code", "place", fault.place), " ");
  sentence.append(element("b", "code", fault.code), ` ${fault.sentence}`);
  section.append(sentence);
  if (fault.lines.length) {
    const lines = fault.lines.map((line) => {
      const row = element("span", line.meant ? "line meant" : "line");
      row.append(element("span", "number", String(line.number)), line.text, "\n");
      return row;
    });
    section.append(element("pre", "", ...lines));
  }
  if (fault.hint) section.append(element("p", "hint", fault.hint));
  return section;
}

/** @param {string} name @param {string} className @param {(Node | string)[]} content */
function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}
