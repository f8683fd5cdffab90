/* The page of a listing: the phone's own way to share, and a button that prints. Without it both stay hidden. */
(function () {
  "use strict";
  var share = document.querySelector("[data-share]");
  var print = document.querySelector("[data-print]");
  if (share && navigator.share) {
    share.hidden = false;
    share.addEventListener("click", function () {
      var canonical = document.querySelector("link[rel=canonical]");
      navigator.share({
        title: document.querySelector("h1").textContent,
        url: canonical ? canonical.href : location.href.split("?")[0],
      }).catch(function () {});
    });
  }
  if (print && window.print) {
    print.hidden = false;
    print.addEventListener("click", function () { window.print(); });
  }
})();
