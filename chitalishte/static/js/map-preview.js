// <map-preview data-address> on the editing screen of a map: shows the map as the form says it now.
// Without JavaScript the editor has Wagtail's own preview of the whole page.
const PAUSE = 600; // ms since the last change

class MapPreview extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    if (!this.form) return;
    this.stop = new AbortController();
    for (const type of ["input", "change"]) {
      this.form.addEventListener(type, () => this.showSoon(), { signal: this.stop.signal });
    }
    // a chooser fills its hidden field without an event
    this.watch = new MutationObserver(() => this.showSoon());
    for (const field of this.form.querySelectorAll("input[type=hidden]")) {
      this.watch.observe(field, { attributes: true, attributeFilter: ["value"] });
    }
    this.showSoon(); // when the blocks of the sources stand in the form
  }

  disconnectedCallback() {
    this.stop?.abort();
    this.watch?.disconnect();
    clearTimeout(this.timer);
  }

  showSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), PAUSE);
  }

  async show() {
    this.request?.abort();
    this.request = new AbortController();
    this.setAttribute("aria-busy", "true");
    try {
      const body = new FormData(this.form);
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      const answer = await fetch(this.dataset.address, { method: "POST", body, signal: this.request.signal });
      if (answer.ok) this.innerHTML = await answer.text();
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    } finally {
      this.removeAttribute("aria-busy");
    }
  }
}

customElements.define("map-preview", MapPreview);
