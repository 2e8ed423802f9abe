import { visible } from '../../domain/values/text.ts';

/** Text for a page, which it can neither leave nor turn round: what is marked up is shown. */
export function escapeHtml(text: string): string {
  // Most of a long report is figures and words of ASCII without a sign to be named.
  if (/^[ !#-%(-;=?-~]*$/.test(text)) return text;
  return visible(text).replace(/[&<>"']/g, (sign) => NAMED[sign] ?? '');
}

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A page that is whole in itself, and asks nobody for anything: no script, no picture, no font.
 *
 * @param body already escaped
 * @param language of its words
 */
export function htmlPage(title: string, style: string, body: string, language = 'en'): string {
  return [...htmlPages(title, style, [body], language)].join('');
}

/** The same of a long page, in pieces. @param bodies already escaped */
export function* htmlPages(
  title: string,
  style: string,
  bodies: Iterable<string>,
  language = 'en',
): Iterable<string> {
  yield `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>
${style}
</style>
</head>
<body>
`;
  for (const body of bodies) yield `${body}\n`;
  yield `</body>
</html>
`;
}
