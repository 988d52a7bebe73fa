// Applies what the reader chose last time, before the page is painted. Everything reads without it.
(function (root) {
  root.className = "script";
  try {
    ["theme", "face", "size", "dir"].forEach(function (choice) {
      var kept = localStorage.getItem("press-" + choice);
      if (kept) root.setAttribute("data-" + choice, kept);
    });
  } catch (refused) {
    // private windows and file:// may refuse storage; the defaults are fine
  }
})(document.documentElement);
