// @ts-check
/**
 * Numbers as text, and bits as text: docs/search-format.md says how. The twin of site_builder/search/numbers.py and
 * bits.py.
 */
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

  const SYMBOL = 6;
  const HAN = 0x4e00;
  const SIXES = new Uint8Array(128);
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".split("").forEach((symbol, value) => {
    SIXES[symbol.charCodeAt(0)] = value;
  });

  /** Reads the bits of a text from its beginning on; behind its end there are ones. @param {string} text */
  tools.bits = function (text) {
    let at = 0;
    // The bits taken from the text and not yet asked for; the last of them is that of the number's least value.
    let held = 0;
    let many = 0;

    function fill() {
      for (; many <= 24; many += SYMBOL) held = (held << SYMBOL) | (at < text.length ? SIXES[text.charCodeAt(at) & 127] : 63), at++;
    }

    /** The number of the next bits, 24 at most. @param {number} width */
    function fixed(width) {
      if (many < width) fill();
      many -= width;
      const number = held >>> many;
      held &= (1 << many) - 1;
      return number;
    }

    /** How many zeros there are before the next one, which is passed as well. */
    function zeros() {
      let before = 0;
      while (!held) {
        before += many;
        many = 0;
        fill();
      }
      const here = Math.clz32(held) - 32 + many;
      many -= here + 1;
      held &= (1 << many) - 1;
      return before + here;
    }

    /** A number from 1 on: as many zeros as it has bits behind the first, and then those (Elias gamma). */
    function positive() {
      const width = Math.min(zeros(), 24);
      return width ? (1 << width) | fixed(width) : 1;
    }

    /**
     * So many ascending numbers that are less than another one (Rice codes of their gaps), each more by `first`.
     * @param {number} count @param {number} below @param {number} first @returns {Int32Array}
     */
    function ascending(count, below, first) {
      const low = Math.max(0, 31 - Math.clz32(Math.floor((below - count) / count)));
      const found = new Int32Array(count);
      let number = first - 1;
      for (let place = 0; place < count; place++) {
        const high = zeros();
        number += 1 + (low ? (high << low) | fixed(low) : high);
        found[place] = number;
      }
      return found;
    }

    /** Go on with the next symbol that is whole. */
    function even() {
      many -= many % SYMBOL;
      held &= (1 << many) - 1;
    }

    /** A character by itself. */
    const character = () => String.fromCodePoint(fixed(1) ? (fixed(1) ? fixed(21) : fixed(7)) : HAN + fixed(15));

    /** So many of them. @param {number} count */
    const characters = (count) => Array.from({ length: count }, character).join("");

    /** The first key of a group. */
    function firstKey() {
      fixed(8);
      return characters(positive());
    }

    /** The keys of a group. @returns {string[]} */
    function keys() {
      const more = fixed(4);
      const low = fixed(4);
      const found = [characters(positive())];
      while (found.length <= more) {
        const before = Array.from(found[found.length - 1]);
        const usual = fixed(1);
        const shared = usual || positive() - 1;
        let left = usual || positive();
        let key = before.slice(0, shared).join("");
        if (shared < before.length) {
          const high = zeros();
          key += String.fromCodePoint(/** @type {number} */ (before[shared].codePointAt(0)) + 1 + ((high << low) | fixed(low)));
          left--;
        }
        found.push(key + characters(left));
      }
      even();
      return found;
    }

    /** The symbols that are not read yet. */
    const rest = () => text.slice(at - many / SYMBOL);

    return { positive, fixed, ascending, even, firstKey, keys, rest };
  };
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
