import { Chalk, type ChalkInstance } from 'chalk';
import type { Page } from './view.ts';

let colored: ChalkInstance | undefined;
let plain: ChalkInstance | undefined;

/** Colours, or nothing of the kind; decided by the caller, since chalk looks at one stream only. */
export function style(page: Pick<Page, 'color'>): ChalkInstance {
  if (page.color) {
    colored ??= new Chalk({ level: 1 });
    return colored;
  }
  plain ??= new Chalk({ level: 0 });
  return plain;
}
