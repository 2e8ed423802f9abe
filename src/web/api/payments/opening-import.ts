import { ImportReport } from '../../../documents/schemas/imports.ts';
import { OPENING_COLUMNS } from '../../../input/payments/opening-file.ts';
import { planOpeningImport } from '../../../operations/payments/import-openings.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { DETAILS } from '../imports/imports.ts';
import { IMPORT_KEYS, readFileOptions } from '../imports/reading.ts';
import { runImport } from '../imports/run-import.ts';
import { keys } from '../input.ts';

const { profile: _, ...KEYS } = IMPORT_KEYS;

export const OPENING_IMPORT_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'importOpenings',
    method: 'POST',
    path: '/openings/imports',
    summary: 'Import a file of what each owed when the accounts began',
    details: DETAILS,
    permission: 'set openings',
    takesFile: true,
    isHeavy: true,
    query: keys(KEYS),
    answer: ImportReport,
    async run(scope, { query }) {
      const { mess, actor } = scope;
      const file = readFileOptions(query, {}, OPENING_COLUMNS);
      return runImport(scope, query, (source, more, onProgress) =>
        planOpeningImport(mess, actor, source, { ...more, file }, onProgress),
      );
    },
  }),
];
