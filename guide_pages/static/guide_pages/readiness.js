/* The readiness list: read again whenever Wagtail's preview has been given what is in the form. Each line opens the way
   to its block. Without this script publishing says the same, once. */
(() => {
  let reading = null;

  async function read() {
    const list = document.querySelector("[data-readiness]");
    const preview = document.querySelector("[data-w-preview-url-value]");
    if (!list || !preview) return;
    const url = new URL(preview.dataset.wPreviewUrlValue, window.location.href);
    url.searchParams.set("mode", "readiness");
    reading?.abort();
    reading = new AbortController();
    const failed = document.querySelector("[data-readiness-failed]");
    try {
      const response = await fetch(url, { signal: reading.signal });
      if (response.status === 204) return;
      if (!response.ok || response.redirected) throw new Error(response.statusText);
      const html = await response.text();
      if (list.innerHTML !== html) list.innerHTML = html;
      failed.hidden = true;
    } catch (error) {
      if (error.name !== "AbortError") failed.hidden = false;
    }
  }

  /* A folded block may be built only when it is opened: wait for what stands in it. */
  async function appear(find) {
    for (let tries = 0; tries < 40; tries += 1) {
      const found = find();
      if (found) return found;
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    return null;
  }

  /* People and topics stand in a panel whose name only its list of forms has. */
  const named = (name, within = document) => within.querySelector(`[data-contentpath="${CSS.escape(name)}"]`)
    ?? within.querySelector(`#${CSS.escape(`id_${name}-FORMS`)}`)?.parentElement ?? null;

  function unfold(element) {
    for (let panel = element.closest("[data-panel]"); panel; panel = panel.parentElement?.closest("[data-panel]")) {
      const toggle = panel.querySelector("[data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    }
  }

  function showTab(element) {
    const tab = element.closest('[role="tabpanel"]');
    if (tab?.hidden) document.querySelector(`[role="tab"][aria-controls="${CSS.escape(tab.id)}"]`)?.click();
  }

  async function lead(trail, field) {
    let place = null;
    for (const id of trail) {
      place = await appear(() => named(id));
      if (!place) return;
      const own = place.querySelector("[data-panel]") ?? place;
      showTab(own);
      unfold(own);
    }
    const target = field ? (await appear(() => named(field, place ?? document))) ?? place : place;
    if (!target) return;
    showTab(target);
    unfold(target);
    if (window.matchMedia("(max-width: 49.99rem)").matches) {
      document.querySelector('[data-side-panel-toggle="checks"][aria-expanded="true"]')?.click();
    }
    const fields = "input:not([type=hidden]):not([disabled]), textarea:not([hidden]), select, [contenteditable=true]";
    const seen = (selector) => [...target.querySelectorAll(selector)].find((each) => each.checkVisibility());
    target.scrollIntoView({ block: "center" });
    const focusable = (await appear(() => seen(fields) ?? seen(".chooser__choose-button"))) ?? seen("button");
    focusable?.focus({ preventScroll: true });
  }

  /* Wagtail counts all words of a page, those of its buttons and menus, too, and none of what is folded away. A guide's
     own are its title, summary, sections, questions and answers. */
  const BREAKS = "p, li, h1, h2, h3, h4, dt, dd, th, td, caption, figcaption, summary, div";
  const FURNITURE = ".self, .question__self, .wanted, button, iframe, svg, [hidden]";

  function ownWords(page) {
    const parts = page?.querySelectorAll(".guide__title, .guide__summary, .guide__body") ?? [];
    return [...parts].map((part) => {
      const copy = part.cloneNode(true);
      copy.querySelectorAll(FURNITURE).forEach((each) => each.remove());
      copy.querySelectorAll(BREAKS).forEach((each) => each.append("\n"));
      return copy.textContent;
    }).join("\n");
  }

  document.addEventListener("w-preview:content", ({ target, detail }) => {
    const words = ownWords(document.querySelector("#w-preview-iframe")?.contentDocument);
    const preview = window.wagtail?.app?.getControllerForElementAndIdentifier(target, "w-preview");
    if (words && preview) Object.assign(detail.metrics, preview.extractMetrics({ ...detail.content, innerText: words }));
  });

  document.addEventListener("click", (event) => {
    const line = event.target.closest("[data-readiness-trail]");
    if (line) lead(line.dataset.readinessTrail.split(" ").filter(Boolean), line.dataset.readinessField);
  });
  document.addEventListener("w-preview:json", read);
})();
