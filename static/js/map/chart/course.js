/** Over the years: the plot, read by pointer and arrow keys, and the list of its lines. */
import { element } from '../dom.js';
import { fill } from '../format.js';
import { apartNotes, hasMeans } from './chosen.js';
import { lineRow } from './line_row.js';
import { linesPicture } from './lines.js';
import { mirrored } from './marks.js';
import { svgOf } from './svg.js';
import { yearOf } from './years.js';

const WIDE = 600;

/** Return {show, notes} for the part of the page; `context` has go, measure and the config. */
export function createCourse(root, context) {
  const { direction } = context;
  const section = root.closest('[data-part="chart"]');
  const plot = element('div', { class: 'map-chart__plot', role: 'img', tabindex: 0 });
  const year = element('p', { class: 'course__year' });
  const list = element('ul', { class: 'plain-list course' });
  const notes = element('div', { class: 'map-chart__notes' });
  const spoken = element('p', { class: 'visually-hidden', role: 'status' });
  root.append(plot, year, list, notes, spoken);
  let shown = null;
  let pointed = null;
  let picture = null;

  function show(content, state, lines) {
    if (shown?.content.key !== content.key) pointed = null;
    shown = { content, state, lines };
    plot.hidden = lines.length === 0;
    draw();
    notes.replaceChildren(...notesNow().map((each) => element('p', {}, each)));
  }

  function draw() {
    const { content, lines } = shown;
    const index = pointed ?? content.index;
    if (lines.length > 0) drawPlot(index);
    year.textContent = lines.length > 0 ? content.series.periods[index] : '';
    const code = list.contains(document.activeElement)
      ? document.activeElement.dataset.line
      : '';
    const rows = lines.map((each) => lineRow(each, index, content.told));
    list.replaceChildren(...rows);
    // Whose row is gone is left with the chart.
    if (code) (list.querySelector(`[data-line="${code}"]`) ?? section).focus();
  }

  function drawPlot(index) {
    const { content, lines } = shown;
    const width = Math.floor(root.clientWidth);
    const height = width < WIDE ? 260 : 340;
    const years = content.series.periods.map(yearOf);
    const given = { years, year: years[index], width, height };
    picture = { ...linesPicture(lines, { ...context, ...given, ...content }), width };
    const marks = direction === 'rtl' ? mirrored(picture.marks, width) : picture.marks;
    plot.replaceChildren(svgOf(marks, { width, height, direction }));
    plot.setAttribute('aria-label', sentence());
  }

  function sentence() {
    const { content, lines } = shown;
    const { entry, series, told } = content;
    const names = lines.map(({ label }) => label).join(', ');
    const [first, last] = [series.periods[0], series.periods.at(-1)];
    return fill(told.lines, { title: entry.name, first, last, names });
  }

  /** What is to know of the lines: what is apart, and how means are made. */
  function notesNow() {
    const { content, lines, state } = shown;
    const { told } = content;
    const apart = apartNotes(lines);
    return [
      apart.length > 0 ? `${told.apartNote} ${apart.join('; ')}` : '',
      hasMeans(content, state) ? told.meanNote : '',
    ].filter(Boolean);
  }

  function point(index) {
    if (index === pointed) return;
    pointed = index;
    draw();
  }

  function speak() {
    const { content, lines } = shown;
    const values = lines.map(({ label, points }) => `${label} ${points[pointed].text}`);
    const told = { year: content.series.periods[pointed], values: values.join('; ') };
    spoken.textContent = fill(content.told.told, told);
  }

  function nearest({ clientX }) {
    const { left, width } = plot.getBoundingClientRect();
    const x = direction === 'rtl' ? left + width - clientX : clientX - left;
    const away = picture.years.map((each) => Math.abs(picture.x(each) - x));
    return away.indexOf(Math.min(...away));
  }

  function onKey(event) {
    const { periods } = shown.content.series;
    const index = pointed ?? shown.content.index;
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    const step = (steps[event.key] ?? 0) * (direction === 'rtl' ? -1 : 1);
    const ends = { Home: 0, End: periods.length - 1 };
    const wanted = step ? index + step : ends[event.key];
    if (wanted !== undefined && wanted >= 0 && wanted < periods.length) {
      event.preventDefault();
      point(wanted);
      speak();
    }
    if (event.key === 'Enter' && pointed !== null) choose(pointed);
    if (event.key === 'Escape' && pointed !== null) {
      event.stopPropagation();
      point(null);
    }
  }

  function choose(index) {
    pointed = null;
    context.go({ year: shown.content.series.periods[index] });
  }

  plot.addEventListener('pointermove', (event) => point(nearest(event)));
  plot.addEventListener('pointerleave', () => point(null));
  plot.addEventListener('click', (event) => choose(nearest(event)));
  plot.addEventListener('keydown', onKey);
  plot.addEventListener('blur', () => point(null));
  list.addEventListener('click', ({ target }) => {
    const code = target.closest('[data-line]')?.dataset.line;
    if (code) context.leaveOut(code);
  });
  return { show, notes: notesNow };
}
