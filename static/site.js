// What the pages cannot do without script; each of them works without this file.
"use strict";
(() => {
  const doc = document;

  // "/" goes to the search box, unless somebody is writing.
  doc.addEventListener("keydown", (event) => {
    const busy = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || busy || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    doc.getElementById("find")?.focus();
  });

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
    if (ctx?.target?.id !== "results") return;
    doc.getElementById("toast").textContent = "";
    for (const field of doc.querySelectorAll("form.filters input:not([type=hidden])")) {
      if (field !== doc.activeElement || ctx.sourceEvent?.type !== "input") field.value = field.defaultValue;
    }
    if (ctx.paging) doc.getElementById("count")?.focus();
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

  // A request that never arrived leaves the old list standing and says so.
  doc.addEventListener("htmx:error", ({ detail: { error } }) => {
    if (error?.name === "AbortError") return;
    const toast = doc.getElementById("toast");
    if (toast) toast.textContent = toast.dataset.offline;
  });
})();
