import type { DuesMovementDocument } from '../../documents/schemas/reports.ts';
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
