import { parseSessionName } from '../../domain/access/session.ts';
import { parseId } from '../../domain/values/id.ts';
import { UsageError } from '../../errors.ts';
import { revokeSessions } from '../../operations/access/session-list.ts';
import { endedSessionsView } from '../../output/access/sessions.ts';
import { valueArgument } from '../options/arguments.ts';
import { missingValue, valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const sessionRevoke = defineVerb({
  name: 'revoke',
  summary: 'End a session, or all of somebody, wherever it is',
  details:
    "Whoever had it is signed out at once, and may sign in again. Each ends their own, and an owner everybody's.",
  examples: ['mess session revoke 3fa9c01b', 'mess session revoke --of desk'],
  permission: 'end the own sessions',
  own: 'end own sessions',
  takes: {
    session: valueArgument(
      '[SESSION]',
      'the session, as mess session list names it',
      parseSessionName,
      'mess session list',
    ),
    of: valueOption('--of <ID>', 'all sessions of this admin or student', parseId),
  },
  check({ session, of }) {
    if (session === undefined && of === undefined) throw missingValue('SESSION');
    if (session !== undefined && of !== undefined) {
      throw new UsageError('conflicting_options', 'SESSION and --of exclude each other.', {
        hint: 'give one of them',
      });
    }
  },
  async run({ mess, actor, answer }, { session = '', of }) {
    const which = of === undefined ? { session } : { of };
    await answer.print(endedSessionsView(await revokeSessions(mess, actor, which)));
  },
});
