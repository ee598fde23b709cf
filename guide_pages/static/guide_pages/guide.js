// What the page does better with a script. Without one everything still works.
(() => {
  "use strict";

  const named = (hash) => {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch {
      return null; // An address that is not well-formed names nothing.
    }
  };

  // Opens the question that the address names, or the one around the place it names.
  const openTarget = () => {
    const details = named(location.hash)?.closest("details");
    if (!details || details.open) return;
    details.open = true;
    details.scrollIntoView();
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  // Paper cannot be unfolded: opens every question to print, and closes those again.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".question:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });

  // On a phone the contents fold away again once a line of them is chosen.
  const folded = document.querySelector(".contents details");
  folded?.addEventListener("click", (event) => {
    if (event.target.closest("a")) folded.open = false;
  });

  // An editor who is signed in gets Wagtail's user bar. The page is the same for everybody: this asks for it. A preview
  // has brought its own.
  const { userbar } = document.currentScript.dataset;
  const brought = document.querySelector("wagtail-userbar");
  if (userbar && !brought && document.cookie.includes("guidepost_editor=1")) {
    fetch(`${userbar}?path=${encodeURIComponent(location.pathname)}`)
      .then((response) => (response.status === 200 ? response.text() : ""))
      .then((html) => document.body.append(document.createRange().createContextualFragment(html)));
  }

  // The page is the same for everybody: when somebody begins to write, this asks for what says since when.
  const reply = document.querySelector("form[data-token]");
  reply?.addEventListener("focusin", () => {
    fetch(reply.dataset.token)
      .then((response) => (response.ok ? response.text() : ""))
      .then((token) => { if (token) reply.elements.token.value = token; })
      .catch(() => {}); // The server shows the reply once more then, to be checked.
  }, { once: true });

  // Marks in the contents the part being read: the last that reaches into the top quarter of the window.
  const links = new Map();
  for (const link of folded?.querySelectorAll("a") ?? []) {
    const part = named(link.hash);
    if (part) links.set(part, link);
  }
  if (!links.size || !("IntersectionObserver" in window)) return;

  const inView = new Set();
  let current = null;
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) inView[entry.isIntersecting ? "add" : "delete"](entry.target);
    const part = [...links.keys()].filter((candidate) => inView.has(candidate)).pop();
    if (part === current) return;
    links.get(current)?.removeAttribute("aria-current");
    links.get(part)?.setAttribute("aria-current", "location"); // None above the first part.
    current = part;
  }, { rootMargin: "0px 0px -75% 0px" });
  for (const part of links.keys()) observer.observe(part);
})();
