import { documentMaker } from '../../../../documents/fields.ts';
import { cashCountDocument, RECORDED_COUNT } from '../../../../documents/payments/books.ts';
import { parseCounted, signedToMinor } from '../../../../domain/payments/signed-amount.ts';
import { parseNumbered } from '../../../../domain/payments/voucher.ts';
import { parseReason, sayCount } from '../../../../domain/values/text.ts';
import { BusyError } from '../../../../errors.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { rehearsalOf } from '../../../../operations/mess/change.ts';
import {
  type CashCount,
  countCash,
  listCounts,
  type RecordedCount,
} from '../../../../operations/payments/cash.ts';
import { reversePayment } from '../../../../operations/payments/receipts/reverse-payment.ts';
import type { PageScope, ShownPage } from '../../page.ts';
import { Amount } from '../../parts/field.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { amountReader, maybe, need } from '../../parts/given.ts';
import { Changed, Done, Facts } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';
import { TakeBack } from '../../parts/take-back.tsx';
import type { Given, Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { withQuery } from '../paths.ts';
import { moneyOf, timeOf } from '../style.ts';
import { NoAccounts } from './dues.tsx';

const PATH = '/desk/cash';

const DONE: Readonly<Record<string, string>> = {
  count: 'The count is recorded. The next one begins with what is in the box.',
  void: 'The count is taken back, by an entry of today.',
};

/** What is in the cash box, beside what must be in it: what differs is shown first, and booked as shown. */
export const cashPage = deskPage({
  path: PATH,
  permission: "see everybody's dues",
  sends: 'count the cash',
  async get(scope, { query, problem }) {
    const { mess, actor } = scope;
    const isKept = mess.settings.accountsFrom !== null;
    return {
      title: 'Cash counts',
      body: (
        <>
          <h1>Cash counts</h1>
          <Done>{DONE[query.done ?? '']}</Done>
          {!isKept && <NoAccounts />}
          {isKept && isAllowed(actor, 'count the cash') && (
            <CountForm scope={scope} problem={problem} />
          )}
          <Counts scope={scope} counts={await listCounts(mess, actor)} problem={problem} />
        </>
      ),
    };
  },
  async post(scope, { given }) {
    const { mess, actor } = scope;
    if (given.do === 'void') {
      const number = need(given, 'no', parseNumbered);
      await reversePayment(mess, actor, number, {
        reason: need(given, 'reason', parseReason),
      });
      return { to: withQuery(PATH, { done: 'void' }) };
    }
    const counted = readCount(scope, given);
    const look = () => countCash(rehearsalOf(mess), actor, counted);
    if (given.do !== 'book') return showCount(scope, given, await look());
    try {
      const shownMinor = BigInt(/^-?\d{1,19}$/.exec(given.shown ?? '')?.[0] ?? '0');
      await countCash(mess, actor, { ...counted, shownMinor });
    } catch (error) {
      if (!(error instanceof BusyError) || error.reason !== 'changed_meanwhile') throw error;
      return { ...showCount(scope, given, await look(), <Changed />), status: 409 };
    }
    return { to: withQuery(PATH, { done: 'count' }) };
  },
});

function readCount({ mess }: PageScope, given: Given) {
  const read = (text: string) => signedToMinor(parseCounted(text), mess.settings);
  return {
    countedMinor: need(given, 'amount', read),
    takenOutMinor: maybe(given, 'takenOut', amountReader(mess)) ?? 0n,
  };
}

function CountForm({
  scope,
  problem,
}: {
  readonly scope: PageScope;
  readonly problem: Problem | undefined;
}) {
  return (
    <>
      <h2>Count the box</h2>
      <Form scope={scope} problem={problem} action={PATH} does="look" submit="Show the difference">
        <Amount name="amount" label="What is in the box" required />
        <Amount
          name="takenOut"
          label="Taken out since the last count"
          hint="Brought to the bank, or spent: it is no difference"
        />
      </Form>
    </>
  );
}

function showCount(
  scope: PageScope,
  { amount = '', takenOut = '' }: Given,
  count: CashCount,
  notice?: ReturnType<typeof Changed>,
): ShownPage {
  const { mess } = scope;
  const money = moneyOf(mess);
  const document = cashCountDocument(count, mess.settings.currencyDecimals);
  const { differenceMinor } = count;
  const difference = money(document.difference.replace('-', ''));
  const words =
    differenceMinor === 0n
      ? 'Nothing is missing'
      : `${difference} ${differenceMinor > 0n ? 'too much' : 'missing'}`;
  return {
    title: 'Cash count, to be confirmed',
    body: (
      <>
        <h1>{words}</h1>
        {notice}
        <Facts
          facts={[
            ['In the box', money(document.counted)],
            ['Must be in it', money(document.recorded)],
            ['Taken out', count.takenOutMinor === 0n ? null : money(document.takenOut)],
            ['Last count', document.lastAt && timeOf(mess)(document.lastAt)],
          ]}
        />
        <Form
          scope={scope}
          action={PATH}
          does="book"
          submit={differenceMinor === 0n ? 'Record the count' : `Book it: ${words}`}
          isGrave={differenceMinor !== 0n}
        >
          <Hidden values={{ amount, takenOut, shown: String(differenceMinor) }} />
        </Form>
        <p>
          <a class="tap" href={PATH}>
            Count again
          </a>
        </p>
      </>
    ),
  };
}

function Counts({
  scope,
  counts,
  problem,
}: {
  readonly scope: PageScope;
  readonly counts: readonly RecordedCount[];
  readonly problem: Problem | undefined;
}) {
  const { mess, actor } = scope;
  const [money, time] = [moneyOf(mess), timeOf(mess)];
  const last = counts.findLast(({ isReversed }) => !isReversed);
  const may = last !== undefined && isAllowed(actor, 'reverse payments');
  const document = documentMaker(RECORDED_COUNT, mess.settings.currencyDecimals);
  return (
    <Table
      caption={`${sayCount(counts.length, 'count')}, the newest first`}
      columns={[
        'Voucher',
        'When',
        'By',
        ...figures('Counted', 'Taken out', 'Difference'),
        'State',
        ...(may ? ['Take back'] : []),
      ]}
      none="The cash was not counted yet."
      rows={counts.toReversed().map((count) => {
        const { counted, takenOut, difference } = document(count) as Record<string, string>;
        return {
          key: count.voucher,
          cells: [
            count.voucher,
            time(count.at),
            count.by,
            money(counted ?? null),
            money(takenOut ?? null),
            money(difference ?? null),
            count.isReversed ? 'taken back' : 'counts',
            ...(may
              ? [
                  count === last && (
                    <TakeBack
                      key="void"
                      scope={scope}
                      action={PATH}
                      no={count.voucher}
                      what={`${count.voucher}, the last count`}
                      problem={problem}
                    />
                  ),
                ]
              : []),
          ],
        };
      })}
    />
  );
}
