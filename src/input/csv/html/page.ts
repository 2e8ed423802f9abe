import { FileFault } from '../../../domain/imports/report.ts';

/** Excel shows a web page under the name of a workbook as if it were one, and so portals write them. */
const PAGE =
  /^\s*<(?:!--|(?:!doctype\s+html|html|head|meta|style|script|link|title|body|table|tr|div|center|font|form|span|h[1-6]|p|br?)\b)/i;

/** What stands between the cells of a page, in the place of a delimiter; no cell of it has one. */
export const OF_PAGE = '\n';

const XML = /^\s*<(?:\?xml|!doctype)\b/i;

/** So much of a page says what it is. */
const START_BYTES = 4096;

/**
 * Whether a file is a web page, by how it begins.
 *
 * @throws FileFault `not_csv` it is other markup, such as a workbook of Excel 2003 as XML
 */
export function isPage(head: Buffer): boolean {
  const start = head.toString('utf8', 0, START_BYTES);
  if (PAGE.test(start)) return true;
  if (!XML.test(start)) return false;
  if (/<html\b/i.test(start)) return true;
  const message =
    'a workbook or page of XML, whatever it is called; open it in a spreadsheet and save it as "CSV UTF-8"';
  throw new FileFault({ line: 1, column: '', value: '', code: 'not_csv', message });
}

/** Whether bytes may begin a page: only then more of them are looked at. */
export function mayBePage(head: Buffer): boolean {
  return /^\s*(<|$)/.test(head.toString('latin1'));
}

/** So many bytes of a page are looked at for its charset; a browser looks at 1024. */
export const CHARSET_BYTES = 4096;

/** What a page says of its own encoding, in small letters; undefined where it is none or says nothing. */
export function findCharset(head: Buffer): string | undefined {
  if (!PAGE.test(head.toString('latin1')) && !XML.test(head.toString('latin1'))) return undefined;
  const start = head.toString('latin1').replace(/<!--.*?-->/gs, '');
  const meta = /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start);
  const xml = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)/i.exec(start);
  return (meta ?? xml)?.[1]?.toLowerCase();
}
