// <time-band> around the drawn timeline: comes closer and moves under hand, wheel and keys.
//   pointer    a drag moves what is closer than the whole; two fingers, or Ctrl and the wheel, come closer
//   keyboard   one stop: arrows go from event to event, + and − come closer and farther, 0 shows all years
// While it moves, dots are shifted here; when it rests, the server draws that part anew and the address holds it.
// Without JavaScript the links of the bar ask the server for the same parts.
const DAY = 864e5; // ms
const EPOCH = 719163; // the number Python gives to 1 January 1970
const SHORTEST = 30; // days
const STEP = 2.5;
const REST = 350; // ms without a movement
const FEWEST = 5; // pixels that make a drag

const number = (iso) => Date.parse(iso) / DAY + EPOCH;
const iso = (day) => new Date((Math.round(day) - EPOCH) * DAY).toISOString().slice(0, 10);
const inside = (value, low, high) => Math.min(high, Math.max(low, value));

class TimeBand extends HTMLElement {
  connectedCallback() {
    const { first, last, from, to } = this.dataset;
    this.whole = [number(first), number(last) + 1];
    this.drawn = [number(from), number(to) + 1];
    this.window = [...this.drawn];
    this.box = this.querySelector(".band-drawings");
    this.said = this.querySelector(".band-said");
    this.fingers = new Map();
    this.stop = new AbortController();
    this.classList.add("is-live");
    this.classList.toggle("is-closer", this.isCloser);
    this.open();
    this.listen(this.box, "pointerdown", (event) => this.down(event));
    this.listen(this.box, "pointermove", (event) => this.move(event));
    for (const type of ["pointerup", "pointercancel"]) this.listen(this.box, type, (event) => this.up(event));
    this.listen(this.box, "dragstart", (event) => event.preventDefault());
    this.listen(this.box, "click", (event) => this.dragged && event.preventDefault(), { capture: true });
    this.listen(this.box, "wheel", (event) => this.wheel(event), { passive: false });
    this.listen(this.box, "keydown", (event) => this.key(event));
    this.listen(this.box, "focusin", (event) => this.say(event.target));
    this.listen(this.box, "pointerover", (event) => this.say(event.target));
    this.listen(this, "click", (event) => this.step(event));
  }

  disconnectedCallback() {
    this.stop?.abort();
    this.asked?.abort();
    clearTimeout(this.timer);
  }

  listen(target, type, action, options = {}) {
    target.addEventListener(type, action, { ...options, signal: this.stop.signal });
  }

  // The drawing is open to assistive technology once it can be walked by keys.
  open() {
    for (const svg of this.box.querySelectorAll("svg")) {
      svg.removeAttribute("aria-hidden");
      svg.setAttribute("role", "group");
      svg.setAttribute("aria-label", this.dataset.label);
      svg.querySelector(".band-mark")?.setAttribute("tabindex", "0");
      for (const words of svg.querySelectorAll(".band-tick, .band-name")) words.setAttribute("aria-hidden", "true");
      for (const lane of svg.querySelectorAll(".band-lane")) {
        const name = lane.querySelector(".band-name").textContent;
        for (const mark of lane.querySelectorAll(".band-mark")) {
          mark.setAttribute("aria-label", `${mark.querySelector("title").textContent} (${name})`);
        }
      }
    }
  }

  get svg() {
    return [...this.box.querySelectorAll("svg")].find((one) => one.getBoundingClientRect().width > 0);
  }

  get marks() {
    return [...this.svg.querySelectorAll(".band-mark")].sort((a, b) => a.dataset.day - b.dataset.day);
  }

  get isCloser() {
    return this.window[1] - this.window[0] < this.whole[1] - this.whole[0] - 0.5;
  }

  say(target) {
    const mark = target.closest?.(".band-mark");
    if (mark) this.said.textContent = mark.getAttribute("aria-label");
  }

  // -- where things stand

  day(event) {
    const rect = this.svg.getBoundingClientRect();
    const edge = (Number(this.svg.dataset.edge) * rect.width) / this.svg.viewBox.baseVal.width;
    const part = (event.clientX - rect.left - edge) / (rect.width - 2 * edge);
    return this.window[0] + part * (this.window[1] - this.window[0]);
  }

  show(from, length) {
    const longest = this.whole[1] - this.whole[0];
    const days = inside(length, Math.min(SHORTEST, longest), longest);
    const begin = inside(from, this.whole[0], this.whole[1] - days);
    this.window = [begin, begin + days];
    this.classList.toggle("is-closer", this.isCloser);
    this.shift();
    clearTimeout(this.timer);
    this.asked?.abort();
    this.timer = setTimeout(() => this.settle(), REST);
  }

  zoom(times, middle = (this.window[0] + this.window[1]) / 2) {
    const days = this.window[1] - this.window[0];
    const length = inside(days / times, SHORTEST, this.whole[1] - this.whole[0]);
    this.show(middle - ((middle - this.window[0]) * length) / days, length);
  }

