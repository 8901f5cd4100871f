// <linked-maps> around several maps side by side: a place under the pointer is outlined on all of them.
class LinkedMaps extends HTMLElement {
  connectedCallback() {
    this.addEventListener("pointerover", (event) => this.mark(event.target.closest(".place-link")?.dataset.code));
    this.addEventListener("pointerleave", () => this.mark());
  }

  mark(code) {
    if (code === this.code) return;
    this.code = code;
    for (const place of this.querySelectorAll(".place-link.is-selected")) place.classList.remove("is-selected");
    if (!code) return;
    for (const place of this.querySelectorAll(`.place-link[data-code="${CSS.escape(code)}"]`)) {
      place.classList.add("is-selected");
    }
  }
}

customElements.define("linked-maps", LinkedMaps);
