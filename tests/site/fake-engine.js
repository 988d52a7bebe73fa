// An engine that answers as the test has written into `window.answers`; keeps what it was asked in `window.asked`.
(function () {
  const hit = (number, more) => ({
    number, url: `paper/2021/2021-03-19/01-${String(number).padStart(2, "0")}.html`, date: "2021-03-19", paper: "jinri-yanzhou",
    issue: "2021-03-19", page: "01", page_name: "要闻", kicker: "", headline: `第${number}篇`, byline: "", column: "", type: "article",
    opening: "桥上有风，船上有灯。", score: 1, exact: true, ...more,
  });
  window.asked = [];
  const answer = (kind, ...given) => {
    window.asked.push([kind, ...given.map((one) => (one && one.signal ? { ...one, signal: undefined } : one))]);
    const told = window.answers[kind];
    return typeof told === "function" ? told(...given) : Promise.resolve(told || {});
  };
  const plain = { total: 0, hits: [], widened: "", shortened: [], unread: [], years: {}, facets: {}, words: [] };
  window.siteSearchEngine = {
    open: (base, options) => answer("open", base, options).then((told) => (told.problem ? told : {
      articles: 3, fields: ["headline", "body"],
      find: (text, options) => answer("find", text, options).then((found) => (found.problem ? found : { ...plain, ...found, hits: (found.hits || []).map((one, at) => hit(at + 1, one)) })),
      quote: (text) => answer("quote", text).then((found) => ({ exact: [], near: [], unread: [], ...found, near: (found.near || []).map((one, at) => ({ ...one, hit: hit(at + 1, one.hit) })) })),
      marks: (text, words) => words.filter((word) => text.includes(word)).map((word) => [text.indexOf(word), text.indexOf(word) + word.length]),
      passage: (given, words) => answer("passage", given, words),
      names: (prefix) => answer("names", prefix),
      ...told,
    })),
  };
})();
