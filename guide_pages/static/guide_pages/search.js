// Suggestions while somebody types into a search: an addition, the form works without. A combobox with a list, by
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ : the focus stays in the input, arrows choose, Enter goes there.
(() => {
  const WAIT = 150; // milliseconds after the last letter

  const enhance = (form) => {
    const input = form.querySelector("input[type=search]");
    const { suggestions: address, count } = form.dataset;
    const list = document.createElement("ul");
    list.className = "finder__suggestions";
    list.id = `${input.id}-suggestions`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.label);
    list.hidden = true;
    const status = document.createElement("p");
    status.className = "unseen";
    status.setAttribute("role", "status");
    input.parentElement.after(list, status);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(name, value);

    let chosen = -1;
    let timer = 0;
    let asked = null; // What can be called off.

    const choose = (index) => {
      chosen = index;
      [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
      const option = list.children[index];
      if (option) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    };
    const close = () => {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    };
    const go = (option) => { location.href = option.dataset.url; };
    const show = (found) => {
      list.replaceChildren(...found.map((suggestion, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.dataset.url = suggestion.url;
        const words = document.createElement("b");
        words.textContent = suggestion.words;
        const place = document.createElement("span");
        place.textContent = suggestion.place;
        option.append(words, " ", place);
        option.addEventListener("mousedown", (event) => event.preventDefault()); // The focus stays.
        option.addEventListener("click", () => go(option));
        return option;
      }));
      close();
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(found.length > 0));
      status.textContent = found.length ? count.replace("0", found.length) : "";
    };
    const ask = () => {
      if (asked) asked.abort();
      asked = new AbortController();
      fetch(`${address}?query=${encodeURIComponent(input.value)}`, { signal: asked.signal })
        .then((response) => (response.ok ? response.json() : { suggestions: [] }))
        .then((answer) => { if (document.activeElement === input) show(answer.suggestions); })
        .catch(() => {}); // Called off, or no network: the form is there.
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      if (input.value.trim().length < 3) {
        if (asked) asked.abort();
        show([]);
      } else timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return; // The keys are the input method's.
      const last = list.children.length - 1;
      if (event.key === "Escape" && !list.hidden) close();
      else if (event.key === "ArrowDown" && last >= 0) {
        const wasOpen = !list.hidden;
        list.hidden = false;
        input.setAttribute("aria-expanded", "true");
        choose(wasOpen && chosen < last ? chosen + 1 : 0);
      } else if (event.key === "ArrowUp" && !list.hidden) choose(chosen > 0 ? chosen - 1 : last);
      else if (event.key === "Enter" && !list.hidden && chosen >= 0) go(list.children[chosen]);
      else return;
      event.preventDefault();
    });
    input.addEventListener("blur", close);
    form.addEventListener("submit", () => { clearTimeout(timer); if (asked) asked.abort(); });
  };

  for (const form of document.querySelectorAll("form[data-suggestions]")) enhance(form);
})();
