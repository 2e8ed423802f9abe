import { DAY_MARK, markedDaysDocument } from '../../documents/attendance.ts';
import { type RecordOf, recordSheet } from '../../documents/fields.ts';
import { type Month, monthName } from '../../domain/values/month.ts';
import { nameSome } from '../../domain/values/text.ts';
import { recordListView, type Style } from '../page/records.ts';
import { sentenceView } from '../page/sentence.ts';
import type { View } from '../page/view.ts';

type Mark = RecordOf<typeof DAY_MARK>;

/** @param none the sentence where there is none */
export function daysMarkedView(
  month: Month,
  marks: readonly Mark[],
  style: Style,
  none: string,
): View {
  const list = recordListView(DAY_MARK, marks, style, {
    none,
    columns: {
      days: { title: 'Mark', align: 'left', cell: sayMark },
      away: { isLeftOut: true },
    },
  });
  return {
    ...list,
    text: function* (page) {
      if (marks.length > 0) yield `Days marked in ${monthName(month)}\n\n`;
      yield* list.text(page);
    },
  };
}

function sayMark({ daysHundredths, isAway }: Mark): string {
  if (isAway) return 'Away';
  if (daysHundredths === 0) return 'Absent';
  return daysHundredths === 50 ? 'Half' : 'Present';
}

interface Marked {
  readonly marks: readonly Mark[];
  readonly changed: number;
  readonly warnings: readonly string[];
}

export function markedDayView(date: string, marked: Marked): View {
  const { marks, changed } = marked;
  if (marks.length === 0) return marksView(marked, `Nobody is on the roll on ${date}.`);
  const idsOf = (days: number, isAway: boolean) =>
    marks
      .filter((mark) => mark.daysHundredths === days && mark.isAway === isAway)
      .map(({ studentId }) => studentId);
  const present = idsOf(100, false).length;
  const parts = [
    `${present} present`,
    ...describe('there half of the day', idsOf(50, false)),
    ...describe('absent', idsOf(0, false)),
    ...describe('away', idsOf(0, true)),
  ];
  const lead = changed === 0 ? `Nothing changed: ${date} is marked so already` : `Marked ${date}`;
  return marksView(marked, `${lead}: ${parts.join(', ')}.`);
}

function describe(what: string, ids: readonly string[]): string[] {
  return ids.length === 0 ? [] : [`${ids.length} ${what} (${nameSome(ids)})`];
}

export function clearedDayView(date: string, marked: Marked): View {
  const { length } = marked.marks;
  const of = length === 1 ? '1 student' : `${length} students`;
  return marksView(marked, `Taken back: the roll call of ${date}, of ${of}.`);
}

export function markedAwayView(
  {
    from,
    to,
    isCancelled,
  }: { readonly from: string; readonly to: string; readonly isCancelled: boolean },
  marked: Marked,
): View {
  const { marks, changed } = marked;
  const [first] = marks;
  const days = from === to ? `on ${from}` : `from ${from} to ${to}`;
  const who = first === undefined ? 'The student' : `${first.studentId} (${first.name})`;
  if (changed === 0) {
    const is = isCancelled ? 'is not marked as away' : 'is marked as away already';
    return marksView(marked, `Nothing changed: ${who} ${is} ${days}.`);
  }
  const count = `${changed} ${changed === 1 ? 'day' : 'days'}`;
  const sentence = isCancelled
    ? `${who} is not away ${days} after all: ${count}.`
    : `${who} is away ${days}: ${count} marked.`;
  return marksView(marked, sentence);
}

function marksView(marked: Marked, sentence: string): View {
  const document = markedDaysDocument(marked);
  return sentenceView(document, () => recordSheet(DAY_MARK, marked.marks), sentence);
}
