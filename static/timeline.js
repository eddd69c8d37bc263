// Arrow keys walk the columns of a timeline; a stretch drawn across several asks for all of them.
"use strict";
(() => {
  if (window.timed) return; // the block that asks for this file may be swapped in again
  window.timed = true;
  const doc = document;
  const columns = (svg) => [...svg.querySelectorAll("a")];
  const end = (column, which) => new URLSearchParams(column.href.baseVal.split("?")[1]).get(which);
  const ask = (address) => htmx.ajax("GET", address, { source: "#time", target: "#results", swap: "innerMorph", push: "true" });

  // The links of the figure and of its table ask the list anew, as every filter does.
  doc.addEventListener("click", (event) => {
    const link = event.target.closest?.("#time :is(svg, tbody) a");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    ask(link.getAttribute("href"));
  });

  doc.addEventListener("keydown", (event) => {
    const here = event.target.closest?.(".columns a");
    if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = columns(here.ownerSVGElement);
    const at = all.indexOf(here);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, to))].focus();
  });

  let drawn = null; // { svg, rect, from } while a pointer draws a stretch
  const across = (svg, event) => {
    const { left, width } = svg.getBoundingClientRect();
    return ((event.clientX - left) / width) * svg.viewBox.baseVal.width;
  };
  doc.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest?.(".columns");
    if (svg && event.button === 0 && event.pointerType === "mouse") drawn = { svg, from: across(svg, event) };
  });
  doc.addEventListener("dragstart", (event) => drawn && event.preventDefault());
  doc.addEventListener("pointermove", (event) => {
    if (!drawn) return;
    const to = across(drawn.svg, event);
    if (!drawn.rect) {
      if (Math.abs(to - drawn.from) < 6) return; // a click that trembled
      drawn.rect = doc.createElementNS(drawn.svg.namespaceURI, "rect");
      drawn.rect.setAttribute("class", "brush");
      drawn.rect.setAttribute("height", drawn.svg.viewBox.baseVal.height);
      drawn.svg.append(drawn.rect);
    }
    drawn.rect.setAttribute("x", Math.min(drawn.from, to));
    drawn.rect.setAttribute("width", Math.abs(to - drawn.from));
  });
  doc.addEventListener("pointerup", (event) => {
    const { svg, rect, from } = drawn || {};
    drawn = null;
    if (!rect) return;
    rect.remove();
    // The click that ends a drawing is none on the column beneath it.
    addEventListener("click", (click) => (click.preventDefault(), click.stopPropagation()), { capture: true, once: true });
    setTimeout(() => dispatchEvent(new Event("click")));
    const to = across(svg, event);
    const [left, right] = [Math.min(from, to), Math.max(from, to)];
    const step = Number(svg.dataset.step);
    const met = columns(svg).filter((column) => {
      const x = column.querySelector(".room").x.baseVal.value;
      return x + step > left && x < right;
    });
    if (!met.length) return;
    const asked = new URLSearchParams(svg.dataset.query);
    asked.set("from", end(met[0], "from"));
    asked.set("to", end(met.at(-1), "to"));
    ask(`${location.pathname}?${asked}`);
  });
})();
