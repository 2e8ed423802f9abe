import {
  type Charge,
  costOf,
  countedCharges,
  isDiscount,
  isOfGuest,
  KINDS,
  sumOf,
} from './charges.ts';
import {
  ACCOUNTS_FROM,
  type Bill,
  billsOf,
  byId,
  changedSince,
  type Draft,
  daysOf,
  type HeadSum,
  isStale,
  leftOfBill,
  liveBill,
  MONTHS,
  type Model,
  type Purchase,
  rollOf,
  type Share,
  type Student,
  sumHeads,
  sumKind,
  THIS_MONTH,
} from './mess-model.ts';

/** What the program ought to say with `--json`. */

export const money = (minor: bigint) => {
  const digits = String(minor < 0n ? -minor : minor).padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

const moneyOrNull = (minor: bigint | null) => (minor === null ? null : money(minor));

export const nameOf = ({ no }: Student) => `Name ${no}`;

const sum = (minors: readonly bigint[]) => minors.reduce((all, each) => all + each, 0n);

export function studentDocument(student: Student) {
  const { id, joined, left } = student;
  const told = { email: null, takesMessages: true };
  return { id, name: nameOf(student), branch: 'CSE', phone: '9876543210', joined, left, ...told };
}

export function attendanceDocument(model: Model, month: string) {
  return rollOf(model, month).map((student) => {
    const days = daysOf(model, month, student);
    const { id: studentId } = student;
    return { studentId, name: nameOf(student), days: days === undefined ? null : days / 100 };
  });
}

export function purchaseDocument(purchase: Purchase) {
  const { no, date, minor, head, note, at, voidReason } = purchase;
  return {
    no,
    date,
    amount: money(minor),
    head: head.name,
    kind: head.kind,
    note,
    by: 'warden',
    at,
    status: voidReason === null ? 'counted' : 'void',
    voidReason,
  };
}

export function purchasesDocument(model: Model, month: string) {
  const sums = sumHeads(model, month);
  return {
    month,
    purchases: model.purchases.filter(({ date }) => date.startsWith(month)).map(purchaseDocument),
    heads: sums.map(({ head, count, minor }) => {
      return { name: head.name, kind: head.kind, purchases: count, amount: money(minor) };
    }),
    dividing: money(sumKind(sums, 'dividing') ?? 0n),
    fixed: money(sumKind(sums, 'fixed') ?? 0n),
    total: money(sum(sums.map(({ minor }) => minor))),
  };
}

export function chargeDocument(model: Model, charge: Charge) {
  const { no, month, kind, quantity, rate, minor, note, at, voidReason } = charge;
  const student = model.students.find((each) => each.no === charge.student);
  return {
    no,
    month,
    studentId: student?.id,
    name: student && nameOf(student),
    kind: kind.name,
    countsAs: kind.countsAs,
    quantity: quantity === null ? null : quantity / 100,
    rate: moneyOrNull(rate),
    amount: money(minor),
    note,
    by: 'warden',
    at,
    status: voidReason === null ? 'counted' : 'void',
    voidReason,
  };
}

/** Of a month, those that were taken back too. */
export function chargesDocument(model: Model, month: string) {
  const counted = countedCharges(model, month);
  const kinds = KINDS.flatMap((kind) => {
    const charges = counted.filter((each) => each.kind === kind);
    const { name, countsAs } = kind;
    const amount = money(sumOf(charges));
    return charges.length === 0 ? [] : [{ kind: name, countsAs, charges: charges.length, amount }];
  });
  return {
    month,
    charges: model.charges
      .filter((each) => each.month === month)
      .map((each) => chargeDocument(model, each)),
    kinds,
    total: money(sumOf(counted)),
  };
}

export function headsDocument(heads: readonly HeadSum[] | null) {
  if (heads === null) return null;
  return heads.map(({ head, count, minor }) => {
    return { head: head.name, kind: head.kind, purchases: count, amount: money(minor) };
  });
}

/** With the students as they are called now, in the order of ids. */
export function sharesOf(model: Model, { shares }: Draft): { student: Student; share: Share }[] {
  return model.students
    .toSorted(byId)
    .flatMap((student) =>
      shares.filter((share) => share.student === student.no).map((share) => ({ student, share })),
    );
}

export function shareDocument({ student, share }: { student: Student; share: Share }) {
  return {
    studentId: student.id,
    name: nameOf(student),
    branch: 'CSE',
    days: share.days / 100,
    dividing: moneyOrNull(share.total),
    perHead: moneyOrNull(share.perHead),
    fixed: moneyOrNull(share.fixed),
    charges: moneyOrNull(share.charges),
    amount: money(share.amount),
  };
}

export function draftSummary(draft: Draft, revision: number) {
  const { month, daysInMonth, total, perHead, fixed, billed } = draft;
  return {
    month,
    daysInMonth,
    total: moneyOrNull(total),
    perHead: moneyOrNull(perHead),
    fixed: moneyOrNull(fixed),
    charges: moneyOrNull(chargedIn(draft)),
    billed: money(billed),
    revision,
    status: 'live',
    stale: false,
    changed: { students: [] as string[], charges: [] as string[], heads: [] as string[] },
    origin: 'computed',
  };
}

const chargedIn = ({ charges }: Draft) => (charges.length === 0 ? null : sumOf(charges));

/** What was divided, what guests paid beyond what it lowered, and discounts that nobody bears: of what is divided alone. */
export function leftOver({ total, charges, lowered, raised }: Draft) {
  const someOrNull = (minor: bigint) => (total === null || minor === 0n ? null : money(minor));
  return {
    divided: moneyOrNull(total === null ? null : total - lowered + raised),
    surplus: someOrNull(sumOf(charges, isOfGuest) - lowered),
    shortfall: someOrNull(-sumOf(charges, isDiscount) - raised),
  };
}

export function billSummary(model: Model, bill: Bill) {
  return {
    ...draftSummary(bill, bill.revision),
    status: bill.status,
    stale: isStale(model, bill),
    changed: changedSince(model, bill),
  };
}

const inOrder = ({ bills }: Model) =>
  bills.toSorted((a, b) =>
    a.month === b.month ? a.revision - b.revision : a.month > b.month ? 1 : -1,
  );

/** Of all bills, with why each was ended. */
export function billsDocument(model: Model) {
  return inOrder(model).map((bill) => ({
    ...billSummary(model, bill),
    reason: bill.ended?.reason ?? null,
  }));
}

/** But for warnings. */
export function billDocument(model: Model, bill: Bill) {
  return {
    ...billSummary(model, bill),
    dryRun: false,
    purchases: headsDocument(bill.heads),
    ...leftOver(bill),
    shares: sharesOf(model, bill).map(shareDocument),
  };
}

export function historyDocument(model: Model, month: string) {
  return billsOf(model, month).map((bill) => ({
    ...billSummary(model, bill),
    madeAt: bill.madeAt,
    madeBy: 'warden',
    endedAt: bill.ended?.at ?? null,
    endedBy: bill.ended && 'warden',
    reason: bill.ended?.reason ?? null,
  }));
}

export function monthDocument(model: Model, month: string) {
  const closed = model.closed.get(month);
  const bill = liveBill(model, month);
  const roll = rollOf(model, month);
  const unrecorded = roll.filter((each) => daysOf(model, month, each) === undefined).length;
  const stale = bill !== undefined && isStale(model, bill);
  return {
    month,
    status: closed ? 'closed' : 'open',
    students: roll.length,
    unrecorded,
    purchases: money(sum(sumHeads(model, month).map(({ minor }) => minor))),
    billed: bill ? money(bill.billed) : null,
    revision: bill?.revision ?? null,
    stale,
    changed: bill ? changedSince(model, bill) : { students: [], charges: [], heads: [] },
    closedAt: closed?.at ?? null,
    closedBy: closed ? 'warden' : null,
    reason: closed?.reason ?? null,
    missing: missing(model, month, unrecorded),
  };
}

function missing(model: Model, month: string, unrecorded: number): string[] {
  const bill = liveBill(model, month);
  if (model.closed.has(month)) return [];
  const attendance = unrecorded > 0 ? ['attendance'] : [];
  const isOver = month < THIS_MONTH;
  if (bill === undefined) return isOver ? [...attendance, 'bill'] : ['end'];
  if (isStale(model, bill)) return ['revision', ...attendance];
  const purchases = leavesOut(model, bill) && isBoughtSince(model, bill) ? ['purchases'] : [];
  return [...purchases, isOver ? 'closing' : 'end', ...attendance];
}

/** Something else was bought than was billed, and the bill, not of a charge per head alone, does not know of it. */
export function leavesOut(model: Model, draft: Draft): boolean {
  const spent = sumHeads(model, draft.month).reduce((sum, { minor }) => sum + minor, 0n);
  return draft.heads === null && !isPerHeadAlone(draft) && spent !== 0n && spent !== costOf(draft);
}

/** Whoever made the bill has seen the others. */
function isBoughtSince({ purchases }: Model, { month, madeAt }: Bill): boolean {
  return purchases.some(
    ({ date, at, voidedAt }) =>
      date.startsWith(month) && (at > madeAt || (voidedAt !== null && voidedAt > madeAt)),
  );
}

export const isPerHeadAlone = ({ total, perHead, fixed }: Draft) =>
  perHead !== null && total === null && fixed === null;

/** Those of which anything is recorded; what was taken back is nothing. */
export function knownMonths({ figures, bills, closed, purchases, charges }: Model): string[] {
  const recorded = [...figures].flatMap(([month, { size }]) => (size > 0 ? [month] : []));
  const counted = purchases.filter(({ voidReason }) => voidReason === null);
  const bought = counted.map(({ date }) => date.slice(0, 7));
  const billed = bills.filter(({ status }) => status === 'live').map(({ month }) => month);
  const charged = charges.filter(({ voidReason }) => voidReason === null).map(({ month }) => month);
  return [...new Set([...recorded, ...bought, ...charged, ...billed, ...closed.keys()])].sort();
}

export function expensesDocument(model: Model, student: Student) {
  const expenses: object[] = [];
  const ended: object[] = [];
  let total = 0n;
  for (const month of MONTHS) {
    const shares = billsOf(model, month).flatMap(({ revision, status, shares }) =>
      shares
        .filter((share) => share.student === student.no)
        .map((share) => ({ revision, status, ...share })),
    );
    const documents = shares.map(({ days, amount, revision, status }) => {
      return { month, days: days / 100, amount: money(amount), revision, status };
    });
    const at = shares.findIndex(({ status }) => status === 'live');
    const last = documents.at(-1);
    if (at >= 0) {
      const { status: _, ...live } = documents[at] ?? { status: '' };
      const amount = shares[at]?.amount ?? 0n;
      const left = leftOfBill(model, student, month);
      const isOwed = month >= ACCOUNTS_FROM;
      const [paid, outstanding] = isOwed ? [money(amount - left), money(left)] : [null, null];
      expenses.push({ ...live, paid, outstanding, earlier: documents.toSpliced(at, 1) });
      total += amount;
    } else if (last !== undefined) ended.push(last);
  }
  const { id } = student;
  return {
    student: { id, name: nameOf(student), branch: 'CSE' },
    expenses,
    ended,
    total: money(total),
  };
}

/** How the warnings of a stored bill begin. */
export function staleWarnings(model: Model, bill: Bill): string[] {
  const { students, charges, heads } = changedSince(model, bill);
  if (students.length > 0) {
    return [`Attendance or the roll changed after this bill was made: ${students.join(', ')}.`];
  }
  if (charges.length > 0)
    return [`Charges changed after this bill was made: ${charges.join(', ')}.`];
  return heads.length > 0 ? ['Purchases changed after this bill was made: '] : [];
}
