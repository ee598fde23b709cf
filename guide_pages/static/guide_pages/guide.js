// What the page does better with a script. Without one everything still works. Nothing newer than ES2017 is written here,
// so that an old engine reads it, and does what it can.
(() => {
  "use strict";

  const named = (hash) => {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch (error) {
      return null; // An address that is not well-formed names nothing.
    }
  };
  const all = (selector) => [...document.querySelectorAll(selector)];

  // Opens the question that the address names, or the one around the place it names.
  const openTarget = () => {
    const target = named(location.hash);
    const details = target && target.closest("details");
    if (!details || details.open) return;
    details.open = true;
    details.scrollIntoView();
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  // Paper cannot be unfolded: opens what is folded to print, and closes it again. It says on which day it was printed.
  const copy = document.querySelector(".guide__copy");
  const edition = copy && copy.textContent;
  let opened = [];
  addEventListener("beforeprint", () => {
    if (copy) {
      const today = new Date().toLocaleDateString(copy.closest("[lang]").lang, { dateStyle: "long" });
      copy.textContent = `${edition} · ${copy.dataset.printed.replace("DATE", today)}`;
      document.documentElement.dataset.copy = copy.textContent;
    }
    opened = all(".guide__main details:not([open])");
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });

  // On a phone the contents fold away again once a line of them is chosen.
  const contents = document.querySelector(".contents");
  const folded = contents && contents.querySelector("details");
  if (folded) {
    folded.addEventListener("click", (event) => {
      if (event.target.closest("a")) folded.open = false;
    });
    // Beside the words they may be longer than the window: then the keyboard scrolls them.
    const reach = () => {
      if (contents.scrollHeight > contents.clientHeight + 1) contents.tabIndex = 0;
      else contents.removeAttribute("tabindex");
    };
    addEventListener("resize", reach);
    reach();
  }

  // Opens all questions of a group, or closes them where all are open.
  for (const line of all(".faq__all")) {
    const button = line.firstElementChild;
    const words = [button.textContent, button.dataset.close];
    const questions = [...line.parentElement.querySelectorAll(".question")];
    const areOpen = () => questions.every((question) => question.open);
    const label = () => { button.textContent = words[Number(areOpen())]; };
    button.addEventListener("click", () => {
      const open = !areOpen();
      for (const question of questions) question.open = open;
    });
    for (const question of questions) question.addEventListener("toggle", label);
    label();
    line.hidden = false;
  }

  // A link to the guide or a part of it: a phone shares it by its own sheet, and anything else copies it.
  const status = document.querySelector(".said");
  const say = (words) => {
    status.textContent = words;
    setTimeout(() => { status.textContent = ""; }, 4000);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".self, .question__self a, .guide__edition a");
    if (!link || !status || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { href } = link;
    if (navigator.share && matchMedia("(pointer: coarse)").matches) {
      event.preventDefault();
      navigator.share({ title: document.title, url: href }).catch(() => {}); // Whoever opens the sheet may close it.
    } else if (navigator.clipboard) {
      if (!link.hash) event.preventDefault();
      navigator.clipboard.writeText(href).then(() => say(status.dataset.copied)).catch(() => {});
    }
  });

  // An editor who is signed in gets Wagtail's user bar. The page is the same for everybody: this asks for it. A preview
  // has brought its own.
  const { userbar } = document.currentScript.dataset;
  const brought = document.querySelector("wagtail-userbar");
  if (userbar && !brought && document.cookie.includes("guidepost_editor=1")) {
    fetch(`${userbar}?path=${encodeURIComponent(location.pathname)}`)
      .then((response) => (response.status === 200 ? response.text() : ""))
      .then((html) => {
        document.body.append(document.createRange().createContextualFragment(html));
        for (const told of html ? document.querySelectorAll("[data-for-editors]") : []) told.hidden = false;
      });
  }

  // The page is the same for everybody: when somebody begins to write, this asks for what says since when.
  const reply = document.querySelector(".form--reply[data-token]");
  if (reply) {
    reply.addEventListener("focusin", () => {
      fetch(reply.dataset.token)
        .then((response) => (response.ok ? response.text() : ""))
        .then((token) => { if (token) reply.elements.token.value = token; })
        .catch(() => {}); // The server shows the reply once more then, to be checked.
    }, { once: true });
  }

  // Whether an answer or the guide helped. What the buttons send is on its way when the least time has gone by in which a
  // person answers; meanwhile there is room for a word, which goes the same way.
  const asking = document.getElementById("helpful");
  const LEAST = 3200;
  const ask = async (line, value) => {
    const { token: address, thanks, failed } = asking.dataset;
    const more = document.getElementById("helpful_more").content.firstElementChild.cloneNode(true);
    const send = (token, words) => {
      const body = new URLSearchParams({ helpful: value, token, words, quiet: "1" });
      return fetch(asking.action, { method: "POST", body }).then((answer) => { if (!answer.ok) throw new Error(answer.status); });
    };
    const rest = document.createElement("div"); // The line is a form itself, where the guide is asked about.
    rest.className = "helpful";
    if (value.startsWith("no")) line.after(rest);
    const tell = (words, ...below) => {
      const note = document.createElement("p");
      const hasFocus = line.contains(document.activeElement) || rest.contains(document.activeElement);
      note.setAttribute("role", "status");
      note.tabIndex = -1;
      line.replaceChildren(note);
      rest.replaceChildren(...below);
      if (!below.length) rest.remove();
      note.textContent = words;
      if (hasFocus || document.activeElement === document.body) note.focus({ preventScroll: true });
    };
    tell(thanks, more);
    (rest.isConnected ? rest : line).scrollIntoView({ block: "nearest" });
    try {
      const token = await fetch(address).then((answer) => answer.text());
      const sent = new Promise((resolve) => { setTimeout(resolve, LEAST); }).then(() => send(token, ""));
      more.addEventListener("submit", (event) => {
        event.preventDefault();
        const words = more.elements.words.value;
        sent.then(() => words && send(token, words)).then(() => tell(thanks), () => tell(failed));
      });
      await sent;
    } catch (error) {
      tell(failed);
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=helpful]");
    if (!button || !asking || button.form !== asking || !asking.replaceChildren) return;
    event.preventDefault();
    ask(button.closest(".helpful"), button.value);
  });

  // Marks in the contents the part being read: the last that reaches into the top quarter of the window. Contents that are
  // longer than the window follow their mark, and the bar of a phone says which part it is.
  const links = new Map();
  for (const link of folded ? folded.querySelectorAll("a") : []) {
    const part = named(link.hash);
    if (part) links.set(part, link);
  }
  if (!links.size || !("IntersectionObserver" in window)) return;

  const parts = [...links.keys()];
  const place = document.querySelector(".bar__place");
  const title = place && place.textContent;
  const inView = new Set();
  let current = null;

  const follow = (link) => {
    if (contents.scrollHeight <= contents.clientHeight) return;
    const below = link.getBoundingClientRect().top - contents.getBoundingClientRect().top;
    contents.scrollTop += below - contents.clientHeight / 2;
  };
  const mark = (part) => {
    if (current) links.get(current).removeAttribute("aria-current");
    current = part;
    const link = links.get(part);
    if (link) {
      link.setAttribute("aria-current", "location");
      follow(link);
    }
    if (place) place.textContent = link ? `${parts.indexOf(part) + 1}/${parts.length} · ${link.textContent}` : title;
  };
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) inView[entry.isIntersecting ? "add" : "delete"](entry.target);
    const part = parts.filter((candidate) => inView.has(candidate)).pop() || null; // None above the first part.
    if (part !== current) mark(part);
  }, { rootMargin: "0px 0px -75% 0px" });
  for (const part of parts) observer.observe(part);
})();
