/* The main image is described as the images in the text are: by Wagtail's own ImageBlock's rules. */
window.addEventListener("load", () => {
  const chooser = document.getElementById("id_hero-chooser");
  const decorative = document.getElementById("id_hero_is_decorative");
  const alt = document.getElementById("id_hero_alt");
  if (!chooser?.widget || !decorative || !alt) return;

  const disable = () => { alt.readOnly = decorative.checked; alt.classList.toggle("guide-form__idle", decorative.checked); };
  decorative.addEventListener("change", disable);
  disable();

  let suggested = "";
  chooser.widget.addEventListener("chosen", ({ detail }) => {
    if (!alt.value || alt.value === suggested) alt.value = detail.default_alt_text || "";
    suggested = detail.default_alt_text || "";
  });
});
