import type { Check, ToldCheck } from '../../domain/upkeep/checkup.ts';
import { FailureError, MessError } from '../../errors.ts';
import { examineDatabase, examineTokens } from '../../operations/upkeep/checkup.ts';
import { checkupView } from '../../output/upkeep/checkup.ts';
import type { Context } from '../context.ts';
import { sayFault } from '../hints/say/fault.ts';
import { defineVerb } from '../verb.ts';

/** What helps against what was found, by the check or what it is about. */
const HELP: Readonly<Record<string, string>> = {
  server: 'see its administrator',
  certificate: 'have the certificate of the server renewed',
  tables: 'mess db migrate',
  clock: 'set the clock: what is recorded has its time from it',
  backup: 'mess db backup --to FOLDER --keep 14; for every night see mess help cron',
  tokens: 'mess admin token create NAME --output FILE, then mess admin token revoke the old one',
  'messages failed': 'mess notify list --state failed says why',
  'messages unknown': 'mess notify list --state unknown says of whom',
  'messages waiting':
    'mess notify list --state queued says why; a line for cron sends them: mess help messages',
};

export const doctor = defineVerb({
  name: 'doctor',
  details:
    'Looks at the program, the configuration, the files and who may read them, the disk, the clock, the database or its server and certificate, its tables, the age of the last backup, messages that did not arrive and, if you are signed in, the service tokens. Changes nothing. Ends with 1 if something is wrong, and with 0 if something only needs attention. To see whether the books are in order: mess db verify.',
  examples: ['mess doctor', 'mess doctor --json'],
  permission: 'none',
  async run(context) {
    const checks = await examineAll(context);
    const wrong = checks.filter(({ state }) => state === 'wrong').length;
    await context.answer.print(checkupView(checks), wrong > 0 ? 'when quiet' : undefined);
    if (wrong === 0) return;
    const sentence = wrong === 1 ? 'One thing is wrong.' : `${wrong} things are wrong.`;
    throw new FailureError('something_wrong', sentence);
  },
});

async function examineAll(context: Context): Promise<ToldCheck[]> {
  const checks = await context.machine.examine();
  const has = (check: string) => checks.some((each) => each.check === check && each.state === 'ok');
  if (!has('configuration')) return checks;
  checks.push(...(await examineMess(context)));
  // To sign in the mess is opened, which brings an older one up to date.
  const isFit = has('tables') && has('session') && !checks.some(isFaultyToken);
  return isFit ? [...checks, ...(await examineWhoIsSignedIn(context))] : checks;
}

function isFaultyToken({ check, state }: Check): boolean {
  return check === 'token' && state === 'wrong';
}

async function examineMess({ database, machine }: Context): Promise<ToldCheck[]> {
  try {
    const checks = await database.connect((address, options) =>
      examineDatabase(address, options, machine.now()),
    );
    return checks.map(tell);
  } catch (error) {
    return [sayFault('database', error)];
  }
}

function tell(check: Check): ToldCheck {
  return {
    ...check,
    hint: check.state === 'ok' ? null : (HELP[check.about ?? check.check] ?? null),
  };
}

async function examineWhoIsSignedIn({ database, session }: Context): Promise<ToldCheck[]> {
  const check = 'sign_in';
  try {
    const mess = await database.open();
    const actor = await session.actor(mess);
    if (
      actor.kind === 'nobody' &&
      !actor.why.startsWith('no such') &&
      actor.why !== 'token expired'
    ) {
      const message = 'Nobody is signed in, so the service tokens were not looked at.';
      return [{ check, state: 'ok', message, hint: null }];
    }
    const who = 'id' in actor ? `${actor.id} is signed in.` : '';
    const signedIn: ToldCheck = { check, state: 'ok', message: who, hint: null };
    return [signedIn, ...(await examineTokens(mess, actor)).map(tell)];
  } catch (error) {
    if (error instanceof MessError && error.reason === 'role_may_not') {
      const message = 'Who is signed in may not see the service tokens.';
      return [{ check, state: 'ok', message, hint: null }];
    }
    return [sayFault(check, error)];
  }
}
