/** The form of flows: country, direction, measure, and how much of it is drawn. */
import { element, tell } from '../dom.js';
import { fill } from '../format.js';

/** Return {show, offer}; tells `flows:change` with new values of the address. */
export function createPanel(form, participants) {
  const part = (name) => form.querySelector(`[data-flows="${name}"]`);
  const selects = ['country', 'flow', 'top', 'least', 'scale', 'with'];

  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', ({ target }) => {
    if (target.dataset.flows)
      tell(form, 'flows:change', { [target.dataset.flows]: target.value });
  });
  part('way').addEventListener('click', ({ target }) => {
    const way = target.closest('[data-way]')?.dataset.way;
    if (way) tell(form, 'flows:change', { way });
  });

  /** Fill the choices, once their words are at hand. */
  function offer({ types, choices, words }) {
    const states = participants.map(({ code, name }) => [code, name]);
    put('country', [['', words.choose], ...states]);
    put('with', [['', words.everybody], ...states]);
    put(
      'flow',
      Object.entries(types).map(([code, { name }]) => [code, name]),
    );
    for (const name of ['top', 'least', 'scale']) put(name, choices[name]);
    part('way').replaceChildren(
      ...choices.way.map(([way, text]) =>
        element(
          'button',
          { class: 'switch__option', type: 'button', 'data-way': way },
          text,
        ),
      ),
    );
  }

  function put(name, pairs) {
    const options = pairs.map(([value, text]) => element('option', { value }, text));
    part(name).replaceChildren(...options);
  }

  function show(state, { shown, rows }, words) {
    for (const name of selects) part(name).value = state[name];
    for (const option of part('with').options)
      option.hidden = option.value !== '' && option.value === state.country;
    for (const button of part('way').children)
      button.setAttribute('aria-pressed', button.dataset.way === state.way);
    const counts = { shown: shown.length, count: rows.length };
    part('shown').textContent = state.country ? fill(words.shown, counts) : '';
  }

  return { offer, show };
}
