const MAX_NAME = 30;

/**
 * What people see where a cell has no text, in brackets: a mark may be a picture, an icon or a box that is ticked.
 * Empty for what shows nothing of its own.
 */
export function pictureOf(name: string, attributes: Readonly<Record<string, string>>): string {
  const { alt = '', src = '', type = 'text', value = '' } = attributes;
  const style = attributes.class?.trim() ?? '';
  switch (name) {
    case 'img':
      return inBrackets(alt.trim() || nameOfFile(src));
    case 'select':
      return '[nothing chosen]';
    case 'svg':
      return inBrackets(style);
    case 'i':
      return style === '' ? '' : inBrackets(style);
    case 'input':
      if (/^(checkbox|radio)$/i.test(type)) {
        return attributes.checked === undefined ? '[not ticked]' : '[ticked]';
      }
      return /^hidden$/i.test(type) ? '' : value.trim();
    default:
      return '';
  }
}

/** Whether a cell is a picture and nothing else. */
export function isPicture(cell: string): boolean {
  return cell.startsWith('[') && cell.endsWith(']');
}

function inBrackets(name: string): string {
  const shown = name
    .replace(/[[\]=\p{C}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `[${shown.slice(0, MAX_NAME) || 'picture'}]`;
}

function nameOfFile(src: string): string {
  return src.startsWith('data:') ? '' : (/([^/?#]+)(?:[?#].*)?$/.exec(src)?.[1] ?? '');
}
