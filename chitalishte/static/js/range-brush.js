// <range-brush> around the bars of a range filter: drag over them to choose from where to where.
// A press without dragging follows the bar's own link; without JavaScript so does every press.
const FEWEST = 6; // pixels that make a drag

class RangeBrush extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    const options = { signal: this.stop.signal };
    this.bars = this.querySelector("svg");
    this.bars.addEventListener("pointerdown", (event) => this.begin(event), options);
    this.bars.addEventListener("pointermove", (event) => this.move(event), options);
    this.bars.addEventListener("pointerup", (event) => this.end(event), options);
    this.bars.addEventListener("pointercancel", () => (this.from = null), options);
    this.bars.addEventListener("click", (event) => this.dragged && event.preventDefault(), options);
    this.bars.addEventListener("dragstart", (event) => event.preventDefault(), options);
  }

  disconnectedCallback() {
    this.stop.abort();
  }

  get inputs() {
    return this.closest("fieldset").querySelectorAll("input[type=number]");
  }

  // the number under the pointer
  at(event) {
    const box = this.bars.getBoundingClientRect();
    const [low, high] = [Number(this.dataset.low), Number(this.dataset.high)];
    const part = (event.clientX - box.left) / box.width;
    return Math.min(high, Math.max(low, low + Math.floor(part * (high - low + 1))));
  }

  begin(event) {
    if (event.button) return;
    this.dragged = false;
    this.x = event.clientX;
    this.from = this.at(event);
  }

  move(event) {
    if (this.from == null) return;
    if (!this.dragged && Math.abs(event.clientX - this.x) < FEWEST) return;
    if (!this.dragged) this.bars.setPointerCapture(event.pointerId);
    this.dragged = true;
    const ends = [this.from, this.at(event)].sort((a, b) => a - b);
    this.inputs.forEach((input, place) => (input.value = ends[place]));
    for (const bar of this.bars.querySelectorAll("[data-value]")) {
      const value = Number(bar.dataset.value);
      bar.classList.toggle("is-in", value >= ends[0] && value <= ends[1]);
    }
  }

  end() {
    if (this.dragged) this.inputs[1].dispatchEvent(new Event("change", { bubbles: true }));
    this.from = null;
  }
}

customElements.define("range-brush", RangeBrush);
