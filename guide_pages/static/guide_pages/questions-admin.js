/* While a question is written in the admin, says where it has been answered already. One listener for all fields. */
(() => {
  const script = document.currentScript;
  const FIELD = 'input[name$="-question"], input[name="question"], textarea[name$="-question"]';
  const waiting = new WeakMap();

  const told = (field) => {
    const id = `${field.id}-alike`;
    let status = document.getElementById(id);
    if (!status) {
      status = document.createElement('div');
      status.id = id;
      status.className = 'questions-alike';
      status.setAttribute('role', 'status');
      field.closest('.w-field__input, .input')?.after(status) ?? field.after(status);
    }
    return status;
  };

  const show = (field, alike) => {
    const status = told(field);
    const lines = alike.map(({ said, url, same }) => {
      const line = document.createElement('p');
      const link = document.createElement('a');
      link.href = url;
      link.target = '_blank';
      link.rel = 'noreferrer';
      link.textContent = said;
      line.append(link);
      line.classList.toggle('questions-alike__same', same);
      return line;
    });
    status.replaceChildren(...lines);
  };

  const of = () => {
    const entry = /\/faq_blocks\/faqentry\/edit\/(\d+)/.exec(window.location.pathname);
    const page = /\/pages\/(\d+)\/edit/.exec(window.location.pathname);
    const parent = /\/pages\/add\/\w+\/\w+\/(\d+)/.exec(window.location.pathname);
    const found = (entry && `entry:${entry[1]}`) || (page && `page:${page[1]}`);
    return found || (parent && `below:${parent[1]}`) || '';
  };

  const ask = async (field) => {
    const chosen = field.form?.querySelector('select[name="locale"]')?.value;
    const locale = chosen || new URLSearchParams(window.location.search).get('locale') || '';
    const query = new URLSearchParams({ q: field.value, locale, but: of() });
    const answer = await fetch(`${script.dataset.url}?${query}`, { headers: { 'X-Requested-With': 'XMLHttpRequest' } });
    if (answer.ok && answer.headers.get('Content-Type')?.includes('json')) show(field, (await answer.json()).alike);
  };

  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLElement) || !target.matches(FIELD)) return;
    clearTimeout(waiting.get(target));
    waiting.set(
      target,
      setTimeout(() => ask(target).catch(() => {}), 500),
    );
  });
})();
