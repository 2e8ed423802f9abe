import type { Facts } from './facts.ts';
/** How a command ends by the code of its error. Stable. */
export const EXIT_CODES = {
  failure: 1,
  usage: 2,
  not_found: 3,
  not_signed_in: 4,
  not_allowed: 5,
  invalid: 6,
  busy: 7,
  conflict: 8,
  unavailable: 9,
  outcome_unknown: 10,
  interrupted: 130,
} as const;

/** Stable words for machines; each goes with one exit code. */
export type ErrorCode = keyof typeof EXIT_CODES;

/** Why anything is refused or fails: stable words, one for each cause, with the code it goes with. */
export const REASONS = {
  bug: 'failure',
  answer_not_written: 'failure',
  no_font: 'failure',
  session_not_kept: 'failure',
  config_not_written: 'failure',
  books_in_disorder: 'failure',
  something_wrong: 'failure',
  messages_failed: 'failure',
  backup_unreadable: 'failure',
  backups_not_removed: 'failure',
  share_unexplained: 'failure',

  unknown_command: 'usage',
  unfit_request: 'usage',
  key_reused: 'usage',
  unsafe_address: 'usage',
  unknown_option: 'usage',
  excess_arguments: 'usage',
  conflicting_options: 'usage',
  unfit_option: 'usage',
  bad_value: 'usage',
  missing_value: 'usage',
  month_missing: 'usage',
  amount_missing: 'usage',
  part_missing: 'usage',
  confirmation_needed: 'usage',
  password_exposed: 'usage',
  unfit_secret: 'usage',
  unfit_output_file: 'usage',
  too_many_numbers: 'usage',
  early_bill: 'usage',
  unfit_profile: 'usage',

  no_such_page: 'not_found',
  file_missing: 'not_found',
  file_is_folder: 'not_found',
  file_unreadable: 'not_found',
  unknown_student: 'not_found',
  unknown_admin: 'not_found',
  unknown_owner: 'not_found',
  unknown_token: 'not_found',
  unknown_session: 'not_found',
  unknown_import: 'not_found',
  nothing_recorded: 'not_found',
  unknown_purchase: 'not_found',
  unknown_receipt: 'not_found',
  unknown_statement: 'not_found',
  unknown_line: 'not_found',
  unknown_payer: 'not_found',
  unknown_claim: 'not_found',
  unknown_message: 'not_found',
  unknown_head: 'not_found',
  unknown_branch: 'not_found',
  unknown_charge: 'not_found',
  unknown_charge_kind: 'not_found',
  nobody_to_charge: 'not_found',
  unknown_mark: 'not_found',
  unknown_profile: 'not_found',
  unknown_operation: 'not_found',
  no_bill: 'not_found',
  no_such_revision: 'not_found',
  no_share: 'not_found',

  not_signed_in: 'not_signed_in',
  session_over: 'not_signed_in',
  session_distrusted: 'not_signed_in',
  token_refused: 'not_signed_in',
  token_expired: 'not_signed_in',
  wrong_credentials: 'not_signed_in',
  wrong_old_password: 'not_signed_in',
  code_expired: 'not_signed_in',
  other_sign_in: 'not_signed_in',
  locked_out: 'not_signed_in',

  role_may_not: 'not_allowed',
  not_own: 'not_allowed',
  students_only: 'not_allowed',
  own_secret_needed: 'not_allowed',
  another_site: 'not_allowed',

  mistakes_in_file: 'invalid',
  exchanged_dates: 'invalid',
  nobody_on_roll: 'invalid',
  nobody_present: 'invalid',
  attendance_missing: 'invalid',
  attendance_partial: 'invalid',
  too_many_days: 'invalid',
  no_purchases: 'invalid',
  refunds_exceed: 'invalid',
  share_below_nothing: 'invalid',
  sum_too_large: 'invalid',
  unfit_backup: 'invalid',
  newer_backup: 'invalid',
  broken_record: 'invalid',
  unsound_backup: 'invalid',
  unfit_books: 'invalid',
  unfit_original: 'invalid',
  unfit_template: 'invalid',
  unfit_font: 'invalid',

  another_writer: 'busy',
  messages_waiting: 'busy',
  another_migration: 'busy',
  mess_closing: 'busy',
  queue_full: 'busy',
  too_many_requests: 'busy',
  answerer_ended: 'busy',
  changed_meanwhile: 'busy',
  connection_lost: 'busy',
  statement_ended: 'busy',
  server_full: 'busy',
  server_not_ready: 'busy',
  no_server_ready: 'busy',

  bill_exists: 'conflict',
  bill_replaced: 'conflict',
  bill_stale: 'conflict',
  unusual_bill: 'conflict',
  month_closed: 'conflict',
  month_not_over: 'conflict',
  month_unbilled: 'conflict',
  id_taken: 'conflict',
  id_moved: 'conflict',
  student_left: 'conflict',
  no_accounts: 'conflict',
  accounts_begun: 'conflict',
  books_closed: 'conflict',
  reference_taken: 'conflict',
  reference_claimed: 'conflict',
  claims_waiting: 'conflict',
  claim_settled: 'conflict',
  receipt_reversed: 'conflict',
  counted_since: 'conflict',
  reference_suspended: 'conflict',
  account_known: 'conflict',
  accounts_mixed: 'conflict',
  decided_otherwise: 'conflict',
  line_settled: 'conflict',
  line_open: 'conflict',
  line_recorded: 'conflict',
  line_assigned: 'conflict',
  parts_differ: 'conflict',
  credit_exceeded: 'conflict',
  dues_exceeded: 'conflict',
  deposit_exceeded: 'conflict',
  late_fee_exceeded: 'conflict',
  no_late_fee: 'conflict',
  account_open: 'conflict',
  student_has_figures: 'conflict',
  student_present: 'conflict',
  student_anonymised: 'conflict',
  not_on_roll: 'conflict',
  beyond_membership: 'conflict',
  unlikely: 'conflict',
  figures_recorded: 'conflict',
  days_marked: 'conflict',
  admin_exists: 'conflict',
  last_owner: 'conflict',
  reset_of_own: 'conflict',
  token_exists: 'conflict',
  head_exists: 'conflict',
  profile_exists: 'conflict',
  head_hidden: 'conflict',
  charge_kind_exists: 'conflict',
  charge_kind_hidden: 'conflict',
  charge_void: 'conflict',
  message_over: 'conflict',
  purchase_void: 'conflict',
  import_of_purchases: 'conflict',
  import_of_payments: 'conflict',
  import_of_others: 'conflict',
  import_undone: 'conflict',
  import_overtaken: 'conflict',
  operation_done: 'conflict',
  import_billed: 'conflict',
  mess_exists: 'conflict',
  place_taken: 'conflict',
  log_left: 'conflict',

  bad_configuration: 'unavailable',
  no_mail_server: 'unavailable',
  messages_refused: 'unavailable',
  address_unusable: 'unavailable',
  no_mess: 'unavailable',
  not_a_mess: 'unavailable',
  database_is_folder: 'unavailable',
  database_unreadable: 'unavailable',
  database_read_only: 'unavailable',
  database_damaged: 'unavailable',
  disk_full: 'unavailable',
  disk_failed: 'unavailable',
  package_missing: 'unavailable',
  mess_not_made: 'unavailable',
  copy_not_made: 'unavailable',
  settings_unusable: 'unavailable',
  schema_broken: 'unavailable',
  made_by_older: 'unavailable',
  made_by_newer: 'unavailable',
  no_server: 'unavailable',
  server_unreachable: 'unavailable',
  socket_forbidden: 'unavailable',
  name_not_looked_up: 'unavailable',
  no_encryption: 'unavailable',
  other_certificate: 'unavailable',
  untrusted_certificate: 'unavailable',
  unreadable_certificates: 'unavailable',
  access_denied: 'unavailable',
  right_missing: 'unavailable',
  no_such_database: 'unavailable',
  too_large_for_server: 'unavailable',
  server_disk_failed: 'unavailable',
  server_read_only: 'unavailable',
  machine_not_let_in: 'unavailable',
  server_of_no_cluster: 'unavailable',
  server_failed: 'unavailable',

  outcome_unknown: 'outcome_unknown',
  messages_unknown: 'outcome_unknown',

  interrupted: 'interrupted',
  declined: 'interrupted',
} as const satisfies Record<string, ErrorCode>;

