// Copies a passage with its source and its address: what is marked, else the paragraph the address points at, else the
// first. Nothing is ever added to what a reader copies without asking. A letter that tells of a slip (改错) names the
// passage, too. Brought by reader.js when one of the two is near.
(function () {
  var offer = document.querySelector(".passage");
  var source = document.getElementById("cite-text");
  if (!offer || !source) return;
  var button = offer.querySelector("button");
  var label = button.textContent;
  var link = document.getElementById("cite-link");

  function paragraphOf(node) {
    var element = node && (node.closest ? node : node.parentElement);
    var around = element && element.closest(".paragraph");
    return around && around.querySelector("[id]");
  }

  function passage() {
    var marked = getSelection();
    var text = marked ? String(marked).trim() : "";
    var body = document.querySelector(".body");
    if (text && body && body.contains(marked.anchorNode)) {
      return { text: text, id: (paragraphOf(marked.anchorNode) || {}).id };
    }
    return whole(paragraphOf(document.getElementById(location.hash.slice(1))));
  }

  function whole(paragraph) {
    return paragraph && { text: paragraph.textContent.trim(), id: paragraph.id };
  }

  function numbered(found) {
    return found.id ? button.getAttribute("data-at").replace("{n}", found.id.slice(1)) : "";
  }

  function written() {
    var found = passage() || whole(document.getElementById("p1")) || { text: "", id: "" };
    var at = numbered(found);
    var page = link ? link.href : location.href.split("#")[0];
    return (found.text ? "“" + found.text + "”\n" : "") + source.textContent + (at && " " + at) + "\n" + page + (found.id ? "#" + found.id : "");
  }

  function byHand(text) {
    var area = document.createElement("textarea");
    area.value = text;
    document.body.appendChild(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  function done() {
    button.textContent = button.getAttribute("data-done");
    setTimeout(function () {
      button.textContent = label;
    }, 2000);
  }

  function copy() {
    var text = written();
    var given = navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject();
    given.catch(function () { byHand(text); }).then(done);
  }

  // Marks go when the letter is clicked on, so the passage is taken when somebody comes near.
  var letter = document.querySelector(".errata a");
  var plain = letter && letter.getAttribute("href");
  function name() {
    var told = letter.getAttribute("data-text");
    var found = passage();
    var more = found ? told + numbered(found) + "：“" + found.text.slice(0, 500) + "”\n" : told;
    letter.href = plain.replace(encodeURIComponent(told), function () { return encodeURIComponent(more); });
  }
  if (letter) {
    ["pointerover", "focus"].forEach(function (kind) { letter.addEventListener(kind, name); });
    name();
  }

  button.addEventListener("click", copy);
  if (offer.asked) copy();
})();
