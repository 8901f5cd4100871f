// <search-suggest data-url data-label data-found data-none> around a search form: shows suggestions
// while the reader types. The pattern is the WAI-ARIA combobox with a list; the form itself works without it.
// data-url answers ?q= with {"suggestions": [{text, url, kind}]}.
const PAUSE = 200; // ms since the last letter
const FEWEST = 2; // letters worth asking about
let lists = 0;

class SearchSuggest extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=search]");
    if (!this.input) return;
    this.chosen = -1;
    this.stop = new AbortController();
    this.build();
    const { signal } = this.stop;
    this.input.addEventListener("input", () => this.askSoon(), { signal });
    this.input.addEventListener("keydown", (event) => this.key(event), { signal });
    this.addEventListener("focusout", () => this.close(), { signal });
    // mousedown, so that the box keeps its focus while a suggestion is clicked
    this.list.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
    this.list.addEventListener("click", (event) => this.open(event.target.closest("[role=option]")), { signal });
  }

  disconnectedCallback() {
    this.stop?.abort();
    this.request?.abort();
    clearTimeout(this.timer);
    this.list?.remove();
    this.status?.remove();
  }

  build() {
    this.list = document.createElement("ul");
    this.list.className = "suggestions";
    this.list.id = `suggestions-${++lists}`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.label);
    this.status = document.createElement("span");
    this.status.className = "hidden-visually";
    this.status.setAttribute("role", "status");
    this.append(this.list, this.status);
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
  }

  askSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(this.input.value.trim()), PAUSE);
  }

  async ask(words) {
    this.request?.abort();
    if (words.length < FEWEST) return this.close();
    this.request = new AbortController();
    const address = new URL(this.dataset.url, location.href);
    address.searchParams.set("q", words);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: this.request.signal });
      if (answer.ok) this.show((await answer.json()).suggestions);
    } catch {
      this.close(); // no network: the form still searches
    }
  }

  show(suggestions) {
    this.chosen = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...suggestions.map((suggestion, index) => this.option(suggestion, index)));
    const isOpen = suggestions.length > 0 && this.contains(document.activeElement);
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    this.status.textContent = isOpen ? this.dataset.found.replace("{n}", suggestions.length) : this.dataset.none;
  }

  option({ text, url, kind }, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = url;
    const words = document.createElement("span");
    words.textContent = text;
    option.append(words);
    if (kind) {
      const what = document.createElement("span");
      what.className = "kind";
      what.textContent = kind;
      option.append(" ", what);
    }
    return option;
  }

  key(event) {
    if (event.isComposing) return;
    const isOpen = !this.list.hidden;
    if (event.key === "Escape" && isOpen) this.close();
    else if (event.key === "ArrowDown" && !isOpen) this.ask(this.input.value.trim());
    else if (event.key === "ArrowDown") this.choose(this.chosen + 1);
    else if (event.key === "ArrowUp" && isOpen) this.choose(this.chosen - 1);
    else if (event.key === "Enter" && isOpen && this.chosen >= 0) this.open(this.list.children[this.chosen]);
    else return;
    event.preventDefault();
  }

  // From the last suggestion the next step leads back to the box, and round again.
  choose(index) {
    const options = [...this.list.children];
    this.chosen = index < -1 ? options.length - 1 : index >= options.length ? -1 : index;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === this.chosen)));
    const option = options[this.chosen];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  open(option) {
    if (option) location.assign(option.dataset.url);
  }

  close() {
    this.request?.abort();
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.chosen = -1;
    this.status.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

customElements.define("search-suggest", SearchSuggest);
