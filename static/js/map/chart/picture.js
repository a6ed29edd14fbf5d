/** A chart as a PNG: the same marks on a canvas, with title, source and notes inside. */
import { element } from '../dom.js';
import { lowered, mirrored, text } from './marks.js';
import { wrapped } from './place.js';

const [MARGIN, SCALE, LINE] = [32, 2, 17];
export const WIDTH = 1120;

/**
 * Return the marks of a whole picture and its height: `head` is title and unit, `notes`
 * are lines below the drawing {marks, height}, cut to the width.
 */
export function framed({ marks, height }, { head, notes }, measure) {
  const [title, unit] = head;
  const top = 64;
  const lines = notes.flatMap((note) => wrapped(note, WIDTH, measure));
  const foot = lines.map((note, i) =>
    text(0, top + height + 30 + i * LINE, note, 'muted'),
  );
  const titles = [
    text(0, 18, title, 'ink', { size: 20, isBold: true }),
    text(0, 40, unit, 'muted', { size: 14 }),
  ];
  return {
    marks: [...titles, ...lowered(marks, top), ...foot],
    height: top + height + 30 + lines.length * LINE,
  };
}

/** Draw and download; `dress` is the element whose colours and letters are taken. */
export async function download({ marks, height }, dress, { name, direction }) {
  const width = WIDTH + 2 * MARGIN;
  const canvas = element('canvas', {
    width: width * SCALE,
    height: (height + 2 * MARGIN) * SCALE,
  });
  const pen = canvas.getContext('2d');
  const style = getComputedStyle(dress);
  const toneOf = (tone) => style.getPropertyValue(`--${tone}`).trim();
  pen.scale(SCALE, SCALE);
  pen.fillStyle = toneOf('paper');
  pen.fillRect(0, 0, width, height + 2 * MARGIN);
  pen.translate(MARGIN, MARGIN);
  pen.direction = direction;
  const shown = direction === 'rtl' ? mirrored(marks, WIDTH) : marks;
  for (const mark of shown) PAINTERS[mark.shape](pen, mark, toneOf, style.fontFamily);
  const blob = await new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  save(blob, name);
}

function save(blob, name) {
  const href = URL.createObjectURL(blob);
  const link = element('a', { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

const PAINTERS = {
  line(pen, { points, tone, width, isDashed }, toneOf) {
    pen.beginPath();
    for (const [x, y] of points) pen.lineTo(x, y);
    pen.strokeStyle = toneOf(tone);
    pen.lineWidth = width;
    pen.lineJoin = 'round';
    pen.setLineDash(isDashed ? [4, 4] : []);
    pen.stroke();
    pen.setLineDash([]);
  },
  dot(pen, { x, y, r, tone, isHollow }, toneOf) {
    pen.beginPath();
    pen.arc(x, y, r, 0, 2 * Math.PI);
    fillOrRing(pen, toneOf(tone), isHollow && toneOf('paper'));
  },
  bar(pen, { x, y, width, height, tone, isHollow }, toneOf) {
    pen.beginPath();
    pen.rect(x, y, width, height);
    fillOrRing(pen, toneOf(tone), isHollow && toneOf('paper'));
  },
  text(pen, { x, y, words, tone, anchor, size, isBold }, toneOf, family) {
    pen.fillStyle = toneOf(tone);
    pen.font = `${isBold ? 600 : 400} ${size}px ${family}`;
    pen.textAlign = anchor === 'middle' ? 'center' : anchor;
    pen.fillText(words, x, y);
  },
};

function fillOrRing(pen, tone, within) {
  pen.fillStyle = within || tone;
  pen.fill();
  if (!within) return;
  pen.strokeStyle = tone;
  pen.lineWidth = 2;
  pen.stroke();
}
