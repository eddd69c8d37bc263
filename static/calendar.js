// Days of a calendar by the arrow keys; without this file each is a link of its own, reached by Tab.
"use strict";
for (const calendar of document.querySelectorAll("[data-roving]")) {
  const links = [...calendar.querySelectorAll("td a")].sort((a, b) => (a.pathname < b.pathname ? -1 : 1));
  const months = links.length > 0 && links[0].pathname.length < "/dates/2023-05-21".length;
  const place = (link) => {
    const [year, month, day] = link.pathname.split("/").pop().split("-").map(Number);
    return months ? year * 12 + month : Date.UTC(year, month - 1, day) / 86_400_000;
  };
  const row = months ? 12 : 7; // a row of the table is a year of months, or a week of days
  let here = links.find((link) => link.hasAttribute("aria-current")) ?? links[0];
  const stand = (link) => {
    here.tabIndex = -1;
    here = link;
    here.tabIndex = 0;
  };
  for (const link of links) link.tabIndex = -1;
  if (here) stand(here);
  // A row up or down: the nearest that has something, since squares without anything are no links.
  const beyond = (by) => {
    const far = place(here) + by;
    return by > 0 ? links.find((link) => place(link) >= far) : links.findLast((link) => place(link) <= far);
  };
  // All time is written newest year first, so a row down is a year back there.
  const down = months ? -row : row;
  const ways = {
    ArrowLeft: () => links[links.indexOf(here) - 1],
    ArrowRight: () => links[links.indexOf(here) + 1],
    ArrowUp: () => beyond(-down),
    ArrowDown: () => beyond(down),
    Home: () => links[0],
    End: () => links.at(-1),
    PageUp: () => document.querySelector("main a[rel=prev]"),
    PageDown: () => document.querySelector("main a[rel=next]"),
  };
  calendar.addEventListener("focusin", (event) => links.includes(event.target) && stand(event.target));
  calendar.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !links.includes(event.target)) return;
    const next = Object.hasOwn(ways, event.key) && ways[event.key]();
    if (!next) return;
    event.preventDefault();
    if (links.includes(next)) next.focus();
    else next.click();
  });
}
