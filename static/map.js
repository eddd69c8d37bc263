// Lays a map one can move over the server's drawing of it, and ties it to the list beside it.
"use strict";
(() => {
  if (window.layMap) return window.layMap(); // the block that asks for this file may be swapped in again
  const doc = document;
  const NEAR = 34; // pixels: closer places become one group
  const CLOSE = 7; // zoom at which a single place is shown with its surroundings
  const NEXT = 10; // zoom at which two towns of one district lie apart
  const REGIONS = 5; // zoom from which borders of regions are more than noise
  const LETTER = 8; // pixels of a letter of a name, a little wide so that names keep apart
  const BESIDE = [[17, 0], [-17, 0], [0, -24], [0, 24]]; // where the name of a sign may stand, best first
  const AMID = [[0, 0], [0, -24], [0, 24]]; // the same of a country
  const MARGIN = 0.002; // degrees round a place's point: more than the address rounds off
  let view = null; // of the plate that is shown now
  let loading = null;

  htmx.config.morphSkip += ", #map, #map-tools";

  const script = (src) => new Promise((done, failed) => {
    const element = doc.createElement("script");
    Object.assign(element, { src, onload: done, onerror: failed });
    doc.head.append(element);
  });
  const json = async (address, signal) => {
    const answer = await fetch(address, { signal });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  };
  const make = (tag, properties = {}, ...inside) => {
    const element = Object.assign(doc.createElement(tag), properties);
    element.append(...inside);
    return element;
  };
  // "2023-05-21" as "21 May 2023", a month or year likewise; a stretch by both its ends.
  const spoken = (when) => when.split("/").map((part) => {
    const [, month, day] = part.split("-");
    const shape = { year: "numeric", month: month && "long", day: day && "numeric", timeZone: "UTC" };
    return Number.isNaN(Date.parse(part)) ? part : new Date(part).toLocaleDateString("en-GB", shape);
  }).join(" – ");
  const rows = () => doc.querySelectorAll(".list > .ledger > li");

  window.layMap = async () => {
    const plate = doc.getElementById("plate");
    const ground = doc.getElementById("map");
    if (view && view.ground !== ground) {
      view.map.remove();
      view = null;
    }
    if (!plate) return;
    try {
      if (!view) {
        loading ||= Promise.all([json(plate.dataset.base), window.L || script(plate.dataset.leaflet)]);
        const [base] = await loading;
        if (doc.getElementById("map") !== ground || view) return;
        view = new View(ground, base, plate);
      }
      await view.ask(plate);
    } catch (error) {
      if (error.name === "AbortError") return;
      loading = null;
      if (view && !view.marks) {
        view.map.remove(); // the server's drawing is better than an empty map
        view.ground.hidden = doc.getElementById("map-tools").hidden = true;
        view = null;
      }
      doc.getElementById("toast").textContent = JSON.parse(plate.dataset.words).failed;
    }
  };

  class View {
    constructor(ground, base, plate) {
      this.ground = ground;
      this.words = JSON.parse(plate.dataset.words);
      ground.hidden = false;
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const moving = still ? { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false } : {};
      const map = (this.map = L.map(ground, {
        attributionControl: false, zoomControl: false, minZoom: 2, maxZoom: 12, zoomSnap: 0.5,
        maxBounds: [[-85, -200], [85, 200]], maxBoundsViscosity: 1, ...moving,
      }));
      ground.setAttribute("role", "application");
      ground.setAttribute("aria-label", this.words.map);
      L.control.zoom({ zoomInTitle: this.words.closer_map, zoomOutTitle: this.words.wider_map }).addTo(map);
      map.setView([49, 32], 5);
      this.lay(base, plate.dataset);
      this.areas = L.layerGroup().addTo(map);
      this.signs = L.layerGroup().addTo(map);
      this.names = L.layerGroup().addTo(map);
      this.card = this.makeCard();
      this.tools();
      map.on("moveend", () => this.moved());
    }

    // Countries and regions beneath everything; with tiles only their borders.
    lay(base, { tiles }) {
      const { map } = this;
      map.createPane("land").style.zIndex = 250;
      map.createPane("names").style.zIndex = 450;
      map.getPane("names").style.pointerEvents = "none";
      if (tiles) L.tileLayer(tiles, { maxZoom: 12 }).addTo(map);
      const renderer = L.svg({ pane: "land", padding: 0.4 });
      const layer = (kind) => L.geoJSON(base, {
        interactive: false, pane: "land", renderer, filter: ({ properties }) => properties.kind === kind,
        style: { className: `land ${kind}${tiles ? " bare" : ""}`, smoothFactor: 0.8, fillOpacity: 1 },
      });
      this.countries = layer("country").addTo(map);
      this.regions = layer("region");
      this.shapes = new Map(base.features.map((feature) => [feature.properties.key, feature]));
      this.lands = base.features.map(({ properties, geometry }) => ({ ...properties, ...body(geometry) }));
    }

    tools() {
      const tools = doc.getElementById("map-tools");
      const [here, all] = tools.querySelectorAll("button");
      this.follow = tools.querySelector("input");
      this.all = all;
      tools.hidden = false;
      here.addEventListener("click", () => this.search("push"));
      all.addEventListener("click", () => this.fit(this.marks));
      this.follow.addEventListener("change", () => this.follow.checked && this.search("replace"));
      this.map.on("dragend zoomend", () => (this.byHand = true));
      this.map.on("moveend", () => {
        clearTimeout(this.waiting);
        if (this.follow.checked && this.byHand) this.waiting = setTimeout(() => this.search("replace"), 400);
        this.byHand = false;
      });
    }

    // The question with what is in view as its area; the list, the count and the address follow.
    search(history) {
      const bounds = this.map.getBounds();
      const at = (value, most) => Math.max(-most, Math.min(most, value)).toFixed(3);
      const box = [at(bounds.getWest(), 180), at(bounds.getSouth(), 90), at(bounds.getEast(), 180), at(bounds.getNorth(), 90)];
      const asked = new URLSearchParams(doc.getElementById("plate").dataset.query);
      asked.set("bbox", box.join(","));
      this.keep = true;
      htmx.ajax("GET", `${location.pathname}?${asked}`, { source: "#plate", target: "#results", swap: "innerMorph", push: null, replace: null, [history]: "true" });
    }

    async ask(plate) {
      const { marks, query, standing, bbox } = plate.dataset;
      this.query = query;
      this.standing = JSON.parse(standing);
      if (this.asked === marks) return this.label();
      this.asked = marks;
      this.stop?.abort();
      this.stop = new AbortController();
      const found = await json(marks, this.stop.signal);
      this.marks = found.marks;
      for (const land of this.lands) land.held = this.marks.some(({ lat, lon }) => within(land, lat, lon));
      this.lands.sort((a, b) => b.held - a.held || a.kind.localeCompare(b.kind) * (a.held ? -1 : 1) || b.size - a.size);
      this.shut();
      this.draw();
      this.label();
      if (!this.keep) {
        if (bbox) {
          const [west, south, east, north] = bbox.split(",").map(Number);
          this.map.fitBounds([[south, west], [north, east < west ? east + 360 : east]], { animate: false });
        } else this.fit(bulk(this.marks));
      }
      this.keep = false;
      this.moved();
    }

    fit(marks) {
      const bounds = L.latLngBounds([]);
      for (const mark of marks) {
        const area = this.area.get(mark.key);
        bounds.extend(area ? area.getBounds() : [mark.lat, mark.lon]);
      }
      const towns = new Set(marks.map(({ place }) => place)).size > 1 && !this.area.size;
      const maxZoom = towns ? NEXT : 8; // two towns of one district want to be told apart
      if (bounds.isValid()) this.map.fitBounds(bounds, { padding: [64, 48], maxZoom, animate: false });
    }

    draw() {
      this.areas.clearLayers();
      this.area = new Map();
      for (const mark of this.marks) {
        const style = { className: `area ${mark.kind}${mark.unsure === mark.events ? " unsure" : ""}${mark.km ? " round" : ""}`, fill: mark.kind !== "country", fillColor: "url(#hatch)", fillOpacity: 1 };
        const shape = mark.shape && this.shapes.get(mark.shape);
        const area = shape ? L.geoJSON(shape, { style }) : mark.km ? L.circle([mark.lat, mark.lon], { ...style, radius: mark.km * 1000 }) : null;
        if (!area) continue;
        area.addTo(this.areas);
        this.area.set(mark.key, area);
        if (mark.kind === "country") continue; // half the map would be one button; its sign is enough
        area.on("click", () => this.open([mark])).on("mouseover", () => this.light([mark.key], true)).on("mouseout", () => this.light([mark.key], false));
      }
      const svg = this.map.getPane("overlayPane").querySelector("svg");
      if (svg && !svg.querySelector("pattern")) {
        const hatch = doc.querySelector("#plate pattern").cloneNode(true);
        hatch.id = "hatch";
        svg.prepend(hatch);
      }
    }

    // What is in view, near places as one group; then the names that still have room.
    moved() {
      const { map } = this;
      if (!this.marks) return;
      const zoom = map.getZoom();
      if (zoom >= REGIONS) this.regions.addTo(map);
      else this.regions.remove();
      const seen = map.getBounds().pad(0.1);
      const inside = this.marks.filter((mark) => seen.contains([mark.lat, mark.lon]));
      const held = doc.activeElement?.dataset?.keys;
      this.signs.clearLayers();
      this.names.clearLayers();
      this.sign = new Map();
      const taken = [];
      const groups = grouped(inside, (mark) => map.latLngToContainerPoint([mark.lat, mark.lon]));
      for (const group of groups) this.put(group, taken);
      // A group goes by its fullest place; no name may lie under a sign.
      const told = new Set();
      taken.push([0, 0, 48, 80]); // the zoom buttons
      for (const group of groups) {
        const [{ mark }] = group;
        const others = places(group) - 1;
        told.add(mark.name);
        this.name(others ? `${mark.name} +${others}` : mark.name, [mark.lat, mark.lon], "m-name", taken, BESIDE);
      }
      this.nameLands(zoom, taken, told);
      const bounds = map.getBounds();
      this.all.hidden = this.marks.every((mark) => bounds.contains([mark.lat, mark.lon]));
      if (held) (this.signs.getLayers().find((sign) => sign.getElement()?.dataset.keys === held)?.getElement() || this.ground).focus({ preventScroll: true });
    }

    put(group, taken) {
      const { words } = this;
      const [{ mark }] = group;
      const keys = group.map((each) => each.mark.key);
      const events = sum(group, "events");
      const many = places(group) > 1;
      const kind = many ? "group" : sum(group, "unsure") === events ? "unsure" : group.some((each) => each.mark.where === "point") ? "point" : mark.where === "shape" ? "area" : "rough";
      const sign = L.marker([mark.lat, mark.lon], { icon: L.divIcon({ className: `m m-${kind}`, iconSize: [28, 28], html: `<span>${events > 1 || many ? events.toLocaleString("en") : ""}</span>` }) });
      sign.addTo(this.signs);
      const element = sign.getElement();
      element.dataset.keys = keys.join(" ");
      element.setAttribute("aria-label", `${this.called(mark)}${many ? ` +${places(group) - 1} ${words.places}` : ""}: ${events} ${events === 1 ? words.event : words.events}`);
      const marks = group.map((each) => each.mark);
      sign.on("click", () => this.choose(marks, many));
      sign.on("keypress", ({ originalEvent }) => originalEvent.key === "Enter" && this.choose(marks, many));
      for (const [on, off] of [["mouseenter", "mouseleave"], ["focus", "blur"]]) {
        element.addEventListener(on, () => this.light(keys, true));
        element.addEventListener(off, () => this.light(keys, false));
      }
      for (const key of keys) this.sign.set(key, element);
      if (!this.card.hidden && keys.includes(this.opened)) element.classList.add("open");
      const { x, y } = group[0];
      taken.push([x - 14, y - 14, x + 14, y + 14]);
    }

    // In the first of `tried` where there is room: of each the name's middle in pixels from its point, or its edge.
    name(text, at, className, taken, tried = [[0, 0]]) {
      const { x, y } = this.map.latLngToContainerPoint(at);
      const wide = text.length * LETTER;
      const size = this.map.getSize();
      const boxes = tried.map(([aside, down]) => {
        const left = x + aside - (aside > 0 ? 0 : aside < 0 ? wide : wide / 2);
        return [left, y + down - 9, left + wide, y + down + 9];
      });
      const inside = (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= size.x && box[3] <= size.y;
      const apart = (box, other) => box[0] >= other[2] || other[0] >= box[2] || box[1] >= other[3] || other[1] >= box[3];
      const box = boxes.find((one) => inside(one) && taken.every((other) => apart(one, other)));
      if (!box) return false;
      taken.push(box);
      const icon = L.divIcon({ className, iconSize: [wide, 18], iconAnchor: [x - box[0], y - box[1]], html: make("span", { textContent: text }) });
      L.marker(at, { icon, pane: "names", interactive: false, keyboard: false }).addTo(this.names);
      return true;
    }

    // Where something happened first, the region before its country; then the largest; a country too small for its name goes without.
    nameLands(zoom, taken, told) {
      const bounds = this.map.getBounds();
      const degree = 256 * 2 ** zoom / 360; // pixels
      for (const { kind, name, at, box, held, ...land } of this.lands) {
        const [west, south, east, north] = box;
        if (told.has(name) || (kind === "region" && zoom < REGIONS) || !bounds.intersects([[south, west], [north, east]])) continue;
        if (!held && (east - west) * degree < name.length * LETTER) continue;
        if (this.name(name, at, `m-land ${kind}`, taken, held ? AMID : undefined) || bounds.contains(at)) continue;
        // Its middle is out of sight: where in view it lies.
        const { lat, lng } = bounds.getCenter();
        const [up, aside] = [(bounds.getNorth() - lat) / 2, (bounds.getEast() - lng) / 2];
        const tried = [[lat + up, lng], [lat - up, lng], [lat, lng - aside], [lat, lng + aside]];
        tried.some((spot) => within({ box, ...land }, ...spot) && this.name(name, spot, `m-land ${kind}`, taken));
      }
    }

    called(mark) {
      const hedge = { point: "", circle: `${this.words.near} `, shape: `${this.words.somewhere} `, middle: `${this.words.somewhere} ` };
      return hedge[mark.where] + mark.name;
    }

    // A group opens into its places; places that no zoom parts are told of together.
    choose(marks, many) {
      if (!many || this.map.getZoom() >= this.map.getMaxZoom()) return this.open(marks);
      const bounds = L.latLngBounds(marks.map(({ lat, lon }) => [lat, lon]));
      this.map.fitBounds(bounds, { padding: [48, 48], maxZoom: Math.max(this.map.getZoom() + 2, 6) });
      this.ground.focus({ preventScroll: true });
    }

    makeCard() {
      const card = make("section", { className: "card", hidden: true, tabIndex: -1 });
      this.ground.append(card);
      L.DomEvent.disableClickPropagation(card).disableScrollPropagation(card);
      this.ground.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || card.hidden) return;
        event.stopPropagation();
        this.shut(true);
      });
      return card;
    }

    shut(back = false) {
      if (this.card.hidden) return;
      this.card.hidden = true;
      this.sign.get(this.opened)?.classList.remove("open");
      if (!back) return;
      const to = this.from?.isConnected ? this.from : this.sign.get(this.opened) || this.ground;
      to.focus({ preventScroll: to !== this.from });
    }

    async open(marks, from = null) {
      const { words, card } = this;
      this.from = from;
      this.sign.get(this.opened)?.classList.remove("open");
      this.opened = marks[0].key;
      this.sign.get(this.opened)?.classList.add("open");
      const close = make("button", { type: "button", textContent: words.close, onclick: () => this.shut(true) });
      const list = make("ul");
      const [{ lat, lon }] = marks;
      const parts = marks.map((mark) => {
        const asked = new URLSearchParams(this.query);
        asked.delete("within");
        asked.set("place", mark.place);
        const inside = ["region", "country"].includes(mark.kind);
        const unsure = mark.unsure ? ` (${mark.unsure === mark.events ? "" : `${mark.unsure} `}${words.unsure})` : "";
        const name = make("a", { href: `/places/${mark.place}`, textContent: this.called(mark) });
        const round = mark.km ? `, ${words.within} ${mark.km} km` : "";
        const all = make("a", { href: `/events/map?${asked}`, textContent: inside ? words.inside : words.all });
        return make("p", {}, make("strong", {}, name), `${round}: ${mark.events} ${mark.events === 1 ? words.event : words.events}${unsure} · `, all);
      });
      card.replaceChildren(close, ...parts, list);
      card.setAttribute("aria-label", marks[0].name);
      card.hidden = false;
      card.focus({ preventScroll: true });
      const asked = new URLSearchParams(this.query);
      asked.set("bbox", [lon - MARGIN, lat - MARGIN, lon + MARGIN, lat + MARGIN].map((value) => value.toFixed(4)).join(","));
      asked.set("size", 5);
      const { items } = await json(`/events.json?${asked}`).catch(() => ({ items: [] })); // the link above leads to them too
      list.append(...items.map((item) => make("li", {}, make("a", { href: item.url, textContent: item.title }), item.when ? `, ${spoken(item.when)}` : "")));
    }

    // A place on the map and its events in the list light up together.
    light(keys, on) {
      for (const key of keys) {
        this.sign?.get(key)?.classList.toggle("lit", on);
        const area = this.area?.get(key);
        (area?.getLayers?.() || [area]).forEach((path) => path?.getElement()?.classList.toggle("lit", on));
      }
      for (const row of rows()) row.classList.toggle("lit", on && keys.includes(this.standing[row.id]));
    }

    // A way from each event of the list to its place, for keys and fingers.
    label() {
      for (const row of rows()) {
        if (!this.standing[row.id] || row.querySelector(".on-map")) continue;
        const button = make("button", { type: "button", className: "copy on-map", textContent: this.words.on_map });
        button.setAttribute("aria-label", `${this.words.on_map}: ${row.querySelector("a").textContent}`);
        row.querySelector(".how").append(" ", button);
      }
    }

    show(row, button) {
      const mark = this.marks?.find(({ key }) => key === this.standing[row.id]);
      if (!mark) return;
      const area = this.area.get(mark.key);
      if (area) this.map.fitBounds(area.getBounds(), { maxZoom: 8, animate: false });
      else this.map.setView([mark.lat, mark.lon], Math.max(this.map.getZoom(), CLOSE), { animate: false });
      this.ground.scrollIntoView({ block: "nearest" });
      this.open([mark], button);
    }
  }

  const places = (group) => new Set(group.map(({ mark }) => mark.place)).size;
  const sum = (group, what) => group.reduce((total, { mark }) => total + mark[what], 0);

  // Fullest first: each takes what is near it and not yet taken.
  const grouped = (marks, at) => {
    const groups = [];
    for (const mark of marks) {
      const { x, y } = at(mark);
      const group = groups.find(([first]) => Math.abs(first.x - x) < NEAR && Math.abs(first.y - y) < NEAR);
      if (group) group.push({ mark, x, y });
      else groups.push([{ mark, x, y }]);
    }
    return groups;
  };

  // Nine in ten events, those nearest to the middle one: a single far place would make the rest a dot.
  const bulk = (marks) => {
    const total = marks.reduce((all, { events }) => all + events, 0);
    const median = (axis) => {
      let left = total / 2;
      return [...marks].sort((a, b) => a[axis] - b[axis]).find(({ events }) => (left -= events) <= 0)?.[axis];
    };
    const [lat, lon] = [median("lat"), median("lon")];
    const away = (mark) => Math.hypot(mark.lat - lat, (mark.lon - lon) * 0.65); // 0.65: the cosine of 49°
    let left = total * 0.9;
    return [...marks].sort((a, b) => away(a) - away(b)).filter(({ events }) => {
      const taken = left > 0;
      left -= events;
      return taken;
    });
  };

  // Of the largest ring: itself, its box, its size in square degrees, its centre of gravity as [latitude, longitude].
  const body = ({ type, coordinates }) => {
    const rings = type === "Polygon" ? [coordinates[0]] : coordinates.map(([outer]) => outer);
    let most = { size: 0, at: [0, 0], ring: rings[0] };
    for (const ring of rings) {
      let [area, x, y] = [0, 0, 0];
      ring.forEach(([lon, lat], i) => {
        const [next, up] = ring[(i + 1) % ring.length];
        const cross = lon * up - next * lat;
        area += cross;
        x += (lon + next) * cross;
        y += (lat + up) * cross;
      });
      if (Math.abs(area) > most.size) most = { size: Math.abs(area), at: [y / (3 * area), x / (3 * area)], ring };
    }
    const [lons, lats] = [0, 1].map((axis) => most.ring.map((point) => point[axis]));
    return { ...most, box: [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)] };
  };

  // Whether a ring goes round a point (even and odd crossings).
  const within = ({ ring, box: [west, south, east, north] }, lat, lon) => {
    if (lon < west || lon > east || lat < south || lat > north) return false;
    return ring.reduce((inside, [x, y], i) => {
      const [next, up] = ring[(i + 1) % ring.length];
      return (y > lat) !== (up > lat) && lon < ((next - x) * (lat - y)) / (up - y) + x ? !inside : inside;
    }, false);
  };

  for (const [type, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    doc.addEventListener(type, ({ target }) => {
      const row = target.closest?.(".list > .ledger > li");
      if (row && view?.standing?.[row.id]) view.light([view.standing[row.id]], on);
    });
  }
  doc.addEventListener("click", ({ target }) => target.matches?.(".on-map") && view?.show(target.closest("li"), target));
  doc.addEventListener("htmx:after:swap", () => window.layMap());
  window.layMap();
})();
