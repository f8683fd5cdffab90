/* Pages to keep: buttons that copy a code and print; a print holds all that is folded away.
   Without scripts the buttons stay hidden, and a style unfolds the print where a browser can. */
(function () {
  "use strict";
  var code = document.querySelector("[data-code]");
  var copy = document.querySelector("[data-copy]");
  var copied = document.querySelector("[data-copied]");
  var print = document.querySelector("[data-print]");
  if (code && copy && copied && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", function () {
      navigator.clipboard.writeText(code.textContent).then(function () { copied.hidden = false; }).catch(function () {});
    });
  }
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("[data-whole]").forEach(function (part) { part.open = true; });
  });
  if (print && window.print) {
    print.hidden = false;
    print.addEventListener("click", function () { window.print(); });
  }
})();
