// <thematic-map> around an SVG map, its legend and the panel of one place (#place, aria-live).
// Every place and legend entry is a link the server answers; this saves the reader the new page:
//   hover or focus   shows the place's panel: the link's address, asked with X-Fragment: place
//   click            keeps it and writes ?place= into the address; the same click, .place-close or Escape lets it go
//   arrow keys       go from place to place
//   legend           click shows only the chosen classes (?class=1&class=3), hover shows one for a moment
// <template class="place-empty"> holds what the panel says when no place is chosen, <template class="place-error">
// what it says when a place cannot be fetched; its <a> is made to lead to the place.
const PAUSE = 120; // ms a pointer must rest before a place is asked for
const SHAPES = "path.area, circle.area, rect.area, ellipse.area, polygon.area, use.area";
const SVG = "http://www.w3.org/2000/svg";
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

class ThematicMap extends HTMLElement {
  connectedCallback() {
    this.panel = this.querySelector("#place");
    this.svg = this.querySelector("svg.map");
    if (!this.svg) return;
    this.panels = new Map();
    this.places = [...this.svg.querySelectorAll("a.place-link")];
    this.entries = [...this.querySelectorAll("a.legend-item[data-class]")];
    this.stop = new AbortController();
    this.empty = this.querySelector("template.place-empty")?.innerHTML ?? "";
    this.svg.querySelectorAll(".place-outlines").forEach((drawn) => drawn.remove()); // by the server
    this.entries.forEach(asButton);
    this.listen(this.svg, "pointerover", (event) => this.hover(event));
    this.listen(this.svg, "pointerout", () => this.leave());
    this.listen(this.svg, "focusin", (event) => this.preview(placeOf(event)));
    this.listen(this.svg, "focusout", () => this.outline(this.pinned));
    this.listen(this.svg, "click", (event) => this.pick(event));
    this.listen(this.svg, "keydown", (event) => this.step(event));
    this.listen(this, "keydown", (event) => event.key === "Escape" && this.letGo());
    this.listen(this, "click", (event) => this.legendClick(event));
    this.listen(this, "keydown", (event) => this.legendKey(event));
    this.listen(this, "pointerover", (event) => this.legendHover(event));
    this.listen(this, "pointerleave", (event) => this.legendHover(event));
    this.listen(window, "popstate", () => this.readAddress());
    this.readAddress();
  }

  disconnectedCallback() {
    this.stop?.abort();
    this.request?.abort();
    clearTimeout(this.timer);
    this.outlines?.remove();
  }

  listen(target, type, action) {
    target.addEventListener(type, action, { signal: this.stop.signal });
  }

  // What the address says: the kept place and the shown classes.
  readAddress() {
    const asked = new URL(location).searchParams;
    this.classes = new Set(asked.getAll("class"));
    this.pinned = this.places.find((place) => place.dataset.code === asked.get("place"));
    this.mark();
    const isShown = this.pinned && this.panel?.querySelector(".place-head") && !this.current;
    if (isShown) this.current = this.pinned;
    else if (this.pinned) this.show(this.pinned);
    else if (this.current) this.clear();
  }

  writeAddress() {
    const address = new URL(location);
    address.searchParams.delete("place");
    address.searchParams.delete("class");
    if (this.pinned) address.searchParams.set("place", this.pinned.dataset.code);
    for (const code of [...this.classes].sort()) address.searchParams.append("class", code);
    address.hash = "";
    if (address.href !== location.href) history.pushState(null, "", address);
  }

  // Places ------------------------------------------------------------------

  hover(event) {
    const place = placeOf(event);
    clearTimeout(this.timer);
    if (!place || event.pointerType === "touch") return;
    this.outline(place);
    this.timer = setTimeout(() => this.preview(place), PAUSE);
  }

  leave() {
    clearTimeout(this.timer);
    this.outline(this.focused() ?? this.pinned);
  }

  preview(place) {
    if (!place) return;
    this.outline(place);
    if (!this.pinned) this.show(place);
  }

  pick(event) {
    const place = placeOf(event);
    if (!place || hasModifier(event) || !this.isHere(place)) return;
    event.preventDefault();
    if (place === this.pinned) return this.letGo();
    this.pinned = place;
    this.mark();
    this.show(place);
    this.writeAddress();
  }

  // Also lets go of a panel that only looks, because at high zoom it may cover the map.
  letGo() {
    this.pinned = undefined;
    this.mark();
    this.clear();
    this.writeAddress();
  }

  step(event) {
    const place = placeOf(event);
    if (!place || hasModifier(event)) return;
    const open = this.places.filter((other) => other === place || !other.classList.contains("is-dimmed"));
    const at = open.indexOf(place);
    const to = { Home: 0, End: open.length - 1 }[event.key] ?? (event.key in STEPS ? at + STEPS[event.key] : undefined);
    if (to === undefined) return;
    event.preventDefault();
    open[(to + open.length) % open.length].focus();
  }

