/* Shows a chosen answer of the FAQ library where it was chosen. One listener for all choosers of a form. */
(() => {
  const address = document.currentScript.dataset.url;

  const close = (button, panel) => {
    button.setAttribute('aria-expanded', 'false');
    panel?.remove();
  };

  const chosen = (button) => {
    const chooser = button.closest('.chooser');
    const input = document.getElementById(chooser.id.replace(/-chooser$/, ''));
    return { chooser, key: input?.value || '' };
  };

  document.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element && target.closest('[data-read-answer]');
    if (!button) return;
    const { chooser, key } = chosen(button);
    const id = `${chooser.id}-answer`;
    const shown = document.getElementById(id);
    if (shown) {
      close(button, shown);
      return;
    }
    if (!/^\d+$/.test(key)) return;
    const answer = await fetch(address.replace('/0/', `/${key}/`), { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
    if (!answer.ok || answer.redirected || document.getElementById(id)) return;
    const panel = document.createElement('div');
    panel.id = id;
    panel.className = 'help-block help-info';
    panel.setAttribute('role', 'region');
    panel.setAttribute('aria-labelledby', `${chooser.id.replace(/-chooser$/, '')}-title`);
    panel.innerHTML = await answer.text(); // made by the server of a closed set of HTML
    chooser.after(panel);
    button.setAttribute('aria-expanded', 'true');
  });

  // Another answer was chosen: what is shown is not its words.
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.id) return;
    const panel = document.getElementById(`${target.id}-chooser-answer`);
    const button = document.querySelector(`[id="${target.id}-chooser"] [data-read-answer]`);
    if (panel && button) close(button, panel);
  });
})();
