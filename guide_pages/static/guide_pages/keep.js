// Keeping a guide on the reader's own device, to be read without a network. Where a browser cannot, the page says nothing
// of it. Nothing newer than ES2017 is written here.
(() => {
  "use strict";

  const box = document.querySelector(".keep");
  if (!box || !("serviceWorker" in navigator) || !("caches" in window)) return;

  const page = document.documentElement;
  const [button, status] = [box.querySelector("button"), box.querySelector("p")];
  const words = box.dataset;
  const path = location.pathname;
  const name = `guidepost-kept ${path}`;
  const written = (iso) => new Date(iso).toLocaleDateString(box.closest("[lang]").lang, { dateStyle: "long" });

  const facts = async () => {
    const stored = (await caches.has(name)) && (await caches.match(`${path}?guidepost-kept`, { cacheName: name }));
    return stored ? stored.json() : null;
  };
  const tell = async (act) => {
    const { active } = await navigator.serviceWorker.ready;
    return new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data.said));
      active.postMessage({ act, path }, [port2]);
    });
  };
  const show = async () => {
    const kept = await facts();
    button.textContent = kept ? words.drop : words.keep;
    status.textContent = kept ? words.since.replace("DATE", written(kept.since)) : "";
    box.hidden = false;
    return kept;
  };

  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      if (await facts()) {
        await tell("drop");
      } else {
        status.textContent = words.keeping;
        await navigator.serviceWorker.register(words.worker);
        await tell("keep");
      }
      await show();
    } catch (error) {
      status.textContent = words.failed;
    }
    button.disabled = false;
  });

  // The copy says of itself that it is one, and looks for a newer one as soon as there is a network.
  const line = document.querySelector(".kept");
  if (page.dataset.kept && line) {
    line.textContent = line.dataset.copy.replace("DATE", written(page.dataset.kept));
    line.hidden = false;
    // A phone says that it is online before it reaches anything.
    const check = async (pauses) => {
      const said = await tell("check");
      if (said === "unknown" && pauses.length && navigator.onLine) setTimeout(check, pauses[0] * 1000, pauses.slice(1));
      if (said === "gone") location.reload();
      if (said === "newer") line.textContent = line.dataset.newer;
    };
    addEventListener("online", () => { check([1, 3, 10, 30]); });
  }

  show().catch(() => {});
})();
