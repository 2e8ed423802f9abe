import { errorDocument, type ToldError } from '../../documents/error.ts';
import { visible } from '../../domain/values/text.ts';
import { renderJson } from './render.ts';
import { style } from './style.ts';
import type { Page } from './view.ts';
import { wrapSentence } from './wrap.ts';

/** An error for people: a sentence, and what helps. */
export function errorText(error: ToldError, page: SentencePage): string {
  const paint = style(page);
  const hint =
    error.hint === undefined
      ? ''
      : `${paint.dim('hint:')} ${wrapped(error.hint, page, 'hint: ')}\n`;
  return `${paint.red('error:')} ${wrapped(error.message, page, 'error: ')}\n${hint}`;
}

/** An error for scripts. */
export function errorJson(error: ToldError): string {
  return renderJson(errorDocument(error));
}

export function warningText(message: string, page: SentencePage): string {
  return `${style(page).yellow('warning:')} ${wrapped(message, page, 'warning: ')}\n`;
}

type SentencePage = Pick<Page, 'color'> & Partial<Pick<Page, 'width'>>;

/** A sentence in lines of whole words, as wide as the terminal. */
function wrapped(sentence: string, { width }: SentencePage, label: string): string {
  const margins = { first: label.length, hanging: INDENT.length };
  return wrapSentence(visible(sentence), width, margins).join(`\n${INDENT}`);
}

const INDENT = '  ';

/** A line of a list of mistakes. */
export function lineText(line: string, page: SentencePage): string {
  return `${wrapped(line, page, '')}\n`;
}

export function noteText(message: string, width?: number): string {
  return `${wrapSentence(visible(message), width).join('\n')}\n`;
}
