/** The head of a printed map: its own title and the day of printing. */
import { localeOf } from './format.js';

/** Return {show}; `before` and `after` are called round each printing. */
export function createPaper(head, language, { before, after }) {
  const part = (name) => head.querySelector(`[data-paper="${name}"]`);
  const day = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long' });

  addEventListener('beforeprint', () => {
    part('date').textContent = day.format(new Date());
    before();
  });
  addEventListener('afterprint', after);
  return {
    show(title) {
      part('title').textContent = title;
    },
  };
}
