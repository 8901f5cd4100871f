// <map-time> around the form of years, inside a <thematic-map>: a slider and a play button instead of the list.
// The classes and values of all years come with the page (script.map-years), so a step asks the server for nothing:
//   drag or arrow keys   another year at once; the address is written when the reader stops
//   play                 a year after another; one step a press where the reader wants little motion
// Without that script, or when a change between two years is shown, the form stays as it is.
const PACE = 900; // ms a year is shown
const PAUSE = 150; // ms after which a reader has stopped: an arrow key says so at every year
const HATCHED = new Set(["no-data", "not-applicable", "suppressed"]);

class MapTime extends HTMLElement {
  connectedCallback() {
    this.map = this.closest("thematic-map");
    this.svg = this.map?.querySelector("svg.map");
    const data = this.map?.querySelector("script.map-years");
    this.form = this.querySelector("form");
    if (!data || !this.svg) return;
    Object.assign(this, JSON.parse(data.textContent));
    this.select = this.form.elements.year;
    this.at = this.years.indexOf(this.select.value);
    this.prepare();
    this.build();
  }

  disconnectedCallback() {
    clearTimeout(this.pause);
    this.halt();
  }

  // What a step needs, looked up once: the shapes of each place and the counts of the legend.
  prepare() {
    this.places = this.codes.map((code) => {
      const link = this.svg.querySelector(`.place-link[data-code="${CSS.escape(code)}"]`);
      return link && { link, shapes: [...link.querySelectorAll(".area")] };
    });
    const prefix = this.svg.querySelector("pattern")?.id.replace(/-hatch$/, "");
    this.pattern = (kind) => `url(#${prefix}-${kind === "no-data" ? "hatch" : kind})`;
    this.counts = new Map();
    for (const item of this.map.querySelectorAll(".legend-item[data-class]")) {
      this.counts.set(item.dataset.class, item.querySelector(".n"));
    }
    this.total = [...this.counts.values()].reduce((sum, n) => sum + Number(n.textContent), 0);
    this.caption = this.map.querySelector("#map-caption strong");
  }

  build() {
    this.slider = document.createElement("input");
    Object.assign(this.slider, { type: "range", min: 0, max: this.years.length - 1, step: 1, value: this.at });
    this.slider.setAttribute("aria-label", this.form.getAttribute("aria-label"));
    this.button = document.createElement("button");
    Object.assign(this.button, { type: "button", className: "button button--quiet", textContent: this.dataset.play });
    this.said = document.createElement("output");
    this.bar = document.createElement("div");
    this.bar.className = "time-bar";
    this.bar.append(this.button, this.slider, this.said);
    this.select.closest("label").hidden = true;
    this.prepend(this.bar);
    this.slider.addEventListener("input", () => this.show(Number(this.slider.value)));
    this.slider.addEventListener("change", () => this.settleSoon());
    this.button.addEventListener("click", () => (this.timer ? this.halt() : this.play()));
    this.say();
  }

  say() {
    this.said.textContent = this.years[this.at];
    this.slider.setAttribute("aria-valuetext", this.years[this.at]);
  }

  show(at) {
    if (at === this.at) return;
    this.at = at;
    const { k: keys, v: values } = this.frames[at];
    const count = new Map();
    this.places.forEach((place, n) => {
      const [key, css] = this.classes[keys[n] - 1] ?? ["no-data", "no-data"];
      count.set(key, (count.get(key) ?? 0) + 1);
      if (!place) return;
      const { link, shapes } = place;
      link.setAttribute("aria-label", `${this.names[n]}: ${values[n] || this.none}`);
      if (link.dataset.class === key) return;
      link.dataset.class = key;
      for (const shape of shapes) {
        shape.setAttribute("class", `area ${css}${shape.classList.contains("callout") ? " callout" : ""}`);
        if (HATCHED.has(css)) shape.setAttribute("fill", this.pattern(css));
        else shape.removeAttribute("fill");
      }
    });
    this.countClasses(count);
    this.select.value = this.years[at];
    if (this.caption) this.caption.textContent = `${this.label}, ${this.years[at]}.`;
    this.say();
    this.map.mark?.();
  }

  countClasses(count) {
    const known = [...count].reduce((sum, [key, n]) => sum + (key === "no-data" ? 0 : n), 0);
    for (const [key, cell] of this.counts) {
      cell.textContent = key === "no-data" ? Math.max(0, this.total - known) : (count.get(key) ?? 0);
    }
  }

  settleSoon() {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.settle(), PAUSE);
  }

  // The reader has stopped at a year: the address, the links and the panel follow.
  settle() {
    const year = this.years[this.at];
    const address = new URL(location);
    address.searchParams.set("year", year);
    if (address.href !== location.href) history.replaceState(null, "", address);
    for (const link of this.map.querySelectorAll("a.place-link")) {
      const to = new URL(link.getAttribute("href"), location);
      to.searchParams.set("year", year);
      link.setAttribute("href", `${to.pathname === location.pathname ? "" : to.pathname}${to.search}${to.hash}`);
    }
    this.map.refresh?.();
  }

  play() {
    if (this.at === this.years.length - 1) this.step(0);
    else this.step(this.at + 1);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return this.settle();
    this.button.textContent = this.dataset.stop;
    this.timer = setInterval(() => {
      if (this.at >= this.years.length - 1) this.halt();
      else this.step(this.at + 1);
    }, PACE);
  }

  step(at) {
    this.slider.value = at;
    this.show(at);
  }

  halt() {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.button.textContent = this.dataset.play;
    if (this.isConnected) this.settle();
  }
}

customElements.define("map-time", MapTime);
