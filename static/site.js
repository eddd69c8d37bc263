// What the pages cannot do without script; each of them works without this file.
"use strict";
(() => {
  const doc = document;
  const byId = (id) => doc.getElementById(id);
  const find = byId("find");
  const hints = byId("hints");
  const toast = byId("toast");
  const writing = (target) => target.closest("input, textarea, select, [contenteditable]");

  // --- the search box: a combobox with a listbox of suggestions (ARIA 1.2; the APG's "list autocomplete") ---

  const options = () => [...hints.querySelectorAll("[role=option]")];
  const chosen = () => hints.querySelector("[aria-selected=true]");

  const show = (open) => {
    hints.hidden = !open;
    find.setAttribute("aria-expanded", String(open));
    if (!open) choose(null);
  };
  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) find.setAttribute("aria-activedescendant", option.id);
    else find.removeAttribute("aria-activedescendant");
  };
  const step = (by) => {
    const all = options();
    const at = all.indexOf(chosen()) + by;
    // Past either end stands the box itself, with the words as typed.
    choose(at === -2 ? all.at(-1) : all[at]);
  };
  const suggested = () => {
    const some = options().length > 0 && doc.activeElement === find;
    show(some);
    byId("hinted").textContent = some ? hints.querySelector("[data-told]").dataset.told : "";
  };

  if (find) {
    const roles = { role: "combobox", "aria-expanded": "false", "aria-controls": "hints", "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries({ ...roles, autocomplete: "off" })) find.setAttribute(name, value);
    hints.setAttribute("role", "listbox");
    find.addEventListener("keydown", (event) => {
      const open = !hints.hidden;
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!options().length) return;
        if (!open) show(true);
        step(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Escape" && open) {
        show(false); // a second Escape empties the box, as in any search field
      } else if (event.key === "Enter" && open && chosen()) {
        location.assign(chosen().dataset.to);
      } else return;
      event.preventDefault();
    });
    // Before the box loses its focus, so that the list is still there to be pressed.
    hints.addEventListener("pointerdown", (event) => event.preventDefault());
    hints.addEventListener("click", (event) => {
      const to = event.target.closest("[role=option]")?.dataset.to;
      if (to) location.assign(to);
    });
    find.addEventListener("blur", () => show(false));
  }

  // --- keyboard shortcuts, for who has not switched them off ------------------------------------------------

  const LINK = ".said a, .told a, .title a";
  const results = () => [...doc.querySelectorAll("main .ledger > li")].filter((one) => one.querySelector(LINK));
  const current = () => doc.activeElement.closest?.("main .ledger > li");
  const turn = (by) => {
    const all = results();
    const at = all.indexOf(current());
    const next = at < 0 ? (by > 0 ? 0 : -1) : at + by;
    const link = all[next]?.querySelector(LINK);
    link?.focus();
    link?.scrollIntoView({ block: "nearest" });
  };
  const copied = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
      toast.textContent = `${toast.dataset.copied} ${words.length > 90 ? `${words.slice(0, 90)}…` : words}`;
      setTimeout(() => (toast.textContent = ""), 4000);
    } catch {
      // On plain http.
      const shown = doc.createElement("pre");
      shown.append(words);
      toast.replaceChildren(toast.dataset.uncopied, shown);
      getSelection().selectAllChildren(shown);
    }
  };
  const copy = () =>
    copied(current()?.querySelector(LINK)?.href ?? doc.querySelector("link[rel=canonical]")?.href ?? location.href);
  // Buttons beside a link or a citation.
  doc.addEventListener("click", ({ target }) => {
    const button = target.closest?.("button[data-copy]");
    if (!button) return;
    const words = button.dataset.copy === "words" && button.closest("dt").nextElementSibling;
    copied(words ? words.textContent.trim() : button.previousElementSibling.href);
  });
  const shortcuts = {
    "/": () => find?.focus(),
    j: () => turn(1),
    k: () => turn(-1),
    s: copy,
    "?": () => byId("keys").showModal(),
  };
  doc.addEventListener("keydown", (event) => {
    if (doc.body.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!Object.hasOwn(shortcuts, event.key) || writing(event.target) || doc.querySelector("dialog[open]")) return;
    event.preventDefault();
    shortcuts[event.key]();
  });

  // --- lists that change in place ---------------------------------------------------------------------------

  // Empty fields stay out of the address; typing replaces its history entry, choosing adds one.
  doc.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    const body = ctx.request.body;
    ctx.paging = ctx.sourceElement.matches(".pager a");
    if (!ctx.sourceElement.matches("form.filters") || !body) return;
    // A name may be chosen in a hidden field and its text field stand empty: only the empty one goes.
    const said = [...body].filter(([, value]) => value !== "");
    for (const name of new Set(body.keys())) body.delete(name);
    for (const [name, value] of said) body.append(name, value);
    if (ctx.sourceEvent?.type === "input") {
      ctx.push = null;
      ctx.replace = "true";
    }
  });

  // After a swap the fields say what the answer says, but never under somebody's typing fingers.
  doc.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx?.target?.id === "hints") suggested();
    if (ctx?.target?.id !== "results") return;
    toast.textContent = "";
    for (const field of doc.querySelectorAll("form.filters input:not([type=hidden])")) {
      if (field !== doc.activeElement || ctx.sourceEvent?.type !== "input") field.value = field.defaultValue;
    }
    if (ctx.paging) byId("count")?.focus();
  });

  // A fact that crosses others or a paragraph's end is no one element: all its runs are lit.
  const light = () => {
    const anchor = location.hash.slice(1);
    for (const run of doc.querySelectorAll("mark[data-in]")) {
      run.classList.toggle("here", anchor !== "" && run.dataset.in.split(" ").includes(anchor));
    }
  };
  addEventListener("hashchange", light);
  light();

  // A request that never arrived leaves the old list standing and says so; suggestions are only left out.
  doc.addEventListener("htmx:error", ({ detail: { ctx, error } }) => {
    if (error?.name === "AbortError" || ctx?.sourceElement === find) return;
    if (toast) toast.textContent = toast.dataset.offline;
  });
})();
