/* The page of a listing: the phone's own way to share, and a button that prints; without it both
   stay hidden. And it says, without saying who, that a number, an address or a website was used. */
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
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("[data-used] a[href]") : null;
    if (link && navigator.sendBeacon) {
      navigator.sendBeacon(link.closest("[data-used]").getAttribute("data-used"));
    }
  });
  if (print && window.print) {
    print.hidden = false;
    print.addEventListener("click", function () { window.print(); });
  }
})();
