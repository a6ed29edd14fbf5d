/** What can be taken away: files of the view that is shown, and its citation to copy. */

/** Wire the list of downloads; return {show}, which makes its links those of the address. */
export function wireTake(list, { words, say }) {
  const links = [...list.querySelectorAll('[data-take]')];
  const citation = list.querySelector('[data-part="citation"]');

  function show() {
    for (const link of links) link.search = location.search;
    citation.hidden = true;
  }

  async function cite(address) {
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(String(answer.status));
      citation.textContent = (await answer.text()).trim();
      citation.hidden = false;
      await navigator.clipboard.writeText(citation.textContent);
      say(words.cited);
    } catch {
      if (citation.hidden) say(words.noCitation);
    }
  }

  list.addEventListener('click', (event) => {
    const link = event.target.closest('[data-take="cite"]');
    if (!link) return;
    event.preventDefault();
    cite(link.href);
  });
  list.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !list.open) return;
    event.stopPropagation();
    list.open = false;
    list.querySelector('summary').focus();
  });
  document.addEventListener('click', ({ target }) => {
    if (!list.contains(target)) list.open = false;
  });
  return { show };
}
