// Marks what a search led here for: `#find=…`, written by the search page; reader.js loads it when it is asked for.
// `#said`, in a frame of the search page in the same folder: tells it the text, which it may not fetch there.
(function () {
  function mark() {
    var asked = location.hash.split(":~:")[0];
    var article = document.querySelector("article");
    if (asked.indexOf("#find=") || !article || !window.Highlight) return;
    var words = new URLSearchParams(asked.slice(1)).getAll("find").map(function (word) {
      var letters = Array.from(word.replace(/\s+/g, "")).slice(0, 200);
      return letters.map(function (letter) { return letter.replace(/[\\^$.*+?()[\]{}|]/, "\\$&"); }).join("\\s*");
    }).filter(Boolean);
    if (!words.length) return;
    var walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    var nodes = [];
    var text = "";
    for (var node; (node = walker.nextNode()); text += node.data) nodes.push([node, text.length]);
    function place(at) {
      var last = nodes.length - 1;
      while (nodes[last][1] > at) last--;
      return [nodes[last][0], at - nodes[last][1]];
    }
    var found = new Highlight();
    var first;
    text.replace(new RegExp(words.join("|"), "giu"), function (word) {
      var at = arguments[arguments.length - 2];
      var range = new Range();
      var end = place(at + word.length - 1);
      range.setStart.apply(range, place(at));
      range.setEnd(end[0], end[1] + 1);
      found.add(range);
      first = first || range;
    });
    CSS.highlights.set("found", found);
    if (first && !scrollY && first.getBoundingClientRect().top > innerHeight) first.startContainer.parentElement.scrollIntoView({ block: "center" });
  }
  function say() {
    if (location.hash !== "#said" || location.protocol !== "file:" || parent === window) return;
    document.querySelectorAll("article .mark, article .doubt, article .turn-here").forEach(function (aside) { aside.remove(); });
    parent.postMessage(["article .article-head, article .summary, article .rail dd", "article .body > :not(.summary)"].map(function (path) {
      return Array.from(document.querySelectorAll(path), function (one) { return one.textContent.trim(); }).join("\n");
    }), "*");
  }
  mark();
  say();
  addEventListener("hashchange", mark);
})();
