import type { StatementDocument } from '../../../../documents/schemas/payments/bank.ts';
import { sayCount } from '../../../../domain/values/text.ts';
import { Written } from '../../name.tsx';
import { Facts } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';

/** So many lines of a kind are shown. */
const SHOWN_LINES = 200;

/** What a bank's file has beside every other. */
export type StatementReport = StatementDocument;

/** By what a payment was found to be a student's. */
const RULES: Readonly<Record<string, string>> = {
  code: 'our own note, as MESS S001',
  id: 'the id of a student',
  payer: 'whom the payer paid for before',
  phone: 'the phone of a student',
};

const OTHERS: Readonly<Record<string, string>> = {
  settlement: 'paid out by a gateway',
  interest: 'interest',
  'own cash': "the mess's own cash",
};

type Money = (amount: string) => string;

/** Whose the money of each line is, and by which rule; and of which it is not known. */
export function Statement({
  statement,
  money,
}: {
  readonly statement: StatementReport;
  readonly money: Money;
}) {
  const { account, from, to, provedByBalance, credits, debits, known, suspense } = statement;
  const sum = ({ lines, amount }: typeof credits) =>
    lines === 0 ? null : `${sayCount(lines, 'line')}, ${money(amount)}`;
  return (
    <>
      <Facts
        facts={[
          ['Account', account],
          ['Days', from === null ? null : `${from} to ${to}`],
          [
            'Balance',
            provedByBalance === null ? 'none in the file to prove it' : 'proves each line',
          ],
          ['Came in', sum(credits)],
          ['Went out', sum(debits)],
          ['Recorded already', sum(known)],
        ]}
      />
      <ByRule statement={statement} />
      <Posted statement={statement} money={money} />
      <Table
        caption={`In suspense, as nobody follows: ${sayCount(suspense.length, 'line')}`}
        columns={['Line', 'Date', 'The bank says', 'Why', 'Maybe', ...figures('Amount')]}
        none="Nothing goes into suspense."
        rows={suspense.slice(0, SHOWN_LINES).map((each) => ({
          key: each.line,
          cells: [
            each.line,
            each.date,
            <Written key="narration" text={each.narration} />,
            each.reason,
            each.suggestion,
            money(each.amount),
          ],
        }))}
      />
      <More all={suspense} />
      <Notes statement={statement} money={money} />
    </>
  );
}

function ByRule({ statement: { posted, suspense, others } }: Pick<Shown, 'statement'>) {
  const rules = [...new Set(posted.map(({ rule }) => rule))];
  const count = (rule: string) => posted.filter((each) => each.rule === rule).length;
  const rows = [
    ...rules.map((rule) => [`A student, by ${RULES[rule] ?? rule}`, count(rule)] as const),
    ['Suspense', suspense.length] as const,
    ["No student's payment", others.length] as const,
  ];
  return (
    <Table
      caption="How many lines follow which rule"
      columns={['Whose', ...figures('Lines')]}
      none="No lines."
      rows={rows
        .filter(([, lines]) => lines > 0)
        .map(([whose, lines]) => ({ key: whose, cells: [whose, lines] }))}
    />
  );
}

interface Shown {
  readonly statement: StatementReport;
  readonly money: Money;
}

function Posted({ statement: { posted }, money }: Shown) {
  return (
    <>
      <Table
        caption={`For students: ${sayCount(posted.length, 'payment')}`}
        columns={['Line', 'Date', 'Student', 'Because', ...figures('Amount', 'Owed', 'After it')]}
        none="No line is a student's."
        rows={posted.slice(0, SHOWN_LINES).map((each) => ({
          key: each.line,
          cells: [
            each.line,
            each.date,
            each.studentId,
            <Written key="why" text={each.why} />,
            money(each.amount),
            money(each.balanceBefore),
            money(each.balance),
          ],
        }))}
      />
      <More all={posted} />
    </>
  );
}

function More({ all }: { readonly all: readonly unknown[] }) {
  return all.length > SHOWN_LINES ? <p>And {all.length - SHOWN_LINES} more.</p> : null;
}

function Notes({ statement: { others, returned, missing }, money }: Shown) {
  const notes = [
    ...others.map(
      ({ line, amount, what }) => `Line ${line}, ${money(amount)}: ${OTHERS[what] ?? what}.`,
    ),
    ...returned.map(({ line, date, amount, receipt }) => {
      const of = receipt === null ? 'a payment without a receipt' : `receipt ${receipt}`;
      return `Line ${line}, ${date}: ${money(amount)} went back, of ${of}. Take it back yourself, and say there that the bank took it.`;
    }),
    ...missing.map(
      ({ date, amount, narration }) =>
        `Recorded, and not in this file: ${date}, ${money(amount)}, ${narration}`,
    ),
  ];
  if (notes.length === 0) return null;
  return (
    <>
      <h3>Besides</h3>
      <ul>
        {notes.map((note) => (
          <li key={note}>
            <Written text={note} />
          </li>
        ))}
      </ul>
    </>
  );
}
