/** The layer of flows: one state and its partners, one type, one year. */
import { nearestPeriod } from '../figures/periods.js';
import { createTimeline } from '../figures/timeline.js';
import { createCurves } from '../flows/curves.js';
import { createPanel } from '../flows/panel.js';
import { createPicture } from '../flows/picture.js';
import { load } from '../load.js';

const NOTHING = {
  years: [],
  out: {},
  in: {},
  whole: { out: [], in: [] },
  shares: { out: {}, in: {} },
};

export function createLayer(content, tools) {
  const { part, words, go, say, participants } = tools;
  const { years, choices } = content;
  const codes = participants.map(({ code }) => code);
  const panel = createPanel(part('flows'), participants);
  const timeline = createTimeline(part('flows-timeline'), words);
  const curves = createCurves();
  const asked = new Map();
  let about = null;

  part('flows').addEventListener('flows:change', ({ detail }) => go(detail));
  part('flows-timeline').addEventListener('year:change', ({ detail }) =>
    go({ year: detail }),
  );

  function mend(wanted, opening) {
    const flow = years[wanted.flow] ? wanted.flow : opening.flow;
    const chosen = Object.fromEntries(
      Object.entries(choices).map(([key, known]) => [
        key,
        known.includes(wanted[key]) ? wanted[key] : known[0],
      ]),
    );
    const isOther = codes.includes(wanted.with) && wanted.with !== wanted.country;
    return {
      flow,
      year: nearestPeriod(years[flow], wanted.year),
      ...chosen,
      with: isOther ? wanted.with : '',
    };
  }

  async function view(state) {
    const figures = await figuresOf(state.country);
    if (!figures) return null;
    const type = about.types[state.flow];
    const told = figures.types?.[state.flow] ?? NOTHING;
    const picture = createPicture({ ...tools, about, content }, state, type, told);
    panel.show(state, picture.partners, about.words);
    timeline.show(years[state.flow], state.year, picture.period);
    const overlay = {
      show: (ground) => curves.show(ground, picture.drawing),
      clear: curves.clear,
    };
    return { ...picture.view, overlay };
  }

  /** Return words and figures; null, with a message, where they cannot be had. */
  async function figuresOf(country) {
    try {
      if (!about) {
        about = await load(content.about);
        panel.offer(about);
      }
      if (!country) return {};
      if (!asked.has(country)) {
        const answer = load(content.figures.replace('KEY', country));
        answer.catch(() => asked.delete(country));
        asked.set(country, answer);
      }
      return await asked.get(country);
    } catch {
      say(words.noFigures);
      return null;
    }
  }

  return { mend, view, rest: timeline.stop };
}
