import type { Reason } from './reasons.ts';

type Origin = 'computed' | 'recorded';

/** What a front must know to say what helps, of the reasons for which it must know anything. */
export interface Facts {
  unfit_option: {
    readonly option: 'from' | 'to' | 'dateFormat' | 'timeZone' | 'marks';
    readonly file: string;
    readonly layout: string;
  };
  /** The month that the file's title or name states, where it states one. */
  month_missing: { readonly file: string; readonly stated: string | undefined };
  /** A form of dates, by which those of the file are likely. */
  exchanged_dates: { readonly likely: string };
  no_mail_server: { readonly missing: 'smtp' | 'mail-from' | 'smtp-password-file' };
  /** How the messages go. */
  messages_refused: { readonly channel: 'email' | 'program' };
  messages_failed: { readonly channel: 'email' | 'program' };
  messages_unknown: { readonly channel: 'email' | 'program' };
  messages_waiting: { readonly channel: 'email' | 'program' };
  part_missing: { readonly month: string; readonly missing: readonly ('total' | 'fixed')[] };
  file_is_folder: { readonly file: string };
  file_unreadable: { readonly file: string };
  unknown_mark: { readonly isDefault: boolean };
  /** What a profile is for: attendance, students or purchases. */
  unfit_profile: { readonly name: string; readonly kind: string };
  /** All that there are, in order. */
  unknown_profile: { readonly nearest: string | undefined; readonly names: readonly string[] };
  profile_exists: { readonly name: string };
  unknown_head: { readonly nearest: string | undefined };
  unknown_branch: { readonly nearest: string | undefined };
  /** The name of the head, where it is a hidden one. */
  head_exists: { readonly hidden: string | undefined };
  /** As Unicode calls the letters that no font was found for; null for a single sign, or for all. */
  no_font: { readonly script: string | null; readonly isFromRight: boolean };
  head_hidden: { readonly name: string };
  unknown_charge_kind: { readonly nearest: string | undefined };
  /** The name of the kind, where it is a hidden one. */
  charge_kind_exists: { readonly hidden: string | undefined };
  charge_kind_hidden: { readonly name: string };
  charge_void: { readonly month: string };
  nobody_to_charge: { readonly month: string };
  no_bill: {
    readonly month: string;
    /** The last one, where it was voided. */
    readonly voided: number | undefined;
    readonly asker: 'admin' | 'student';
    /** Whether anything was bought in that month. */
    readonly hasPurchases: boolean;
  };
  no_such_revision: {
    readonly month: string;
    readonly hasBills: boolean;
    readonly asker: 'admin' | 'student';
  };
  no_share: { readonly id: string };
  /** Who may be meant, in order of id; never said to somebody who may not see the roll. */
  unknown_student: { readonly near: readonly { readonly id: string; readonly name: string }[] };
  /** Whether it is that of a backup, which may be taken all the same. */
  broken_record: { readonly isBackup: boolean };
  wrong_credentials: {
    readonly kind: 'admin' | 'student';
    /** How long the next try from there has to wait. */
    readonly waitSeconds: number;
  };
  /** How students of the mess sign in. */
  other_sign_in: { readonly by: 'phone' | 'code' };
  code_expired: { readonly kind: 'admin' | 'student' };
  locked_out: { readonly seconds: number };
  /** Until one more is taken. */
  too_many_requests: { readonly seconds: number };
  /** Those that there are, in the order of their ids. */
  unknown_owner: { readonly owners: readonly string[] };
  role_may_not: {
    readonly kind: 'admin' | 'student' | 'token';
    /** Those that may. */
    readonly roles: readonly string[];
    /** What lets a service token; undefined where nothing does. */
    readonly right: string | undefined;
  };
  unknown_receipt: { readonly isOwn: boolean };
  not_own: { readonly asked: 'expenses' | 'share' | 'dues' };
  nobody_present: { readonly month: string };
  attendance_missing: { readonly month: string };
  attendance_partial: { readonly month: string };
  too_many_days: { readonly month: string; readonly calendarDays: number; readonly id: string };
  no_purchases: { readonly month: string };
  refunds_exceed: { readonly month: string };
  share_below_nothing: { readonly month: string };
  changed_meanwhile: {
    readonly during:
      | 'import'
      | 'take-over'
      | 'revision'
      | 'roll call'
      | 'bill'
      | 'count'
      | 'late fees';
  };
  bill_exists: { readonly month: string };
  bill_replaced: { readonly month: string };
  bill_stale: { readonly month: string; readonly origin: Origin };
  month_closed: {
    readonly month: string;
    /** The first day that may be imported, where the days of the months before can be passed over. */
    readonly openFrom: string | undefined;
  };
  month_not_over: { readonly month: string };
  month_unbilled: { readonly month: string; readonly hasPurchases: boolean };
  /** Since when the holder is gone, `YYYY-MM-DD`; null for who is there. */
  id_taken: { readonly id: string; readonly left: string | null };
  id_moved: { readonly id: string };
  student_left: { readonly id: string };
  reference_taken: { readonly receipt: string };
  /** The line of the bank's file that it is in. */
  reference_suspended: { readonly no: number };
  /** What the account is called. */
  account_known: { readonly account: string };
  /** Two accounts of the journal, of which one stands among those of the other. */
  accounts_mixed: { readonly name: string; readonly shared: string };
  /** The voucher of the last count of the box. */
  counted_since: { readonly voucher: string };
  import_undone: { readonly kind: string };
  line_settled: {
    readonly no: number;
    /** It was known by what somebody had typed. */
    readonly isTyped: boolean;
    /** It was taken back with its import. */
    readonly isUndone: boolean;
    /** That stand for it. */
    readonly receipts: readonly string[];
    readonly money: {
      readonly amount: string;
      readonly date: string;
      /** Null where it never was a payment. */
      readonly method: string | null;
      readonly reference: string | null;
    };
  };
  /** The line. */
  line_open: { readonly no: number };
  /** The receipt that was given by hand. */
  line_recorded: { readonly receipt: string };
  /** The receipts that rest on lines of the import. */
  line_assigned: { readonly receipts: readonly string[] };
  credit_exceeded: { readonly id: string };
  dues_exceeded: { readonly id: string };
  deposit_exceeded: { readonly id: string };
  late_fee_exceeded: { readonly id: string };
  account_open: { readonly id: string };
  student_has_figures: { readonly id: string };
  student_present: { readonly id: string };
  student_anonymised: { readonly id: string };
  not_on_roll: { readonly id: string };
  figures_recorded: {
    readonly month: string;
    /** One of those whose figure it is. */
    readonly id: string;
    readonly during: 'roll call' | 'absence';
  };
  days_marked: { readonly month: string };
  nothing_recorded: { readonly month: string };
  admin_exists: { readonly id: string };
  token_exists: { readonly name: string };
  purchase_void: { readonly month: string };
  /** The last import that changed a figure; undefined where one was changed by hand. */
  import_overtaken: { readonly later: number | undefined };
  import_billed: { readonly month: string };
  mess_exists: { readonly place: 'file' | 'server' };
  place_taken: { readonly place: 'file' | 'server' };
  /** What stands in the way at one of the servers, where it is more than that nobody answers. */
  no_server: { readonly because: Reason | undefined };
  outcome_unknown: { readonly operation: string };

