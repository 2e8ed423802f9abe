-- The tables of a new mess, pinned. To renew: npx vitest run test/data/schema.test.ts -u

CREATE TABLE `admins` (
  `id_key` varchar(32) not null,
  `id` varchar(32) not null,
  `role` varchar(16) not null,
  `password_hash` varchar(60) not null,
  `created_at` varchar(24) not null,
  `disabled_at` varchar(24),
  `recovered_at` varchar(24),
  primary key (`id_key`)
);

CREATE TABLE `attendance` (
  `month` varchar(7) not null,
  `student_no` integer not null,
  `days_hundredths` integer not null,
  `changed_by` integer not null,
  `log_days` integer,
  foreign key(`student_no`) references `students`(`no`),
  primary key (`month`, `student_no`)
);

CREATE TABLE `attendance_history` (
  `month` varchar(7) not null,
  `student_no` integer not null,
  `changed_by` integer not null,
  `days_hundredths` integer not null,
  `replaced_by` integer not null,
  `log_days` integer,
  foreign key(`student_no`) references `students`(`no`),
  primary key (`month`, `student_no`, `changed_by`)
);

CREATE TABLE `attendance_marks` (
  `date` varchar(10) not null,
  `student_no` integer not null,
  `days_hundredths` integer not null,
  `is_away` integer not null,
  `is_called` integer not null,
  `changed_by` integer not null,
  foreign key(`student_no`) references `students`(`no`),
  primary key (`date`, `student_no`)
);

CREATE TABLE `audit_entries` (
  `sequence` integer not null primary key autoincrement,
  `operation_id` varchar(36) not null,
  `at` varchar(24) not null,
  `actor_kind` varchar(16) not null,
  `actor_id` varchar(64),
  `command` varchar(64) not null,
  `subject` varchar(255),
  `month` varchar(7),
  `before` text,
  `after` text,
  `previous_hash` varchar(64),
  `hash` varchar(64)
);

CREATE INDEX `audit_entries_operation_id_index` on `audit_entries` (`operation_id`);

CREATE TABLE `audit_salts` (
  `sequence` integer not null,
  `salts` text not null,
  primary key (`sequence`)
);

CREATE TABLE `bank_lines` (
  `no` integer not null,
  `import_no` integer not null,
  `line` integer not null,
  `account` varchar(40) not null,
  `account_digits` varchar(4),
  `date` varchar(10) not null,
  `amount_minor` bigint not null,
  `narration` text not null,
  `reference` varchar(100) not null,
  `other_reference` varchar(100),
  `payer` varchar(100),
  `rule` varchar(12),
  `entry_no` integer not null,
  primary key (`no`)
);

CREATE INDEX `bank_lines_account_date` on `bank_lines` (`account`, `date`);

CREATE INDEX `bank_lines_entry_no` on `bank_lines` (`entry_no`);

CREATE INDEX `bank_lines_import_no` on `bank_lines` (`import_no`);

CREATE INDEX `bank_lines_other_reference` on `bank_lines` (`other_reference`);

CREATE INDEX `bank_lines_payer` on `bank_lines` (`payer`);

CREATE TABLE `bill_heads` (
  `month` varchar(7) not null,
  `revision` integer not null,
  `head_no` integer not null,
  `purchases` integer not null,
  `amount_minor` bigint not null,
  foreign key(`head_no`) references `purchase_heads`(`no`),
  foreign key(`month`, `revision`) references `bills`(`month`, `revision`),
  primary key (`month`, `revision`, `head_no`)
);

CREATE TABLE `bills` (
  `month` varchar(7) not null,
  `revision` integer not null,
  `status` varchar(16) not null,
  `days_in_month` integer,
  `total_minor` bigint,
  `per_head_minor` bigint,
  `fixed_minor` bigint,
  `billed_minor` bigint not null,
  `registered_at` varchar(24) not null,
  `operation_id` varchar(36) not null,
  `ended_reason` text,
  `origin` varchar(16) not null default 'computed',
  `roll_as_of` integer,
  `ended_by` integer,
  `charges_minor` bigint,
  `lowered_minor` bigint,
  `raised_minor` bigint,
  primary key (`month`, `revision`)
);

