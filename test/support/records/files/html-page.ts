/** A page with one table, as portals write it under the name of a workbook. */
export function htmlPage(rows: readonly (readonly string[])[], head = ''): string {
  const lines = rows.map(
    (cells) => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
  );
  return `<html><head>${head}</head><body><h3>Hostel &amp; Mess</h3><table border=1>\n${lines.join('\n')}\n</table></body></html>\n`;
}

export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
