import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

interface Row {
  sequence: number | string | bigint;
  operation_id: string;
  at: string;
  actor_kind: string;
  actor_id: string | null;
  command: string;
  subject: string | null;
  month: string | null;
  before: string | null;
  after: string | null;
}

const AT_ONCE = 100;

/**
 * Makes a chain of the entries of before there was one, in the form of its first day, and seals them by
 * an entry that states their number and their last hash: for those before it the chain says that they
 * are as they were then.
 */
export async function up(db: Knex): Promise<void> {
  // A new mess has nothing that is to be sealed.
  if ((await db('audit_entries').first('sequence')) === undefined) return;
  for (;;) {
    const isDone = db.isTransaction ? await sealNext(db) : await db.transaction(sealNext);
    if (isDone) return;
  }
}

async function sealNext(trx: Knex): Promise<boolean> {
  // On a server the lock of whoever writes; a file is locked already.
  await trx('turns').update({ taken: trx.raw('"taken" + 1') });
  const rows: Row[] = await trx('audit_entries')
    .whereNull('hash')
    .orderBy('sequence')
    .limit(AT_ONCE)
    .select();
  for (const row of rows) await sealEntry(trx, row);
  if (rows.length === AT_ONCE) return false;
  const last = await findNewest(trx);
  if (last === undefined || last.command === SEAL.command) return true;
  const sequence = Number(last.sequence) + 1;
  const seal: Row = {
    ...SEAL,
    sequence,
    operation_id: randomUUID(),
    at: new Date().toISOString(),
    after: JSON.stringify({ entries: sequence - 1, hash: last.hash }),
  };
  await trx('audit_entries').insert({ ...seal, ...chain(seal, last.hash, seal) });
  return true;
}

const SEAL = {
  command: 'db migrate',
  actor_kind: 'database',
  actor_id: null,
  subject: 'record of changes',
  month: null,
  before: null,
};

async function findNewest(
  trx: Knex,
): Promise<{ sequence: number | string; command: string; hash: string } | undefined> {
  return trx('audit_entries')
    .whereNotNull('hash')
    .orderBy('sequence', 'desc')
    .first('sequence', 'command', 'hash');
}

async function sealEntry(trx: Knex, row: Row): Promise<void> {
  const previous = (await findNewest(trx))?.hash ?? '0'.repeat(64);
  const salts: string[] = [];
  const said = withCommitments(row, salts);
  if (salts.length > 0) {
    await trx('audit_salts').where({ sequence: row.sequence }).delete();
    await trx('audit_salts').insert({ sequence: row.sequence, salts: salts.join(',') });
  }
  await trx('audit_entries')
    .where({ sequence: row.sequence })
    .update(chain(row, previous, said));
}

const sha256 = (text: string) => hash('sha256', text, 'hex');

function chain(row: Row, previous: string, { before, after }: Pick<Row, 'before' | 'after'>) {
  const { operation_id, at, actor_kind, actor_id, command, subject, month } = row;
  const [was, is] = [before, after].map((text) => (text === null ? null : sha256(text)));
  const form = 'mess record 1';
  const columns = [form, operation_id, at, actor_kind, actor_id, command, subject, month, was, is];
  const digest = sha256(JSON.stringify(columns));
  return { previous_hash: previous, hash: sha256(`${previous} ${row.sequence} ${digest}`) };
}

/** The two values with a commitment for each name and each phone number; as they are where none is. */
function withCommitments(row: Row, salts: string[]): Pick<Row, 'before' | 'after'> {
  const texts = [row.before, row.after];
  try {
    const [before = null, after = null] = texts.map((text) => {
      if (text === null) return null;
      const value: unknown = JSON.parse(text);
      // What mess did not write so could not be told from the same in other signs.
      if (JSON.stringify(value) !== text) throw new SyntaxError('not as mess writes it');
      return JSON.stringify(commit(value, salts));
    });
    return { before, after };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    salts.length = 0;
    return row;
  }
}

function commit(value: unknown, salts: string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => commit(each, salts));
  if (typeof value !== 'object' || value === null) return value;
  if ('name' in value && 'phone' in value) {
    const { name, phone } = value;
    if (typeof name === 'string' && typeof phone === 'string') {
      const salt = randomBytes(16).toString('base64');
      salts.push(salt);
      return {
        ...value,
        name: sha256(`${salt} name ${name}`),
        phone: sha256(`${salt} phone ${phone}`),
      };
    }
  }
  const entries = Object.entries(value).map(([key, each]) => [key, commit(each, salts)] as const);
  return Object.fromEntries(entries);
}
