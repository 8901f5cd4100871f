// <auto-save> around a form: sends it as it is a moment after each change, so that nothing is lost when the
// page is left. Without JavaScript the form is saved by its buttons.
const PAUSE = 1500; // ms since the last change

class AutoSave extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.said = this.querySelector("[data-saved]");
    this.stop = new AbortController();
    const options = { signal: this.stop.signal };
    this.addEventListener("input", () => this.saveSoon(), options);
    this.addEventListener("submit", () => clearTimeout(this.timer), options);
  }

  disconnectedCallback() {
    this.stop.abort();
    clearTimeout(this.timer);
  }

  saveSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  async save() {
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body: new FormData(this.form),
        headers: { "X-Autosave": "1" },
      });
      if (answer.ok) this.said.textContent = this.said.dataset.saved;
    } catch {
      this.said.textContent = this.said.dataset.waits;
    }
  }
}

customElements.define("auto-save", AutoSave);
