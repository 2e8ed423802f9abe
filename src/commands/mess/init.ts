import { findRegion } from '../../domain/mess/region.ts';
import { parseMessName } from '../../domain/mess/settings.ts';
import { parseCurrency } from '../../domain/values/currency.ts';
import { describeAddress } from '../../domain/values/database-address.ts';
import { parseId } from '../../domain/values/id.ts';
import { currentName, parseTimeZone } from '../../domain/values/time-zone.ts';
import { initMess, refuseExistingMess } from '../../operations/upkeep/init.ts';
import { newMessView } from '../../output/mess/init.ts';
import type { Terminal } from '../context.ts';
import { howToSignIn } from '../hints/sign-in.ts';
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
  async run(context, values, command) {
    const { answer, database, machine, terminal } = context;
    await database.connect(refuseExistingMess);
    const name =
      values.name ??
      (await askOrUsual(terminal, 'What is the mess called?', DEFAULT_NAME, parseMessName));
    const message = 'Your id as admin (like warden)';
    const adminId = await givenOrAsked(terminal, values.admin, '--admin', message, parseId);
    const here = currentName(machine.timeZone());
    const timeZone =
      values.timeZone ?? (await askOrUsual(terminal, 'Time zone', here, parseTimeZone));
    const there = terminal.prompter && findRegion(timeZone)?.currency;
    const currency =
      values.currency ??
      (await askOrUsual(terminal, 'Currency', there ?? DEFAULT_CURRENCY, parseCurrency));
    const password = await getNewPassword(context, values, {
      id: adminId,
      names: [adminId, name],
    });
    const input = { name, currency, timeZone, adminId, password };
    await database.connect((address, options) => initMess(address, options, input, machine.now));
    const mess = { name, currency, timeZone };
    const where = describeAddress(database.address);
    const made = { mess, database: where, admin: adminId };
    await answer.print(newMessView(made, howToSignIn(adminId, command)));
  },
});

/** Where nobody can be asked it is as usual, which is an answer too. */
async function askOrUsual(
  { prompter }: Terminal,
  message: string,
  usual: string,
  parse: (text: string) => string,
): Promise<string> {
  if (prompter === undefined) return usual;
  return parse(await prompter.text({ message, default: usual, check: checkWith(parse) }));
}
