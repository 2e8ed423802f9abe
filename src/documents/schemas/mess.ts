import { type Static, Type } from 'typebox';
import { DISCOUNT_BEARERS, GUEST_INCOMES } from '../../domain/mess/charge-policy.ts';
import { LANGUAGES } from '../../domain/mess/language.ts';
import { NOTICE_NAMES } from '../../domain/mess/papers.ts';
import { STUDENT_SIGN_INS } from '../../domain/mess/settings.ts';
import { DATE_FORMS } from '../../domain/values/date-form.ts';
import { listOf, Month, nullable, Time } from './parts/values.ts';

export const messDetails = Type.Object({
  name: Type.String(),
  currency: Type.String(),
  timeZone: Type.String(),
});

export const NewMess = Type.Object(
  { mess: messDetails, database: Type.String(), admin: Type.String() },
  { $id: 'NewMess' },
);
export type NewMessDocument = Static<typeof NewMess>;

export const Settings = Type.Object(
  {
    ...messDetails.properties,
    dateFormat: Type.Enum([...DATE_FORMS]),
    dayStarts: Type.String({ description: '`HH:MM`' }),
    studentSignIn: Type.Enum([...STUDENT_SIGN_INS]),
    accountsFrom: nullable(Month),
    dueDay: Type.Integer(),
    guestIncome: Type.Enum(GUEST_INCOMES),
    discountsBy: Type.Enum(DISCOUNT_BEARERS),
    lateFee: Type.String({ description: 'as it is written, or `none`' }),
    upiAddress: Type.String({ description: 'a UPI id, or `none`' }),
    upiName: Type.String({ description: '`none` where it is that of the mess' }),
    studentLanguage: Type.Enum(LANGUAGES),
    noticeNames: Type.Enum(NOTICE_NAMES),
    countryCode: Type.String({ description: 'digits, or `none`' }),
    adminIdleMinutes: Type.Integer(),
    adminSessionHours: Type.Integer(),
    studentSessionMinutes: Type.Integer(),
  },
  { $id: 'Settings' },
);
export type SettingsDocument = Static<typeof Settings>;

const hash = Type.String({ pattern: '^[0-9a-f]{64}$' });

export const Anchor = Type.String({
  pattern: '^\\d+:[0-9a-f]{12,64}$',
  description: 'number and beginning of the hash of the newest entry of the record of changes',
});

export const RecordHead = Type.Object(
  { sequence: Type.Integer(), hash, anchor: Anchor },
  { $id: 'RecordHead' },
);
export type RecordHeadDocument = Static<typeof RecordHead>;

const Recorded = Type.Unknown({ description: 'what the command says of it, or null' });

export const AuditEntry = Type.Object(
  {
    sequence: Type.Integer(),
    at: Time,
    actor: Type.Object({
      kind: Type.String({ description: '`admin`, `student`, `token` or `database`' }),
      id: nullable(Type.String()),
    }),
    command: Type.String(),
    subject: nullable(Type.String()),
    month: nullable(Type.String()),
    before: Recorded,
    after: Recorded,
    operation: Type.String(),
  },
  { $id: 'AuditEntry' },
);
export type AuditEntryDocument = Static<typeof AuditEntry>;

/** What one operation changed. */
export const Operation = Type.Object(
  { operation: Type.String(), entries: listOf(AuditEntry) },
  { $id: 'Operation' },
);
export type OperationDocument = Static<typeof Operation>;
