import { makeQrCode } from '../../documents/payments/qr-code.ts';
import { escapeHtml, htmlPage, htmlPages } from '../page/html.ts';
import { chartSvg } from './html-chart.ts';
import type {
  CodePart,
  FactsPart,
  Report,
  ReportPart,
  SignaturesPart,
  TablePart,
} from './report.ts';

/** A report as one page that is whole in itself: to be read on a phone, printed, searched and copied from. */
export function reportPage(report: Report): string {
  const title = `${report.title}, ${report.mess}`;
  return htmlPage(title, `${sizeOf(report)}\n${REPORT_STYLE}`, reportBody(report), report.language);
}

/** Several of one size, each on a sheet of its own, in pieces. */
export function reportPages(
  title: string,
  { paper, language }: Pick<Report, 'paper' | 'language'>,
  reports: Iterable<Report>,
): Iterable<string> {
  return htmlPages(title, `${sizeOf({ paper })}\n${REPORT_STYLE}`, articlesOf(reports), language);
}

function* articlesOf(reports: Iterable<Report>): Iterable<string> {
  for (const report of reports) yield `<article>${reportBody(report)}</article>`;
}

function sizeOf({ paper }: Pick<Report, 'paper'>): string {
  return `@page { size: ${paper}; margin: 12mm }`;
}

export function reportBody(report: Report): string {
  return [
    `<header><p class="mess">${escapeHtml(report.mess)}</p>`,
    `<h1>${escapeHtml(report.title)}</h1>`,
    `<p class="of">${escapeHtml(report.subtitle)}</p></header>`,
    '<main>',
    ...report.parts.map(partHtml),
    '</main>',
    `<footer>${escapeHtml(report.footer)}</footer>`,
  ].join('\n');
}

function partHtml(part: ReportPart): string {
  if (part.kind === 'facts') return factsHtml(part);
  if (part.kind === 'table') return tableHtml(part);
  if (part.kind === 'code') return codeHtml(part);
  if (part.kind === 'signatures') return signaturesHtml(part);
  const items = part.sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`);
  return `<section>${heading(part.title)}<ul>${items.join('')}</ul></section>`;
}

function heading(title: string | undefined): string {
  return title === undefined ? '' : `<h2>${escapeHtml(title)}</h2>`;
}

function factsHtml({ title, facts }: FactsPart): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return `<section>${heading(title)}<table class="facts">${rows.join('')}</table></section>`;
}

function tableHtml({ title, columns, rows, footer, chart, none }: TablePart): string {
  if (rows.length === 0 && none !== undefined) {
    return `<section>${heading(title)}<p>${escapeHtml(none)}</p></section>`;
  }
  const classes = columns.map(({ isNumber, isText }) =>
    isNumber ? ' class="n"' : isText ? ' class="t"' : '',
  );
  const cells = (row: readonly string[], tag: 'td' | 'th') =>
    row.map((cell, at) => `<${tag}${classes[at] ?? ''}>${escapeHtml(cell)}</${tag}>`).join('');
  const head = columns
    .map(({ title: of }, at) => `<th scope="col"${classes[at]}>${escapeHtml(of)}</th>`)
    .join('');
  const foot = footer === undefined ? '' : `<tfoot><tr>${cells(footer, 'td')}</tr></tfoot>`;
  return [
    `<section>${heading(title)}`,
    chart === undefined || chart.bars.length === 0 ? '' : chartSvg(chart),
    `<div class="wide" role="region" tabindex="0" aria-label="${escapeHtml(title)}">`,
    `<table><caption>${escapeHtml(title)}</caption><thead><tr>${head}</tr></thead>`,
    `<tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n')}</tbody>${foot}</table>`,
    '</div></section>',
  ].join('\n');
}

function codeHtml({ title, content, label, facts, words }: CodePart): string {
  const { size, path } = makeQrCode(content);
  return [
    `<section class="code keep"><svg class="qr" viewBox="0 0 ${size} ${size}" role="img">`,
    `<title>${escapeHtml(label)}</title>`,
    `<rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`,
    `<div>${factsHtml({ kind: 'facts', title, facts })}<p>${escapeHtml(words)}</p></div></section>`,
  ].join('');
}

function signaturesHtml({ who }: SignaturesPart): string {
  return `<section class="signatures">${who.map((each) => `<p>${escapeHtml(each)}</p>`).join('')}</section>`;
}

const REPORT_STYLE = `:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --line: #767676; --first: #1f5fa8; --second: #9a5b00; --third: #4d7c2f }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --paper: #161616; --line: #999; --first: #7db4f0; --second: #e0a34f; --third: #9bcb7a } }
body { font: 11pt/1.45 system-ui, "Noto Sans", sans-serif; color: var(--ink); background: var(--paper); max-width: 190mm; margin: 0 auto; padding: 4mm }
header { border-bottom: 2px solid var(--ink) }
h1 { font-size: 17pt; margin: 0 } h2 { font-size: 12.5pt; margin: 6mm 0 2mm }
p.mess { margin: 0; font-weight: bold } p.of { margin: 0 0 2mm }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
th, td { text-align: start; padding: 1mm 2mm; vertical-align: top }
.t { min-width: 8em; overflow-wrap: anywhere }
thead th { border-bottom: 1px solid var(--line) } tbody tr + tr > * { border-top: 1px solid color-mix(in srgb, var(--line) 35%, transparent) }
tfoot td { border-top: 2px solid var(--ink); font-weight: bold }
.n { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums }
table.facts { width: auto } .facts th { font-weight: normal; padding-inline-end: 8mm } .facts td { text-align: end; font-variant-numeric: tabular-nums }
ul { padding-inline-start: 5mm } figure { margin: 0 0 3mm } svg { width: 100%; max-width: 150mm; height: auto; font: 12px system-ui, "Noto Sans", sans-serif; fill: var(--ink) }
.code { display: flex; flex-wrap: wrap; gap: 6mm; align-items: center } svg.qr { width: 38mm } .code > div { flex: 1; min-width: 60mm } .code h2 { margin-top: 0 }
.p0 { fill: var(--first) } .p1 { fill: var(--second) } .p2 { fill: var(--third) } .p1, .p2 { stroke: var(--ink); stroke-width: .5 }
.signatures { display: flex; justify-content: space-between; gap: 10mm; margin-top: 18mm } .signatures p { border-top: 1px solid var(--ink); flex: 1; text-align: center }
footer { font-size: 9pt; border-top: 1px solid var(--line); margin-top: 6mm; padding-top: 1mm }
article + article { break-before: page; margin-top: 12mm }
@media print {
  :root { color-scheme: light; --ink: #000; --paper: #fff; --line: #555; --first: #1f5fa8; --second: #d9a552; --third: #9bcb7a }
  body { max-width: none; padding: 0; font-size: 10pt } thead { display: table-header-group } tfoot { display: table-row-group }
  tr, figure, .signatures, section.keep { break-inside: avoid } h2 { break-after: avoid } .wide { overflow: visible }
}`;
