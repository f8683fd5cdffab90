/* Suggestions under the search box. Without this script the box and its button work as they are. */
(function () {
  "use strict";
  var box = document.querySelector("[data-suggest]");
  if (!box || !window.XMLHttpRequest || !window.JSON) return;
  var near = box.form.querySelector("[name=near]");
  var wait = 150, shortest = 2, timer, request, lines = [], chosen = -1;

  var list = document.createElement("ul");
  list.id = box.id + "-list";
  list.className = "wm-suggest";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.getAttribute("data-suggest-label"));
  var said = document.createElement("div");
  said.className = "govuk-visually-hidden";
  said.setAttribute("role", "status");
  box.parentNode.className += " wm-suggests";
  box.parentNode.appendChild(list);
  box.parentNode.appendChild(said);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("autocomplete", "off");

  function close() {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function forget() {
    clearTimeout(timer);
    if (request) request.abort();
    request = null;
  }

  function part(className, text, lang, dir) {
    var span = document.createElement("span");
    span.className = className;
    span.textContent = text;
    if (lang) span.setAttribute("lang", lang);
    if (dir) span.setAttribute("dir", dir);
    return span;
  }

  function show(answer) {
    var index, item;
    lines = answer.suggestions;
    list.textContent = "";
    for (index = 0; index < lines.length; index += 1) {
      item = document.createElement("li");
      item.id = list.id + "-" + index;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.setAttribute("data-index", index);
      item.appendChild(part("wm-suggest__text", lines[index].text, lines[index].lang, lines[index].dir));
      item.appendChild(document.createTextNode(" "));
      item.appendChild(part("wm-suggest__kind", lines[index].label));
      list.appendChild(item);
    }
    close();
    list.hidden = !lines.length;
    box.setAttribute("aria-expanded", lines.length ? "true" : "false");
    said.textContent = answer.said;
  }

  function ask() {
    var words = box.value, mine;
    forget();
    if (words.replace(/\s+/g, "").length < shortest) { said.textContent = ""; close(); return; }
    mine = request = new XMLHttpRequest();
    mine.open("GET", box.getAttribute("data-suggest") + "?q=" + encodeURIComponent(words));
    mine.onload = function () {
      if (mine !== request || mine.status !== 200 || document.activeElement !== box) return;
      try { show(JSON.parse(mine.responseText)); } catch (ignored) { close(); }
    };
    mine.onerror = close;
    mine.send();
  }

  /* Who chooses is left in peace: an answer that comes late changes nothing under the arrow. */
  function mark(index) {
    var items = list.children, old = items[chosen];
    forget();
    if (old) old.setAttribute("aria-selected", "false");
    chosen = index;
    if (chosen < 0) { box.removeAttribute("aria-activedescendant"); return; }
    items[chosen].setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", items[chosen].id);
    if (items[chosen].scrollIntoView) items[chosen].scrollIntoView({ block: "nearest" });
  }

  function take(line) {
    forget();
    close();
    if (line.href) { location.href = line.href; return; }
    box.value = "";
    near.value = line.near;
    near.focus();
  }

  box.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  });
  box.addEventListener("keydown", function (event) {
    var key = event.key, count = lines.length;
    if (key === "Escape" && !list.hidden) { event.preventDefault(); forget(); close(); return; }
    if (list.hidden || !count) {
      if (key === "ArrowDown" && !event.altKey) ask();
      return;
    }
    if (key === "ArrowDown") { event.preventDefault(); mark(chosen + 1 < count ? chosen + 1 : -1); }
    if (key === "ArrowUp") { event.preventDefault(); mark(chosen < 0 ? count - 1 : chosen - 1); }
    if (key === "Tab") { forget(); close(); }
    if (key === "Enter" && chosen >= 0) { event.preventDefault(); take(lines[chosen]); }
  });
  box.addEventListener("blur", function () { forget(); close(); });
  /* Keep the focus in the box until the click is done. */
  list.addEventListener("mousedown", function (event) { event.preventDefault(); });
  list.addEventListener("click", function (event) {
    var item = event.target;
    while (item !== list && !item.hasAttribute("data-index")) item = item.parentNode;
    if (item !== list) take(lines[Number(item.getAttribute("data-index"))]);
  });
})();