  isHere(place) {
    return this.panel && addressOf(place).pathname === location.pathname;
  }

  focused() {
    return this.places.find((place) => place.matches(":focus-visible"));
  }

  async show(place) {
    if (!this.panel || place === this.current) return;
    this.request?.abort();
    this.current = place;
    const address = addressOf(place).href;
    const panel = this.panels.get(address) ?? (await this.fetchPanel(address));
    if (panel !== undefined && this.current === place) this.fill(panel);
  }

  async fetchPanel(address) {
    this.request = new AbortController();
    this.panel.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { headers: { "X-Fragment": "place" }, signal: this.request.signal });
      if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
      const panel = await answer.text();
      this.panels.set(address, panel);
      return panel;
    } catch (error) {
      if (error.name === "AbortError") return undefined;
      this.current = undefined; // so that the next look at this place asks again
      this.fill(this.errorFor(address));
      return undefined;
    }
  }

  errorFor(address) {
    const said = this.querySelector("template.place-error")?.content.cloneNode(true);
    if (!said) return "";
    said.querySelector("a")?.setAttribute("href", address);
    const holder = document.createElement("div");
    holder.append(said);
    return holder.innerHTML;
  }

  fill(html) {
    this.panel.removeAttribute("aria-busy");
    this.panel.innerHTML = html;
  }

  clear() {
    clearTimeout(this.timer); // a pointer that rested a moment ago must not bring its place back
    this.request?.abort();
    this.current = undefined;
    this.fill(this.empty ?? "");
  }

  // Another year was chosen: what the panel says of the kept place is of that year.
  refresh() {
    const place = this.pinned;
    this.current = undefined;
    if (place) this.show(place);
  }

  // The raised outline: copies of the shapes at the end of their group, because moving
  // the link itself would lose its focus and its place in the tab order.
  outline(place) {
    if (this.outlined === place && this.outlines?.isConnected) return;
    this.outlines?.remove();
    this.outlined = place;
    if (!place) return;
    this.outlines = document.createElementNS(SVG, "g");
    this.outlines.setAttribute("class", "place-outlines");
    this.outlines.setAttribute("aria-hidden", "true");
    for (const name of ["place-outline halo", "place-outline"]) {
      for (const shape of place.querySelectorAll(SHAPES)) {
        const copy = shape.cloneNode(false);
        copy.removeAttribute("id");
        copy.setAttribute("class", name);
        this.outlines.append(copy);
      }
    }
    place.parentNode.append(this.outlines);
  }

  // Legend ------------------------------------------------------------------

  legendClick(event) {
    if (event.target.closest(".place-close") && !hasModifier(event)) {
      event.preventDefault();
      const place = this.pinned;
      this.letGo();
      place?.focus({ preventScroll: true });
      return;
    }
    const entry = this.entryOf(event);
    if (!entry || hasModifier(event)) return;
    event.preventDefault();
    const code = entry.dataset.class;
    if (!this.classes.delete(code)) this.classes.add(code);
    this.mark();
    this.writeAddress();
  }

  // A button answers the space bar; a link does not.
  legendKey(event) {
    if (event.key !== " " || !this.entryOf(event)) return;
    event.preventDefault();
    this.entryOf(event).click();
  }

  legendHover(event) {
    if (event.pointerType === "touch") return;
    const entry = this.entryOf(event);
    if (entry === this.hovered) return;
    this.hovered = entry;
    this.mark();
  }

  entryOf(event) {
    return this.entries.find((entry) => entry.contains(event.target));
  }

  // Writes the state into the classes the style sheet knows.
  mark() {
    const shown = this.hovered ? new Set([this.hovered.dataset.class]) : this.classes;
    for (const shape of this.svg.querySelectorAll(".area.is-dimmed, .area.is-selected")) {
      shape.classList.remove("is-dimmed", "is-selected");
    }
    for (const place of this.places) {
      place.classList.toggle("is-dimmed", shown.size > 0 && !shown.has(place.dataset.class));
      place.classList.toggle("is-selected", place === this.pinned);
    }
    for (const entry of this.entries) {
      entry.setAttribute("aria-pressed", String(this.classes.has(entry.dataset.class)));
    }
    this.outline(this.focused() ?? this.pinned);
  }
}

function asButton(entry) {
  entry.setAttribute("role", "button");
  entry.removeAttribute("aria-current");
}

function placeOf(event) {
  return event.target.closest("a.place-link");
}

function addressOf(place) {
  const address = new URL(place.getAttribute("href"), location);
  address.hash = "";
  return address;
}

function hasModifier(event) {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button > 0;
}

customElements.define("thematic-map", ThematicMap);
