/* What an autosave has stored is one's own: where somebody else checks, Publish is not offered for it. */
document.addEventListener("w-autosave:success", () => {
  document.documentElement.classList.add("guide-form-own-words");
}, { once: true });
