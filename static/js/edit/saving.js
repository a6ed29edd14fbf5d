/** Save a text without leaving its page, and keep it on the server until then. */
import { createKeeper, hindrance, send } from './keeper.js';
import { excess } from './length.js';
import { endMerge, wireMerge } from './merge.js';

const CONFLICT = 409;
const PROGRESS = '[data-edit="progress"]';

/**
 * Watch a field: `read` returns its text, `fill` puts that where the form sends it
 * from, `take(body, sent)` takes over what the server made of what was sent, and
 * `onChange` names what to call when the writer changes it.
 */
export function wireSaving(form, field, { say, words, limit, presence }) {
  // A text that the server refused stands in the field and is nowhere else.
  let kept = form.dataset.unsaved ? null : field.read();
  const isChanged = () => field.read() !== kept;

  const keeper = createKeeper(form, { written: field.read, say, words, limit });
  const refreshMerge = wireMerge(field.read, () => {
    keeper.stop();
    kept = field.read();
  });
  field.onChange(() => {
    say(words.unsaved);
    keeper.later();
    refreshMerge();
    presence.typed();
  });
  addEventListener('pagehide', () => isChanged() && keeper.leave());
  if (isChanged()) keeper.later();
  form.addEventListener('submit', async (event) => {
    field.fill();
    event.preventDefault();
    if (event.submitter?.hasAttribute('formaction'))
      await suggest(event.submitter.formAction);
    else await save();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector('[type="submit"]'));
    }
  });
  addEventListener('beforeunload', (event) => {
    if (!isChanged()) return;
    event.preventDefault();
    // While the browser asks, the words are on their way.
    keeper.now();
  });

  /** Take over what the server kept of what was sent. */
  function accept(told, sent) {
    endMerge(form);
    form.elements.version.value = told.version;
    const isAll = field.read() === sent;
    field.take(told.body, sent);
    // The names are no change of the writer's; words typed meanwhile are.
    kept = isAll ? field.read() : sent;
    if (isAll) presence.saved();
    say(told.words);
    if (told.body) document.querySelector(PROGRESS)?.removeAttribute('hidden');
    form.elements.is_minor.checked = false;
  }

  /** Lay the text before the editors; the page of the suggestion says what is next. */
  async function suggest(address) {
    keeper.stop();
    const told = await ask(address);
    if (!told?.isTaken) return;
    kept = field.read();
    location.assign(told.address);
  }

  async function save() {
    const sent = field.read();
    keeper.stop();
    const told = await ask(form.action);
    if (!told) return;
    if (told.status === CONFLICT) {
      // The page shows both texts; what is typed goes with it.
      keeper.stop();
      kept = field.read();
      form.submit();
    } else if (told.isTaken) accept(told, sent);
  }

  /** Send the text and return what the server says; null where it cannot be reached. */
  async function ask(address) {
    const tooLong = excess(field.read(), limit);
    if (tooLong) {
      say(tooLong);
      return null;
    }
    const answer = await send(form, address);
    const hindered = hindrance(answer, words);
    const told = hindered ? {} : await answer.json().catch(() => ({}));
    if (!answer?.ok || hindered) {
      say(hindered || (told.words ?? words.refused));
      // What could not be saved is kept meanwhile.
      keeper.later();
    }
    if (hindered) return null;
    return { ...told, isTaken: answer.ok, status: answer.status };
  }
}
