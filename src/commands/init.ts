import { parseMessName } from '../domain/mess/settings.ts';
import { parseCurrency } from '../domain/values/currency.ts';
import { describeAddress } from '../domain/values/database-address.ts';
import { parseTimeZone } from '../domain/values/date.ts';
import { parseId } from '../domain/values/id.ts';
import { initMess, refuseExistingMess } from '../operations/upkeep/init.ts';
import { visible } from '../output/page/terminal-text.ts';
import { addPasswordOptions, getNewPassword, type PasswordOptions } from './options/password.ts';
import { checkWith, givenOrAsked, valueOption } from './options/values.ts';
import { addVerb, type DeclareListed } from './verb.ts';

interface InitOptions extends PasswordOptions {
  readonly name?: string;
  readonly currency: string;
  readonly timezone?: string;
  readonly admin?: string;
}

const DEFAULT_NAME = 'Mess';

export const declareInit: DeclareListed = (program, context, summary) => {
  const command = addVerb(program, {
    usage: 'init',
    summary,
    details:
      'Makes the database and an admin who owns it. Refuses where a mess is already; run it again if it was interrupted.',
    examples: [
      'mess init --name "Ganga Hostel Mess" --admin warden',
      'mess init --admin warden --password-file ~/.mess-password --timezone Asia/Kolkata',
    ],
  })
    .addOption(valueOption('--name <TEXT>', 'what the mess is called', parseMessName))
    .addOption(valueOption('--currency <CODE>', 'its currency', parseCurrency).default('INR'))
    .addOption(
      valueOption('--timezone <ZONE>', "its time zone (default: this machine's)", parseTimeZone),
    )
    .addOption(valueOption('--admin <ID>', 'the id of the first admin', parseId));
  addPasswordOptions(command).action(async (options: InitOptions) => {
    await context.connect(refuseExistingMess);
    const adminId = await givenOrAsked(
      context,
      options.admin,
      '--admin',
      'Id of the admin',
      parseId,
    );
    const name = options.name ?? (await askName());
    const password = await getNewPassword(context, options);
    const timeZone = options.timezone ?? context.machineTimeZone;
    const { currency } = options;
    const input = { name, currency, timeZone, adminId, password };
    await context.connect((address, openOptions) =>
      initMess(address, openOptions, input, context.now),
    );
    const database = describeAddress(context.address);
    await context.print({
      json: () => ({ mess: { name, currency, timeZone }, database, admin: adminId }),
      csv: () => ({
        header: ['mess', 'currency', 'time_zone', 'database', 'admin'],
        rows: [[name, currency, timeZone, database, adminId]],
      }),
      text: () => [
        `${visible(`${name} is set up (${currency}, ${timeZone}) in ${database}.`)}\n`,
        `Sign in with: mess admin login ${adminId}\n`,
      ],
    });
  });

  async function askName(): Promise<string> {
    if (context.prompter === undefined) return DEFAULT_NAME;
    const message = 'What is the mess called?';
    const answer = await context.prompter.text({
      message,
      default: DEFAULT_NAME,
      check: checkWith(parseMessName),
    });
    return parseMessName(answer);
  }
};
