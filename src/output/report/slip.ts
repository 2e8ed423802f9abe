import { visible } from '../../domain/values/text.ts';
import { displayWidth } from '../page/width.ts';
import { wrapWords } from '../page/wrap.ts';
import type { Report, ReportPart } from './report.ts';

/** A short report for a printer of slips, whose letters are all of one width. It has no tables. */
export function* slipLines(report: Report, columns: number): Iterable<string> {
  const rule = '-'.repeat(columns);
  const lines = [
    ...[report.mess, report.title, report.subtitle].flatMap((line) => center(line, columns)),
    ...report.parts.flatMap((part) => {
      // A sentence is said of the figures before it.
      const isApart = part.kind === 'facts' || (part.kind === 'sentences' && part.isLoud);
      return [...(isApart ? [rule] : []), ...partLines(part, columns)];
    }),
    ...wrap(report.footer, columns),
  ];
  for (const line of lines) yield `${line.trimEnd()}\n`;
}

function partLines(part: ReportPart, columns: number): string[] {
  if (part.kind === 'facts') return part.facts.flatMap((fact) => factLines(fact, columns));
  if (part.kind !== 'sentences') return [];
  const set = part.isLoud ? center : wrap;
  return part.sentences.flatMap((sentence) => set(sentence, columns));
}

function wrap(text: string, columns: number): string[] {
  return wrapWords(visible(text), columns).flatMap((part) => cut(part, columns));
}

function center(text: string, columns: number): string[] {
  return wrap(text, columns).map(
    (part) => `${' '.repeat(Math.floor((columns - displayWidth(part)) / 2))}${part}`,
  );
}

function factLines([label, value]: readonly [string, string], columns: number): string[] {
  const shown = visible(value);
  const space = columns - displayWidth(label) - displayWidth(shown);
  return space > 0 ? [`${label}${' '.repeat(space)}${shown}`] : [label, ...wrap(value, columns)];
}

/** A word that is wider than the paper goes on in the next line. */
function cut(word: string, columns: number): string[] {
  if (displayWidth(word) <= columns) return [word];
  const letters = [...word];
  let count = letters.length;
  while (count > 1 && displayWidth(letters.slice(0, count).join('')) > columns) count--;
  return [letters.slice(0, count).join(''), ...cut(letters.slice(count).join(''), columns)];
}
