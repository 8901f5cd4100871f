// <vega-chart> around a chart the server drew: the first pointer or key that touches it brings Vega from our own
// address and draws the same chart anew, with the numbers under the pointer. Until then, without a script, or when
// anything fails, the server's drawing stays. Vega runs without eval (its "ast" interpreter), so the page's policy holds.
//   data-spec   address of the specification; width=narrow is added on a phone
//   data-vega, data-lite, data-embed   the three files; the interpreter is within the last
const NARROW = "(max-width: 36rem)";
const loads = new Map();

function script(address) {
  if (!loads.has(address)) {
    loads.set(
      address,
      new Promise((resolve, reject) => {
        const tag = document.createElement("script");
        tag.src = address;
        tag.onload = resolve;
        tag.onerror = () => reject(new Error(`${address} did not arrive`));
        document.head.append(tag);
      }),
    );
  }
  return loads.get(address);
}

// Nothing is loaded from an address in a specification: the data are within.
const sealed = {
  load: () => Promise.reject(new Error("charts carry their own data")),
  sanitize: () => Promise.reject(new Error("charts have no links")),
};

class VegaChart extends HTMLElement {
  connectedCallback() {
    if (!this.dataset.spec) return;
    this.stop = new AbortController();
    const once = { once: true, passive: true, signal: this.stop.signal };
    for (const type of ["pointerenter", "touchstart", "focusin"]) {
      this.addEventListener(type, () => this.live(), once);
    }
  }

  disconnectedCallback() {
    this.stop?.abort();
    this.view?.finalize();
  }

  async live() {
    this.stop.abort(); // the other ways to begin
    this.stop = new AbortController();
    const { spec, vega, lite, embed } = this.dataset;
    try {
      const address = new URL(spec, location);
      if (matchMedia(NARROW).matches) address.searchParams.set("width", "narrow");
      const [answer] = await Promise.all([
        fetch(address, { signal: this.stop.signal }),
        script(vega).then(() => script(lite)).then(() => script(embed)),
      ]);
      if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
      await this.draw(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") console.warn(error);
    }
  }

  async draw(spec) {
    const place = document.createElement("div");
    place.className = "chart-live";
    place.setAttribute("aria-hidden", "true"); // the words stand before the figure, the table after it
    this.prepend(place);
    const { locale } = spec.config;
    const drawn = await window.vegaEmbed(place, spec, {
      actions: false,
      ast: true,
      defaultStyle: false,
      renderer: "svg",
      loader: sealed,
      formatLocale: locale?.number,
      timeFormatLocale: locale?.time,
      tooltip: { disableDefaultStyle: true },
    });
    this.view = drawn.view;
    this.classList.add("is-live");
  }
}

customElements.define("vega-chart", VegaChart);
