// What the reader likes; keys: ← → walk on, [ ] turn the 版, u goes up, / searches. The pages need none of it.
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
    tools.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) return;
      if (button.hasAttribute("data-size")) {
        var size = Number(root.getAttribute("data-size") || 0) + Number(button.getAttribute("data-size"));
        choose("size", String(Math.max(-2, Math.min(5, size))));
      } else if (button.hasAttribute("data-dir")) {
        choose("dir", root.getAttribute("data-dir") === "v" ? "h" : "v");
      } else if (button.hasAttribute("data-face")) {
        choose("face", root.getAttribute("data-face") === "hei" ? "song" : "hei");
      } else {
        choose("theme", dark() ? "light" : "dark");
      }
    });
  }

  function bring(address) {
    var script = document.createElement("script");
    script.src = address;
    document.head.append(script);
  }

  // 竖排 is for few papers: what it needs is brought where it is offered.
  var upright = tools && tools.querySelector("[data-dir]");
  if (upright) bring(upright.getAttribute("data-script"));

  // What copies a passage or tells of a slip in it: its script comes when somebody goes near, and does then what was asked meanwhile.
  var offer = document.querySelector(".passage");
  function near(event) {
    // A press on the button would unmark the passage before it is read.
    var pressed = event.target.tagName === "BUTTON";
    if (pressed && event.type === "mousedown") event.preventDefault();
    if (pressed && event.type === "click") offer.asked = true;
    if (!offer.near) bring(offer.near = offer.getAttribute("data-script"));
  }
  if (offer) document.querySelectorAll(".passage, .errata").forEach(function (one) {
    ["pointerover", "focusin", "mousedown", "click"].forEach(function (kind) {
      one.addEventListener(kind, near);
    });
  });

  // `#find=…`, written by the search page: what it led here for is marked by a script of its own.
  var found = document.currentScript.getAttribute("data-found");
  function arrive() {
    if (!/^#(find=|said$)/.test(location.hash) || !found) return;
    bring(found);
    found = "";
  }
  arrive();
  addEventListener("hashchange", arrive);

  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable) return;
    var box = event.key === "/" && document.querySelector(".seek input");
    if (box && box.offsetParent) {
      event.preventDefault();
      return box.focus();
    }
    if (event.key === "Escape" && window.Highlight) CSS.highlights.delete("found");
    var key = { "【": "[", "】": "]" }[event.key] || event.key;
    var rel = { ArrowLeft: "prev", ArrowRight: "next", u: "up" }[key];
    var way = rel ? 'link[rel="' + rel + '"]' : /^[[\]]$/.test(key) && '[data-key="' + key + '"]';
    var link = way && document.querySelector(way);
    if (link) location.href = link.href;
  });
})();
