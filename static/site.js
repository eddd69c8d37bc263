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
  let kept; // where the chosen one leads: an answer to what was typed before may not take the choice away
  const suggested = () => {
    const some = options().length > 0 && doc.activeElement === find;
    show(some);
    if (some) choose(options().find((one) => one.dataset.to === kept));
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
    find.addEventListener("input", () => choose(null)); // who types on means the words
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

  // Fields of names suggest them, in the browser's own list.
  let typed;
  doc.addEventListener("input", ({ target, inputType }) => {
    const { name, value } = target;
    // A name that was chosen from the list needs no other.
    if (!inputType || !target.matches("form.filters input[type=text]") || /^(from|to)$/.test(name)) return;
    clearTimeout(typed);
    typed = setTimeout(async () => {
      const answer = await fetch(`/suggest.json?${new URLSearchParams({ of: name, q: value })}`).catch(() => null);
      if (!answer?.ok || target.value !== value) return;
      const list = byId("named") ?? doc.body.appendChild(doc.createElement("datalist"));
      list.id = "named";
      list.replaceChildren(...(await answer.json()).map(({ label, note }) => new Option(note, label)));
      target.setAttribute("list", "named");
    }, 150);
  });

  // --- an answer that is no list leaves the old one standing, and says so ---

  const ours = (ctx) => ctx?.target?.id === "results";
  const said = (words, again) => {
    const button = doc.createElement("button");
    button.textContent = toast.dataset.again;
    button.addEventListener("click", again);
    toast.replaceChildren(words, " ", button);
  };
  const ask = ({ sourceElement: from, request }) => {
    if (from?.isConnected && from.matches("form")) from.requestSubmit();
    else if (from?.isConnected && from.href) from.click();
    else location.assign(request.action);
  };
  // A proxy's error page, and what a sign-in page answers in its place with 200, hold no count.
  doc.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    if (!ours(ctx)) return;
    const { status, headers } = ctx.response;
    if (status < 400 && ctx.text.includes('id="count"')) return;
    event.preventDefault();
    const wait = status === 429 && Number.parseInt(headers.get("Retry-After"), 10);
    said(wait > 0 ? toast.dataset.wait.replace("{n}", wait) : toast.dataset.offline, () => ask(ctx));
  });
  // A request that never arrived does the same; suggestions are only left out.
  doc.addEventListener("htmx:error", ({ detail: { ctx, error } }) => {
    if (error?.name === "AbortError" || !ctx || ctx.sourceElement === find) return;
    said(toast.dataset.offline, () => ask(ctx));
  });

  // Busy from a question to its answer; one question may replace another before that.
  const awaited = new Set();
  const busy = () => {
    if (awaited.size) byId("results")?.setAttribute("aria-busy", "true");
    else byId("results")?.removeAttribute("aria-busy");
  };
  doc.addEventListener("htmx:before:request", ({ detail: { ctx } }) => ours(ctx) && busy(awaited.add(ctx)));
  doc.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => awaited.delete(ctx) && busy());

  // Back finds the list again where it was left: htmx fetches it anew, and the browser gives up waiting.
  doc.addEventListener("htmx:before:history:update", () =>
    history.replaceState({ ...history.state, y: scrollY }, ""));

  // After a swap the fields say what the answer says, but never under somebody's typing fingers.
  doc.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
    if (ctx?.target?.id === "hints") kept = chosen()?.dataset.to;
  });
  doc.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx?.target?.id === "hints") suggested();
    if (ctx?.request?.headers?.["HX-History-Restore-Request"] && history.state?.y >= 0) {
      scrollTo({ top: history.state.y, behavior: "instant" });
    }
    if (!ours(ctx)) return;
    toast.textContent = "";
    for (const field of doc.querySelectorAll("form.filters input:not([type=hidden])")) {
      if (field !== doc.activeElement || ctx.sourceEvent?.type !== "input") field.value = field.defaultValue;
    }
    // Where the filters lie above the list, they have hidden what was asked for.
    const pane = doc.querySelector("details.pane");
    const folds = ctx.sourceEvent?.type === "submit" && pane?.firstElementChild.offsetParent;
    if (folds) pane.open = false;
    if (ctx.paging || folds) byId("count")?.focus();
  });

  // Who is who, beside their names: fetched for the first name that somebody comes to.
  const { card, look } = doc.currentScript.dataset;
  const come = ({ target }) => {
    if (!target.closest?.('main a[href^="/people/"]')) return;
    for (const kind of ["pointerover", "focusin"]) doc.removeEventListener(kind, come);
    const script = doc.createElement("script");
    script.src = card;
    script.dataset.look = look;
    doc.head.append(script);
  };
  for (const kind of ["pointerover", "focusin"]) doc.addEventListener(kind, come);

  // A fact that crosses others or a paragraph's end is no one element: all its runs are lit.
  const light = () => {
    const anchor = location.hash.slice(1);
    for (const run of doc.querySelectorAll("mark[data-in]")) {
      run.classList.toggle("here", anchor !== "" && run.dataset.in.split(" ").includes(anchor));
    }
    // Older browsers leave a fold closed over the words that an address names.
    const fold = byId(anchor)?.closest("details.warned:not([open])");
    if (fold) {
      fold.open = true;
      byId(anchor).scrollIntoView();
    }
  };
  addEventListener("hashchange", light);
  light();
})();
