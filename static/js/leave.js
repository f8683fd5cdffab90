/* "Leave this page quickly": the page left is not one step back, and Shift pressed three times leaves it too.
   Without this script the link does its work. */
(function () {
  "use strict";
  var link = document.querySelector("[data-leave]");
  if (!link) return;
  var times = 3, within = 5000, pressed = [];
  link.title = link.getAttribute("data-leave");

  function leave() {
    document.documentElement.hidden = true;
    window.location.replace(link.href);
  }

  document.addEventListener("click", function (event) {
    var found = event.target.closest && event.target.closest("a");
    if (!found || found.href !== link.href || event.ctrlKey || event.metaKey || event.button) return;
    event.preventDefault();
    leave();
  });
  /* Capital letters are typed with Shift as well: another key begins the count anew. */
  document.addEventListener("keydown", function (event) {
    var now = Date.now();
    if (event.key !== "Shift") { pressed = []; return; }
    if (event.repeat) return;
    pressed = pressed.filter(function (at) { return now - at < within; });
    pressed.push(now);
    if (pressed.length >= times) leave();
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) document.documentElement.hidden = false;
  });
})();
