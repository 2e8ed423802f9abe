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
  const [first = '', ...more] = part.sentences.map(escapeHtml);
  if (more.length === 0) return `${heading(part.title)}<p>${first}</p>`;
  const items = [first, ...more].map((sentence) => `<li>${sentence}</li>`);
  return `${heading(part.title)}<ul style="padding-left: 1.3em">${items.join('')}</ul>`;
}

function heading(title: string | undefined): string {
  return title === undefined ? '' : `<p><strong>${escapeHtml(title)}</strong></p>\n`;
}

function factsHtml({ title, facts }: FactsPart): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td>${escapeHtml(label)}</td>${cell('td', escapeHtml(value), 'right')}</tr>`,
  );
  return `${heading(title)}${table(rows)}`;
}

function tableHtml({ title, columns, rows, footer, none }: TablePart): string {
  if (rows.length === 0 && none !== undefined) {
    return `${heading(title)}<p>${escapeHtml(none)}</p>`;
  }
  const titles = columns.map((column) => column.title);
  const all = [
    rowHtml(columns, titles, 'th'),
    ...rows.map((cells) => rowHtml(columns, cells, 'td')),
    ...(footer === undefined ? [] : [rowHtml(columns, footer, 'th')]),
  ];
  return `${heading(title)}${table(all, columns.length > MANY_COLUMNS)}`;
}

/** What goes with the text before it stands below that; of what is no text nothing is broken. */
function rowHtml(
  columns: TablePart['columns'],
  cells: readonly string[],
  tag: 'td' | 'th',
): string {
  const shown = columns.map(({ isNumber, isText, isDetail }, at) => {
    if (isDetail) return '';
    const below = columns[at + 1]?.isDetail === true ? (cells[at + 1] ?? '') : '';
    const detail =
      below === '' ? '' : `<br><span style="white-space: nowrap">${escapeHtml(below)}</span>`;
    const inside = `${escapeHtml(cells[at] ?? '')}${detail}`;
    return cell(
      tag,
      inside,
      isNumber ? 'right' : 'left',
      isText ? 'broken' : tag === 'td' ? 'whole' : 'words',
    );
  });
  return `<tr>${shown.join('')}</tr>`;
}

/** More than these are small, to be seen whole on a phone. */
const MANY_COLUMNS = 4;

function table(rows: readonly string[], isSmall = false): string {
  const size = isSmall ? ' style="font-size: 12px"' : '';
  return `<table cellpadding="3"${size}>\n${rows.join('\n')}\n</table>`;
}

/** How a cell may be broken: anywhere, between words, or not at all. */
const BREAKS = {
  broken: ' style="overflow-wrap: anywhere"',
  words: '',
  whole: ' nowrap',
} as const;

/**
 * Aligned by what readers of mail knew before style sheets, and know still.
 *
 * @param inside escaped already
 */
function cell(
  tag: 'td' | 'th',
  inside: string,
  align: 'left' | 'right',
  breaks: keyof typeof BREAKS = 'broken',
): string {
  return `<${tag} align="${align}"${BREAKS[breaks]}>${inside}</${tag}>`;
}
