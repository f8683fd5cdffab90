/* Says while a name is typed what is listed under nearly that name. Without this script the next pages say it. */
(function () {
  "use strict";
  var box = document.querySelector("[data-alike]");
  var field = box && document.querySelector("[name=" + box.getAttribute("data-alike-of") + "]");
  if (!field || !window.XMLHttpRequest) return;
  var wait = 500, shortest = 4, longest = 80, timer, request, asked = "";
  /* A telephone number, a postcode or an address never leaves the page. */
  var personal = /\d{3}|@|\d[a-z]{2}\b/i;

  function show(html) {
    if (box.innerHTML !== html) box.innerHTML = html;
  }

  function ask() {
    var name = field.value.replace(/\s+/g, " ").replace(/^ | $/g, ""), mine;
    if (name === asked) return;
    asked = name;
    if (request) request.abort();
    request = null;
    if (name.length < shortest || name.length > longest || personal.test(name)) { show(""); return; }
    mine = request = new XMLHttpRequest();
    mine.open("GET", box.getAttribute("data-alike") + "?name=" + encodeURIComponent(name));
    mine.onload = function () {
      if (mine === request && mine.status === 200) show(mine.responseText);
    };
    mine.send();
  }

  field.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  });
  if (field.value) ask();
})();
