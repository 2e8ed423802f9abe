import type { TableWords } from './words.ts';

/** Who is in the mess, what was set in it, and who changed what. */
export const PEOPLE_WORDS: Readonly<Record<string, TableWords>> = {
  settings: {
    about: 'What is set for the whole mess; what is not here is as it was at first.',
    columns: { key: 'Which setting it is.', value: 'What it is set to.' },
  },
  audit_salts: {
    about:
      'What keeps personal values in the record of changes from being guessed by their hashes.',
    columns: {
      sequence: 'The entry of the record of changes.',
      salts: 'A list in JSON, one for each personal value of the entry.',
    },
  },
  audit_entries: {
    about:
      'The record of changes: who changed what, and when. Each entry has the hash of the one before.',
    columns: {
      sequence: 'The number of the entry, counted from 1 without gaps.',
      operation_id: 'What was done together has one id; a large change has several entries.',
      at: 'When it was done.',
      actor_kind: 'What did it: admin, token, student, or database for who holds the files.',
      actor_id: 'The id of the admin or the student, or the name of the token, at that time.',
      command: 'The command, as it is typed.',
      subject: 'What was changed: an id, a file, a number.',
      month: 'The month that it was about; empty for none.',
      before: 'What was there before, in JSON; empty for nothing.',
      after: 'What is there since, in JSON; empty for nothing.',
      previous_hash: 'The hash of the entry before.',
      hash: 'The hash of this entry, SHA-256, hexadecimal.',
    },
  },
  admins: {
    about: 'Who runs the mess.',
    columns: {
      id_key: 'The id in small letters, by which it is found.',
      id: 'The id, as it is typed to sign in.',
      role: 'What they may do: viewer, clerk, manager or owner.',
      password_hash: null,
      created_at: 'When they were added.',
      disabled_at: 'When they were kept from signing in; empty while they may.',
      recovered_at: 'When an owner last came back in by the database itself; empty for never.',
    },
  },
  students: {
    about: 'Everybody who is or was on the roll.',
    columns: {
      no: 'The number by which other tables know the student; it never changes.',
      id_key: 'The id in small letters, by which it is found.',
      id: 'The roll number, as people write it.',
      name: 'The name.',
      branch: 'The branch, class or hostel.',
      phone: 'The phone number.',
      joined: 'The first day in the mess; empty where they were there from the beginning.',
      left: 'The last day in the mess; empty while they are in it.',
      entered_at: 'When the student was entered.',
      entered_by: 'The entry of the record of changes that says by whom.',
      email: 'Where messages go; empty where it is not known.',
      takes_messages: '1, or 0 for who does not want any messages.',
    },
  },
  student_secrets: {
    about: 'Which students have set a secret of their own to sign in with.',
    columns: {
      student_no: 'The student.',
      secret_hash: null,
      set_at: 'When it was set.',
    },
  },
  student_sign_ins: {
    about: 'When students signed in.',
    columns: {
      no: 'The number of the sign-in.',
      student_no: 'The student.',
      at: 'When it was.',
      by: 'By what: phone, code or secret.',
      place: 'From where.',
    },
  },
};
