// <time-slider> around the list of days on which something changed: a slider over those days, the rules follow.
// The days and their words are the links of the list; without JavaScript the list is the way.
class TimeSlider extends HTMLElement {
  connectedCallback() {
    this.links = [...this.querySelectorAll("a[data-day]")];
    this.rules = document.getElementById(this.dataset.fragment);
    this.form = this.closest("section").querySelector("form");
    if (this.links.length < 2 || !this.rules) return;
    this.stop = new AbortController();
    this.build();
  }

  disconnectedCallback() {
    this.stop?.abort();
    this.asked?.abort();
    this.bar?.remove();
  }

  build() {
    const days = document.createElement("datalist");
    days.id = "change-days";
    this.links.forEach((link, n) => days.append(new Option(link.textContent, n)));
    this.slider = document.createElement("input");
    Object.assign(this.slider, { type: "range", min: 0, max: this.links.length - 1, step: 1, value: this.at() });
    this.slider.setAttribute("list", days.id);
    this.slider.setAttribute("aria-label", this.dataset.label);
    this.said = document.createElement("output");
    this.bar = document.createElement("div");
    this.bar.className = "slider-bar";
    this.bar.append(this.slider, days, this.said);
    this.prepend(this.bar);
    const options = { signal: this.stop.signal };
    this.slider.addEventListener("input", () => this.say(), options);
    this.slider.addEventListener("change", () => this.show(this.link), options);
    this.addEventListener("click", (event) => this.follow(event), options);
    this.say();
  }

  get link() {
    return this.links[this.slider.value];
  }

  // The last day of a change that is not after the day on the page; "today" stands at the end.
  at() {
    const day = new URL(location).searchParams.get("day");
    if (!day) return this.links.length - 1;
    const before = this.links.filter((link) => link.dataset.day && link.dataset.day <= day);
    return Math.max(0, before.length - 1);
  }

  say() {
    const { about } = this.link.dataset;
    const words = this.link.textContent + (about ? `: ${about}` : "");
    this.said.textContent = words;
    this.slider.setAttribute("aria-valuetext", words);
  }

  follow(event) {
    const link = event.target.closest("a[data-day]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.slider.value = this.links.indexOf(link);
    this.say();
    this.show(link);
  }

  async show(link) {
    const { day } = link.dataset;
    const address = new URL(location);
    if (day) address.searchParams.set("day", day);
    else address.searchParams.delete("day");
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const headers = { "X-Fragment": this.dataset.fragment };
      const answer = await fetch(address, { headers, signal: this.asked.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.rules.replaceChildren(...page.body.childNodes);
      history.replaceState(null, "", address);
      this.mark(link, day);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  mark(link, day) {
    for (const one of this.links) one.removeAttribute("aria-current");
    if (day) link.setAttribute("aria-current", "date");
    const shown = this.rules.querySelector("[data-shown]")?.dataset.shown;
    if (shown) this.form.elements.day.value = shown;
  }
}

customElements.define("time-slider", TimeSlider);
