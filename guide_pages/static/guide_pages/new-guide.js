/* A new guide's outline is open: nobody looks for the place to write. */
document.addEventListener("DOMContentLoaded", () => {
  const closed = '[data-contentpath="body"] [data-streamfield-child] [data-panel-toggle][aria-expanded="false"]';
  // Panels are folded when their stream has been built, which is when the page has been read.
  // What stands in a folded block is built a moment after that is opened: so it is looked once more, for a second.
  let times = 0;
  const open = () => {
    document.querySelectorAll(closed).forEach((toggle) => toggle.click());
    times += 1;
    if (times < 10) setTimeout(open, 100);
  };
  open();
  document.querySelector("#id_title")?.focus();
});
