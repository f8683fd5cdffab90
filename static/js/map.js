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
  /* Leaflet stops a picture by an empty one in a data: address, which our content policy refuses. */
  var Pictures = L.TileLayer.extend({
    _removeTile: function (key) {
      if (this._tiles[key]) this._tiles[key].el.removeAttribute("src");
      return L.GridLayer.prototype._removeTile.call(this, key);
    },
    _abortLoading: function () {
      Object.keys(this._tiles).forEach(function (key) {
        var tile = this._tiles[key];
        if (tile.coords.z === this._tileZoom || tile.el.complete) return;
        tile.el.onload = tile.el.onerror = L.Util.falseFn;
        tile.el.removeAttribute("src");
        L.DomUtil.remove(tile.el);
        delete this._tiles[key];
      }, this);
    }
  });
  new Pictures(said.tiles, { maxZoom: Number(said.zoom) })
    .on("tileload", function () { seen = true; })
    .on("tileerror", function () { if (!seen) document.getElementById("map-failed").hidden = false; })
    .addTo(map);

  var found = JSON.parse(written.textContent), names = JSON.parse(said.clusters);
  var APART = 48, shown = {}, holder = {};  // APART: pixels between the middles of two markers
  map.fitBounds(corners(found), { padding: [30, 30], maxZoom: Math.min(15, Number(said.zoom)) });

  function corners(places) {
    return L.latLngBounds(places.map(function (one) { return [one.lat, one.lon]; }));
  }

  /* What lies close together at this zoom, each around the one that comes first in the list. */
  function gathered() {
    var groups = [];
    found.forEach(function (one) {
      var at = map.project([one.lat, one.lon]);
      var near = groups.filter(function (group) { return group.at.distanceTo(at) < APART; })[0];
      if (near) near.of.push(one); else groups.push({ at: at, of: [one] });
    });
    return groups;
  }

  function idsOf(places) {
    return places.reduce(function (ids, one) { return ids.concat(one.ids); }, []);
  }

  /* Whether no zoom parts them: one place, or doors beside each other. */
  function together(places) {
    var nearest = Number(said.zoom), first = map.project([places[0].lat, places[0].lon], nearest);
    return places.every(function (one) {
      return first.distanceTo(map.project([one.lat, one.lon], nearest)) < APART;
    });
  }

  /* Say what is there, or go nearer until it comes apart. */
  function open(marker, places) {
    if (together(places)) { marker.openPopup(); return; }
    var zoom = map.getBoundsZoom(corners(places), false, L.point(60, 60));
    map.setView(corners(places).getCenter(), Math.min(Math.max(zoom, map.getZoom() + 1), Number(said.zoom)));
  }

  function put(key, places) {
    var many = places.length > 1, ids = idsOf(places);
    var label = many ? names[ids.length] : places[0].label;
    var number = many ? ids.length : places[0].count > 1 ? places[0].count : "";
    var size = many ? 42 : 36;
    var marker = L.marker([places[0].lat, places[0].lon], {
      icon: L.divIcon({ className: "wm-marker" + (many ? " wm-marker--many" : ""), html: String(number), iconSize: [size, size] }),
      riseOnHover: true
    });
    /* Its frame and the edges of the map take 50: what hangs over an edge cannot be closed. */
    var room = Math.min(280, box.clientWidth - 50);
    marker.addTo(map).bindPopup(function () { return told(ids); }, { maxWidth: room, maxHeight: 260 });
    /* Leaflet opens popups by itself; a gathering may have to come apart first. */
    marker.off("click").off("keypress");
    marker.on("click", function () { open(marker, places); });
    var button = marker.getElement();
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", label);
    if (together(places)) button.setAttribute("aria-haspopup", "dialog");
    button.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      asked = button;
      open(marker, places);
    });
    ids.forEach(function (id) { holder[id] = button; });
    shown[key] = { marker: marker, ids: ids };
  }

  function draw() {
    var inside = document.activeElement, goes = "", wanted = {};
    gathered().forEach(function (group) { wanted[idsOf(group.of).join(" ")] = group.of; });
    Object.keys(shown).forEach(function (key) {
      if (wanted[key]) return;
      if (shown[key].marker.getElement() === inside) goes = shown[key].ids[0];
      shown[key].marker.remove();
      delete shown[key];
    });
    Object.keys(wanted).forEach(function (key) { if (!shown[key]) put(key, wanted[key]); });
    if (goes) { asked = null; holder[goes].focus({ preventScroll: true }); }
  }

  idsOf(found).forEach(function (id) {
    var group = document.getElementById(id);
    ["mouseenter", "focusin"].forEach(function (name) {
      group.addEventListener(name, function () { holder[id].classList.add("wm-marker--on"); });
    });
    ["mouseleave", "focusout"].forEach(function (name) {
      group.addEventListener(name, function () { holder[id].classList.remove("wm-marker--on"); });
    });
  });
  draw();
  map.on("zoomend", draw);

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
