import { createMess, type TestMess } from '../mess.ts';
import { connectPast } from '../server/connection.ts';
import type { Mail } from './smtp-server.ts';

/** A mess that billed its students, each with an e-mail address, and knows its mail server. */
export async function createMailingMess(count: number, smtpUrl: string): Promise<TestMess> {
  const mess = await createMess();
  await fillMailingMess(mess, count, smtpUrl);
  return mess;
}

/** The same of a mess that is there. */
export async function fillMailingMess(
  mess: TestMess,
  count: number,
  smtpUrl: string,
): Promise<void> {
  const ids = Array.from({ length: count }, (_, at) => `S${String(at + 1).padStart(4, '0')}`);
  const roll = ids.map((id, at) => `${id},Student ${at + 1},CSE,${9_000_000_000 + at}`);
  const days = ids.map((id) => `${id},2025-05,30`);
  const files = {
    'roll.csv': ['id,name,branch,phone', ...roll, ''],
    'may.csv': ['student_id,month,days_present', ...days, ''],
  };
  for (const [name, lines] of Object.entries(files)) await mess.file(name, lines.join('\n'));
  await mess.do(
    `student import ${mess.home}/roll.csv --quiet`,
    `attendance import ${mess.home}/may.csv --quiet`,
    'settings --accounts-from 2025-05 --quiet',
    `bill register --month 2025-05 --total ${count * 1000} --quiet`,
    `config set smtp ${smtpUrl}`,
    'config set mail-from office@mess.example.org',
  );
  setEmails(mess, new Map(ids.map((id) => [id, emailOf(id)])));
}

export function emailOf(id: string): string {
  return `${id.toLowerCase()}@example.org`;
}

/** Says on the roll where a student gets messages. */
export function setEmail(
  mess: TestMess,
  id: string,
  email: string | null,
  takesMessages = true,
): void {
  setEmails(mess, new Map([[id, email]]), takesMessages);
}

function setEmails(
  { database }: TestMess,
  emails: ReadonlyMap<string, string | null>,
  takesMessages = true,
): void {
  const db = connectPast(database);
  try {
    const sql = 'update students set email = ?, takes_messages = ? where id = ?';
    for (const [id, email] of emails) db.run(sql, email, Number(takesMessages), id);
  } finally {
    db.close();
  }
}

/** A mail as people read it, with its headers. */
export function decodedText({ raw }: Pick<Mail, 'raw'>): string {
  const bytes = raw
    .replaceAll('\r\n', '\n')
    .replace(/=\n/g, '')
    .replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