CREATE TABLE `charge_kinds` (
  `no` integer not null,
  `name_key` varchar(80) not null,
  `name` varchar(40) not null,
  `counts_as` varchar(16) not null,
  `rate_minor` bigint,
  `hidden_by` integer,
  primary key (`no`)
);

CREATE UNIQUE INDEX `charge_kinds_name_key` on `charge_kinds` (`name_key`);

CREATE TABLE `charges` (
  `no` integer not null,
  `month` varchar(7) not null,
  `student_no` integer not null,
  `kind_no` integer not null,
  `quantity_hundredths` integer,
  `rate_minor` bigint,
  `amount_minor` bigint not null,
  `note` varchar(200),
  `entered_by` integer not null,
  `voided_by` integer,
  `void_reason` text,
  foreign key(`student_no`) references `students`(`no`),
  foreign key(`kind_no`) references `charge_kinds`(`no`),
  primary key (`no`)
);

CREATE INDEX `charges_month` on `charges` (`month`);

CREATE TABLE `closed_months` (
  `month` varchar(7) not null,
  `closed_by` integer not null,
  `as_is_reason` text,
  primary key (`month`)
);

CREATE TABLE `device_keys` (
  `no` integer not null,
  `secret` varchar(43) not null,
  primary key (`no`)
);

CREATE TABLE `forgotten_payers` (
  `payer` varchar(100) not null,
  `through_entry` integer not null,
  `forgotten_by` integer not null,
  primary key (`payer`, `through_entry`)
);

CREATE TABLE `given_answers` (
  `operation_id` varchar(36) not null,
  `request_hash` varchar(64) not null,
  `status` integer not null,
  `body` text not null,
  `given_at` varchar(24) not null,
  primary key (`operation_id`)
);

CREATE TABLE `import_profiles` (
  `name_key` varchar(160) not null,
  `name` varchar(40) not null,
  `kind` varchar(16) not null,
  `options` text not null,
  `changed_by` integer not null,
  primary key (`name_key`)
);

CREATE TABLE `imports` (
  `no` integer not null primary key autoincrement,
  `kind` varchar(16) not null,
  `changed_by` integer not null,
  `file` varchar(255) not null,
  `sha256` varchar(64) not null,
  `reading` varchar(500) not null,
  `layout` varchar(16) not null,
  `months` text not null,
  `rows` integer not null,
  `inserted` integer not null,
  `updated` integer not null,
  `unchanged` integer not null,
  `rejected` integer not null,
  `undone_by` integer,
  `days` text
);

CREATE UNIQUE INDEX `imports_changed_by_unique` on `imports` (`changed_by`);

CREATE INDEX `imports_kind_sha256` on `imports` (`kind`, `sha256`);

CREATE TABLE `journal_accounts` (
  `name` varchar(20) not null,
  `account` varchar(100) not null,
  `changed_by` integer not null,
  primary key (`name`)
);

CREATE TABLE `knex_migrations` (
  `id` integer not null primary key autoincrement,
  `name` varchar(255) not null
);

CREATE TABLE `last_backup` (
  `no` integer not null,
  `at` varchar(24) not null,
  primary key (`no`)
);

CREATE TABLE `ledger_entries` (
  `no` integer not null,
  `date` varchar(10) not null,
  `money_date` varchar(10) not null,
  `kind` varchar(20) not null,
  `receipt_series` varchar(12),
  `receipt_number` integer,
  `month` varchar(7),
  `method` varchar(10),
  `reference` varchar(100),
  `reference_key` varchar(100),
  `note` varchar(500),
  `reverses` integer,
  `entered_by` integer not null,
  primary key (`no`)
);

