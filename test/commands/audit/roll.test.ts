import { expect, test } from 'vitest';
import { findPlanted, type Planted } from '../../support/books/planted.ts';
import { createMess, type TestMess } from '../../support/mess.ts';

const TELLS = 'is not what the record of changes tells';

/** What a hand can do to the roll, and what is found. */
const BY_HAND: readonly Planted[] = [
  [
    'a name',
    ["update students set name = 'Asha Rai' where no = 1"],
    'students 1: record: name is not what the record of changes tells',
  ],
  [
    'a phone',
    ["update students set phone = '9876500000' where no = 2"],
    'students 2: record: phone is not what the record of changes tells',
  ],
  [
    'a phone, but for the last digits that the record shows',
    ["update students set phone = '9111113219' where no = 2"],
    `students 2: record: phone ${TELLS}`,
  ],
  [
    'a branch',
    ["update students set branch = 'ME' where no = 2"],
    'students 2: record: branch is not what the record of changes tells',
  ],
  [
    'a joining day that is none',
    ["update students set joined = 'soon' where no = 1"],
    'students 1: value: not a date; write it like 2025-05-31',
    'students 1: record: joined is not what the record of changes tells',
  ],
  [
    'a joining day in other signs',
    ["update students set joined = '1/5/2025' where no = 1"],
    'students 1: value: not a date; write it like 2025-05-31',
    'students 1: record: joined is not what the record of changes tells',
  ],
  [
    'an address',
    ["update students set email = 'asha@example.com' where no = 1"],
    `students 1: record: email ${TELLS}`,
  ],
  [
    'an address where none was told',
    ["update students set email = 'v@example.com' where no = 2"],
    `students 2: record: email ${TELLS}`,
  ],
  [
    'an address that is two',
    ["update students set email = 'a@x.org;b@x.org' where no = 1"],
    'students 1: value: not an e-mail address; write one, like asha@example.org',
    `students 1: record: email ${TELLS}`,
  ],
  [
    'who wants no messages',
    ['update students set takes_messages = 1 where no = 1'],
    `students 1: record: takes_messages ${TELLS}`,
  ],
  [
    'a leaving day taken away',
    ['update students set "left" = null where no = 3'],
    'students 3: record: left is not what the record of changes tells',
  ],
  [
    'an id, with its key',
    ["update students set id = 'S009', id_key = 's009' where no = 1"],
    'students 1: record: the record of changes tells of no such student',
    'students: record: S001 is not there, and the record of changes tells of it',
  ],
  [
    'one put in',
    [
      `insert into students select 9, 's010', 'S010', name, branch, phone, joined, "left", entered_at, entered_by, email, takes_messages
       from students where no = 1`,
    ],
    'students 9: record: the record of changes tells of no such student',
  ],
  [
    'one taken out',
    ['delete from students where no = 2'],
    'students: record: S002 is not there, and the record of changes tells of it',
  ],
  [
    'when one was entered',
    ["update students set entered_at = 'today' where no = 1"],
    'students 1: value: not a time: today',
    'students 1: record: entered_at is not what the record of changes tells',
  ],
];

async function createRoll(): Promise<TestMess> {
  const mess = await createMess();
  const roll = await mess.file(
    'roll.csv',
    'id,name,branch,phone,joined\nS001,Asha Rao,CSE,9876543210,2025-05-01\nS2,Vikram Shah,CSE,9876543211,\n',
  );
  const changed = await mess.file(
    'changed.csv',
    'id,name,branch,phone\nS001,Asha R Rao,CSE,9876543210\nS002,Vikram Shah,ECE,9876543211\n',
  );
  await mess.do(
    `student import ${roll}`,
    'student edit S2 --id S002 --phone 9876543219',
    'student add S003 --name "सीता देवी" --branch ME --phone 9876543212',
    `student import ${changed} --on-conflict update`,
    'student edit S001 --email asha@example.org --no-messages',
    'student remove S003 --on 2025-05-31',
    'student remove S001 --on 2025-05-31',
    'student restore S001',
  );
  return mess;
}

test('the roll is what the entries tell, whatever was done to it', async () => {
  const mess = await createRoll();
  expect(await mess('db', 'verify')).toMatchObject({ code: 0 });
  for (const [what, statements, ...lines] of BY_HAND) {
    expect(await findPlanted(mess, statements), what).toEqual(lines);
  }
});
