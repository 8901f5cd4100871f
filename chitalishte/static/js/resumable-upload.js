// <resumable-upload> around a form with a file: sends it in pieces, shows how far it is, and goes on
// after a broken connection. Without JavaScript the form sends the file in one request.
const PAUSE = 2000; // ms before a piece is tried again
const TRIES = 30;

class ResumableUpload extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => this.start(event));
  }

  get token() {
    return this.form.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  async start(event) {
    const file = this.form.querySelector("[type=file]").files[0];
    if (!file) return;
    event.preventDefault();
    this.form.querySelector("[type=submit]").disabled = true;
    this.querySelector("[data-progress]").hidden = false;
    try {
      const place = await this.begin(file);
      await this.send(file, place);
      location.assign(place.look);
    } catch (error) {
      this.say(error.message);
      this.form.querySelector("[type=submit]").disabled = false;
    }
  }

  // where the pieces go: of a file that was begun before, or a new one
  async begin(file) {
    const key = `upload ${location.pathname} ${file.name} ${file.size} ${file.lastModified}`;
    const kept = sessionStorage.getItem(key);
    if (kept) {
      const place = JSON.parse(kept);
      const answer = await fetch(place.piece);
      if (answer.ok) return { ...place, offset: (await answer.json()).offset };
    }
    const body = new URLSearchParams({ name: file.name, size: file.size });
    const answer = await fetch(this.dataset.begin, { method: "POST", body, headers: { "X-CSRFToken": this.token } });
    const place = await answer.json();
    if (!answer.ok) throw new Error(place.error);
    sessionStorage.setItem(key, JSON.stringify(place));
    return place;
  }

  async send(file, place) {
    let offset = place.offset, failures = 0;
    while (offset < file.size) {
      this.show(offset, file.size);
      const piece = file.slice(offset, offset + Number(this.dataset.piece));
      let answer;
      try {
        answer = await fetch(`${place.piece}?offset=${offset}`, {
          method: "POST",
          body: piece,
          headers: { "X-CSRFToken": this.token, "Content-Type": "application/octet-stream" },
        });
      } catch {
        if (++failures > TRIES) throw new Error(this.dataset.again);
        this.say(this.dataset.again);
        await new Promise((go) => setTimeout(go, PAUSE));
        continue;
      }
      const said = await answer.json();
      if (said.offset === undefined) throw new Error(said.error);
      offset = said.offset;
      failures = 0;
    }
    this.show(file.size, file.size);
  }

  show(done, all) {
    this.querySelector("progress").value = (100 * done) / all;
    this.say(`${this.dataset.sending}: ${Math.floor((100 * done) / all)} %`);
  }

  say(words) {
    this.querySelector("[data-said]").textContent = words;
  }
}

customElements.define("resumable-upload", ResumableUpload);