  bill_outdated: { readonly month: string; readonly origin: Origin; readonly isClosed: boolean };
  purchases_not_in_bill: { readonly month: string };
  /** Numbers of purchases, like `3 5-7`. */
  rows_gone: { readonly numbers: string };
}

export type About<R> = R extends keyof Facts ? Facts[R] : undefined;

/**
 * What a front can offer against a value that is refused, where it is more than another value: what it
 * adds to the sentence, or says in its place.
 */
export type Remedy =
  | { readonly offer: 'ignore columns' }
  /** What decides presence is never passed over; under another name it does not. */
  | { readonly offer: 'rename column'; readonly column: string }
  /** A column of totals: marks that come to them, each counted so alone, if there are any. */
  | {
      readonly offer: 'count otherwise';
      readonly column: string;
      readonly marks: readonly { readonly mark: string; readonly meaning: string }[];
    }
  | { readonly offer: 'mark'; readonly mark: string }
  | {
      readonly offer: 'meaning';
      readonly mark: string;
      /** How often it stands on days on which not everybody has it. */
      readonly elsewhere: number;
    }
  /** Dates without times and marks: they may be the days on which somebody was present. */
  | { readonly offer: 'days present' }
  /** Far more days than the month has: they may be meals. */
  | { readonly offer: 'meals' }
  /** Of a file without a header: the columns that are guessed, with commas between. */
  | { readonly offer: 'columns'; readonly likely: string }
  | { readonly offer: 'column' }
  /** Nothing says whether amounts came in or went out. */
  | { readonly offer: 'side of amounts' }
  /** `likely` is the one column of the file that is not known. */
  | { readonly offer: 'name column'; readonly column: string; readonly likely: string | undefined }
  /** What lacks columns may still change who is recorded. */
  | { readonly offer: 'change alone' }
  | { readonly offer: 'not students' }
  | { readonly offer: 'more rows' }
  | { readonly offer: 'longer rows' }
  | { readonly offer: 'larger files' }
  | { readonly offer: 'encoding of file' }
  | { readonly offer: 'another encoding' }
  | { readonly offer: 'likely encoding' | 'possible encoding'; readonly encoding: string }
  | {
      readonly offer: 'date form';
      readonly isGiven: boolean;
      /** What the values of the whole file are of, such as `DD/MM/YYYY`. */
      readonly likely: string | undefined;
      /** More than one form fits, and the sentence names them. */
      readonly isAmbiguous: boolean;
    }
  | { readonly offer: 'month'; readonly likely: string }
  | { readonly offer: 'year' }
  | { readonly offer: 'other days' }
  | { readonly offer: 'replace'; readonly isOfDays: boolean }
  /** Against a log that lacks what another one has. */
  | { readonly offer: 'one log' }
  | { readonly offer: 'beyond membership' }
  | { readonly offer: 'unlikely' }
  | { readonly offer: 'refund' }
  | { readonly offer: 'on conflict' }
  | { readonly offer: 'add student'; readonly id: string }
  | { readonly offer: 'heads' }
  | { readonly offer: 'show head'; readonly head: string };
