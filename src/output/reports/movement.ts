import type { DuesMovementDocument, MonthReportDocument } from '../../documents/schemas/reports.ts';
import { dateName } from '../../domain/values/date.ts';
import { monthName } from '../../domain/values/month.ts';
import type { ReportPart } from '../report/report.ts';
import { isNothing } from './style.ts';

const MOVES = [
  ['stated', 'Stated to begin with'],
  ['billed', 'Bills made'],
  ['revised', 'Bills revised and voided'],
  ['lateFees', 'Late fees'],
  ['received', 'Payments'],
  ['reversed', 'Payments reversed'],
  ['depositsUsed', 'Deposits used'],
  ['paidBack', 'Paid back'],
  ['writtenOff', 'Written off'],
] as const;

/** How the dues of all students came to what they are; nothing where no accounts are kept. */
export function movementPart(
  dues: DuesMovementDocument | null,
  words: {
    readonly before: string;
    readonly after: string;
    readonly money: (amount: string) => string;
  },
): ReportPart[] {
  if (dues === null) return [];
  const { before, after, money } = words;
  const moved = MOVES.filter(([key]) => !isNothing(dues[key]));
  return [
    {
      kind: 'facts',
      title: 'Dues of all students',
      facts: [
        [before, money(dues.opening)],
        ...moved.map(([key, label]) => [label, money(dues[key])] as const),
        [after, money(dues.closing)],
      ],
    },
  ];
}

/** A bill is owed from the day on which it was made, and a payment counts until the day on which it was taken back. */
export function sincePart(
  { lateBills, takenBackLater }: Pick<MonthReportDocument, 'lateBills' | 'takenBackLater'>,
  period: 'month' | 'year',
  money: (amount: string) => string,
): ReportPart[] {
  const sentences = lateBills.map(
    ({ month, madeOn }) =>
      `The bill of ${monthName(month)} was made on ${dateName(madeOn)}, so it is not in these dues.`,
  );
  if (takenBackLater !== null && !isNothing(takenBackLater)) {
    sentences.push(
      `Payments of ${money(takenBackLater)} of this ${period} were taken back later: they are in these dues, and not in what was collected.`,
    );
  }
  return sentences.length === 0 ? [] : [{ kind: 'sentences', sentences }];
}