  // Dots and years follow at once; what the new part needs besides comes with the drawing of the server.
  shift() {
    this.classList.add("is-moving");
    for (const svg of this.box.querySelectorAll("svg")) {
      const edge = Number(svg.dataset.edge);
      const room = svg.viewBox.baseVal.width - 2 * edge;
      for (const one of svg.querySelectorAll("[data-x]")) {
        const x = edge + ((one.dataset.day - this.window[0]) / (this.window[1] - this.window[0])) * room;
        one.setAttribute("transform", `translate(${(x - one.dataset.x).toFixed(1)} 0)`);
      }
    }
  }

  async settle() {
    if (this.fingers.size) return;
    const address = new URL(location);
    for (const name of ["from", "to"]) address.searchParams.delete(name);
    if (this.isCloser) {
      address.searchParams.set("from", iso(this.window[0]));
      address.searchParams.set("to", iso(this.window[1] - 1));
    }
    await this.ask(address, "replace");
  }

  async ask(address, how) {
    this.asked = new AbortController();
    const { signal } = this.asked;
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("#results");
      const old = this.closest("#results");
      if (!fresh || !old || signal.aborted) return;
      if (how === "push") history.pushState(null, "", address);
      else history.replaceState(null, "", address);
      const place = this.place();
      old.replaceWith(fresh);
      window.htmx?.process(fresh);
      find(fresh, place)?.focus({ preventScroll: true });
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  // What has the focus, so that it can be found in the new drawing.
  place() {
    const at = this.contains(document.activeElement) ? document.activeElement : null;
    return at && { key: at.dataset.key, step: at.dataset.step };
  }

  // -- hands

  down(event) {
    if (event.button) return;
    this.fingers.set(event.pointerId, event);
    this.dragged = false;
  }

  move(event) {
    // a mouse that was let go outside comes back with no button down
    if (!event.buttons) this.fingers.delete(event.pointerId);
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const other = [...this.fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
    if (other) {
      const gap = (finger) => Math.abs(finger.clientX - other.clientX) + 1;
      this.dragged = true;
      this.zoom(gap(event) / gap(before), this.day({ clientX: (event.clientX + other.clientX) / 2 }));
    } else if (this.isCloser) {
      if (!this.dragged && Math.abs(event.clientX - before.clientX) < FEWEST) return;
      if (!this.dragged) this.box.setPointerCapture(event.pointerId);
      this.dragged = true;
      const [from, to] = [this.day(before), this.day(event)];
      this.show(this.window[0] + from - to, this.window[1] - this.window[0]);
    } else return;
    this.fingers.set(event.pointerId, event);
  }

  up(event) {
    if (!this.fingers.delete(event.pointerId) || !this.dragged) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), REST);
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.3 : 1 / 1.3, this.day(event));
  }

  // -- the bar and the keys

  step(event) {
    const link = event.target.closest("a[data-step]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.ask(new URL(link.href), "push");
  }

  key(event) {
    const at = event.target.closest(".band-mark");
    if (!at || event.altKey || event.ctrlKey || event.metaKey) return;
    const middle = Number(at.dataset.day);
    const ways = {
      ArrowRight: () => this.next(at, 1),
      ArrowLeft: () => this.next(at, -1),
      ArrowDown: () => this.beside(at, 1),
      ArrowUp: () => this.beside(at, -1),
      Home: () => this.marks.at(0),
      End: () => this.marks.at(-1),
      "+": () => this.zoom(STEP, middle),
      "=": () => this.zoom(STEP, middle),
      "-": () => this.zoom(1 / STEP, middle),
      0: () => this.show(this.whole[0], this.whole[1] - this.whole[0]),
    };
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    this.walk(way());
  }

  next(at, by) {
    const marks = this.marks;
    return marks[inside(marks.indexOf(at) + by, 0, marks.length - 1)];
  }

  // The nearest event of the next lane that has one.
  beside(at, by) {
    const lanes = [...this.svg.querySelectorAll(".band-lane")];
    for (let n = lanes.indexOf(at.closest(".band-lane")) + by; lanes[n]; n += by) {
      const near = [...lanes[n].querySelectorAll(".band-mark")];
      const far = (mark) => Math.abs(mark.dataset.day - at.dataset.day);
      if (near.length) return near.reduce((best, mark) => (far(mark) < far(best) ? mark : best));
    }
  }

  walk(mark) {
    if (!mark) return;
    for (const one of this.marks) one.setAttribute("tabindex", one === mark ? "0" : "-1");
    mark.focus();
  }
}

function find(fresh, place) {
  if (!place) return null;
  const band = fresh.querySelector("time-band");
  if (place.step) return band.querySelector(`a[data-step="${place.step}"]`) ?? band.querySelector("a[data-step]");
  const marks = [...band.svg.querySelectorAll(".band-mark")];
  const same = marks.find((mark) => mark.dataset.key === place.key) ?? marks[0];
  for (const mark of marks) mark.setAttribute("tabindex", mark === same ? "0" : "-1");
  return same;
}

// The steps of the bar are pages of the history; what htmx put there it brings back itself.
window.addEventListener("popstate", (event) => {
  if (!event.state?.htmx && document.querySelector("time-band")) location.reload();
});

customElements.define("time-band", TimeBand);
