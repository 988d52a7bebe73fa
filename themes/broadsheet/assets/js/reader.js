// Size, face and colours as the reader likes them; ← and → walk on. The pages need none of it.
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

  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable) return;
    var rel = event.key === "ArrowLeft" ? "prev" : event.key === "ArrowRight" ? "next" : "";
    var link = rel && document.querySelector('head link[rel="' + rel + '"]');
    if (link) location.href = link.href;
  });
})();
