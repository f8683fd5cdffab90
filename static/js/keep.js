/* "Keep" without leaving the page, and the number of kept things in the header. Without it the form does both. */
(function () {
  "use strict";
  var form = document.getElementById("wm-keep");
  var place = document.querySelector("[data-kept]");
  function count() {
    var found = /(?:^|; )wm_kept=(\d{1,3})(?:;|$)/.exec(document.cookie);
    return found ? Number(found[1]) : 0;
  }
  function show() {
    if (!place) { return; }
    place.textContent = "(" + count() + ")";
    place.hidden = !count();
  }
  show();
  window.addEventListener("pageshow", show);
  if (!form || !window.fetch || !window.URLSearchParams) { return; }
  form.addEventListener("submit", function (event) {
    var button = event.submitter;
    if (!button || button.getAttribute("aria-disabled")) {
      if (button) { event.preventDefault(); }
      return;
    }
    event.preventDefault();
    var words = new URLSearchParams(new FormData(form));
    words.append("code", button.value);
    fetch(form.action, { method: "POST", body: words, headers: { Accept: "application/json" } })
      .then(function (answer) {
        var kind = answer.headers.get("Content-Type") || "";
        if (!answer.ok || kind.indexOf("json") < 0) { throw new Error("not kept"); }
        return answer.json();
      })
      .then(function (told) {
        if (!count()) { location.href = form.dataset.kept; return; }
        show();
        (button.querySelector("[data-text]") || button).textContent = told.text;
        button.setAttribute("aria-disabled", "true");
        form.querySelector("[role=status]").textContent = told.said;
      })
      .catch(function () {
        var code = document.createElement("input");
        code.type = "hidden";
        code.name = "code";
        code.value = button.value;
        form.appendChild(code);
        form.submit();
      });
  });
})();
