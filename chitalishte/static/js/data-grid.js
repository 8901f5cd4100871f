// <data-grid data-copy data-done data-failed> around a data table: arrow keys walk its cells
// (the grid pattern of ARIA), Shift with an arrow chooses a rectangle, Ctrl+C copies it, and a
// button copies the whole page of the table. Without JavaScript the table is as it was.
const SAID = 4000; // ms that "copied" stays
const STEPS = {
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  PageUp: (row, column) => [row - 10, column],
  PageDown: (row, column) => [row + 10, column],
  Home: (row, column, last, isWhole) => [isWhole ? 0 : row, 0],
  End: (row, column, last, isWhole) => [isWhole ? last : row, Infinity],
};

class DataGrid extends HTMLElement {
  connectedCallback() {
    this.table = this.querySelector("table");
    if (!this.table?.tBodies[0]?.querySelector("th")) return; // nothing was found: no cells
    this.rows = [...this.table.rows];
    this.table.setAttribute("role", "grid");
    this.table.setAttribute("aria-multiselectable", "true");
    this.querySelector(".data-table").removeAttribute("tabindex"); // the cells scroll it now
    for (const row of this.rows) for (const cell of row.cells) cell.tabIndex = -1;
    this.rows[1].cells[0].tabIndex = 0;
    this.stop = new AbortController();
    const { signal } = this.stop;
    this.table.addEventListener("keydown", (event) => this.press(event), { signal });
    this.table.addEventListener("focusin", (event) => this.enter(event), { signal });
    this.table.addEventListener("copy", (event) => this.copyChosen(event), { signal });
    this.offerCopy();
  }

  disconnectedCallback() {
    this.stop?.abort();
    clearTimeout(this.timer);
    this.querySelector(".data-grid__copy")?.remove();
  }

  offerCopy() {
    const line = document.createElement("p");
    line.className = "data-grid__copy";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet";
    button.textContent = this.dataset.copy;
    button.addEventListener("click", () => this.copyAll());
    this.said = document.createElement("span");
    this.said.className = "copy-said";
    this.said.setAttribute("role", "status");
    line.append(button, this.said);
    this.append(line);
  }

  place(cell) {
    return [cell.parentElement.rowIndex, cell.cellIndex];
  }

  enter(event) {
    const cell = event.target.closest("td, th");
    if (!cell) return;
    this.table.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
    cell.tabIndex = 0;
  }

  press(event) {
    const cell = event.target.closest("td, th");
    if (!cell || event.altKey) return;
    if (event.key === "Enter" && event.target === cell) {
      cell.querySelector("a, summary")?.click();
      return;
    }
    if (event.key === "Escape") this.choose(null, null);
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const last = this.rows.length - 1;
    const [row, column] = step(...this.place(cell), last, event.ctrlKey || event.metaKey);
    const cells = this.rows[Math.min(last, Math.max(0, row))].cells;
    const next = cells[Math.min(cells.length - 1, Math.max(0, column))];
    this.choose(event.shiftKey ? (this.anchor ?? cell) : null, next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  choose(anchor, end) {
    this.anchor = anchor;
    const [top, left] = anchor ? this.place(anchor) : [1, 1];
    const [bottom, right] = anchor ? this.place(end) : [0, 0];
    for (const [y, row] of this.rows.entries()) {
      for (const [x, cell] of [...row.cells].entries()) {
        const isIn = y >= Math.min(top, bottom) && y <= Math.max(top, bottom)
          && x >= Math.min(left, right) && x <= Math.max(left, right);
        if (anchor && isIn) cell.setAttribute("aria-selected", "true");
        else cell.removeAttribute("aria-selected");
      }
    }
  }

  copyChosen(event) {
    const lines = this.rows
      .map((row) => [...row.cells].filter((cell) => cell.ariaSelected === "true"))
      .filter((cells) => cells.length);
    if (!lines.length || !document.getSelection().isCollapsed) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", asText(lines));
    event.clipboardData.setData("text/html", asHtml(lines));
    this.say(this.dataset.done);
  }

  async copyAll() {
    const lines = this.rows.map((row) => [...row.cells]);
    const forms = { "text/plain": asText(lines), "text/html": asHtml(lines) };
    const blobs = Object.entries(forms).map(([type, text]) => [type, new Blob([text], { type })]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
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

// What the cell says, a folded one whole; a text that a spreadsheet would run is disarmed.
function words(cell) {
  const fold = cell.querySelector(".long-cell");
  const parts = fold
    ? [fold.firstElementChild.textContent.replace(/…$/, ""), fold.lastChild.textContent]
    : [(cell.querySelector(".sort-link") ?? cell).textContent, cell.querySelector(".unit")?.textContent ?? ""];
  const isHead = cell.closest("thead");
  const said = (fold || isHead ? parts : parts.slice(0, 1)).join(" ").trim().replace(/\s+/g, " ");
  return /^[=@]|^[+-](?![\d\s.,]*$)/.test(said) ? `'${said}` : said;
}

function asText(lines) {
  return lines.map((cells) => cells.map(words).join("\t")).join("\n");
}

function asHtml(lines) {
  const table = document.createElement("table");
  for (const cells of lines) {
    const row = table.insertRow();
    for (const cell of cells) row.insertCell().textContent = words(cell);
  }
  return table.outerHTML;
}

customElements.define("data-grid", DataGrid);
