import type { TableWords } from './words.ts';

export const MESSAGE_WORDS: Readonly<Record<string, TableWords>> = {
  messages: {
    about: 'What was to be sent to students, and what became of it; neither words nor addresses.',
    columns: {
      no: 'The number of the message.',
      kind: 'bill, dues or receipt.',
      about: 'The month of the bill, the day of the reminder, the number of the receipt.',
      revision: 'The revision of the bill; 0 of what has none.',
      student_no: 'The student.',
      channel: 'email, or program for a program of the mess.',
      again_no: '0, and 1, 2 and so on of what was sent on purpose once more.',
      state: 'queued, sending, sent, failed, unknown, skipped or dismissed.',
      attempts: 'How often it was tried.',
      next_try: 'When it is tried again; empty for at once, or not any more.',
      reason: 'Why it was not sent; empty for no reason.',
      message_id: 'The part of its Message-ID before the @.',
      changed_at: 'Since when it is in its state.',
      queued_by: 'The entry of the record of changes that says who wanted it.',
    },
  },
};
