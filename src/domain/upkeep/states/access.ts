import { sha256 } from '../../mess/record-chain.ts';
import { idKey } from '../../values/id.ts';
import type { VerifiedRow } from '../finding.ts';
import type { Person, Roll } from './roll.ts';
import type { State } from './state.ts';
import { type Entry, fieldOf, textOf } from './told/entry.ts';
import { createToldRows, type ReportIn, type ToldRow } from './told/rows.ts';

/** Who may sign in: admins with their roles, service tokens, and students with a secret of their own. */
export function createAccessState(report: ReportIn, roll: Pick<Roll, 'find'>): State {
  const admins = createAdmins(report);
  const tokens = createTokens(report);
  const secrets = createSecrets(report, roll);
  return {
    addEntry(entry) {
      admins.addEntry(entry);
      tokens.addEntry(entry);
      secrets.addEntry(entry);
    },
    rows: { ...admins.rows, ...tokens.rows, ...secrets.rows },
    ends: { ...admins.ends, ...secrets.ends },
  };
}

/** Of the stored hash; undefined where the entry, of an older program, does not say. */
function secretOf({ after }: Entry): string | undefined {
  return textOf(after, 'digests', 'secret') ?? undefined;
}

function withSecret(row: VerifiedRow, column: string): VerifiedRow {
  return { ...row, [column]: sha256(String(row[column])) };
}

function createAdmins(report: ReportIn): State {
  const admins = createToldRows('admins', report);
  const add = (id: unknown, role: string | null | undefined, entry: Entry) => {
    if (typeof id !== 'string') return;
    const times = { created_at: entry.at, disabled_at: null, recovered_at: null };
    admins.tell(idKey(id), { id, role, ...times, password_hash: secretOf(entry) });
  };
  return {
    addEntry(entry) {
      const { command, subject, at, after } = entry;
      const of = idKey(subject);
      if (command === 'init') add(fieldOf(after, 'admin', 'id'), 'owner', entry);
      if (command === 'admin add') add(fieldOf(after, 'id'), textOf(after, 'role'), entry);
      if (command === 'db import-original') {
        const ids = fieldOf(after, 'admins');
        for (const id of Array.isArray(ids) ? ids : []) add(id, 'manager', entry);
      }
      if (command === 'admin edit') admins.change(of, { role: textOf(after, 'role') });
      if (command === 'admin disable') admins.change(of, { disabled_at: at });
      if (command === 'admin enable') admins.change(of, { disabled_at: null });
      if (command === 'admin recover') admins.change(of, { recovered_at: at });
      const isNew = ['admin passwd', 'admin reset', 'admin recover'].includes(command);
      const isChosen = command === 'admin login' && secretOf(entry) !== undefined;
      if (isNew || isChosen) admins.change(of, { password_hash: secretOf(entry) });
    },
    rows: {
      admins: (row) => admins.check(String(row.id_key), withSecret(row, 'password_hash')),
    },
    ends: { admins: admins.end },
  };
}

/** Tokens stay behind where a mess is copied or restored, so those that are missing are missed by nobody. */
function createTokens(report: ReportIn): State {
  const tokens = createToldRows('service_tokens', report);
  return {
    addEntry(entry) {
      const { command, subject, at, after } = entry;
      if (command === 'admin token revoke') tokens.forget(idKey(subject));
      if (command !== 'admin token create') return;
      const may = fieldOf(after, 'may');
      tokens.tell(idKey(subject), {
        name: subject,
        may: Array.isArray(may) ? may.join(',') : undefined,
        created_at: at,
        expires_at: textOf(after, 'expiresAt'),
        token_hash: secretOf(entry),
      });
    },
    rows: {
      service_tokens: (row) => tokens.check(String(row.name_key), withSecret(row, 'token_hash')),
    },
  };
}

function createSecrets(report: ReportIn, roll: Pick<Roll, 'find'>): State {
  const told = new Map<Person, ToldRow>();
  const secrets = createToldRows('student_secrets', report);
  return {
    addEntry(entry) {
      const { command, subject, at, after } = entry;
      if (command === 'student secret') {
        told.set(roll.find(subject), { set_at: at, secret_hash: secretOf(entry) });
      }
      const isGone = command === 'student code' || command === 'student anonymise';
      if (isGone) told.delete(roll.find(subject));
      if (command !== 'student login' || fieldOf(after, 'activated') !== true) return;
      told.set(roll.find(subject), { set_at: at, secret_hash: secretOf(entry) });
    },
    rows: {
      student_secrets: (row) =>
        secrets.check(String(row.student_no), withSecret(row, 'secret_hash')),
    },
    ends: {
      students() {
        for (const [{ no }, row] of told) if (no !== undefined) secrets.tell(String(no), row);
      },
      student_secrets: secrets.end,
    },
  };
}
