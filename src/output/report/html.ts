import { makeQrCode } from '../../documents/payments/qr-code.ts';
import { paperWords } from '../../documents/words/paper-words.ts';
import { escapeHtml, htmlPage, htmlPages } from '../page/html.ts';
import { chartSvg } from './html-chart.ts';
import type {
  CodePart,
  FactsPart,
  Report,
  ReportColumn,
  ReportPart,
  SentencesPart,
  SignaturesPart,
  TablePart,
} from './report.ts';

/** A report as one page that is whole in itself: to be read on a phone, printed, searched and copied from. */
export function reportPage(report: Report): string {
  const title = `${report.title}, ${report.mess}`;
  return htmlPage(title, `${REPORT_STYLE}\n${sizeOf(report)}`, reportBody(report), report.language);
}

/** Several of one size, each on a sheet of its own, in pieces. */
export function reportPages(
  title: string,
  { paper, language }: Pick<Report, 'paper' | 'language'>,
  reports: Iterable<Report>,
): Iterable<string> {
  return htmlPages(title, `${REPORT_STYLE}\n${sizeOf({ paper })}`, articlesOf(reports), language);
}

function* articlesOf(reports: Iterable<Report>): Iterable<string> {
  yield '<main>';
  for (const report of reports) {
    yield `<article>\n${headHtml(report, 'div')}\n${partsHtml(report)}\n${footHtml(report, 'div')}</article>`;
  }
  yield '</main>';
}

function sizeOf({ paper }: Pick<Report, 'paper'>): string {
  // A slip of few figures is as wide as its paper.
  const small =
    paper === 'A5'
      ? '\nmain table.facts { width: 100% } @media screen { body { max-width: 124mm } }'
      : '';
  return `@page { size: ${paper}; margin: 12mm }${small}`;
}

function reportBody(report: Report): string {
  const main = `<main>\n${partsHtml(report)}\n</main>`;
  return [headHtml(report, 'header'), main, footHtml(report, 'footer')].join('\n');
}

function headHtml({ mess, title, subtitle }: Report, tag: 'header' | 'div'): string {
  return `<${tag} class="head"><p class="mess">${escapeHtml(mess)}</p>
<h1>${escapeHtml(title)}</h1>
<p class="of">${escapeHtml(subtitle)}</p></${tag}>`;
}

function footHtml({ footer }: Report, tag: 'footer' | 'div'): string {
  return `<${tag} class="foot">${escapeHtml(footer)}</${tag}>`;
}

function partsHtml(report: Report): string {
  return report.parts.map((part) => partHtml(part, report)).join('\n');
}

/** @param report whose, by which the parts of several on one page are told apart */
function partHtml(part: ReportPart, report: Report): string {
  if (part.kind === 'facts') return factsHtml(part);
  if (part.kind === 'table') return tableHtml(part, report);
  if (part.kind === 'code') return codeHtml(part);
  if (part.kind === 'signatures') return signaturesHtml(part);
  return sentencesHtml(part);
}

/** One alone is no list. */
function sentencesHtml({ title, sentences, isLoud }: SentencesPart): string {
  const [first = ''] = sentences;
  const body =
    sentences.length > 1
      ? `<ul>${sentences.map((each) => `<li>${escapeHtml(each)}</li>`).join('')}</ul>`
      : `<p${isLoud ? ' class="loud"' : ''}>${escapeHtml(first)}</p>`;
  return `<section>${heading(title)}${body}</section>`;
}

function heading(title: string | undefined): string {
  return title === undefined ? '' : `<h2>${escapeHtml(title)}</h2>`;
}

function factsHtml({ title, facts }: FactsPart): string {
  let rows = '';
  for (const [label, value] of facts) {
    rows += `<tr><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`;
  }
  return `<section>${heading(title)}<table class="facts">${rows}</table></section>`;
}

function tableHtml(
  { title, columns, rows, footer, chart, none, links }: TablePart,
  report: Report,
): string {
  if (rows.length === 0 && none !== undefined) {
    return `<section>${heading(title)}<p>${escapeHtml(none)}</p></section>`;
  }
  const of = escapeHtml(title);
  const picture =
    chart === undefined || chart.bars.length === 0
      ? ''
      : chartSvg(chart, paperWords(report.language));
  const foot = footer === undefined ? '' : `<tfoot>${rowHtml(columns, footer)}</tfoot>`;
  return `<section><h2>${of}</h2>
${picture}
<div class="wide" role="region" tabindex="0" aria-label="${escapeHtml(report.title)}: ${of}">
<table${links === undefined ? '' : ' class="links"'}><caption>${of}</caption><thead><tr>${titlesHtml(columns)}</tr></thead>
<tbody>${rows.map((row, at) => rowHtml(columns, row, links?.[at])).join('\n')}</tbody>${foot}</table>
</div></section>`;
}

