import type { ENGLISH_PAPER } from './en.ts';
import { HINDI_ACCOUNT } from './hi-account.ts';

const ACCOUNT = HINDI_ACCOUNT;

const MONTHS = [
  ...['जनवरी', 'फ़रवरी', 'मार्च', 'अप्रैल', 'मई', 'जून'],
  ...['जुलाई', 'अगस्त', 'सितंबर', 'अक्टूबर', 'नवंबर', 'दिसंबर'],
];

function monthName(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

/** The same in Hindi. Digits are Latin, as on receipts and in apps. */
export const HINDI_PAPER: typeof ENGLISH_PAPER = {
  receiptOf: ACCOUNT.receiptOf,
  date: ACCOUNT.date,
  what: ACCOUNT.what,
  balance: ACCOUNT.balance,
  reference: ACCOUNT.reference,
  note: ACCOUNT.note,
  month: ACCOUNT.month,
  days: ACCOUNT.days,
  amount: ACCOUNT.amount,
  paid: ACCOUNT.paid,

  monthName,
  dateName: (date) => `${Number(date.slice(8))} ${monthName(date.slice(0, 7))}`,
  lines: {
    kinds: ACCOUNT.lines,
    monthName,
    method: (method) => (method === 'other' ? null : ACCOUNT.methods[method]),
    forMonth: ACCOUNT.forMonth,
    ofDay: (date) => `${date} का`,
    reversalOf: (number) => `${number} वापस लिया गया`,
  },
  page: (number) => `पृष्ठ ${number}`,
  record: (head) => `अभिलेख ${head}`,
  keepRecord: (line) =>
    `${line}। इसे सँभालकर रखें: इस संख्या से बाद में दिखाया जा सकता है कि अब तक का अभिलेख बदला नहीं गया।`,
  asOf: (date) => `${date} तक`,
  total: 'कुल',
  name: 'नाम',
  longestBar: (label, amount) => `सबसे लंबी पट्टी ${label} की है, ${amount}। सारी राशियाँ तालिका में हैं।`,

  billOf: (month) => `${month} का बिल`,
  toPayBy: (date) => `यह बिल ${date} तक चुकाएँ, पिछला बकाया अपनी तारीख़ तक`,
  everybodysShare: 'सबका हिस्सा',
  noShares: 'इस बिल में किसी का हिस्सा नहीं है।',
  daysOf: (count) => `${count} में से दिन`,
  thisBill: 'यह बिल',
  previousDues: 'पिछला बकाया',
  lateFees: 'विलंब शुल्क',
  toPay: 'देय राशि',
  minusIsCredit: 'जिस राशि के आगे ऋण चिह्न (-) है वह जमा है: कुछ नहीं चुकाना है।',
  messManager: 'मेस प्रबंधक',
  warden: 'वार्डन',

  statementOf: (month) => `${month} का विवरण`,
  daysPresent: 'उपस्थित दिन',
  someOf: (days, all) => `${all} में से ${days}`,
  payBy: 'चुकाने की अंतिम तारीख़',
  lateOfIt: 'जिसकी तारीख़ निकल चुकी है',
  lateSince: (amount, date) => `${amount}, अंतिम दिन ${date} था`,
  restBy: 'बाक़ी की अंतिम तारीख़',
  whyBill: (month, amount) => `${month} का बिल ${amount} क्यों है`,
  part: 'भाग',
  billOfTheMonth: 'महीने का बिल',
  whyDividing: (days, all, amount) => `${amount} में से, सबके ${all} दिनों में ${days} दिन`,
  whyPerHead: (days, amount) => `${days} दिन, ${amount} प्रति माह की दर से`,
  whyFixed: (count, amount) => `${amount} के ${count} बराबर भागों में से 1`,
  credit: 'जमा, कुछ नहीं चुकाना है',
  depositHeld: 'जमानत राशि, अलग',
  account: 'खाता',
  receipt: 'रसीद',
  charged: 'लगाया गया',
  before: 'पहले का',
  owedNow: 'अब बकाया',
  late: 'देर से',
  debts: {
    opening: 'पहले के बकाये',
    bill: 'बिल',
    'late fee': 'विलंब शुल्क',
    'paid back': 'लौटाई गई राशि',
  },
  lateOf: (amount, debt, month, due, days) =>
    `${month === null ? '' : `${month} के `}${debt} में से ${amount} की अंतिम तारीख़ ${due} थी, ${days} दिन पहले।`,
  payByUpi: 'UPI से चुकाने के लिए',
  upiCode: (amount, payee) => `कोड, जिससे UPI ऐप ${payee} को ${amount} चुकाता है`,
  upiId: 'UPI आईडी',
  upiName: 'ऐप में दिखने वाला नाम',
  upiWhy: (date) => `यह ${date} का बकाया है। टिप्पणी से कार्यालय जानता है कि भुगतान किसका है।`,

  monthByMonth: 'महीने के हिसाब से',
  noBill: 'अभी तक कोई बिल नहीं।',
  billed: 'बिल',
  notPaid: 'बाक़ी',
  billedByMonth: 'हर महीने का बिल',
  keyPaid: 'चुकाया',
  keyNotPaid: 'बाक़ी',

  from: 'किससे',
  by: 'कैसे',
  paidFor: 'किसके लिए',
  now: 'अब',
  reversed: (date) => `${date} को वापस लिया गया`,
  methods: ACCOUNT.methods,
  paidKinds: {
    opening: 'पहले का बकाया',
    bill: 'बिल',
    'late fee': 'विलंब शुल्क',
    'paid back': 'लौटाई गई राशि',
    credit: 'जमा',
  },
  paidKindOf: (kind, month) => `${month} का ${kind}`,
  isOwed: (amount) => `${amount} बकाया`,
  isCredit: (amount) => `${amount} जमा`,
  nothingOwed: 'कुछ बकाया नहीं',
  takenBy: 'लेने वाले',
  takenAt: 'दर्ज किया',
  signature: 'हस्ताक्षर',
};
