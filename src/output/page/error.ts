import type { ErrorCode, Reason } from '../../reasons.ts';
import { renderJson } from './render.ts';
import { style } from './style.ts';
import { visible } from './terminal-text.ts';
import type { Page } from './view.ts';

/** An error in the words of whoever shows it. */
export interface ErrorToShow {
  readonly code: ErrorCode;
  readonly reason: Reason;
  readonly exitCode: number;
  readonly message: string;
  /** What helps. */
  readonly hint: string | undefined;
  readonly details: unknown;
}

/** An error for people: a sentence, and what helps. */
export function errorText(error: ErrorToShow, page: Pick<Page, 'color'>): string {
  const paint = style(page);
  const hint = error.hint === undefined ? '' : `${paint.dim('hint:')} ${visible(error.hint)}\n`;
  return `${paint.red('error:')} ${visible(error.message)}\n${hint}`;
}

/** An error for scripts. */
export function errorJson({ code, reason, exitCode, message, hint, details }: ErrorToShow): string {
  return renderJson({
    error: { code, reason, exitCode, message, hint: hint ?? null, details: details ?? null },
  });
}

export function warningText(message: string, page: Pick<Page, 'color'>): string {
  return `${style(page).yellow('warning:')} ${visible(message)}\n`;
}

export function noteText(message: string): string {
  return `${visible(message)}\n`;
}
