// Who somebody is, beside their name: for a mouse that rests on it 300 ms, and for the focus. Escape closes it, and so
// does leaving the name and the card. site.js fetches this file for the first name; without it a name is a link only.
"use strict";
(() => {
  const INTENT = 300; // milliseconds: shorter, and each name crossed on the way would ask
  const LEAVING = 200; // to get from the name onto the card
  const NAME = 'main a[href^="/people/"]';
  const look = document.currentScript.dataset.look;
  const card = Object.assign(document.createElement("div"), { id: "card", className: "card", popover: "manual" });
  const known = new Map(); // address → its words
  let named = null; // the link whose card is open
  let due = 0;

  const close = () => {
    clearTimeout(due);
    if (!named) return;
    named.removeAttribute("aria-describedby");
    named = null;
    card.hidePopover();
  };
  const soon = (what, wait) => {
    clearTimeout(due);
    due = setTimeout(what, wait);
  };
  // The first card brings its look along; until then no page pays for it.
  const dressed = () => new Promise((done) => {
    if (card.isConnected) return done();
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: look, onload: done, onerror: done });
    document.head.append(link);
    document.body.append(card);
  });
  const words = async (path) => {
    if (!known.has(path)) {
      const answer = await fetch(`${path}/card`).catch(() => null);
      if (answer?.ok) known.set(path, await answer.text());
    }
    return known.get(path);
  };
  const place = (link) => {
    const name = link.getClientRects()[0];
    const under = name.bottom + 4;
    const fits = under + card.offsetHeight <= innerHeight;
    card.style.top = `${fits ? under : Math.max(4, name.top - card.offsetHeight - 4)}px`;
    card.style.left = `${Math.max(4, Math.min(name.left, innerWidth - card.offsetWidth - 12))}px`;
  };
  const open = async (link, wanted) => {
    const path = new URL(link.href).pathname;
    if (link === named || path === location.pathname || !/^\/people\/[^/.]+$/.test(path)) return;
    const [told] = await Promise.all([words(path), dressed()]);
    if (!told || !wanted() || !link.isConnected) return;
    close();
    named = link;
    card.innerHTML = told; // our own page's, with names escaped
    link.setAttribute("aria-describedby", card.id);
    card.showPopover();
    place(link);
  };

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    const link = target.closest?.(NAME);
    if (link) soon(() => open(link, () => link.matches(":hover")), INTENT);
    else if (card.contains(target)) clearTimeout(due);
    else if (named !== document.activeElement) soon(close, LEAVING);
  });
  document.addEventListener("focusin", ({ target }) => {
    close();
    if (target.matches(NAME) && target.matches(":focus-visible")) {
      soon(() => open(target, () => target === document.activeElement), INTENT);
    }
  });
  document.addEventListener("focusout", close);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !named) return;
    event.stopImmediatePropagation(); // the first Escape is the card's
    close();
  }, true);
  addEventListener("scroll", () => named && close(), { passive: true });

  // The name that this file was fetched for.
  const first = document.querySelector(`${NAME}:hover, ${NAME}:focus-visible`);
  if (first) soon(() => open(first, () => first.matches(":hover, :focus")), INTENT);
})();
