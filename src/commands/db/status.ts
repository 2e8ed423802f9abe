import { describeAddress } from '../../domain/values/database-address.ts';
import { nameSome } from '../../domain/values/text.ts';
import { UnavailableError, ValueError } from '../../errors.ts';
import { getDatabaseStatus, refuseUnknownOperation } from '../../operations/upkeep/database.ts';
import { databaseStatusView, storedOperationView } from '../../output/upkeep/database.ts';
import { valueOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

export const dbStatus = defineVerb({
  name: 'status',
  summary: 'Show whether the tables are those of this program',
  details:
    'Needs no sign-in and changes nothing. A command that ended with 10, outcome unknown, names its operation; --operation says whether it was stored: 0 if it was, 3 if not.',
  examples: ['mess db status', 'mess db status --operation 0b5cbd4e-6a0c-4f9a-9f57-2d2b6b0d1c11'],
  permission: 'none',
  isRead: true,
  takes: {
    operation: valueOption(
      '--operation <ID>',
      'say whether this operation was stored',
      parseOperationId,
    ),
  },
  async run({ answer, database }, { operation }) {
    if (operation !== undefined) {
      await database.connect((address, options) =>
        refuseUnknownOperation(address, options, operation),
      );
      return answer.print(storedOperationView(operation, describeAddress(database.address)));
    }
    const status = await database.connect(getDatabaseStatus);
    if (status.unknown.length > 0) {
      throw new UnavailableError(
        'made_by_newer',
        `${status.database} was made by a newer mess than this one: ${nameSome(status.unknown)}.`,
        { details: status },
      );
    }
    await answer.print(databaseStatusView(status));
  },
});

function parseOperationId(text: string): string {
  const id = text.trim().toLowerCase();
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id;
  throw new ValueError('bad_operation', 'not the id of an operation; copy it whole from the hint');
}
