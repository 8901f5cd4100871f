// <auto-submit> around a filter form: sends it when the reader changes a field.
// Without JavaScript nothing is lost, because the form keeps its button. In an open
// sheet (popover) the reader chooses several things first and sends them by the button.
const PAUSE = 300; // ms since the last change

class AutoSubmit extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    this.addEventListener("change", (event) => this.submitSoon(event.target.form), { signal: this.stop.signal });
    this.addEventListener("submit", () => this.sheet()?.hidePopover(), { signal: this.stop.signal });
  }

  disconnectedCallback() {
    this.stop.abort();
    clearTimeout(this.timer);
  }

  submitSoon(form) {
    if (!form || this.sheet()) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => form.requestSubmit(), PAUSE);
  }

  sheet() {
    const popover = this.closest("[popover]");
    return popover?.matches(":popover-open") ? popover : null;
  }
}

customElements.define("auto-submit", AutoSubmit);
