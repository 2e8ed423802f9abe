import { expect } from 'vitest';
import { messagesOf } from '../../../src/web/messages/messages.ts';
import { minorOf, money } from '../../commands/books/year/journal.ts';
import type { TestMess } from '../../support/mess.ts';
import { serveMess } from '../serve-mess.ts';

interface Student {
  readonly id: string;
  readonly phone: string;
}

/**
 * Asserts that what each student owes is the same wherever it is asked for: on the student's page and on the desk's,
 * by both ways of the API, and at the keyboard.
 *
 * @param owed in minor units, below 0 for credit, by the id of a student; nothing where there is none
 */
export async function checkFronts(
  mess: TestMess,
  roll: readonly Student[],
  owed: ReadonlyMap<string, bigint>,
): Promise<void> {
  const { ask, signIn } = await serveMess(mess);
  const owner = await signIn();
  const listed = await ask('/api/v1/dues', { token: owner });
  const expected = roll.flatMap(({ id }) => {
    const minor = owed.get(id) ?? 0n;
    return minor === 0n ? [] : [[id, money(minor)]];
  });
  expect(
    Object.fromEntries(
      listed.json.map((each: { studentId: string; balance: string }) => [
        each.studentId,
        each.balance,
      ]),
    ),
  ).toEqual(Object.fromEntries(expected));
  for (const { id, phone } of roll) {
    const { json } = await ask('/studentlogin', { body: { st_id: id, phone } });
    const asStudent = { token: json.access_token as string };
    const figures = {
      keyboard: (await mess.json<{ balance: string }>('dues', 'show', id)).balance,
      desk: readDesk((await ask(`/desk/dues/${id}`, { token: owner })).text),
      office: (await ask(`/api/v1/dues/${id}`, { token: owner })).json.balance,
      own: (await ask('/api/v1/me/dues', asStudent)).json.balance,
      page: readPage((await ask('/me', asStudent)).text),
    };
    const figure = money(owed.get(id) ?? 0n);
    expect({ id, ...figures }).toEqual({
      id,
      keyboard: figure,
      desk: figure,
      office: figure,
      own: figure,
      page: figure,
    });
  }
}

/** The one figure of a student's page. */
function readPage(text: string): string | undefined {
  const say = messagesOf('en');
  if (text.includes(`<p class="amount">${say.nothingOwed}</p>`)) return money(0n);
  const found = new RegExp(
    `<p>(${say.owed}|${say.credit}) <strong class="amount">([^<]+)</strong></p>`,
  ).exec(text);
  return found === null ? undefined : readAmount(found[1] === say.credit, found[2]);
}

/** The same of the page that the desk has of an account. */
function readDesk(text: string): string | undefined {
  const found = /<dt>(Owed|Credit)<\/dt><dd>(?:<[^>]*>)?([^<]+)</.exec(text);
  return found === null ? undefined : readAmount(found[1] === 'Credit', found[2]);
}

function readAmount(isCredit: boolean, text = ''): string {
  const minor = minorOf(text.replace(/[^\d.]/g, ''));
  return money(isCredit ? -minor : minor);
}
