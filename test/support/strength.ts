import { inject } from 'vitest';

/** How many of so many cases are tried: in a run of every day the first quarter. */
export function countTried(all: number): number {
  return inject('isFull') ? all : Math.ceil(all / 4);
}

/** How many steps on the next case is, where a run of every day tries every so many of them. */
export function stepOf(everyDay: number): number {
  return inject('isFull') ? 1 : everyDay;
}
