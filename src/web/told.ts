import type { Told, Warning } from '../errors.ts';

/** What came of an operation, with its warnings as sentences: what helps is a command line elsewhere, and nothing here. */
export function tell<T extends { readonly warnings: readonly Warning[] }>(done: T): Told<T> {
  return { ...done, warnings: done.warnings.map(({ message }) => message) };
}
