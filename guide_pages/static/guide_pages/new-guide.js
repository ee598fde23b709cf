/* A new guide's outline is open: nobody looks for the place to write. */
document.addEventListener("DOMContentLoaded", () => {
  const closed = '[data-contentpath="body"] [data-streamfield-child] [data-panel-toggle][aria-expanded="false"]';
  // Panels are folded when their stream has been built, which is when the page has been read.
  // What stands in a folded block is built when that is opened: so once more for what has come.
  for (let depth = 0; depth < 4; depth += 1) document.querySelectorAll(closed).forEach((toggle) => toggle.click());
  document.querySelector("#id_title")?.focus();
});
