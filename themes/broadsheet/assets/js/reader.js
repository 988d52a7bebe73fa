// Size, face and colours as the reader likes them; ← and → walk on, / goes to the search box; what a search led here
// for is marked. The pages need none of it.
(function () {
  var root = document.documentElement;
  var tools = document.querySelector(".tools");

  function choose(name, value) {
    root.setAttribute("data-" + name, value);
    try {
      localStorage.setItem("press-" + name, value);
    } catch (refused) {
      // the choice then lasts as long as the page
    }
  }

  function dark() {
    var set = root.getAttribute("data-theme");
    return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  if (tools) {
    tools.hidden = false;
    tools.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) return;
      if (button.hasAttribute("data-size")) {
        var size = Number(root.getAttribute("data-size") || 0) + Number(button.getAttribute("data-size"));
        choose("size", String(Math.max(-2, Math.min(5, size))));
      } else if (button.hasAttribute("data-face")) {
        choose("face", root.getAttribute("data-face") === "hei" ? "song" : "hei");
      } else {
        choose("theme", dark() ? "light" : "dark");
      }
    });
  }

  // `#find=…`, written by the search page. The marks are the browser's: the text and what is copied stay as they are.
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
  mark();
  addEventListener("hashchange", mark);

  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable) return;
    var box = event.key === "/" && document.querySelector(".seek input");
    if (box && box.offsetParent) {
      event.preventDefault();
      return box.focus();
    }
    if (event.key === "Escape" && window.Highlight) CSS.highlights.delete("found");
    var rel = event.key === "ArrowLeft" ? "prev" : event.key === "ArrowRight" ? "next" : "";
    var link = rel && document.querySelector('head link[rel="' + rel + '"]');
    if (link) location.href = link.href;
  });
})();
