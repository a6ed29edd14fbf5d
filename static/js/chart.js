/** The chart of a view: lines over the years, bars of one year, each to take away. */

import { createBarList } from './map/chart/bar_list.js';
import { barParts, barScale, barsPicture } from './map/chart/bars.js';
import { createChooser } from './map/chart/chooser.js';
import { apartNotes, chosenLines, meanNotes } from './map/chart/chosen.js';
import { createCourse } from './map/chart/course.js';
import { linesPicture } from './map/chart/lines.js';
import { createParts } from './map/chart/parts.js';
import { download, framed, WIDTH } from './map/chart/picture.js';
import { tickWriter } from './map/chart/ticks.js';
import { teller } from './map/chart/told.js';
import { yearOf } from './map/chart/years.js';
import { fill, localeOf } from './map/format.js';

const COURSE_HEIGHT = 460;

/** Return {show} for a section; `content` is what the layer's view tells of its chart. */
export function createChart(section, config, { go, say }) {
  const { participants, language, direction, words } = config;
  const context = {
    participants,
    language,
    direction,
    words,
    go,
    measure: measurer(section),
  };
  let made = null;
  let shown = null;

  function show(content, state) {
    made ??= make(content.told);
    shown = { content, state, lines: chosenLines(context, content, state) };
    render();
  }

  function make(told) {
    const parts = createParts(section, told, { go, picture });
    const leaveOut = (code) => go(without(shown.state, code));
    const within = {
      ...context,
      leaveOut,
      writeTick: (...ticks) => writeTick(...ticks),
    };
    new ResizeObserver(() => shown && render()).observe(section);
    return {
      parts,
      chooser: createChooser(parts.chooser, context, told),
      course: createCourse(parts.course, within),
      bars: createBarList(parts.bars, context),
    };
  }

  function writeTick(tick, ticks) {
    return tickWriter(language, shown.content.entry, words.scales)(tick, ticks);
  }

  function render() {
    const { content, state, lines } = shown;
    made.parts.show(content, state);
    made.chooser.show(content, state);
    made.course.show(content, state, lines);
    made.bars.show(...bars(), state.country);
  }

  function bars() {
    const { content, state } = shown;
    const tell = teller(context, content);
    const told = (code) => tell(code, content.index);
    const parts = barParts(participants, told, { sort: state.sort, language });
    return [parts, barScale(parts)];
  }

  /** Make a picture of the lines or of the bars, and download it. */
  async function picture(kind) {
    const { content } = shown;
    const { entry, key, period } = content;
    const drawn = kind === 'lines' ? courseDrawing() : barsDrawing();
    const first = kind === 'lines' ? `${content.series.periods[0]}–` : '';
    const last = kind === 'lines' ? content.series.periods.at(-1) : period;
    const head = [entry.name, `${entry.unitTitle}, ${first}${last}`];
    const name = `${key.replace('@', '-')}-${period}-${kind}.png`;
    try {
      const whole = framed(drawn, { head, notes: notes(kind) }, context.measure);
      await download(whole, section, { name, direction });
    } catch {
      say(content.told.noPicture);
    }
  }

  function courseDrawing() {
    const { content, lines } = shown;
    const years = content.series.periods.map(yearOf);
    const size = { width: WIDTH, height: COURSE_HEIGHT };
    const given = { ...size, years, year: yearOf(content.period), writeTick };
    const { marks } = linesPicture(lines, { ...context, ...given });
    return { marks, height: COURSE_HEIGHT };
  }

  function barsDrawing() {
    const [parts, scale] = bars();
    const selected = shown.state.country;
    return barsPicture(parts, scale, { ...context, width: WIDTH, selected });
  }

  /** Return what stands below a picture, for it leaves the page without the rest. */
  function notes(kind) {
    const { entry, told } = shown.content;
    const own = kind === 'lines' ? courseNotes() : barNotes();
    const day = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long' });
    const [name, ...rest] = told.notes;
    const source = fill(words.source, { source: entry.source });
    return [source, ...own, `${name} · ${day.format(new Date())}`, ...rest];
  }

  function courseNotes() {
    const { content, lines } = shown;
    return [...made.course.notes(), ...meanNotes(lines, content.index)];
  }

  function barNotes() {
    const [parts] = bars();
    const rows = parts.flatMap((part) => part.rows);
    const apart = apartNotes(rows.map((row) => ({ label: row.name, points: [row] })));
    return apart.length > 0
      ? [`${shown.content.told.apartNote} ${apart.join('; ')}`]
      : [];
  }

  return { show };
}

function without({ country, lines }, code) {
  const rest = lines.split(',').filter((each) => each !== code);
  return { lines: rest.join(), country: country === code ? '' : country };
}

function measurer(section) {
  const pen = document.createElement('canvas').getContext('2d');
  const { fontFamily } = getComputedStyle(section);
  return (words) => {
    pen.font = `600 12px ${fontFamily}`;
    return pen.measureText(words).width;
  };
}
