import { Chalk, type ChalkInstance } from 'chalk';
import type { Page } from './view.ts';

const COLORED = new Chalk({ level: 1 });
const PLAIN = new Chalk({ level: 0 });

/** Colours, or nothing of the kind; decided by the caller, since chalk looks at one stream only. */
export function style(page: Pick<Page, 'color'>): ChalkInstance {
  return page.color ? COLORED : PLAIN;
}
