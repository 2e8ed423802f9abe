import { JOURNAL_ACCOUNT } from '../../payments/journal.ts';
import { schemaOfFields } from '../parts/fields.ts';

export const JournalAccount = schemaOfFields('JournalAccount', JOURNAL_ACCOUNT);
