import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { ENDPOINTS } from '../../../../src/web/api/catalogue.ts';
import { splitWords } from '../../../support/mess.ts';
import { signInStudent } from '../../../support/records/month.ts';
import { serveMess } from '../../serve-mess.ts';
import { createAccounts } from './accounts.ts';
import { MONEY_PARITY } from './money-parity.ts';

/** What helps is a command line on the one side, and nothing on the other. */
function withoutWarnings(document: unknown): unknown {
  return JSON.parse(
    JSON.stringify(document, (key, value) =>
      key === 'warnings' ? (value as string[]).length : value,
    ),
  );
}

test('what is read of money and of the mess is the same as by the command', async () => {
  const mess = await createAccounts();
  await mess.do('notify receipt 2025-26/0001 --command true --quiet');
  await mess('notify', 'receipt', '2025-26/0002', '--command', 'false');
  await mess('notify', 'bills', '2025-05', '--command', 'false');
  const { ask, signIn } = await serveMess(mess);
  const warden = await signIn();
  const login = await ask('/studentlogin', { body: { st_id: 'S002', phone: '9876543211' } });
  const student: string = login.json.access_token;
  const compare = async (asStudent: boolean) => {
    for (const { endpoint, path, command, ...who } of MONEY_PARITY) {
      if ((who.asStudent ?? false) !== asStudent) continue;
      const { status, json } = await ask(`/api/v1${path}`, { token: asStudent ? student : warden });
      const { stdout } = await mess(...splitWords(command), '--json');
      expect([path, status, withoutWarnings(json)]).toEqual([
        path,
        200,
        withoutWarnings(JSON.parse(stdout)),
      ]);
      const schema = ENDPOINTS.find(({ name }) => name === endpoint)?.answer ?? {};
      expect([path, [...Value.Errors(schema, json)]]).toEqual([path, []]);
    }
  };
  await compare(false);
  await signInStudent(mess, 'S002', '9876543211');
  await compare(true);
});
