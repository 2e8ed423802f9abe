import { Type } from 'typebox';
import { ChargeImportReport } from '../../../documents/schemas/imports.ts';
import { CHARGE_COLUMNS } from '../../../input/charges/file.ts';
import { planChargeImport } from '../../../operations/charges/import.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { DETAILS } from '../imports/imports.ts';
import { IMPORT_KEYS, readFileOptions } from '../imports/reading.ts';
import { runImport } from '../imports/run-import.ts';
import { isSet, keys } from '../input.ts';
import { Flag, MonthText, readOptionalMonth } from '../money-input.ts';

const { profile: _, ...KEYS } = IMPORT_KEYS;

export const CHARGE_IMPORT_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'importCharges',
    method: 'POST',
    path: '/charges/imports',
    summary: 'Import a file of charges, such as the register of guests',
    details: DETAILS,
    permission: 'enter charges',
    takesFile: true,
    isHeavy: true,
    query: keys({ ...KEYS, month: Type.Optional(MonthText), again: Flag, unlikely: Flag }),
    answer: ChargeImportReport,
    async run(scope, { query }) {
      const { mess, actor } = scope;
      const month = readOptionalMonth(mess, 'month', query.month);
      const own = { month, again: isSet(query.again), unlikely: isSet(query.unlikely) };
      const file = readFileOptions(query, {}, CHARGE_COLUMNS);
      return runImport(scope, query, (source, more, onProgress) =>
        planChargeImport(mess, actor, source, { ...more, ...own, file }, onProgress),
      );
    },
  }),
];
