import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { plant } from '../../support/books/planted.ts';
import { createMess, type TestMess } from '../../support/mess.ts';
import { anchorIn } from '../../support/records/audit.ts';

const PHONES = ['9876543210', '9876543211', '9123456789', '9000003210', '+9779812345678'];

async function createRoll(): Promise<TestMess> {
  const mess = await createMess();
  const roll = await mess.file('roll.csv', 'id,name,branch,phone\nS002,Dev,ME,9876543211\n');
  const changed = await mess.file('new.csv', 'id,name,branch,phone\nS002,Dev,ME,+9779812345678\n');
  await mess.do(
    'student add S001 --name "Asha Rao" --branch CSE --phone 9876543210',
    `student import ${roll}`,
    'student edit S001 --phone 9000003210',
    `student import ${changed} --on-conflict update`,
    'student edit S001 --id S003 --phone 9123456789',
    'student remove S003 --on 2025-05-31',
  );
  return mess;
}

test('no phone number is in the record, nor beside it', async () => {
  const mess = await createRoll();
  const stored = JSON.stringify([
    mess.rows('select * from audit_entries'),
    mess.rows('select * from audit_salts'),
  ]);
  for (const phone of PHONES) {
    expect(stored).not.toContain(phone);
    expect(stored).toContain(`•${phone.slice(-4)}`);
  }
  expect(stored).toContain('Asha Rao');
});

test('a number that became another one with the same end is told all the same', async () => {
  const mess = await createRoll();
  const { stdout } = await mess('audit', 'list', '--on', 'S001');
  expect(stdout.split('\n').filter((line) => line.includes('phone'))).toEqual([
    '    name Asha Rao, branch CSE, phone ••••••3210',
    '    phone ••••••3210 → ••••••3210 (another)',
    '    id S001 → S003, phone ••••••3210 → ••••••6789',
  ]);
});

test('what is shown of a number, and what stands for it, can be changed no more than a name', async () => {
  const mess = await createRoll();
  const { stdout } = await mess('audit', 'verify');
  expect(stdout).toContain('all 8 are as written');
  const hand = [
    `update audit_entries set "after" = replace("after", '•3210', '•9999') where "sequence" = 3`,
    `update audit_entries set "after" = replace("after", '••••••3210', '9876543210') where "sequence" = 3`,
    `update audit_salts set salts = substr(salts, 1, length(salts) - 44) where "sequence" = 3`,
    `update audit_salts set salts = replace(salts, ':', ':x') where "sequence" = 3`,
  ];
  const [before] = mess.rows<Entry>('select * from audit_entries where "sequence" = 3');
  const [salts] = mess.rows<Salts>('select * from audit_salts where "sequence" = 3');
  for (const statement of hand) {
    plant(mess, [statement]);
    const found = await mess('audit', 'verify');
    expect(found, statement).toMatchObject({ code: 6 });
    expect(found.stderr).toContain('audit_entries 3: audit_altered');
    plant(mess, [
      ['update audit_entries set "after" = ? where "sequence" = 3', before?.after],
      ['update audit_salts set salts = ? where "sequence" = 3', salts?.salts],
    ]);
  }
  expect(await mess('audit', 'verify')).toMatchObject({ code: 0 });
});

interface Salts {
  readonly sequence: number;
  readonly salts: string;
}

interface Entry {
  readonly sequence: number;
  readonly operation_id: string;
  readonly at: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly command: string;
  readonly subject: string | null;
  readonly month: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * Writes the record anew as it was written before phone numbers were masked, by nothing but what is
 * written about that form.
 */
function writeFirstForm(mess: TestMess, phones: Readonly<Record<string, string>>): void {
  const salts = new Map<number, string>();
  for (const row of mess.rows<Salts>('select * from audit_salts')) {
    salts.set(Number(row.sequence), row.salts.replace(/:.*$/, ''));
  }
  let previous = '0'.repeat(64);
  for (const row of mess.rows<Entry>('select * from audit_entries order by "sequence"')) {
    const salt = salts.get(Number(row.sequence));
    let [after, committed] = [row.after, row.after];
    if (salt !== undefined) {
      const person = JSON.parse(String(row.after));
      const phone = phones[person.id] ?? '';
      after = JSON.stringify({ ...person, phone });
      committed = JSON.stringify({
        ...person,
        name: sha256(`${salt} name ${person.name}`),
        phone: sha256(`${salt} phone ${phone}`),
      });
      plant(mess, [['update audit_salts set salts = ? where "sequence" = ?', salt, row.sequence]]);
    }
    const { operation_id, at, actor_kind, actor_id, command, subject, month, before } = row;
    const [was, is] = [before, committed].map((json) => (json === null ? null : sha256(json)));
    const who = [operation_id, at, actor_kind, actor_id, command, subject, month];
    const content = sha256(JSON.stringify(['mess record 1', ...who, was, is]));
    const hash = sha256(`${previous} ${row.sequence} ${content}`);
    plant(mess, [
      [
        'update audit_entries set "after" = ?, previous_hash = ?, hash = ? where "sequence" = ?',
        after,
        previous,
        hash,
        row.sequence,
      ],
    ]);
    previous = hash;
  }
}

test('entries of before hold as they are, and the chain goes on', async () => {
  const mess = await createMess();
  await mess.do(
    'student add S001 --name "Asha Rao" --branch CSE --phone 9876543210',
    'student add S002 --name "Dev Anand" --branch ME --phone 9876543211',
  );
  writeFirstForm(mess, { S001: '9876543210', S002: '9876543211' });
  const anchor = anchorIn(mess);
  await mess.do('student edit S001 --phone 9000003210', `audit verify --anchor ${anchor}`);
  expect(await mess('db', 'verify')).toMatchObject({ code: 0, stderr: '' });
  // They are read masked, too.
  expect((await mess('audit', 'list', '--json')).stdout).not.toMatch(/987654|900000/);
  plant(mess, ["update students set phone = '9111113211' where no = 2"]);
  expect((await mess('db', 'verify')).stderr).toContain(
    'students 2: record: phone is not what the record of changes tells',
  );
  plant(mess, [
    `update audit_entries set "after" = replace("after", '9876543211', '9111113211') where "sequence" = 4`,
  ]);
  expect((await mess('audit', 'verify')).stderr).toContain('audit_entries 4: audit_altered');
});
