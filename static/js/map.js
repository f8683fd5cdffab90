/* Puts what was found on a map, beside the list that has all of it already. */
(function () {
  "use strict";
  var part = document.getElementById("map-part"), box = document.getElementById("map");
  var written = document.getElementById("markers"), L = window.L;
  if (!part || !written || !L) return;
  var said = box.dataset, still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  var asked = null, seen = false;

  /* What the list says of these places, once more; ids stand in the list alone. */
  function told(ids) {
    var whole = document.createElement("div");
    whole.setAttribute("dir", document.documentElement.dir || "ltr");
    ids.forEach(function (id) {
      var group = document.getElementById(id), inner = document.createElement("div");
      if (!group) return;
      inner.className = "wm-place";
      group.childNodes.forEach(function (node) { inner.appendChild(node.cloneNode(true)); });
      whole.appendChild(inner);
    });
    return whole;
  }

  part.hidden = false;
  part.parentNode.className += " wm-maps--on";
  var map = L.map(box, {
    attributionControl: false, zoomControl: false, scrollWheelZoom: false,
    zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still
  });
  L.control.zoom({ position: "bottomright", zoomInTitle: said.closer, zoomOutTitle: said.farther }).addTo(map);
  L.tileLayer(said.tiles, { maxZoom: Number(said.zoom) })
    .on("tileload", function () { seen = true; })
    .on("tileerror", function () { if (!seen) document.getElementById("map-failed").hidden = false; })
    .addTo(map);

  var found = JSON.parse(written.textContent);
  map.fitBounds(
    found.map(function (one) { return [one.lat, one.lon]; }),
    { padding: [30, 30], maxZoom: Math.min(15, Number(said.zoom)) }
  );
  found.forEach(function (one) {
    var marker = L.marker([one.lat, one.lon], {
      icon: L.divIcon({ className: "wm-marker", html: one.count > 1 ? String(one.count) : "", iconSize: [36, 36] }),
      riseOnHover: true
    });
    marker.addTo(map).bindPopup(function () { return told(one.ids); }, { maxWidth: 280, maxHeight: 260 });
    var button = marker.getElement();
    button.setAttribute("aria-label", one.label);
    button.setAttribute("aria-haspopup", "dialog");
    button.addEventListener("keydown", function (event) {
      asked = event.key === "Enter" || event.key === " " ? button : asked;
      if (event.key === " ") { event.preventDefault(); marker.openPopup(); }
    });
    one.ids.forEach(function (id) {
      var group = document.getElementById(id);
      ["mouseenter", "focusin"].forEach(function (name) {
        group.addEventListener(name, function () { button.classList.add("wm-marker--on"); });
      });
      ["mouseleave", "focusout"].forEach(function (name) {
        group.addEventListener(name, function () { button.classList.remove("wm-marker--on"); });
      });
    });
  });

  map.on("popupopen", function (event) {
    var popup = event.popup.getElement(), close = popup.querySelector(".leaflet-popup-close-button");
    popup.setAttribute("role", "dialog");
    popup.setAttribute("aria-label", event.popup._source.getElement().getAttribute("aria-label"));
    if (close) close.setAttribute("aria-label", said.close);
    if (asked) popup.querySelector("a[href]").focus();
  });
  /* Who came by keyboard goes back to the marker. */
  map.on("popupclose", function () {
    if (asked) asked.focus({ preventScroll: true });
    asked = null;
  });
  box.addEventListener("keydown", function (event) {
    if (event.key === "Escape") map.closePopup();
  });
})();
