import { resolve } from 'node:path';
import {
  MAX_TOKEN_DAYS,
  parseTokenDays,
  parseTokenRights,
  TOKEN_RIGHTS,
  USUAL_TOKEN_RIGHTS,
} from '../../../domain/access/service-token.ts';
import { dateIn } from '../../../domain/values/date.ts';
import { FailureError, MessError } from '../../../errors.ts';
import {
  createServiceToken,
  findNameOfToken,
  type NewServiceToken,
  revokeServiceToken,
} from '../../../operations/access/service-tokens.ts';
import { newServiceTokenView } from '../../../output/access/service-tokens.ts';
import { idArgument } from '../../options/arguments.ts';
import { valueOption } from '../../options/values.ts';
import { shellWord } from '../../shell-word.ts';
import { defineVerb } from '../../verb.ts';

export const adminTokenCreate = defineVerb({
  name: 'create',
  summary: 'Make a service token, for cron and other programs',
  details: [
    '--may says what it is allowed: to register bills, to import attendance, to read, to make backups (a backup holds all of the mess), to record and import payments. whoami is always allowed.',
    'It is shown only once. With --output it goes to a file that only you can read. Let the name of the file not end in .csv or .json: that makes a document, which MESS_TOKEN_FILE cannot read.',
    'A program uses it with MESS_TOKEN_FILE=FILE, or MESS_TOKEN=TOKEN, in its environment; it then acts as the token, whoever is signed in. See mess help cron.',
  ].join('\n'),
  examples: [
    'mess admin token create cron --output ~/.mess-cron-token',
    'mess admin token create nights --may backup --output ~/.mess-nights-token',
    'mess admin token create door --may import --expires 90d',
  ],
  permission: 'change the service tokens',
  takes: {
    name: idArgument('<NAME>', 'the name of the token; the record of changes will call it so'),
    expires: valueOption(
      '--expires <DAYS>',
      `how long it lives, like 90d (default, and at most: ${MAX_TOKEN_DAYS}d)`,
      parseTokenDays,
    ),
    may: valueOption(
      '--may <RIGHTS>',
      `what it is allowed, of ${TOKEN_RIGHTS.join(', ')}, with commas (default: ${USUAL_TOKEN_RIGHTS.join(',')})`,
      parseTokenRights,
    ),
  },
  async run({ mess, actor, answer, files }, values) {
    const { name, expires: days = MAX_TOKEN_DAYS, may = USUAL_TOKEN_RIGHTS } = values;
    // Where no secret can be read there was none, or the answer is refused in its turn.
    const before = answer.output && (await files.readSecretFile(answer.output).catch(() => ''));
    const replaced = before ? await findNameOfToken(mess, actor, before) : undefined;
    const made = await createServiceToken(mess, actor, { name, days, may });
    try {
      await answer.print(newServiceTokenView(made), 'secret');
    } catch (error) {
      // Nobody would hold the secret, so the token must not stay.
      const isRevoked = await revokeServiceToken(mess, actor, name).catch(() => undefined);
      throw untold(error, name, isRevoked !== undefined);
    }
    if (answer.format !== 'table') return;
    const until = dateIn(mess.settings.timeZone, new Date(made.expiresAt));
    answer.note(howToUse(made, until, answer.output));
    if (replaced !== undefined) {
      answer.note(
        `The service token ${replaced}, which was in that file, is still good. To shut it out: mess admin token revoke ${replaced}`,
      );
    }
  },
});

function untold(error: unknown, name: string, isRevoked: boolean): unknown {
  if (!(error instanceof MessError)) return error;
  const hint = isRevoked
    ? 'nothing is left of the service token; make it again'
    : `the service token is stored and nobody has it: mess admin token revoke ${name}`;
  return new FailureError('answer_not_written', error.message, { hint, cause: error });
}

function howToUse({ name }: NewServiceToken, until: string, output: string | undefined): string {
  if (output === undefined) {
    return `This is the service token ${name}, until ${until}; it is not shown again. Keep it in a file that only you can read, and use it with MESS_TOKEN_FILE=FILE`;
  }
  return `It is the service token ${name}, until ${until}. Use it with MESS_TOKEN_FILE=${shellWord(resolve(output))}`;
}
