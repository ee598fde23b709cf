// Bringing articles in: what a form would do with a whole page, done with the part of it that changes.
(() => {
  "use strict";
  const send = (form, data) =>
    fetch(form.action, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" });

  // Pasting: what the clipboard has with its formatting goes along, until the words are edited.
  const start = document.querySelector("[data-bring-in]");
  if (start) {
    const words = start.elements.pasted, formatted = start.elements.formatted, note = start.querySelector("[data-pasted]");
    words.addEventListener("paste", (event) => {
      // Pictures that are in the words themselves are not taken: they are larger than all that is said.
      const html = event.clipboardData.getData("text/html").replace(/src="data:[^"]*"/g, 'src=""');
      if (!html || words.value.trim()) return;
      setTimeout(() => { formatted.value = html; note.dataset.kept = ""; }, 0);
    });
    words.addEventListener("input", (event) => {
      if (event.inputType !== "insertFromPaste") formatted.value = "";
    });
    const zone = start.querySelector(".bring__drop"), files = start.elements.documents;
    for (const name of ["dragenter", "dragover"]) {
      zone.addEventListener(name, (event) => { event.preventDefault(); zone.dataset.over = ""; });
    }
    for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => delete zone.dataset.over);
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) files.files = event.dataTransfer.files;
    });
  }

  // Many documents: step by step, as long as there is something to do.
  const documents = document.querySelector("[data-documents]");
  const said = document.querySelector("[data-said]");
  const goOn = async () => {
    for (let form; (form = documents.querySelector("[data-step]")); ) {
      form.dataset.runs = "";
      let answer;
      try {
        answer = await send(form, new FormData(form));
      } catch {
        answer = { ok: false };
      }
      if (!answer.ok) {
        delete form.dataset.runs;
        return;
      }
      documents.innerHTML = await answer.text();
      const label = documents.querySelector("[data-step] label");
      const words = label ? label.textContent : "";
      const tens = Math.floor((documents.querySelector("progress") || { value: 100 }).value / 10);
      if (tens !== Number(said.dataset.tens)) { said.dataset.tens = tens; said.textContent = words || document.title; }
    }
  };
  if (documents) goOn();

  // The desk.
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const source = desk.querySelector("[data-source]"), guide = document.querySelector("[data-guide]");
  const lines = () => [...source.querySelectorAll("input[name=line]")];
  const marked = () => source.querySelector("input[name=line]:checked");
  const isUncertain = (input) => input.closest("li").classList.contains("desk__line--uncertain");
  const mark = (input) => {
    if (!input) return;
    input.checked = true;
    input.focus({ preventScroll: true });
    input.closest("li").scrollIntoView({ block: "nearest" });
  };

  const reload = () => {
    const place = guide.contentWindow.scrollY;
    guide.addEventListener("load", () => guide.contentWindow.scrollTo(0, place), { once: true });
    guide.contentWindow.location.reload();
  };

  let waiting = Promise.resolve();
  const say = (name, value, key, all) => {
    const data = new FormData(desk);
    data.delete("all");
    data.set(name, value);
    if (key) data.set("line", key);
    if (all) data.set("all", "1");
    waiting = waiting.then(() => swap(data));
  };
  const swap = async (data) => {
    const before = lines(), input = before.find((each) => each.value === data.get("line")) || marked();
    const next = input && isUncertain(input) ? before[before.indexOf(input) + 1] : null;
    desk.dataset.busy = "";
    try {
      const answer = await send(desk, data);
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      const html = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      said.textContent = html.querySelector("[data-words]").dataset.words;
      source.replaceChildren(...html.childNodes);
      const now = lines(), left = now.filter(isUncertain).map((each) => each.value);
      const goal = next && left.includes(next.value) ? next.value : input && input.value;
      mark(now.find((each) => each.value === goal) || now[0]);
      reload();
    } catch {
      desk.submit();
    } finally {
      delete desk.dataset.busy;
    }
  };

  desk.addEventListener("submit", (event) => {
    const button = event.submitter;
    event.preventDefault();
    if (!button || !button.name) return;
    const key = button.name === "set" ? button.value.split(":")[0] : "";
    say(button.name, button.value, key, desk.elements.all && desk.elements.all.checked);
    if (desk.elements.all) desk.elements.all.checked = false;
  });
  desk.addEventListener("keydown", (event) => {
    if (event.target.name !== "line" || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "enter") event.preventDefault();
    if (key === "n") {
      const all = lines().filter(isUncertain);
      mark(all[all.indexOf(event.target) + 1] || all[0]);
      event.preventDefault();
      return;
    }
    const button = desk.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!button || key.length !== 1) return;
    event.preventDefault();
    event.target.checked = true;
    say("kind", button.value, event.target.value, event.shiftKey || desk.elements.all.checked);
    desk.elements.all.checked = false;
  });
  if (lines().length && !marked()) lines()[0].checked = true;
})();
