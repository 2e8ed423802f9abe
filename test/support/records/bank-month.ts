/** A line of a month, and whose it is; nobody's where no rule can say it. */
export interface MonthLine {
  readonly date: string;
  readonly narration: string;
  readonly rrn: string;
  /** In whole rupees; below 0 for what went out. */
  readonly amount: number;
  readonly studentId: string | null;
  readonly rule: string;
}

export interface BankMonth {
  readonly roll: readonly { readonly id: string; readonly name: string; readonly phone: string }[];
  readonly lines: readonly MonthLine[];
}

const FIRST = ['ASHA', 'ROHAN', 'ZOYA', 'KAVYA', 'DEV', 'SITA', 'OMAR', 'LALI', 'NEHA', 'ARUN'];
const LAST = ['RAO', 'SHAH', 'NAIR', 'BOSE', 'SINGH', 'KHAN', 'DAS', 'IYER', 'JOSHI', 'PATIL'];

/** One after the other of what a month of a mess looks like, so that the shares are those of a real one. */
const SHAPE = [
  ...Array<string>(8).fill('code'),
  ...Array<string>(7).fill('id'),
  ...Array<string>(5).fill('phone'),
  ...['name', 'name', 'name', 'parent', 'two', 'neft', 'cheque', 'cheque', 'gateway', 'debit'],
];

/**
 * A month of 300 lines of an account: most students use the note or name themselves, some pay from a phone that
 * is on the roll, some parents write nothing, and there are cheques, payouts, interest and what was spent.
 */
export function makeBankMonth(): BankMonth {
  const roll = Array.from({ length: 200 }, (_, at) => ({
    id: `${21 + (at % 3)}CS${String(at + 1).padStart(3, '0')}`,
    name: `${FIRST[at % 10]} ${LAST[Math.floor(at / 10) % 10]}`,
    phone: String(9_414_000_000 + at),
  }));
  const lines = Array.from({ length: 300 }, (_, at): MonthLine => {
    const day = 1 + Math.floor(at / 10);
    const student = roll[(at * 37) % roll.length] as (typeof roll)[number];
    const rrn = `5${String(151 + day).padStart(3, '0')}${String(10_000_000 + at)}`;
    const amount = 3000 + ((at * 7) % 900);
    const kind = at === 299 ? 'interest' : (SHAPE[at % SHAPE.length] ?? 'code');
    const common = { date: `2025-06-${String(day).padStart(2, '0')}`, rrn, amount };
    const handle = student.name.toLowerCase().replace(' ', '.');
    const upi = (note: string, payer: string) => `UPI/CR/${rrn}/${student.name}/${payer}/${note}`;
    const of = { ...common, studentId: student.id };
    const nobody = { ...common, studentId: null, rule: 'suspense' };
    switch (kind) {
      case 'code':
        return {
          ...of,
          rule: 'code',
          narration: upi(`MESS ${student.id} 2025-05`, `c${at}@okaxis`),
        };
      case 'id':
        return { ...of, rule: 'id', narration: upi(`mess fee ${student.id}`, `i${at}@oksbi`) };
      case 'phone':
        return { ...of, rule: 'phone', narration: upi('may', `${student.phone}@ybl`) };
      case 'name':
        return { ...nobody, narration: upi('mess', `${handle}${at}@okicici`) };
      case 'parent':
        return { ...nobody, narration: upi('fees', `parent${at}@okhdfcbank`) };
      case 'two':
        return {
          ...nobody,
          narration: upi(`${student.id} and ${roll[(at * 3) % 200]?.id}`, `t${at}@ybl`),
        };
      case 'neft':
        return {
          ...of,
          rule: 'id',
          narration: `NEFT CR-HDFC0000001-${student.name}-${student.id}`,
          rrn: '',
        };
      case 'cheque':
        return { ...nobody, narration: `CHQ DEP ${100_000 + at} ${student.name}`, rrn: '' };
      case 'gateway':
        return {
          ...nobody,
          rule: 'settlement',
          narration: `NEFT CR RAZORPAY SOFTWARE ${at}`,
          rrn: '',
        };
      case 'interest':
        return {
          ...nobody,
          rule: 'interest',
          narration: 'INTEREST PAID TILL 30-JUN-2025',
          rrn: '',
        };
      default:
        return {
          ...nobody,
          rule: 'debit',
          narration: `NEFT DR VENDOR ${at}`,
          rrn: '',
          amount: -amount * 5,
        };
    }
  });
  return { roll, lines };
}

/** Lines of the month as the bank exports them, with the balance after each. */
export function exportLines({ lines }: BankMonth, from: number, to: number): string {
  let balance = 10_000_000 + lines.slice(0, from).reduce((sum, { amount }) => sum + amount, 0);
  const rows = lines.slice(from, to).map(({ date, narration, rrn, amount }) => {
    balance += amount;
    const [out, into] = amount < 0 ? [`${-amount}.00`, ''] : ['', `${amount}.00`];
    return [date.split('-').reverse().join('/'), narration, rrn, out, into, `${balance}.00`].join(
      ',',
    );
  });
  const header = 'Date,Narration,Chq./Ref.No.,Withdrawal Amt.,Deposit Amt.,Closing Balance';
  return [header, ...rows, ''].join('\n');
}