function titlesHtml(columns: TablePart['columns']): string {
  let html = '';
  for (const column of columns) {
    html += `<th scope="col"${classOf(column)}>${escapeHtml(column.title)}</th>`;
  }
  return html;
}

/** Of thousands of sheets nearly all is rows: in one piece, and by nothing made for each. */
function rowHtml(columns: TablePart['columns'], cells: readonly string[], link?: string): string {
  let html = '<tr>';
  for (let at = 0; at < cells.length; at++) {
    const shown = escapeHtml(cells[at] ?? '');
    const inside = at > 0 || link === undefined ? shown : linkHtml(link, shown);
    html += `<td${classOf(columns[at])}${link === undefined ? '' : titleOf(columns[at])}>${inside}</td>`;
  }
  return `${html}</tr>`;
}

function classOf(column: ReportColumn | undefined): string {
  return column?.isNumber ? ' class="n"' : column?.isText ? ' class="t"' : '';
}

/** What a figure is, where rows stand as blocks on a phone. */
function titleOf(column: ReportColumn | undefined): string {
  return column === undefined || column.isText ? '' : ` data-title="${escapeHtml(column.title)}"`;
}

/** @param shown escaped already */
function linkHtml(link: string, shown: string): string {
  return `<a href="${escapeHtml(link)}" target="_blank" rel="noreferrer">${shown}</a>`;
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

/** The colours of the reader's screen, and of bars those that stand out on white and on black. */
const REPORT_STYLE = `:root { color-scheme: light dark }
body { font: 11pt/1.45 system-ui, "Noto Sans", sans-serif; color: CanvasText; background: Canvas; max-width: 190mm; margin: 0 auto; padding: 4mm }
.head { border-bottom: 2px solid }
h1 { font-size: 17pt; margin: 0 } h2 { font-size: 12.5pt; margin: 6mm 0 2mm }
p.mess { margin: 0; font-weight: bold } p.of { margin: 0 0 2mm }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
th, td { text-align: start; padding: 1mm 2mm; vertical-align: top }
.t { min-width: 8em; overflow-wrap: anywhere } .wide td:not(.t) { white-space: nowrap }
thead th { border-bottom: 1px solid #767676 } tbody tr + tr > * { border-top: 1px solid #76767659 }
tfoot td { border-top: 2px solid; font-weight: bold }
.n { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums }
table.facts { width: auto } .facts th { font-weight: normal; padding-inline-end: 8mm } .facts td { text-align: end; font-variant-numeric: tabular-nums }
ul { padding-inline-start: 5mm } figure { margin: 0 0 3mm } svg { width: 100%; max-width: 150mm; height: auto; font: 12px system-ui, "Noto Sans", sans-serif; fill: CanvasText }
.code { display: flex; flex-wrap: wrap; gap: 6mm; align-items: center } svg.qr { width: 38mm } .code > div { flex: 1; min-width: 60mm } .code h2 { margin-top: 0 }
.p0 { fill: #3377bb } .p1 { fill: #b26a00 } .p2 { fill: #4d8a3a } .p1, .p2 { stroke: CanvasText; stroke-width: .5 }
.signatures { display: flex; justify-content: space-between; gap: 10mm; margin-top: 18mm } .signatures p { border-top: 1px solid; flex: 1; text-align: center }
p.loud { border: 2px solid; font-weight: bold; padding: 2mm; text-align: center }
.foot { font-size: 9pt; border-top: 1px solid #767676; margin-top: 6mm; padding-top: 1mm }
article + article { break-before: page; margin-top: 12mm }
@media screen and (max-width: 30em) { .wide table { font-size: .85em } .wide th, .wide td { padding: 1mm } .t { min-width: 6em } }
@media screen and (max-width: 30em) {
  .wide .links { font-size: 1em } .links thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .links :is(tbody, tr, td) { display: block; text-align: start } .links tr { padding: 1mm 0 3mm } .wide .links td { padding: .5mm 0 } .links td + td { border: 0 }
  .links td[data-title]::before { content: attr(data-title) ": " } .links a { display: block; padding: 2.5mm 0; font-weight: bold }
}
@media print {
  :root { color-scheme: light } th, td { padding: .6mm 2mm } .signatures { margin-top: 14mm }
  body { max-width: none; padding: 0; font-size: 10pt } thead { display: table-header-group } tfoot { display: table-row-group }
  tr, figure, .signatures, section.keep { break-inside: avoid } h2 { break-after: avoid } .wide { overflow: visible }
}`;
