// 竖排: the text runs on to the left; wheel and arrows carry it there before they do anything else.
(function () {
  var text = document.querySelector(".body");
  if (!text) return;

  function carry(by) {
    if (getComputedStyle(text).writingMode[0] !== "v") return false;
    var before = text.scrollLeft;
    text.scrollLeft -= by;
    return text.scrollLeft !== before;
  }

  addEventListener("wheel", function (event) {
    if (event.deltaY && text.contains(event.target) && carry(event.deltaY)) event.preventDefault();
  }, { passive: false });

  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable) return;
    var by = { ArrowLeft: .6, ArrowRight: -.6 }[event.key];
    if (by && carry(innerWidth * by)) event.preventDefault();
  }, true);
})();
