// <copy-button data-from="id" data-label data-done data-failed>: copies the text of the element
// with that id. The button is made here, so that without JavaScript there is none.
const SAID = 4000; // ms that "copied" stays

class CopyButton extends HTMLElement {
  connectedCallback() {
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "button button--quiet";
    this.button.textContent = this.dataset.label;
    this.button.addEventListener("click", () => this.copy());
    this.said = document.createElement("span");
    this.said.className = "copy-said";
    this.said.setAttribute("role", "status");
    this.replaceChildren(this.button, this.said);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.replaceChildren();
  }

  async copy() {
    const text = document.getElementById(this.dataset.from)?.textContent.trim().replace(/\s+/g, " ");
    try {
      await navigator.clipboard.writeText(text);
      this.say(this.dataset.done);
    } catch {
      this.say(this.dataset.failed);
    }
  }

  say(words) {
    clearTimeout(this.timer);
    this.said.textContent = words;
    this.timer = setTimeout(() => (this.said.textContent = ""), SAID);
  }
}

customElements.define("copy-button", CopyButton);
