/* The page with a code: buttons that copy and print it. Without scripts both stay hidden. */
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
  if (print && window.print) {
    print.hidden = false;
    print.addEventListener("click", function () { window.print(); });
  }
})();
