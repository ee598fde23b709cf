// What the page does better with a script. Without it everything still works.
(() => {
  "use strict";

  // Opens the question that the address names, and the one around a place inside an answer.
  const openTarget = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const details = id && document.getElementById(id)?.closest("details");
    if (!details || details.open) return;
    details.open = true;
    details.scrollIntoView();
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  // Paper cannot be unfolded: opens every question to print, then closes those again.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("article details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });

  // On a phone the contents fold away again once a line of them is chosen.
  const contents = document.querySelector(".contents");
  const folded = contents?.querySelector("details");
  folded?.addEventListener("click", (event) => {
    if (event.target.closest("a")) folded.open = false;
  });

  // Marks in the contents the part that is being read: the last one whose heading has passed.
  const links = new Map();
  for (const link of contents?.querySelectorAll("a[href^='#']") ?? []) {
    const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (part) links.set(part, link);
  }
  if (!links.size || !("IntersectionObserver" in window)) return;

  const inView = new Set();
  let current = null;
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) inView[entry.isIntersecting ? "add" : "delete"](entry.target);
    const part = [...links.keys()].findLast((candidate) => inView.has(candidate));
    if (!part || part === current) return;
    links.get(current)?.removeAttribute("aria-current");
    links.get(part).setAttribute("aria-current", "location");
    current = part;
  }, { rootMargin: "0px 0px -75% 0px" });
  for (const part of links.keys()) observer.observe(part);
})();
