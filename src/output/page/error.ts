import { errorDocument, type ToldError } from '../../documents/error.ts';
import { renderJson } from './render.ts';
import { style } from './style.ts';
import { visible } from './terminal-text.ts';
import type { Page } from './view.ts';

/** An error for people: a sentence, and what helps. */
export function errorText(error: ToldError, page: Pick<Page, 'color'>): string {
  const paint = style(page);
  const hint = error.hint === undefined ? '' : `${paint.dim('hint:')} ${visible(error.hint)}\n`;
  return `${paint.red('error:')} ${visible(error.message)}\n${hint}`;
}

/** An error for scripts. */
export function errorJson(error: ToldError): string {
  return renderJson(errorDocument(error));
}

export function warningText(message: string, page: Pick<Page, 'color'>): string {
  return `${style(page).yellow('warning:')} ${visible(message)}\n`;
}

export function noteText(message: string): string {
  return `${visible(message)}\n`;
}
