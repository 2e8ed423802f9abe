import { paperWords } from '../../documents/words/paper-words.ts';
import { escapeHtml } from '../page/html.ts';
import type { FactsPart, Report, ReportPart, TablePart } from '../report/report.ts';

/**
 * A report as the page of a mail: plain tables, since readers of mail drop style sheets,
 * and no pictures, which many do not draw. What a code holds stands below it in words anyway.
 *
 * @param text the words of the message, which stand above it
 */
export function letterHtml(text: string, report: Report): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => {
    const lines = paragraph.split('\n').map(escapeHtml);
    return `<p>${lines.join('<br>\n')}</p>`;
  });
  return [
    `<!doctype html>\n<html lang="${report.language}"><head><meta charset="utf-8">`,
    `<title>${escapeHtml(report.title)}</title></head>`,
    `<body style="font: 15px/1.45 sans-serif; max-width: 40em">`,
    ...paragraphs,
    '<hr>',
    `<p><strong>${escapeHtml(report.title)}</strong><br>\n${escapeHtml(report.subtitle)}</p>`,
    ...report.parts.map(partHtml),
    ...footerHtml(report),
    '</body></html>\n',
  ].join('\n');
}

/** What stands at the foot of a sheet says nothing to who gets a mail. */
function footerHtml({ footer, language }: Pick<Report, 'footer' | 'language'>): string[] {
  if (footer === '') return [];
  const line = paperWords(language).keepRecord(footer);
  return [`<p style="font-size: 12px">${escapeHtml(line)}</p>`];
}

function partHtml(part: ReportPart): string {
  if (part.kind === 'facts') return factsHtml(part);
  if (part.kind === 'table') return tableHtml(part);
  if (part.kind === 'code') return factsHtml({ ...part, kind: 'facts' });
  if (part.kind === 'signatures') return '';
  const items = part.sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`);
  return `${heading(part.title)}<ul>${items.join('')}</ul>`;
}

function heading(title: string | undefined): string {
  return title === undefined ? '' : `<p><strong>${escapeHtml(title)}</strong></p>\n`;
}

function factsHtml({ title, facts }: FactsPart): string {
  const rows = facts.map(([label, value]) =>
    row([`<td>${escapeHtml(label)}</td>`, cell('td', value, true)]),
  );
  return `${heading(title)}${table(rows)}`;
}

function tableHtml({ title, columns, rows, footer, none }: TablePart): string {
  if (rows.length === 0 && none !== undefined) {
    return `${heading(title)}<p>${escapeHtml(none)}</p>`;
  }
  const line = (cells: readonly string[], tag: 'td' | 'th') =>
    row(cells.map((text, at) => cell(tag, text, columns[at]?.isNumber === true, tag === 'td')));
  const titles = columns.map((column) => column.title);
  const all = [line(titles, 'th'), ...rows.map((cells) => line(cells, 'td'))];
  const lines = footer === undefined ? all : [...all, line(footer, 'th')];
  return `${heading(title)}${table(lines, columns.length > MANY_COLUMNS)}`;
}

/** More than these are small, to be seen whole on a phone. */
const MANY_COLUMNS = 4;

function table(rows: readonly string[], isSmall = false): string {
  const size = isSmall ? '; font-size: 11px' : '';
  return `<table cellpadding="3" style="overflow-wrap: anywhere${size}">\n${rows.join('\n')}\n</table>`;
}

function row(cells: readonly string[]): string {
  return `<tr>${cells.join('')}</tr>`;
}

/** Aligned by what readers of mail knew before style sheets, and know still. */
function cell(tag: 'td' | 'th', text: string, isNumber: boolean, isWhole = false): string {
  const whole = isNumber && isWhole ? ' nowrap' : '';
  return `<${tag} align="${isNumber ? 'right' : 'left'}"${whole}>${escapeHtml(text)}</${tag}>`;
}
