import { METHOD_NAMES } from '../../domain/messages/method-names.ts';
import type { ENGLISH_ACCOUNT } from './en-account.ts';

/** The same in Hindi. */
export const HINDI_ACCOUNT: typeof ENGLISH_ACCOUNT = {
  receiptOf: (number) => `रसीद ${number}`,
  date: 'तारीख़',
  what: 'विवरण',
  balance: 'शेष',
  reference: 'संदर्भ',
  note: 'टिप्पणी',
  forMonth: (month) => `${month} के लिए`,
  reversedOn: (date) => `${date} को वापस लिया गया। यह रसीद अब मान्य नहीं है।`,
  methods: METHOD_NAMES.hi,
  lines: {
    opening: 'पहले का',
    bill: 'बिल',
    revision: 'बिल बदला',
    void: 'बिल वापस लिया गया',
    'late fee': 'विलंब शुल्क',
    waiver: 'विलंब शुल्क माफ़',
    payment: 'चुकाया',
    reversal: 'भुगतान वापस लिया गया',
    refund: 'आपको लौटाया',
    'deposit used': 'आपकी जमानत से',
    'write-off': 'माफ़ किया गया',
  },
  month: 'महीना',
  days: 'दिन',
  amount: 'राशि',
  paid: 'चुकाया',
};
