// <sql-editor data-words="id of JSON" data-list data-hint> around a textarea: completes the names
// of tables and columns while one types, or at Ctrl+Space; Ctrl+Enter asks.
// JSON: [{table, columns: [name]}]. Without JavaScript it is a plain textarea.
const MOST = 8;
const KEYWORDS = [
  "SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "LIMIT", "JOIN", "LEFT JOIN", "USING", "ON",
  "DISTINCT", "count(*)", "sum(", "avg(", "median(", "min(", "max(", "round(", "CASE WHEN",
  "BETWEEN", "IS NULL", "IS NOT NULL", "DESC", "UNION ALL", "WITH", "HAVING",
];

class SqlEditor extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea");
    this.tables = JSON.parse(document.getElementById(this.dataset.words).textContent);
    this.list = document.createElement("ul");
    this.list.id = "sql-completions";
    this.list.className = "suggestions sql-completions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.list);
    this.list.hidden = true;
    const hint = document.createElement("p");
    hint.className = "meta";
    hint.id = "sql-hint";
    hint.textContent = this.dataset.hint;
    this.append(this.list, hint);
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-controls", this.list.id);
    const told = this.field.getAttribute("aria-describedby");
    this.field.setAttribute("aria-describedby", told ? `${told} ${hint.id}` : hint.id);
    this.stop = new AbortController();
    const { signal } = this.stop;
    this.field.addEventListener("input", () => this.offer(2), { signal });
    this.field.addEventListener("keydown", (event) => this.press(event), { signal });
    this.field.addEventListener("blur", () => this.close(), { signal });
    // mousedown, because a click comes after the field lost the focus
    this.list.addEventListener("mousedown", (event) => this.pick(event), { signal });
  }

  disconnectedCallback() {
    this.stop?.abort();
    this.list?.remove();
    this.querySelector("#sql-hint")?.remove();
  }

  // The word before the caret, with the letters that may stand in a name.
  word() {
    return this.field.value.slice(0, this.field.selectionStart).match(/[\p{L}_][\p{L}\p{N}_]*$/u)?.[0] ?? "";
  }

  // Columns of the tables that stand in the question come first, then tables, then SQL's own words.
  candidates(word) {
    const said = new Set(this.field.value.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
    const named = this.tables.filter(({ table }) => said.has(table.toLowerCase()));
    const after = /\b(from|join)\s+[\p{L}\p{N}_]*$/iu.test(this.field.value.slice(0, this.field.selectionStart));
    const tables = this.tables.map(({ table }) => table);
    const columns = (named.length ? named : this.tables).flatMap((one) => one.columns);
    const all = after ? tables : [...columns, ...tables, ...KEYWORDS];
    const start = word.toLowerCase();
    return [...new Set(all)]
      .filter((each) => each.toLowerCase().startsWith(start) && each.toLowerCase() !== start)
      .slice(0, MOST);
  }

  offer(least) {
    const word = this.word();
    const found = word.length >= least ? this.candidates(word) : [];
    if (!found.length) return this.close();
    this.list.replaceChildren(
      ...found.map((words, at) => {
        const item = document.createElement("li");
        item.id = `sql-completion-${at}`;
        item.setAttribute("role", "option");
        item.setAttribute("lang", "en");
        item.textContent = words;
        return item;
      }),
    );
    this.list.hidden = false;
    this.go(-1);
  }

  close() {
    this.list.hidden = true;
    this.go(-1);
  }

  go(at) {
    this.at = at;
    for (const [place, item] of [...this.list.children].entries()) {
      item.setAttribute("aria-selected", String(place === at));
    }
    if (at < 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", this.list.children[at].id);
  }

  press(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.field.form.requestSubmit();
    } else if (event.code === "Space" && event.ctrlKey) {
      event.preventDefault();
      this.offer(0);
      if (!this.list.hidden) this.go(0);
    } else if (this.list.hidden) {
      return;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const count = this.list.children.length;
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.go((Math.max(this.at, step > 0 ? -1 : 0) + step + count) % count);
    } else if ((event.key === "Enter" || event.key === "Tab") && this.at >= 0) {
      event.preventDefault();
      this.take(this.list.children[this.at].textContent);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  pick(event) {
    const item = event.target.closest("li");
    if (!item) return;
    event.preventDefault();
    this.take(item.textContent);
  }

  take(words) {
    const end = this.field.selectionStart;
    this.field.setRangeText(words, end - this.word().length, end, "end");
    this.close();
  }
}

customElements.define("sql-editor", SqlEditor);
