import type { Language } from '../../domain/mess/language.ts';

/**
 * A report as it is read, before it is drawn: on a terminal, as a page, on paper. All texts are as people see
 * them, amounts grouped. What is shown in a picture stands in a table too.
 */
export interface Report {
  readonly mess: string;
  readonly title: string;
  /** Of which days, in which currency. */
  readonly subtitle: string;
  readonly parts: readonly ReportPart[];
  /** What stands small at its end, such as the head of the record. */
  readonly footer: string;
  readonly paper: 'A4' | 'A4 landscape' | 'A5';
  /** The languages that names in it may be in are not known, so only that of the words is said. */
  readonly language: Language;
}

export type ReportPart = FactsPart | TablePart | SentencesPart | CodePart | SignaturesPart;

/** Labels with what they say. */
export interface FactsPart {
  readonly kind: 'facts';
  readonly title?: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
}

export interface TablePart {
  readonly kind: 'table';
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Sums, below a line. */
  readonly footer?: readonly string[];
  readonly chart?: Chart;
  /** Instead of the table where it has no rows. */
  readonly none?: string;
  /** Where the first cell of each row leads, on a page. */
  readonly links?: readonly string[];
}

export interface ReportColumn {
  readonly title: string;
  readonly isNumber?: boolean;
  /** May be broken over lines. */
  readonly isText?: boolean;
  /** Goes with the text in the column before it: where there is little room it stands below that. */
  readonly isDetail?: boolean;
}

/** Bars of rows of a table: each as long as its amount, with the amount behind it. */
export interface Chart {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** What the pieces of a bar are, where it has several. */
  readonly keys?: readonly string[];
  /** The bars are times in their order, so that how they rise and fall is the point. */
  readonly isTrend?: boolean;
}

export interface Bar {
  readonly label: string;
  /** One piece for each of the keys, one behind the other. */
  readonly pieces: readonly BarPiece[];
}

export interface BarPiece {
  /** As a document has it, such as `1234.50`. Only how long the bar is rests on it. */
  readonly amount: string;
  /** As people read it. */
  readonly text: string;
}

export interface SentencesPart {
  readonly kind: 'sentences';
  readonly title?: string;
  /** That what stands here counts no more: not to be overlooked. */
  readonly isLoud?: boolean;
  readonly sentences: readonly string[];
}

/** A QR code, with what stands in it for people. */
export interface CodePart {
  readonly kind: 'code';
  readonly title: string;
  /** What a phone reads. */
  readonly content: string;
  /** For who does not see it. */
  readonly label: string;
  readonly facts: FactsPart['facts'];
  readonly words: string;
}

/** Lines to sign on. */
export interface SignaturesPart {
  readonly kind: 'signatures';
  readonly who: readonly string[];
}

/** A table without the columns that nothing stands in; where it has no rows, those of its footer stay. */
export function withoutEmpty(part: TablePart): TablePart {
  const { footer } = part;
  const shown = part.rows.length === 0 && footer !== undefined ? [footer] : part.rows;
  if (shown.length === 0) return part;
  const isUsed = part.columns.map((_, at) => shown.some((row) => row[at] !== ''));
  if (!isUsed.includes(false)) return part;
  const pick = <T>(all: readonly T[]) => all.filter((_, at) => isUsed[at]);
  return {
    ...part,
    columns: pick(part.columns),
    rows: part.rows.map(pick),
    ...(footer === undefined ? {} : { footer: pick(footer) }),
  };
}

/** What a chart's longest bar is as long as; at least a little, so that nothing is divided by 0. */
export function longestOf({ bars }: Pick<Chart, 'bars'>): number {
  return Math.max(1e-9, ...bars.map(lengthOf));
}

/** As far as a picture shows it: a number that is near enough. */
export function lengthOf({ pieces }: Bar): number {
  return pieces.reduce((sum, piece) => sum + pieceLength(piece), 0);
}

/** What is below 0 has no bar. */
export function pieceLength({ amount }: BarPiece): number {
  return Math.max(0, Number(amount));
}

/** The amounts behind a bar; what is nothing is not said beside others. */
export function sayPieces(pieces: readonly BarPiece[]): string {
  const some = pieces.filter((piece) => pieceLength(piece) > 0);
  return (some.length === 0 ? pieces.slice(0, 1) : some).map(({ text }) => text).join(' + ');
}
