import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';

const hasBeancount = spawnSync('bean-check', ['--version']).status === 0;

const TEXT = '"(?:[^"\\\\\\n]|\\\\["\\\\])*"';
const ACCOUNT = '(?:Assets|Liabilities|Equity|Income|Expenses)(?::[A-Z0-9][A-Za-z0-9-]*)+';
const AMOUNT = '-?\\d+(?:\\.\\d+)?';
const DATE = '\\d{4}-\\d\\d-\\d\\d';

/** The lines that a journal has, by the rules of the language: a part of them. */
const LINES = [
  '',
  '; Proof',
  `option ${TEXT} ${TEXT}`,
  `${DATE} commodity [A-Z]{3}`,
  `${DATE} open ${ACCOUNT} [A-Z]{3}`,
  `  (?:id|name): ${TEXT}`,
  `  money-date: ${DATE}`,
  `${DATE} \\* ${TEXT}(?: \\^[A-Za-z0-9-]+)+`,
  `  ${ACCOUNT}  ${AMOUNT} [A-Z]{3}`,
  `${DATE} balance ${ACCOUNT}  ${AMOUNT} ~ 0 [A-Z]{3}`,
].map((rule) => new RegExp(`^${rule}$`));

/**
 * Expects a journal that beancount takes: every line is one that the rules of the language know, and each account
 * that is used is open. Where bean-check is installed it says so itself; else what adds up is seen in the journal
 * for hledger alone.
 */
export function expectBeancount(text: string): void {
  const strange = text.split('\n').filter((line) => !LINES.some((rule) => rule.test(line)));
  expect(strange).toEqual([]);
  const open = [...text.matchAll(/ open (\S+) /g)].map(([, account]) => account);
  const used = [...text.matchAll(/^(?: {2}|\S+ balance )([A-Z]\S+) /gm)].map(([, name]) => name);
  expect(used.length).toBeGreaterThan(0);
  expect(new Set(open).size).toBe(open.length);
  expect(used.filter((account) => !open.includes(account))).toEqual([]);
  if (!hasBeancount) return;
  const folder = mkdtempSync(join(tmpdir(), 'mess-beancount-'));
  try {
    const path = join(folder, 'a.beancount');
    writeFileSync(path, text);
    const { status, stdout, stderr } = spawnSync('bean-check', [path], { encoding: 'utf8' });
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
