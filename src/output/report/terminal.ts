import { visible } from '../../domain/values/text.ts';
import { style } from '../page/style.ts';
import { renderTable, type TableData } from '../page/table.ts';
import { isRoomFor } from '../page/table-layout.ts';
import type { Page } from '../page/view.ts';
import { displayWidth } from '../page/width.ts';
import type { FactsPart, Report, ReportPart, TablePart } from './report.ts';
import { drawChart } from './terminal-chart.ts';

/** A report on a terminal. @param hasCharts whether the charts are drawn below their tables */
export function* reportText(report: Report, page: Page, hasCharts: boolean): Iterable<string> {
  const paint = style(page);
  yield `${paint.bold(visible(report.title))} (${visible(report.subtitle)})\n`;
  for (const part of report.parts) {
    if (part.kind === 'signatures') continue;
    yield '\n';
    if (part.title !== undefined) yield `${paint.bold(visible(part.title))}\n`;
    yield* partText(part, page, hasCharts);
  }
  yield `\n${visible(report.footer)}\n`;
}

function* partText(part: ReportPart, page: Page, hasCharts: boolean): Iterable<string> {
  if (part.kind === 'facts' || part.kind === 'code') yield* factLines(part);
  if (part.kind === 'table') yield* tableText(part, page, hasCharts);
  if (part.kind !== 'sentences') return;
  const paint = style(page);
  for (const sentence of part.sentences) {
    yield `${part.isLoud ? paint.bold(visible(sentence)) : visible(sentence)}\n`;
  }
}

function* factLines({ facts }: Pick<FactsPart, 'facts'>): Iterable<string> {
  const labels = Math.max(...facts.map(([label]) => displayWidth(label))) + 2;
  const values = Math.max(...facts.map(([, value]) => displayWidth(visible(value))));
  for (const [label, value] of facts) {
    const shown = visible(value);
    const gap = ' '.repeat(labels - displayWidth(label) + values - displayWidth(shown));
    yield `${label}${gap}${shown}\n`;
  }
}

function* tableText(part: TablePart, page: Page, hasCharts: boolean): Iterable<string> {
  if (part.rows.length === 0 && part.none !== undefined) {
    yield `${part.none}\n`;
    return;
  }
  const table: TableData = {
    columns: part.columns.map(({ title, isNumber = false, isText = false }) => ({
      title,
      align: isNumber ? 'right' : 'left',
      flexible: isText,
    })),
    rows: part.rows,
    ...(part.footer === undefined ? {} : { footer: part.footer }),
  };
  for (const [at, each] of partsThatFit(table, page.width).entries()) {
    if (at > 0) yield '\n';
    yield* renderTable(each, page);
  }
  if (!hasCharts || part.chart === undefined || part.chart.bars.length === 0) return;
  yield '\n';
  const { title, ...chart } = part.chart;
  // It stands above the table already.
  yield* drawChart(title === part.title ? chart : part.chart, page);
}

/** A table that is too wide in several below each other, each with the first column: no figure is cut or left out. */
function partsThatFit(table: TableData, width: number | undefined): TableData[] {
  const { columns, rows, footer } = table;
  const pick = <T>(all: readonly T[], places: readonly number[]) =>
    places.flatMap((at) => all.slice(at, at + 1));
  const isRoom = (places: readonly number[], of: number) => {
    const all = [columns.map(({ title }) => title), ...rows, ...(footer ? [footer] : [])];
    return isRoomFor(
      pick(columns, places),
      all.map((row) => pick(row, places)),
      of,
    );
  };
  const everything = columns.map((_, at) => at);
  if (width === undefined || isRoom(everything, width)) return [table];
  const groups: number[][] = [];
  let group = [0];
  for (const at of everything.slice(1)) {
    if (group.length > 1 && !isRoom([...group, at], width)) {
      groups.push(group);
      group = [0];
    }
    group.push(at);
  }
  return [...groups, group].map((places) => ({
    columns: pick(columns, places),
    rows: rows.map((row) => pick(row, places)),
    ...(footer === undefined ? {} : { footer: pick(footer, places) }),
  }));
}
