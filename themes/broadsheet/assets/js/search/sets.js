// @ts-check
/** Sets of articles as ascending numbers. */
(function (tools) {
  "use strict";

  /** Those in both. @param {Int32Array} a @param {Int32Array} b @returns {Int32Array} */
  tools.both = function (a, b) {
    const kept = new Int32Array(Math.min(a.length, b.length));
    let many = 0;
    for (let i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] < b[j]) i++;
      else if (a[i] > b[j]) j++;
      else {
        kept[many++] = a[i++];
        j++;
      }
    }
    return kept.slice(0, many);
  };

  /** Those in the first but not in the second. @param {Int32Array} a @param {Int32Array} b @returns {Int32Array} */
  tools.without = function (a, b) {
    let j = 0;
    return a.filter((number) => {
      while (j < b.length && b[j] < number) j++;
      return b[j] !== number;
    });
  };

  /** Those in any. @param {Int32Array[]} sets @returns {Int32Array} */
  tools.either = function (sets) {
    const many = sets.filter((set) => set.length);
    if (many.length < 2) return many[0] || new Int32Array(0);
    const all = new Int32Array(many.reduce((sum, set) => sum + set.length, 0));
    let at = 0;
    for (const set of many) {
      all.set(set, at);
      at += set.length;
    }
    all.sort();
    return all.filter((number, place) => !place || all[place - 1] !== number);
  };

  /** Those in all of the sets, of which there is one at least. @param {Int32Array[]} sets @returns {Int32Array} */
  tools.every = (sets) => sets.slice().sort((a, b) => a.length - b.length).reduce(tools.both);

  /**
   * Those in `least` of the sets or more, and in how many.
   * @param {Int32Array[]} sets @param {number} least
   * @returns {{ docs: Int32Array, times: Int32Array }}
   */
  tools.several = function (sets, least) {
    const docs = tools.either(sets);
    const times = new Int32Array(docs.length);
    for (const set of sets) for (let i = 0, at = 0; i < set.length; i++) {
      while (docs[at] < set[i]) at++;
      times[at]++;
    }
    return { docs: docs.filter((/** @type {number} */ _, /** @type {number} */ at) => times[at] >= least), times: times.filter((many) => many >= least) };
  };
})(/** @type {any} */ (self).searchTools || (/** @type {any} */ (self).searchTools = {}));
