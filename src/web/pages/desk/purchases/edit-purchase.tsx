import { type Purchase, parseHeadName, parseNote } from '../../../../domain/purchases/purchase.ts';
import { formatMinor } from '../../../../domain/values/money.ts';
import { monthOfDate } from '../../../../domain/values/month.ts';
import { parseCount } from '../../../../domain/values/size.ts';
import { parseReason } from '../../../../domain/values/text.ts';
import { NotFoundError } from '../../../../errors.ts';
import { editPurchase } from '../../../../operations/purchases/edit-purchase.ts';
import { listHeads } from '../../../../operations/purchases/heads.ts';
import { listPurchases, voidPurchases } from '../../../../operations/purchases/purchases.ts';
import { parseField } from '../../../values.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { Amount, Choice, Field, plainOptions, Reason } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { amountReader, dateReader, doUnlessSlip, maybe, monthOf, need } from '../../parts/given.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';
import { moneyOf } from '../style.ts';

type Params = Readonly<Record<string, string>>;

/** Corrects one purchase, or takes it back. */
export const editPurchasePage = deskPage({
  path: '/desk/purchases/:month/:no',
  permission: 'change purchases',
  async get(scope, { params, problem }) {
    const { mess, actor } = scope;
    const purchase = await find(scope, params);
    const heads = await listHeads(mess, actor);
    const names = heads
      .filter(({ hidden, name }) => !hidden || name === purchase.head.name)
      .map(({ name }) => name);
    const isRefund = purchase.amountMinor < 0n;
    const amountMinor = isRefund ? -purchase.amountMinor : purchase.amountMinor;
    const amount = formatMinor(amountMinor, mess.settings.currencyDecimals);
    const form = {
      scope,
      problem,
      action: pathTo('purchases', params.month ?? '', String(purchase.no)),
    };
    const shown = moneyOf(mess)(amount);
    return {
      title: `Purchase ${purchase.no}`,
      body: (
        <>
          <h1>
            Purchase {purchase.no}: <Written text={purchase.head.name} />, {shown}
            {isRefund && ' that came back'}
          </h1>
          <h2>Correct it</h2>
          <p>The right one gets a number of its own, and this one stays readable.</p>
          <Form {...form} does="edit" submit="Correct">
            <Field name="date" label="Date" type="date" value={purchase.date} required />
            <Amount
              name="amount"
              label={isRefund ? 'Amount that came back' : 'Amount'}
              value={amount}
              required
            />
            <Choice
              name="head"
              label="Head"
              options={plainOptions(names)}
              value={purchase.head.name}
            />
            <Field name="note" label="Note" value={purchase.note ?? ''} autocomplete="off" />
          </Form>
          <h2>Take it back</h2>
          <p>It counts no more, and stays readable.</p>
          <Form {...form} does="void" submit={`Take back ${shown}`} isGrave>
            <Reason />
          </Form>
          <p>
            <a class="tap" href={pathTo('purchases', monthOfDate(purchase.date))}>
              All purchases of the month
            </a>
          </p>
        </>
      ),
    };
  },
  async post({ mess, actor }, { params, given }) {
    const no = noOf(params);
    const list = pathTo('purchases', monthOf(params));
    if (given.do === 'void') {
      await voidPurchases(mess, actor, [no], need(given, 'reason', parseReason));
      return { to: withQuery(list, { done: 'void' }) };
    }
    const changes = {
      date: need(given, 'date', dateReader(mess)),
      amountMinor: need(given, 'amount', amountReader(mess)),
      head: need(given, 'head', parseHeadName),
      note: maybe(given, 'note', parseNote) ?? null,
      unlikely: true,
    };
    await doUnlessSlip(mess, given, (on) => editPurchase(on, actor, no, changes));
    return { to: withQuery(pathTo('purchases', monthOfDate(changes.date)), { done: 'edit' }) };
  },
});

function noOf({ no = '' }: Params): number {
  return parseField('no', parseCount, no);
}

/** @throws NotFoundError there is none, or it is taken back */
async function find({ mess, actor }: PageScope, params: Params): Promise<Purchase> {
  const no = noOf(params);
  const purchases = await listPurchases(mess, actor, monthOf(params), 'counted');
  const purchase = purchases.find((each) => each.no === no);
  if (purchase !== undefined) return purchase;
  throw new NotFoundError('no_such_page', `No purchase ${no} of the month counts.`);
}