CREATE INDEX `ledger_entries_entered_by` on `ledger_entries` (`entered_by`);

CREATE INDEX `ledger_entries_money_date` on `ledger_entries` (`money_date`);

CREATE UNIQUE INDEX `ledger_entries_receipt` on `ledger_entries` (`receipt_series`, `receipt_number`);

CREATE INDEX `ledger_entries_reference_key` on `ledger_entries` (`reference_key`);

CREATE UNIQUE INDEX `ledger_entries_reverses` on `ledger_entries` (`reverses`);

CREATE TABLE `ledger_postings` (
  `entry_no` integer not null,
  `line` integer not null,
  `account` varchar(40) not null,
  `student_no` integer,
  `amount_minor` bigint not null,
  foreign key(`entry_no`) references `ledger_entries`(`no`),
  foreign key(`student_no`) references `students`(`no`),
  primary key (`entry_no`, `line`)
);

CREATE INDEX `ledger_postings_student` on `ledger_postings` (`student_no`, `account`, `amount_minor`);

CREATE TABLE `mark_meanings` (
  `mark_key` varchar(160) not null,
  `mark` varchar(40) not null,
  `meaning` varchar(10) not null,
  `changed_by` integer not null,
  primary key (`mark_key`)
);

CREATE TABLE `message_templates` (
  `name` varchar(20) not null,
  `source` text not null,
  `changed_by` integer not null,
  primary key (`name`)
);

CREATE TABLE `messages` (
  `no` integer not null,
  `kind` varchar(10) not null,
  `about` varchar(30) not null,
  `revision` integer not null,
  `student_no` integer not null,
  `channel` varchar(10) not null,
  `again_no` integer not null,
  `state` varchar(10) not null,
  `attempts` integer not null,
  `next_try` varchar(30),
  `reason` varchar(200),
  `message_id` varchar(64) not null,
  `changed_at` varchar(30) not null,
  `queued_by` integer not null,
  foreign key(`student_no`) references `students`(`no`),
  primary key (`no`)
);

CREATE UNIQUE INDEX `messages_once` on `messages` (`kind`, `about`, `revision`, `student_no`, `channel`, `again_no`);

CREATE INDEX `messages_state` on `messages` (`state`, `channel`, `no`);

CREATE TABLE `one_time_codes` (
  `code_hash` varchar(64) not null,
  `admin_key` varchar(32),
  `student_no` integer,
  `created_at` varchar(24) not null,
  `expires_at` varchar(24) not null,
  foreign key(`admin_key`) references `admins`(`id_key`),
  foreign key(`student_no`) references `students`(`no`),
  primary key (`code_hash`)
);

CREATE UNIQUE INDEX `one_time_codes_admin_key_unique` on `one_time_codes` (`admin_key`);

CREATE UNIQUE INDEX `one_time_codes_student_no_unique` on `one_time_codes` (`student_no`);

CREATE TABLE `payment_claims` (
  `no` integer not null,
  `student_no` integer not null,
  `date` varchar(10) not null,
  `reference` varchar(12) not null,
  `claimed_by` integer not null,
  `dismissed_by` integer,
  `dismiss_reason` text,
  foreign key(`student_no`) references `students`(`no`),
  primary key (`no`)
);

CREATE INDEX `payment_claims_reference` on `payment_claims` (`reference`);

CREATE TABLE `purchase_heads` (
  `no` integer not null primary key autoincrement,
  `name_key` varchar(80) not null,
  `name` varchar(40) not null,
  `kind` varchar(16) not null,
  `hidden_by` integer
);

CREATE UNIQUE INDEX `purchase_heads_name_key_unique` on `purchase_heads` (`name_key`);

