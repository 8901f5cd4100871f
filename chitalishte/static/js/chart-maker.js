// <chart-maker> on the editing screen of a chart: draws what is chosen, writes it into the field "view".
//   data-url   answers ?dataset=&table_version=&view=&title_bg=&title_en= with the drawing and its controls
// The controls belong to no form, so nothing of them is sent with the record.
const PAUSE = 350; // ms since the last change
const LOOK = 700; // ms between looks at the fields that choosers write without an event

class ChartMaker extends HTMLElement {
  connectedCallback() {
    this.place = this.querySelector(".chart-maker-place");
    this.stop = new AbortController();
    this.place.addEventListener("change", () => this.chosen(), { signal: this.stop.signal });
    this.place.addEventListener("click", (event) => this.suggested(event), { signal: this.stop.signal });
    this.timer = setInterval(() => this.look(), LOOK);
    this.look();
  }

  disconnectedCallback() {
    this.stop.abort();
    this.request?.abort();
    clearInterval(this.timer);
    clearTimeout(this.soon);
  }

  field(name) {
    return document.querySelector(`[name="${name}"]`);
  }

  // What the form says now; asked again when it differs from what is drawn.
  state() {
    const names = ["dataset", "table_version", "view", "title_bg", "title_en"];
    return new URLSearchParams(names.map((name) => [name, this.field(name)?.value ?? ""]));
  }

  look() {
    const state = this.state();
    if (!state.get("dataset")) return;
    if (this.dataset.of !== state.get("dataset")) {
      if (this.dataset.of) this.write(""); // another table: the old columns are not there
      this.dataset.of = state.get("dataset");
    }
    const written = this.state().toString();
    if (written === this.asked) return;
    this.asked = written;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.draw(), PAUSE);
  }

  write(view) {
    const field = this.field("view");
    if (!field || field.value === view) return;
    field.value = view;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // The controls as an address: the question to the table stays as it is.
  chosen() {
    const pairs = new URLSearchParams();
    const controls = [...this.place.querySelectorAll("select, input[type=checkbox]")];
    const own = new Set(["chart", "x", "y", "by", "label", "time", "how", "order", "hl", "share", "log"]);
    if (controls.some((control) => control.name === "at")) own.add("at");
    for (const [name, value] of new URLSearchParams(this.field("view")?.value ?? "")) {
      if (!own.has(name)) pairs.append(name, value);
    }
    for (const control of controls) {
      const isOn = control.type !== "checkbox" || control.checked;
      if (isOn && control.value) pairs.append(control.name, control.value);
    }
    this.write(pairs.toString());
    this.look();
  }

  // The drawn chart as Vega-Lite, into the field for who knows it.
  async takeSpecification() {
    const answer = await fetch(`${this.dataset.url}?${this.state()}&spec=1`);
    const field = this.field("spec");
    if (!answer.ok || !field) return;
    field.value = await answer.text();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  suggested(event) {
    if (event.target.closest(".chart-to-spec")) {
      this.takeSpecification();
      return;
    }
    const button = event.target.closest(".chart-thumb");
    if (!button) return;
    this.write(button.dataset.view);
    this.look();
  }

  async draw() {
    this.request?.abort();
    this.request = new AbortController();
    this.place.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${this.dataset.url}?${this.state()}`, { signal: this.request.signal });
      if (!answer.ok) throw new Error(`the maker answered ${answer.status}`);
      this.fill(await answer.text());
    } catch (error) {
      if (error.name === "AbortError") return;
      this.place.replaceChildren(this.querySelector(".chart-maker-error").content.cloneNode(true));
      this.place.removeAttribute("aria-busy");
    }
  }

  fill(html) {
    const focused = document.activeElement?.closest("chart-maker") ? document.activeElement.name : "";
    const value = document.activeElement?.value;
    const open = this.place.querySelector("details")?.open;
    this.place.innerHTML = html;
    this.place.removeAttribute("aria-busy");
    const details = this.place.querySelector("details");
    if (details && open) details.open = true;
    if (focused) this.place.querySelector(`[name="${focused}"][value="${CSS.escape(value)}"], select[name="${focused}"]`)?.focus();
    // the likeliest chart is chosen until the editor chooses another
    const view = this.place.querySelector("[data-view]")?.dataset.view;
    if (view && !this.field("view")?.value) {
      this.write(view);
      this.asked = this.state().toString();
    }
  }
}

customElements.define("chart-maker", ChartMaker);
