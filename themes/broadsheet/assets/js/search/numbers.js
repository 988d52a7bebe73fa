// @ts-check
/** Numbers as text: docs/search-format.md says how; the twin of site_builder/search/numbers.py. */
(function (tools) {
  "use strict";

  const VALUES = new Uint8Array(128);
  for (let code = 32, value = 0; code < 127; code++) if (!'"<\\'.includes(String.fromCharCode(code))) VALUES[code] = value++;

  /**
   * The function that gives the next number of a text, and -1 at its end.
   * @param {string} text
   * @returns {() => number}
   */
  tools.numbers = function (text) {
    let at = 0;
    const next = () => VALUES[text.charCodeAt(at++) & 127];
    return () => {
      if (at >= text.length) return -1;
      const x = next();
      if (x < 58) return x;
      if (x < 82) return 58 + (x - 58) * 92 + next();
      if (x < 88) return 2266 + ((x - 82) * 92 + next()) * 92 + next();
      return 53050 + (((x - 88) * 92 + next()) * 92 + next()) * 92 + next();
    };
  };
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