CREATE TABLE `purchases` (
  `no` integer not null primary key autoincrement,
  `date` varchar(10) not null,
  `head_no` integer not null,
  `amount_minor` bigint not null,
  `note` varchar(200),
  `entered_by` integer not null,
  `voided_by` integer,
  `void_reason` text,
  foreign key(`head_no`) references `purchase_heads`(`no`)
);

CREATE INDEX `purchases_date` on `purchases` (`date`);

CREATE TABLE `service_tokens` (
  `name_key` varchar(32) not null,
  `name` varchar(32) not null,
  `token_hash` varchar(64) not null,
  `created_at` varchar(24) not null,
  `expires_at` varchar(24) not null,
  `last_used_at` varchar(24),
  `may` varchar(255) not null default 'bills,import,read',
  primary key (`name_key`)
);

CREATE UNIQUE INDEX `service_tokens_token_hash_unique` on `service_tokens` (`token_hash`);

CREATE TABLE `sessions` (
  `token_hash` varchar(64) not null,
  `admin_key` varchar(32),
  `student_no` integer,
  `created_at` varchar(24) not null,
  `expires_at` varchar(24) not null,
  `last_used_at` varchar(24) not null,
  `place` varchar(100),
  foreign key(`admin_key`) references `admins`(`id_key`),
  foreign key(`student_no`) references `students`(`no`),
  primary key (`token_hash`)
);

CREATE TABLE `settings` (
  `key` varchar(64) not null,
  `value` text not null,
  primary key (`key`)
);

CREATE TABLE `shares` (
  `month` varchar(7) not null,
  `revision` integer not null,
  `student_no` integer not null,
  `id_then` varchar(32) not null,
  `days_hundredths` integer not null,
  `dividing_minor` bigint,
  `per_head_minor` bigint,
  `fixed_minor` bigint,
  `amount_minor` bigint not null,
  `charges_minor` bigint,
  foreign key(`student_no`) references `students`(`no`),
  foreign key(`month`, `revision`) references `bills`(`month`, `revision`),
  primary key (`month`, `revision`, `student_no`)
);

CREATE INDEX `shares_student_no` on `shares` (`student_no`);

CREATE TABLE `sign_in_attempts` (
  `kind` varchar(16) not null,
  `id_key` varchar(32) not null,
  `place` varchar(100) not null,
  `failures` integer not null,
  `last_failed_at` varchar(24) not null,
  primary key (`kind`, `id_key`, `place`)
);

CREATE TABLE `sign_in_failures` (
  `kind` varchar(16) not null,
  `id_key` varchar(32) not null,
  `failures` integer not null,
  `last_failed_at` varchar(24) not null,
  primary key (`kind`, `id_key`)
);

CREATE TABLE `student_secrets` (
  `student_no` integer not null,
  `secret_hash` varchar(100) not null,
  `set_at` varchar(24) not null,
  foreign key(`student_no`) references `students`(`no`),
  primary key (`student_no`)
);

CREATE TABLE `student_sign_ins` (
  `no` integer not null,
  `student_no` integer not null,
  `at` varchar(24) not null,
  `by` varchar(16) not null,
  `place` varchar(100) not null,
  foreign key(`student_no`) references `students`(`no`),
  primary key (`no`)
);

CREATE INDEX `student_sign_ins_at` on `student_sign_ins` (`at`);

CREATE TABLE `students` (
  `no` integer not null primary key autoincrement,
  `id_key` varchar(32) not null,
  `id` varchar(32) not null,
  `name` varchar(100) not null,
  `branch` varchar(60) not null,
  `phone` varchar(16) not null,
  `joined` varchar(10),
  `left` varchar(10),
  `entered_at` varchar(24) not null,
  `entered_by` integer,
  `email` varchar(254),
  `takes_messages` integer not null default '1'
);

CREATE UNIQUE INDEX `students_id_key_unique` on `students` (`id_key`);

CREATE TABLE `turns` (
  `name` varchar(16) not null,
  `taken` integer not null,
  primary key (`name`)
);
