/** Means of groups, each naming of whom it is made. No DOM here. */
import { figureAt } from '../classes.js';

/**
 * Return {group, all, points} of each group of two or more, by name; a point is {value,
 * members}, `value` null where fewer than two have a figure. Every member counts once.
 */
export function groupMeans(participants, series, language) {
  return byGroup(participants, language)
    .filter(([, members]) => members.length > 1)
    .map(([group, members]) => ({
      group,
      all: members.length,
      points: series.periods.map((_, i) => meanOf(members, series, i)),
    }));
}

function meanOf(all, series, index) {
  const members = all.filter(({ code }) => figureAt(series, code, index) !== null);
  if (members.length < 2) return { value: null, members };
  const sum = members.reduce((so, { code }) => so + figureAt(series, code, index), 0);
  return { value: sum / members.length, members };
}

/** Return [group, members] of each group, groups alphabetical, members as they come. */
export function byGroup(participants, language) {
  const groups = new Map();
  for (const each of participants) {
    const members = groups.get(each.group) ?? [];
    groups.set(each.group, [...members, each]);
  }
  const collator = new Intl.Collator(language, { ignorePunctuation: true });
  return [...groups].sort(([a], [b]) => collator.compare(a, b));
}
