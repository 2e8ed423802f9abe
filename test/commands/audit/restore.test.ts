import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  backUp,
  createVacancy,
  expectVacant,
  linesOf,
  sealAll,
} from '../../support/books/backup.ts';
import { addBooks } from '../../support/books/books.ts';
import { plant } from '../../support/books/planted.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { anchorIn, headIn } from '../../support/records/audit.ts';
import { trySignIn } from '../../support/records/sign-in.ts';

const HINT = 'hint: take another backup, or this one as it is with --accept-broken-record\n';

/** A backup whose lines were edited by who knows how its checksums are made. */
async function writeEdited(
  mess: TestMess,
  edit: (lines: string[]) => readonly string[],
): Promise<string> {
  return mess.file('edited.backup', sealAll(edit(linesOf(await backUp(mess)))));
}

async function createBooks(): Promise<TestMess> {
  const mess = await createMess();
  await addBooks(mess);
  return mess;
}

const isEntry = (line: string, sequence: number) =>
  line.startsWith(`[${sequence},"`) && line.includes('Z","');

describe('a backup whose record of changes is not what was written', () => {
  test('is refused, and what does not hold is named', async () => {
    const mess = await createBooks();
    const file = await writeEdited(mess, (lines) =>
      lines.map((line) => (isEntry(line, 5) ? line.replace('"warden"', '"nobody"') : line)),
    );
    const vacancy = await createVacancy();
    const error = `The record of changes in ${file} is not what was written. Nothing was written.`;
    expect(await vacancy('db', 'restore', file)).toEqual({
      code: 6,
      stdout: '',
      stderr: `audit_entries 5: audit_altered: the entry is not what was written\nerror: ${error}\n${HINT}`,
    });
    await expectVacant(vacancy);
    const { code, stdout, stderr } = await vacancy('db', 'restore', file, '--json');
    expect(code).toBe(6);
    expect(JSON.parse(stdout)).toMatchObject({
      database: file,
      findings: [{ check: 'audit_altered', key: '5' }],
    });
    expect(JSON.parse(stderr).error).toMatchObject({ reason: 'broken_record' });
    await expectVacant(vacancy);
  });

  test('that lacks the newest entries is refused too: the backup says which it had', async () => {
    const mess = await createBooks();
    const anchor = anchorIn(mess);
    expect(anchor).toMatch(/^25:/);
    const file = await writeEdited(mess, (lines) => lines.filter((line) => !isEntry(line, 25)));
    const vacancy = await createVacancy();
    const { code, stderr } = await vacancy('db', 'restore', file);
    expect(code).toBe(6);
    expect(stderr).toContain('audit_entries 25: audit_sequence: entry 25 of the record');
  });

  test('is taken with --accept-broken-record, and that is recorded', async () => {
    const mess = await createBooks();
    const file = await writeEdited(mess, (lines) =>
      lines.map((line) => (isEntry(line, 9) ? line.replace('"warden"', '"nobody"') : line)),
    );
    const restored = await createVacancy();
    const { code, stdout } = await restored('db', 'restore', file, '--accept-broken-record');
    expect(code).toBe(0);
    expect(stdout.endsWith(headIn(restored))).toBe(true);
    expect(headIn(restored)).toContain('Record 26 · ');
    await trySignIn(restored);
    expect(await restored.json('audit', 'list', '--last', '2')).toMatchObject([
      {
        sequence: 26,
        command: 'db restore',
        actor: { kind: 'database' },
        after: {
          brokenRecordAccepted: true,
          findings: ['audit_entries 9: audit_altered: the entry is not what was written'],
        },
      },
      { command: 'admin login' },
    ]);
    // It was accepted, and does not hold all the same.
    const verified = await restored('audit', 'verify', '--json');
    expect(verified.code).toBe(6);
    expect(JSON.parse(verified.stdout).findings).toMatchObject([{ key: '9' }]);
  });
});

