import { parseMessName } from '../../domain/mess/settings.ts';
import { parseCurrency } from '../../domain/values/currency.ts';
import { describeAddress } from '../../domain/values/database-address.ts';
import { parseTimeZone } from '../../domain/values/date.ts';
import { parseId } from '../../domain/values/id.ts';
import { initMess, refuseExistingMess } from '../../operations/upkeep/init.ts';
import { newMessView } from '../../output/mess/init.ts';
import type { Terminal } from '../context.ts';
import { getNewPassword, PASSWORD_OPTIONS } from '../options/password.ts';
import { checkWith, givenOrAsked, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

const DEFAULT_NAME = 'Mess';
const DEFAULT_CURRENCY = 'INR';

export const init = defineVerb({
  name: 'init',
  details:
    'Makes the database and an admin who owns it. Refuses where a mess is already; run it again if it was interrupted.',
  examples: [
    'mess init --name "Ganga Hostel Mess" --admin warden',
    'mess init --admin warden --password-file ~/.mess-password --timezone Asia/Kolkata',
  ],
  permission: 'none',
  takes: {
    name: valueOption('--name <TEXT>', 'what the mess is called', parseMessName),
    currency: valueOption(
      '--currency <CODE>',
      `its currency (default: "${DEFAULT_CURRENCY}")`,
      parseCurrency,
    ),
    timeZone: valueOption(
      '--timezone <ZONE>',
      "its time zone (default: this machine's)",
      parseTimeZone,
    ),
    admin: valueOption('--admin <ID>', 'the id of the first admin', parseId),
    ...PASSWORD_OPTIONS,
  },
  async run(context, values) {
    const { answer, database, machine, terminal } = context;
    await database.connect(refuseExistingMess);
    const message = 'Id of the admin';
    const adminId = await givenOrAsked(terminal, values.admin, '--admin', message, parseId);
    const name = values.name ?? (await askName(terminal));
    const password = await getNewPassword(context, values);
    const { currency = DEFAULT_CURRENCY, timeZone = machine.timeZone() } = values;
    const input = { name, currency, timeZone, adminId, password };
    await database.connect((address, options) => initMess(address, options, input, machine.now));
    const mess = { name, currency, timeZone };
    const where = describeAddress(database.address);
    const made = { mess, database: where, admin: adminId };
    await answer.print(newMessView(made, `mess admin login ${adminId}`));
  },
});

async function askName({ prompter }: Terminal): Promise<string> {
  if (prompter === undefined) return DEFAULT_NAME;
  const message = 'What is the mess called?';
  const check = checkWith(parseMessName);
  return parseMessName(await prompter.text({ message, default: DEFAULT_NAME, check }));
}
