// <map-zoom> around the drawing of a map: two fingers, Ctrl and the wheel, or the buttons come closer; a drag moves a map
// that is already closer. One finger on the whole map scrolls the page as everywhere, and so does the wheel alone.
// Words of the buttons: data-closer, data-farther, data-whole. Without JavaScript the map is simply whole.
const MOST = 8; // times
const STEP = 1.6;

class MapZoom extends HTMLElement {
  connectedCallback() {
    this.svg = this.querySelector("svg.map");
    if (!this.svg) return;
    const { x, y, width, height } = this.svg.viewBox.baseVal;
    this.whole = { x, y, width, height };
    this.at = { ...this.whole };
    this.fingers = new Map();
    this.stop = new AbortController();
    this.listen("wheel", (event) => this.wheel(event), { passive: false });
    this.listen("pointerdown", (event) => this.down(event));
    this.listen("pointermove", (event) => this.move(event));
    for (const type of ["pointerup", "pointercancel", "pointerleave"]) this.listen(type, (event) => this.up(event));
    // a drag ends on a place: that is no click on it
    this.listen("click", (event) => this.dragged && event.preventDefault(), { capture: true });
    this.build();
  }

  disconnectedCallback() {
    this.stop?.abort();
    this.bar?.remove();
  }

  listen(type, action, options = {}) {
    this.svg.addEventListener(type, action, { ...options, signal: this.stop.signal });
  }

  build() {
    this.bar = document.createElement("div");
    this.bar.className = "zoom-bar";
    const ways = [["closer", "+", STEP], ["farther", "−", 1 / STEP], ["whole", "⤢", 0]];
    for (const [name, sign, times] of ways) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "button button--quiet zoom-button", textContent: sign });
      button.setAttribute("aria-label", this.dataset[name]);
      button.title = this.dataset[name];
      button.addEventListener("click", () => (times ? this.zoom(times) : this.show(this.whole)));
      this.bar.append(button);
    }
    this.prepend(this.bar);
    this.show(this.whole);
  }

  get times() {
    return this.whole.width / this.at.width;
  }

  // Shows a part of the map, kept inside the whole.
  show(part) {
    const width = Math.min(this.whole.width, Math.max(this.whole.width / MOST, part.width));
    const height = (width * this.whole.height) / this.whole.width;
    const inside = (value, low, high) => Math.min(high, Math.max(low, value));
    this.at = {
      x: inside(part.x, this.whole.x, this.whole.x + this.whole.width - width),
      y: inside(part.y, this.whole.y, this.whole.y + this.whole.height - height),
      width,
      height,
    };
    const { x, y } = this.at;
    this.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    const isCloser = this.times > 1.01;
    this.classList.toggle("is-closer", isCloser);
    this.bar.lastChild.disabled = !isCloser;
    this.bar.children[1].disabled = !isCloser;
  }

  // Comes closer around a point of the map, by default the middle of what is seen.
  zoom(times, middle = { x: this.at.x + this.at.width / 2, y: this.at.y + this.at.height / 2 }) {
    const width = Math.min(this.whole.width, Math.max(this.whole.width / MOST, this.at.width / times));
    const share = width / this.at.width;
    this.show({ x: middle.x - (middle.x - this.at.x) * share, y: middle.y - (middle.y - this.at.y) * share, width });
  }

  // Where on the map a point of the screen is.
  point({ clientX, clientY }) {
    const box = this.svg.getBoundingClientRect();
    return {
      x: this.at.x + ((clientX - box.left) / box.width) * this.at.width,
      y: this.at.y + ((clientY - box.top) / box.height) * this.at.height,
    };
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? STEP : 1 / STEP, this.point(event));
  }

  down(event) {
    this.fingers.set(event.pointerId, event);
    this.dragged = false;
  }

  move(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const others = [...this.fingers.values()].filter((finger) => finger.pointerId !== event.pointerId);
    if (others.length) this.pinch(before, event, others[0]);
    else if (this.times > 1.01) this.drag(before, event);
    else return;
    this.fingers.set(event.pointerId, event);
  }

  drag(before, event) {
    const far = Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY);
    if (!this.dragged && far < 4) return;
    this.dragged = true;
    const [from, to] = [this.point(before), this.point(event)];
    this.show({ x: this.at.x + from.x - to.x, y: this.at.y + from.y - to.y, width: this.at.width });
  }

  pinch(before, event, other) {
    this.dragged = true;
    const gap = (finger) => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY) || 1;
    const middle = { clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 };
    this.zoom(gap(event) / gap(before), this.point(middle));
  }

  up(event) {
    this.fingers.delete(event.pointerId);
  }
}

customElements.define("map-zoom", MapZoom);
