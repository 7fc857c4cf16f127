/* Completes what is typed into the search boxes: an editable combobox with a list (WAI-ARIA 1.2), chosen by keyboard,
   mouse or finger. The words it says come from the data attributes of its own script element. */
"use strict";

(() => {
  const said = document.currentScript.dataset;
  const KINDS = ["unit", "group", "person", "place", "round", "phrase"];
  const PAUSE = 120; // milliseconds without a keystroke before the server is asked
  const KEPT = 50; // answers remembered on this page

  const numbered = (sentence, n) => sentence.replace("{n}", n);

  class SearchBox {
    constructor(input, number) {
      this.input = input;
      this.id = `suggest-${number}`;
      this.answers = new Map();
      this.shown = [];
      this.active = -1;
      this.isComposing = false;
      this.prepareInput();
      this.prepareList();
      this.listen();
    }

    prepareInput() {
      const { input } = this;
      input.type = "text"; // a search field may not be a combobox, and browsers clear it on Escape
      input.enterKeyHint = "search";
      input.autocomplete = "off";
      input.setAttribute("role", "combobox");
      input.setAttribute("aria-autocomplete", "list");
      input.setAttribute("aria-haspopup", "listbox");
      input.setAttribute("aria-expanded", "false");
      input.setAttribute("aria-controls", this.id);
    }

    prepareList() {
      this.list = document.createElement("ul");
      this.list.id = this.id;
      this.list.className = "suggestions";
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", said.label);
      this.list.hidden = true;
      this.live = document.createElement("div");
      this.live.className = "vh";
      this.live.setAttribute("aria-live", "polite");
      const frame = this.input.parentElement;
      frame.classList.add("has-suggestions");
      frame.append(this.list, this.live);
    }

    listen() {
      const { input, list } = this;
      input.addEventListener("compositionstart", () => { this.isComposing = true; this.close(); });
      input.addEventListener("compositionend", () => { this.isComposing = false; this.askSoon(); });
      input.addEventListener("input", (event) => { if (!this.isComposing && !event.isComposing) this.askSoon(); });
      input.addEventListener("keydown", (event) => this.press(event));
      input.addEventListener("blur", () => this.close());
      input.form.addEventListener("submit", () => this.close());
      list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
      list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.choose(Array.prototype.indexOf.call(list.children, option));
      });
    }

    press(event) {
      if (this.isComposing || event.isComposing || event.keyCode === 229) return; // the key belongs to the input method
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      const isOpen = !this.list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!isOpen) this.ask();
        else if (!event.altKey) this.move(event.key === "ArrowDown" ? 1 : -1);
        else if (event.key === "ArrowUp") this.close();
      } else if (event.key === "Escape" && isOpen) {
        event.preventDefault();
        this.close();
      } else if (event.key === "Enter" && isOpen && this.active >= 0) {
        event.preventDefault();
        this.choose(this.active);
      } else if (event.key === "Tab" && isOpen && this.active >= 0) {
        this.input.value = this.shown[this.active].text; // taken over, not sent; the focus moves on
      }
    }

    /* Round through the options and the field itself, which is -1. */
    move(step) {
      const places = this.shown.length + 1;
      this.activate(((this.active + 1 + step + places) % places) - 1);
    }

    activate(index) {
      this.active = index;
      [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
      if (index < 0) {
        this.input.removeAttribute("aria-activedescendant");
      } else {
        this.input.setAttribute("aria-activedescendant", this.list.children[index].id);
        this.list.children[index].scrollIntoView({ block: "nearest" });
      }
    }

    choose(index) {
      this.input.value = this.shown[index].text;
      this.close();
      this.input.form.requestSubmit();
    }

    askSoon() {
      this.forget();
      this.timer = setTimeout(() => this.ask(), PAUSE);
    }

    /* Nothing that is under way may still arrive. */
    forget() {
      clearTimeout(this.timer);
      this.request?.abort();
      this.request = undefined;
    }

    async ask() {
      this.forget();
      const text = this.input.value;
      if (!text.trim()) {
        this.close();
        return;
      }
      const request = new AbortController();
      this.request = request;
      try {
        const found = this.answers.get(text) ?? (await this.fetch(text, request.signal));
        if (request.signal.aborted) return;
        this.remember(text, found);
        this.show(found);
      } catch (error) {
        if (!request.signal.aborted) this.close(); // no network, no suggestions: the box works without
      }
    }

    async fetch(text, signal) {
      const response = await fetch(`${said.url}?q=${encodeURIComponent(text.slice(0, 200))}`, { signal });
      if (!response.ok) throw new Error(`${response.status}`);
      return (await response.json()).suggestions;
    }

    remember(text, found) {
      if (this.answers.size >= KEPT) this.answers.clear();
      this.answers.set(text, found);
    }

    show(found) {
      this.shown = found;
      this.list.replaceChildren(...found.map((suggestion, index) => this.option(suggestion, index)));
      this.activate(-1);
      this.list.hidden = !found.length;
      this.input.setAttribute("aria-expanded", String(found.length > 0));
      const n = found.length;
      this.live.textContent = n ? numbered(n === 1 ? said.one : said.many, n) : said.none;
    }

    option(suggestion, index) {
      const option = document.createElement("li");
      option.id = `${this.id}-${index}`;
      option.setAttribute("role", "option");
      const text = document.createElement("span");
      text.lang = "zh-Hans";
      text.textContent = suggestion.text;
      const about = document.createElement("span");
      about.className = "about";
      const kind = KINDS.includes(suggestion.kind) ? said[suggestion.kind] : "";
      about.textContent = suggestion.count ? `${kind} ${numbered(said.count, suggestion.count)}` : kind;
      option.append(text, " ", about);
      return option;
    }

    close() {
      this.forget();
      this.shown = [];
      this.activate(-1);
      this.list.hidden = true;
      this.list.replaceChildren();
      this.input.setAttribute("aria-expanded", "false");
      this.live.textContent = "";
    }
  }

  document.querySelectorAll("form[role=search] input[name=q]").forEach((input, number) => new SearchBox(input, number));
})();