describe('a backup of which something else does not hold', () => {
  /** Somebody gave a share a paisa more, and a student another phone; then a backup was made. */
  async function backUpUnsound() {
    const mess = await createBooks();
    plant(mess, [
      "update shares set amount_minor = amount_minor + 1 where month = '2025-05' and student_no = 1",
      "update students set phone = '+919000000000' where no = 2",
    ]);
    await backUp(mess);
    const { stderr } = await mess('db', 'verify');
    const lines = stderr.split('\n').slice(0, -3);
    expect(lines.length).toBeGreaterThan(2);
    return { file: join(mess.home, 'a.backup'), lines, mess };
  }

  test('is refused with what db verify said of it, and nothing is there', async () => {
    const { file, lines, mess } = await backUpUnsound();
    const vacancy = await createVacancy();
    for (const accepting of [[], ['--accept-broken-record']]) {
      expect(await vacancy('db', 'restore', file, ...accepting)).toEqual({
        code: 6,
        stdout: '',
        stderr: [
          ...lines,
          `error: ${lines.length} things do not hold in ${file}. Nothing was written.`,
          'hint: take another backup, or this one as it is with --accept-findings\n',
        ].join('\n'),
      });
    }
    const { code, stdout, stderr } = await vacancy('db', 'restore', file, '--json');
    expect(code).toBe(6);
    const { findings } = JSON.parse((await mess('db', 'verify', '--json')).stdout);
    expect(JSON.parse(stdout)).toMatchObject({ database: file, tables: { students: 7 }, findings });
    expect(JSON.parse(stderr).error).toMatchObject({ reason: 'unsound_backup', exitCode: 6 });
    await expectVacant(vacancy);
  });

  test('is taken with --accept-findings, and that is recorded', async () => {
    const { file, lines } = await backUpUnsound();
    const restored = await createVacancy();
    await restored.do(`db restore ${file} --accept-findings`);
    await trySignIn(restored);
    const [accepted] = await restored.json<{ after: object }[]>('audit', 'list', '--last', '2');
    expect(accepted?.after).toEqual({ findingsAccepted: true, findings: lines });
    const { stderr } = await restored('db', 'verify');
    expect(stderr.split('\n').slice(0, -3)).toEqual(lines);
  });

  test('is taken so also where the record of changes lacks what other rows point to', async () => {
    const mess = await createBooks();
    const file = await writeEdited(mess, (lines) => lines.filter((line) => !isEntry(line, 9)));
    const restored = await createVacancy();
    expect((await restored('db', 'restore', file, '--accept-broken-record')).code).toBe(6);
    await restored.do(`db restore ${file} --accept-findings`);
    await trySignIn(restored);
    const [accepted] = await restored.json<{ after: object }[]>('audit', 'list', '--last', '2');
    expect(accepted?.after).toMatchObject({ brokenRecordAccepted: true, findingsAccepted: true });
  });
});

test('from backup to backup the head is the same', async () => {
  const mess = await createBooks();
  await backUp(mess);
  const restored = await createVacancy();
  await restored.do(
    `db restore ${join(mess.home, 'a.backup')} --accept-broken-record --accept-findings`,
  );
  expect(anchorIn(restored)).toBe(anchorIn(mess));
  await trySignIn(restored);
  expect((await restored('audit', 'verify', '--anchor', anchorIn(mess))).code).toBe(0);
});

test('a backup of before there was a chain is sealed when it is restored', async () => {
  const mess = await createBooks();
  let columns: string[] = [];
  const file = await writeEdited(mess, (lines) =>
    lines.flatMap((line) => {
      const value = JSON.parse(line);
      if (value.mess) {
        const { record: _, ...header } = value;
        return [JSON.stringify({ ...header, migration: '026-mark-meanings' })];
      }
      const wasSalts = columns.includes('salts');
      if (value.table) columns = value.columns;
      if (columns.includes('salts') || (wasSalts && !value.table)) return [];
      if (!columns.includes('previous_hash')) return [line];
      const kept = (list: unknown[]) => list.slice(0, -2);
      if (value.table) return [JSON.stringify({ ...value, columns: kept(value.columns) })];
      return [Array.isArray(value) ? JSON.stringify(kept(value)) : line];
    }),
  );
  const restored = await createVacancy();
  expect(await restored('db', 'restore', file)).toMatchObject({ code: 0 });
  expect(anchorIn(restored)).toMatch(/^26:/);
  await trySignIn(restored);
  expect(await restored.json('audit', 'list', '--last', '2')).toMatchObject([
    { command: 'db migrate', actor: { kind: 'database' }, after: { entries: 25 } },
    { command: 'admin login' },
  ]);
  expect(await restored('db', 'verify')).toMatchObject({ code: 0, stderr: '' });
  expect(await restored('audit', 'verify')).toMatchObject({ code: 0 });
});