export type Reason = keyof typeof REASONS;

/** The reasons that go with some codes. */
export type ReasonOf<C extends ErrorCode> = {
  [R in Reason]: (typeof REASONS)[R] extends C ? R : never;
}[Reason];

/** Reasons that need no facts. */
export type PlainReasonOf<C extends ErrorCode> = Exclude<ReasonOf<C>, keyof Facts>;

/** Why a person is warned of what is done all the same: for what refuses others, or for these. */
export type WarningReason =
  | Reason
  | 'bill_outdated'
  | 'bills_outdated'
  | 'bill_shaken'
  | 'purchases_left_out'
  | 'purchases_not_in_bill'
  | 'purchases_not_billed'
  | 'purchases_dropped'
  | 'part_added'
  | 'unusual_revision'
  | 'in_the_future'
  | 'same_for_everybody'
  | 'corrected_stays'
  | 'long_ago'
  | 'present_while_away'
  | 'not_billed'
  | 'days_unmarked'
  | 'figures_replaced'
  | 'marked_otherwise'
  | 'marks_dropped'
  | 'part_of_month'
  | 'other_month'
  | 'totals_differ'
  | 'recorded_otherwise'
  | 'same_already'
  | 'unusual_amount'
  | 'voided_before'
  | 'rows_gone'
  | 'written_in_several_ways'
  | 'taken_as_refunds'
  | 'amounts_rounded'
  | 'not_taken'
  | 'phone_shared'
  | 'same_person'
  | 'day_first'
  | 'columns_exchanged'
  | 'references_lost'
  | 'before_accounts'
  | 'paid_after_leaving'
  | 'own_cash'
  | 'named_otherwise'
  | 'meant_by_name';
