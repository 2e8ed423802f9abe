-- The tables of a new mess, pinned. To renew: npx vitest run test/data/schema.test.ts -u

CREATE TABLE "admins" (
  "id_key" varchar(32) NOT NULL,
  "id" varchar(32) NOT NULL,
  "role" varchar(16) NOT NULL,
  "password_hash" varchar(60) NOT NULL,
  "created_at" varchar(24) NOT NULL,
  "disabled_at" varchar(24) DEFAULT NULL,
  "recovered_at" varchar(24) DEFAULT NULL,
  PRIMARY KEY ("id_key")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "attendance" (
  "month" varchar(7) NOT NULL,
  "student_no" int(10) unsigned NOT NULL,
  "days_hundredths" int(11) NOT NULL,
  "changed_by" int(10) unsigned NOT NULL,
  "log_days" int(11) DEFAULT NULL,
  PRIMARY KEY ("month","student_no"),
  KEY "attendance_student_no_foreign" ("student_no"),
  CONSTRAINT "attendance_student_no_foreign" FOREIGN KEY ("student_no") REFERENCES "students" ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "attendance_history" (
  "month" varchar(7) NOT NULL,
  "student_no" int(10) unsigned NOT NULL,
  "changed_by" int(10) unsigned NOT NULL,
  "days_hundredths" int(11) NOT NULL,
  "replaced_by" int(10) unsigned NOT NULL,
  "log_days" int(11) DEFAULT NULL,
  PRIMARY KEY ("month","student_no","changed_by"),
  KEY "attendance_history_student_no_foreign" ("student_no"),
  CONSTRAINT "attendance_history_student_no_foreign" FOREIGN KEY ("student_no") REFERENCES "students" ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "attendance_marks" (
  "date" varchar(10) NOT NULL,
  "student_no" int(10) unsigned NOT NULL,
  "days_hundredths" int(11) NOT NULL,
  "is_away" int(11) NOT NULL,
  "is_called" int(11) NOT NULL,
  "changed_by" int(10) unsigned NOT NULL,
  PRIMARY KEY ("date","student_no"),
  KEY "attendance_marks_student_no_foreign" ("student_no"),
  CONSTRAINT "attendance_marks_student_no_foreign" FOREIGN KEY ("student_no") REFERENCES "students" ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "audit_entries" (
  "sequence" int(10) unsigned NOT NULL AUTO_INCREMENT,
  "operation_id" varchar(36) NOT NULL,
  "at" varchar(24) NOT NULL,
  "actor_kind" varchar(16) NOT NULL,
  "actor_id" varchar(64) DEFAULT NULL,
  "command" varchar(64) NOT NULL,
  "subject" varchar(255) DEFAULT NULL,
  "month" varchar(7) DEFAULT NULL,
  "before" longtext DEFAULT NULL,
  "after" longtext DEFAULT NULL,
  "previous_hash" varchar(64) DEFAULT NULL,
  "hash" varchar(64) DEFAULT NULL,
  PRIMARY KEY ("sequence"),
  KEY "audit_entries_operation_id_index" ("operation_id")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "audit_salts" (
  "sequence" int(10) unsigned NOT NULL,
  "salts" longtext NOT NULL,
  PRIMARY KEY ("sequence")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "bank_lines" (
  "no" int(10) unsigned NOT NULL,
  "import_no" int(10) unsigned NOT NULL,
  "line" int(10) unsigned NOT NULL,
  "account" varchar(40) NOT NULL,
  "account_digits" varchar(4) DEFAULT NULL,
  "date" varchar(10) NOT NULL,
  "amount_minor" bigint(20) NOT NULL,
  "narration" text NOT NULL,
  "reference" varchar(100) NOT NULL,
  "other_reference" varchar(100) DEFAULT NULL,
  "payer" varchar(100) DEFAULT NULL,
  "rule" varchar(12) DEFAULT NULL,
  "entry_no" int(10) unsigned NOT NULL,
  PRIMARY KEY ("no"),
  KEY "bank_lines_import_no" ("import_no"),
  KEY "bank_lines_other_reference" ("other_reference"),
  KEY "bank_lines_payer" ("payer"),
  KEY "bank_lines_entry_no" ("entry_no"),
  KEY "bank_lines_account_date" ("account","date")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "bill_heads" (
  "month" varchar(7) NOT NULL,
  "revision" int(10) unsigned NOT NULL,
  "head_no" int(10) unsigned NOT NULL,
  "purchases" int(10) unsigned NOT NULL,
  "amount_minor" bigint(20) NOT NULL,
  PRIMARY KEY ("month","revision","head_no"),
  KEY "bill_heads_head_no_foreign" ("head_no"),
  CONSTRAINT "bill_heads_head_no_foreign" FOREIGN KEY ("head_no") REFERENCES "purchase_heads" ("no"),
  CONSTRAINT "bill_heads_month_revision_foreign" FOREIGN KEY ("month", "revision") REFERENCES "bills" ("month", "revision")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "bills" (
  "month" varchar(7) NOT NULL,
  "revision" int(10) unsigned NOT NULL,
  "status" varchar(16) NOT NULL,
  "days_in_month" int(11) DEFAULT NULL,
  "total_minor" bigint(20) DEFAULT NULL,
  "per_head_minor" bigint(20) DEFAULT NULL,
  "fixed_minor" bigint(20) DEFAULT NULL,
  "billed_minor" bigint(20) NOT NULL,
  "registered_at" varchar(24) NOT NULL,
  "operation_id" varchar(36) NOT NULL,
  "ended_reason" text DEFAULT NULL,
  "origin" varchar(16) NOT NULL DEFAULT 'computed',
  "roll_as_of" int(10) unsigned DEFAULT NULL,
  "ended_by" int(10) unsigned DEFAULT NULL,
  "charges_minor" bigint(20) DEFAULT NULL,
  "lowered_minor" bigint(20) DEFAULT NULL,
  "raised_minor" bigint(20) DEFAULT NULL,
  PRIMARY KEY ("month","revision")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "charge_kinds" (
  "no" int(10) unsigned NOT NULL,
  "name_key" varchar(80) NOT NULL,
  "name" varchar(40) NOT NULL,
  "counts_as" varchar(16) NOT NULL,
  "rate_minor" bigint(20) DEFAULT NULL,
  "hidden_by" int(10) unsigned DEFAULT NULL,
  PRIMARY KEY ("no"),
  UNIQUE KEY "charge_kinds_name_key" ("name_key")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "charges" (
  "no" int(10) unsigned NOT NULL,
  "month" varchar(7) NOT NULL,
  "student_no" int(10) unsigned NOT NULL,
  "kind_no" int(10) unsigned NOT NULL,
  "quantity_hundredths" int(10) unsigned DEFAULT NULL,
  "rate_minor" bigint(20) DEFAULT NULL,
  "amount_minor" bigint(20) NOT NULL,
  "note" varchar(200) DEFAULT NULL,
  "entered_by" int(10) unsigned NOT NULL,
  "voided_by" int(10) unsigned DEFAULT NULL,
  "void_reason" text DEFAULT NULL,
  PRIMARY KEY ("no"),
  KEY "charges_month" ("month"),
  KEY "charges_student_no_foreign" ("student_no"),
  KEY "charges_kind_no_foreign" ("kind_no"),
  CONSTRAINT "charges_kind_no_foreign" FOREIGN KEY ("kind_no") REFERENCES "charge_kinds" ("no"),
  CONSTRAINT "charges_student_no_foreign" FOREIGN KEY ("student_no") REFERENCES "students" ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "closed_months" (
  "month" varchar(7) NOT NULL,
  "closed_by" int(10) unsigned NOT NULL,
  "as_is_reason" text DEFAULT NULL,
  PRIMARY KEY ("month")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "device_keys" (
  "no" int(10) unsigned NOT NULL,
  "secret" varchar(43) NOT NULL,
  PRIMARY KEY ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "forgotten_payers" (
  "payer" varchar(100) NOT NULL,
  "through_entry" int(10) unsigned NOT NULL,
  "forgotten_by" int(10) unsigned NOT NULL,
  PRIMARY KEY ("payer","through_entry")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "given_answers" (
  "operation_id" varchar(36) NOT NULL,
  "request_hash" varchar(64) NOT NULL,
  "status" int(11) NOT NULL,
  "body" longtext NOT NULL,
  "given_at" varchar(24) NOT NULL,
  PRIMARY KEY ("operation_id")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "import_profiles" (
  "name_key" varchar(160) NOT NULL,
  "name" varchar(40) NOT NULL,
  "kind" varchar(16) NOT NULL,
  "options" text NOT NULL,
  "changed_by" int(10) unsigned NOT NULL,
  PRIMARY KEY ("name_key")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "imports" (
  "no" int(10) unsigned NOT NULL AUTO_INCREMENT,
  "kind" varchar(16) NOT NULL,
  "changed_by" int(10) unsigned NOT NULL,
  "file" varchar(255) NOT NULL,
  "sha256" varchar(64) NOT NULL,
  "reading" varchar(500) NOT NULL,
  "layout" varchar(16) NOT NULL,
  "months" text NOT NULL,
  "rows" int(10) unsigned NOT NULL,
  "inserted" int(10) unsigned NOT NULL,
  "updated" int(10) unsigned NOT NULL,
  "unchanged" int(10) unsigned NOT NULL,
  "rejected" int(10) unsigned NOT NULL,
  "undone_by" int(10) unsigned DEFAULT NULL,
  "days" text DEFAULT NULL,
  PRIMARY KEY ("no"),
  UNIQUE KEY "imports_changed_by_unique" ("changed_by"),
  KEY "imports_kind_sha256" ("kind","sha256")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "journal_accounts" (
  "name" varchar(20) NOT NULL,
  "account" varchar(100) NOT NULL,
  "changed_by" int(10) unsigned NOT NULL,
  PRIMARY KEY ("name")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "knex_migrations" (
  "id" int(10) unsigned NOT NULL AUTO_INCREMENT,
  "name" varchar(255) NOT NULL,
  PRIMARY KEY ("id")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "last_backup" (
  "no" int(10) unsigned NOT NULL,
  "at" varchar(24) NOT NULL,
  PRIMARY KEY ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "ledger_entries" (
  "no" int(10) unsigned NOT NULL,
  "date" varchar(10) NOT NULL,
  "money_date" varchar(10) NOT NULL,
  "kind" varchar(20) NOT NULL,
  "receipt_series" varchar(12) DEFAULT NULL,
  "receipt_number" int(10) unsigned DEFAULT NULL,
  "month" varchar(7) DEFAULT NULL,
  "method" varchar(10) DEFAULT NULL,
  "reference" varchar(100) DEFAULT NULL,
  "reference_key" varchar(100) DEFAULT NULL,
  "note" varchar(500) DEFAULT NULL,
  "reverses" int(10) unsigned DEFAULT NULL,
  "entered_by" int(10) unsigned NOT NULL,
  PRIMARY KEY ("no"),
  UNIQUE KEY "ledger_entries_reverses" ("reverses"),
  UNIQUE KEY "ledger_entries_receipt" ("receipt_series","receipt_number"),
  KEY "ledger_entries_money_date" ("money_date"),
  KEY "ledger_entries_reference_key" ("reference_key"),
  KEY "ledger_entries_entered_by" ("entered_by")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "ledger_postings" (
  "entry_no" int(10) unsigned NOT NULL,
  "line" int(10) unsigned NOT NULL,
  "account" varchar(40) NOT NULL,
  "student_no" int(10) unsigned DEFAULT NULL,
  "amount_minor" bigint(20) NOT NULL,
  PRIMARY KEY ("entry_no","line"),
  KEY "ledger_postings_student" ("student_no","account","amount_minor"),
  CONSTRAINT "ledger_postings_entry_no_foreign" FOREIGN KEY ("entry_no") REFERENCES "ledger_entries" ("no"),
  CONSTRAINT "ledger_postings_student_no_foreign" FOREIGN KEY ("student_no") REFERENCES "students" ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "mark_meanings" (
  "mark_key" varchar(160) NOT NULL,
  "mark" varchar(40) NOT NULL,
  "meaning" varchar(10) NOT NULL,
  "changed_by" int(10) unsigned NOT NULL,
  PRIMARY KEY ("mark_key")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "message_templates" (
  "name" varchar(20) NOT NULL,
  "source" text NOT NULL,
  "changed_by" int(10) unsigned NOT NULL,
  PRIMARY KEY ("name")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "messages" (
  "no" int(10) unsigned NOT NULL,
  "kind" varchar(10) NOT NULL,
  "about" varchar(30) NOT NULL,
  "revision" int(10) unsigned NOT NULL,
  "student_no" int(10) unsigned NOT NULL,
  "channel" varchar(10) NOT NULL,
  "again_no" int(10) unsigned NOT NULL,
  "state" varchar(10) NOT NULL,
  "attempts" int(10) unsigned NOT NULL,
  "next_try" varchar(30) DEFAULT NULL,
  "reason" varchar(200) DEFAULT NULL,
  "message_id" varchar(64) NOT NULL,
  "changed_at" varchar(30) NOT NULL,
  "queued_by" int(10) unsigned NOT NULL,
  PRIMARY KEY ("no"),
  UNIQUE KEY "messages_once" ("kind","about","revision","student_no","channel","again_no"),
  KEY "messages_student_no_foreign" ("student_no"),
  KEY "messages_state" ("state","channel","no"),
  CONSTRAINT "messages_student_no_foreign" FOREIGN KEY ("student_no") REFERENCES "students" ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "migration_lease" (
  "id" int(10) unsigned NOT NULL,
  "holder" varchar(36) NOT NULL,
  "server" varchar(255) NOT NULL,
  "held_until" bigint(20) NOT NULL,
  PRIMARY KEY ("id")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "one_time_codes" (
  "code_hash" varchar(64) NOT NULL,
  "admin_key" varchar(32) DEFAULT NULL,
  "student_no" int(10) unsigned DEFAULT NULL,
  "created_at" varchar(24) NOT NULL,
  "expires_at" varchar(24) NOT NULL,
  PRIMARY KEY ("code_hash"),
  UNIQUE KEY "one_time_codes_admin_key_unique" ("admin_key"),
  UNIQUE KEY "one_time_codes_student_no_unique" ("student_no"),
  CONSTRAINT "one_time_codes_admin_key_foreign" FOREIGN KEY ("admin_key") REFERENCES "admins" ("id_key"),
  CONSTRAINT "one_time_codes_student_no_foreign" FOREIGN KEY ("student_no") REFERENCES "students" ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "payment_claims" (
  "no" int(10) unsigned NOT NULL,
  "student_no" int(10) unsigned NOT NULL,
  "date" varchar(10) NOT NULL,
  "reference" varchar(12) NOT NULL,
  "claimed_by" int(10) unsigned NOT NULL,
  "dismissed_by" int(10) unsigned DEFAULT NULL,
  "dismiss_reason" text DEFAULT NULL,
  PRIMARY KEY ("no"),
  KEY "payment_claims_student_no_foreign" ("student_no"),
  KEY "payment_claims_reference" ("reference"),
  CONSTRAINT "payment_claims_student_no_foreign" FOREIGN KEY ("student_no") REFERENCES "students" ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "purchase_heads" (
  "no" int(10) unsigned NOT NULL AUTO_INCREMENT,
  "name_key" varchar(80) NOT NULL,
  "name" varchar(40) NOT NULL,
  "kind" varchar(16) NOT NULL,
  "hidden_by" int(10) unsigned DEFAULT NULL,
  PRIMARY KEY ("no"),
  UNIQUE KEY "purchase_heads_name_key_unique" ("name_key")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "purchases" (
  "no" int(10) unsigned NOT NULL AUTO_INCREMENT,
  "date" varchar(10) NOT NULL,
  "head_no" int(10) unsigned NOT NULL,
  "amount_minor" bigint(20) NOT NULL,
  "note" varchar(200) DEFAULT NULL,
  "entered_by" int(10) unsigned NOT NULL,
  "voided_by" int(10) unsigned DEFAULT NULL,
  "void_reason" text DEFAULT NULL,
  PRIMARY KEY ("no"),
  KEY "purchases_head_no_foreign" ("head_no"),
  KEY "purchases_date" ("date"),
  CONSTRAINT "purchases_head_no_foreign" FOREIGN KEY ("head_no") REFERENCES "purchase_heads" ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "service_tokens" (
  "name_key" varchar(32) NOT NULL,
  "name" varchar(32) NOT NULL,
  "token_hash" varchar(64) NOT NULL,
  "created_at" varchar(24) NOT NULL,
  "expires_at" varchar(24) NOT NULL,
  "last_used_at" varchar(24) DEFAULT NULL,
  "may" varchar(255) NOT NULL DEFAULT 'bills,import,read',
  PRIMARY KEY ("name_key"),
  UNIQUE KEY "service_tokens_token_hash_unique" ("token_hash")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "sessions" (
  "token_hash" varchar(64) NOT NULL,
  "admin_key" varchar(32) DEFAULT NULL,
  "student_no" int(10) unsigned DEFAULT NULL,
  "created_at" varchar(24) NOT NULL,
  "expires_at" varchar(24) NOT NULL,
  "last_used_at" varchar(24) NOT NULL,
  "place" varchar(100) DEFAULT NULL,
  PRIMARY KEY ("token_hash"),
  KEY "sessions_admin_key_foreign" ("admin_key"),
  KEY "sessions_student_no_foreign" ("student_no"),
  CONSTRAINT "sessions_admin_key_foreign" FOREIGN KEY ("admin_key") REFERENCES "admins" ("id_key"),
  CONSTRAINT "sessions_student_no_foreign" FOREIGN KEY ("student_no") REFERENCES "students" ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "settings" (
  "key" varchar(64) NOT NULL,
  "value" text NOT NULL,
  PRIMARY KEY ("key")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "shares" (
  "month" varchar(7) NOT NULL,
  "revision" int(10) unsigned NOT NULL,
  "student_no" int(10) unsigned NOT NULL,
  "id_then" varchar(32) NOT NULL,
  "days_hundredths" int(11) NOT NULL,
  "dividing_minor" bigint(20) DEFAULT NULL,
  "per_head_minor" bigint(20) DEFAULT NULL,
  "fixed_minor" bigint(20) DEFAULT NULL,
  "amount_minor" bigint(20) NOT NULL,
  "charges_minor" bigint(20) DEFAULT NULL,
  PRIMARY KEY ("month","revision","student_no"),
  KEY "shares_student_no" ("student_no"),
  CONSTRAINT "shares_month_revision_foreign" FOREIGN KEY ("month", "revision") REFERENCES "bills" ("month", "revision"),
  CONSTRAINT "shares_student_no_foreign" FOREIGN KEY ("student_no") REFERENCES "students" ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "sign_in_attempts" (
  "kind" varchar(16) NOT NULL,
  "id_key" varchar(32) NOT NULL,
  "place" varchar(100) NOT NULL,
  "failures" int(11) NOT NULL,
  "last_failed_at" varchar(24) NOT NULL,
  PRIMARY KEY ("kind","id_key","place")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "sign_in_failures" (
  "kind" varchar(16) NOT NULL,
  "id_key" varchar(32) NOT NULL,
  "failures" int(11) NOT NULL,
  "last_failed_at" varchar(24) NOT NULL,
  PRIMARY KEY ("kind","id_key")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "student_secrets" (
  "student_no" int(10) unsigned NOT NULL,
  "secret_hash" varchar(100) NOT NULL,
  "set_at" varchar(24) NOT NULL,
  PRIMARY KEY ("student_no"),
  CONSTRAINT "student_secrets_student_no_foreign" FOREIGN KEY ("student_no") REFERENCES "students" ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "student_sign_ins" (
  "no" int(10) unsigned NOT NULL,
  "student_no" int(10) unsigned NOT NULL,
  "at" varchar(24) NOT NULL,
  "by" varchar(16) NOT NULL,
  "place" varchar(100) NOT NULL,
  PRIMARY KEY ("no"),
  KEY "student_sign_ins_student_no_foreign" ("student_no"),
  KEY "student_sign_ins_at" ("at"),
  CONSTRAINT "student_sign_ins_student_no_foreign" FOREIGN KEY ("student_no") REFERENCES "students" ("no")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "students" (
  "no" int(10) unsigned NOT NULL AUTO_INCREMENT,
  "id_key" varchar(32) NOT NULL,
  "id" varchar(32) NOT NULL,
  "name" varchar(100) NOT NULL,
  "branch" varchar(60) NOT NULL,
  "phone" varchar(16) NOT NULL,
  "joined" varchar(10) DEFAULT NULL,
  "left" varchar(10) DEFAULT NULL,
  "entered_at" varchar(24) NOT NULL,
  "entered_by" int(10) unsigned DEFAULT NULL,
  "email" varchar(254) DEFAULT NULL,
  "takes_messages" int(10) unsigned NOT NULL DEFAULT 1,
  PRIMARY KEY ("no"),
  UNIQUE KEY "students_id_key_unique" ("id_key")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE "turns" (
  "name" varchar(16) NOT NULL,
  "taken" int(10) unsigned NOT NULL,
  PRIMARY KEY ("name")
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
