import { Type } from 'typebox';
import { auditDocument, recordHeadDocument } from '../../../documents/mess.ts';
import { AuditEntry, RecordHead } from '../../../documents/schemas/mess.ts';
import { listOf } from '../../../documents/schemas/parts/values.ts';
import {
  DatabaseStatus,
  VerifiedDatabase,
  VerifiedRecord,
} from '../../../documents/schemas/upkeep.ts';
import {
  databaseStatusDocument,
  verifiedDocument,
  verifiedRecordDocument,
} from '../../../documents/upkeep.ts';
import { parseCount, parseSubject } from '../../../domain/mess/audit.ts';
import { parseAnchor } from '../../../domain/mess/record-chain.ts';
import { startOfDay } from '../../../domain/values/date.ts';
import { parseId } from '../../../domain/values/id.ts';
import { listAudit } from '../../../operations/mess/audit.ts';
import { showDatabaseStatus } from '../../../operations/upkeep/database.ts';
import { verifyMess } from '../../../operations/upkeep/verify.ts';
import { showRecordHead, verifyRecord } from '../../../operations/upkeep/verify-record.ts';
import { parseOptional } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys } from '../input.ts';
import { DateText, MonthText, readOptionalDay, readOptionalMonth } from '../money-input.ts';

/** So many entries are answered where a request does not say how many; and at most. */
const USUAL_ENTRIES = 1000;
const MOST_ENTRIES = 10_000;

export const RECORD_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listAudit',
    method: 'GET',
    path: '/audit',
    summary: 'The record of changes, oldest first: the newest entries of it',
    details: `As many as last says, up to ${MOST_ENTRIES}; ${USUAL_ENTRIES} where it says nothing.`,
    permission: 'see the record of changes',
    query: keys({
      by: Type.Optional(Type.String({ maxLength: 100 })),
      on: Type.Optional(Type.String({ maxLength: 255 })),
      month: Type.Optional(MonthText),
      since: Type.Optional(DateText),
      last: Type.Optional(Type.String({ maxLength: 9 })),
    }),
    answer: listOf(AuditEntry),
    async run({ mess, actor }, { query }) {
      const since = readOptionalDay(mess, 'since', query.since);
      const { timeZone } = mess.settings;
      const entries = await listAudit(mess, actor, {
        by: parseOptional('by', parseId, query.by),
        on: parseOptional('on', parseSubject, query.on),
        month: readOptionalMonth(mess, 'month', query.month),
        since: since === undefined ? undefined : (await startOfDay(timeZone, since)).toISOString(),
        last: Math.min(
          parseOptional('last', parseCount, query.last) ?? USUAL_ENTRIES,
          MOST_ENTRIES,
        ),
      });
      return [...auditDocument(entries)];
    },
  }),
  defineEndpoint({
    name: 'showRecordHead',
    method: 'GET',
    path: '/audit/head',
    summary: 'The number and the hash of the newest entry of the record of changes',
    permission: 'see the head of the record',
    answer: RecordHead,
    async run({ mess, actor }) {
      return recordHeadDocument(await showRecordHead(mess, actor));
    },
  }),
  defineEndpoint({
    name: 'verifyRecord',
    method: 'GET',
    path: '/audit/verification',
    summary: 'Whether no entry of the record of changes was altered, removed or put in',
    details:
      'What does not hold is in findings. The anchor is a head that was written down before.',
    permission: 'verify the database',
    isHeavy: true,
    isAlone: true,
    isFleeting: true,
    query: keys({ anchor: Type.Optional(Type.String({ maxLength: 100 })) }),
    answer: VerifiedRecord,
    async run({ mess, actor }, { query }) {
      const anchor = parseOptional('anchor', parseAnchor, query.anchor);
      return verifiedRecordDocument(await verifyRecord(mess, actor, anchor, () => {}));
    },
  }),
  defineEndpoint({
    name: 'showDatabase',
    method: 'GET',
    path: '/database',
    summary: 'Whether the tables are those of this program',
    permission: 'see the status',
    isFleeting: true,
    answer: DatabaseStatus,
    async run({ mess, actor }) {
      return databaseStatusDocument(await showDatabaseStatus(mess, actor));
    },
  }),
  defineEndpoint({
    name: 'verifyDatabase',
    method: 'GET',
    path: '/database/verification',
    summary: 'Whether the books are in order',
    details: 'What does not hold is in findings.',
    permission: 'verify the database',
    isHeavy: true,
    isAlone: true,
    isFleeting: true,
    answer: VerifiedDatabase,
    async run({ mess, actor }) {
      return verifiedDocument(await verifyMess(mess, actor, () => {}));
    },
  }),
];
