import { shareExplanationDocument } from '../../../../documents/billing/share-explanation.ts';
import type { ShareExplanationDocument } from '../../../../documents/schemas/billing.ts';
import { parseId } from '../../../../domain/values/id.ts';
import { monthName } from '../../../../domain/values/month.ts';
import { sayCount } from '../../../../domain/values/text.ts';
import { explainShare } from '../../../../operations/billing/explain-share.ts';
import { parseField } from '../../../values.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { monthOf } from '../../parts/given.ts';
import { Facts, Warnings } from '../../parts/notices.tsx';
import { deskPage } from '../desk-page.tsx';
import { pathTo } from '../paths.ts';
import { moneyOf, tell } from '../style.ts';

/** How one share came about, to be worked out again by hand. */
export const explainPage = deskPage({
  path: '/desk/bills/:month/:id',
  permission: 'see bills',
  async get(scope, { params }) {
    const { mess, actor } = scope;
    const month = monthOf(params);
    const id = parseField('id', parseId, params.id ?? '');
    const explained = tell(await explainShare(mess, actor, { month, id }));
    const document = shareExplanationDocument(explained, mess.settings.currencyDecimals);
    return {
      title: `${document.student.id}: the share in ${monthName(month)}`,
      body: <Explanation scope={scope} explanation={document} />,
    };
  },
});

function Explanation({
  scope: { mess },
  explanation,
}: {
  readonly scope: PageScope;
  readonly explanation: ShareExplanationDocument;
}) {
  const { student, month, dividing, perHead, fixed, charges, amount } = explanation;
  const money = moneyOf(mess);
  const some = (text: string | null) => (text === null ? null : money(text));
  return (
    <>
      <h1>
        {student.id} <Written text={student.name} />
      </h1>
      <p class="in-all">
        {monthName(month)}: <strong>{money(amount)}</strong>
      </p>
      <p class="no-print">
        <a href={pathTo('bills', month)}>The bill</a> ·{' '}
        <a href={pathTo('dues', student.id)}>The account</a>
      </p>
      <Warnings sentences={explanation.warnings} />
      {explanation.origin === 'recorded' && (
        <p>
          This bill was taken over from another program, as that had recorded it. How it was worked
          out there is not known to mess.
        </p>
      )}
      {dividing && (
        <>
          <h2>Divided by days present</h2>
          <Facts
            facts={[
              ...headsOf(explanation, 'dividing', money),
              ['Less what guests paid', some(dividing.lowered && `-${dividing.lowered}`)],
              ['Discounts, borne by everybody', some(dividing.raised)],
              ['To be divided', money(dividing.total)],
              ['Days present', String(dividing.days)],
              ['Days of everybody', String(dividing.daysOfEverybody)],
            ]}
          />
          <p>
            {money(dividing.total)} × {dividing.days} ÷ {dividing.daysOfEverybody}
          </p>
          <SharedPart part={dividing} money={money} />
        </>
      )}
      {perHead && (
        <>
          <h2>Per head</h2>
          <p>
            {money(perHead.perHead)} × {perHead.days} ÷ {perHead.daysInMonth} ={' '}
            <strong>{money(perHead.amount)}</strong>
          </p>
        </>
      )}
      {fixed && (
        <>
          <h2>The same for everybody</h2>
          <Facts facts={headsOf(explanation, 'fixed', money)} />
          <p>
            {money(fixed.fixed)} ÷ {sayCount(fixed.students, 'student')}
          </p>
          <SharedPart part={fixed} money={money} />
        </>
      )}
      {charges.length > 0 && (
        <>
          <h2>Charges</h2>
          <Facts
            facts={charges.map((charge) => [
              `${charge.kind}${charge.note === null ? '' : `, ${charge.note}`} (no. ${charge.no})`,
              money(charge.amount),
            ])}
          />
        </>
      )}
      <p class="in-all">
        To pay: <strong>{money(amount)}</strong>
      </p>
    </>
  );
}

/** What the cost of a kind was made up of; nothing where it was typed. */
function headsOf(
  { purchases }: Pick<ShareExplanationDocument, 'purchases'>,
  kind: 'dividing' | 'fixed',
  money: (amount: string) => string,
): [head: string, amount: string][] {
  const heads = (purchases ?? []).filter((each) => each.kind === kind);
  return heads.map(({ head, amount }) => [head, money(amount)]);
}

type Shared = Pick<
  NonNullable<ShareExplanationDocument['dividing']>,
  'floor' | 'leftOver' | 'larger' | 'equal' | 'turn' | 'reason' | 'oddUnit' | 'amount'
>;

/** What is left over when everybody has the whole smallest coins goes one each, as the rule has it. */
function SharedPart({
  part: { floor, leftOver, turn, equal, reason, oddUnit, amount },
  money,
}: {
  readonly part: Shared;
  readonly money: (amount: string) => string;
}) {
  const getsOne = /[1-9]/.test(oddUnit);
  const sentences: Readonly<Record<Shared['reason'], string>> = {
    'takes no part': 'Not present in the month, so no part of it.',
    'none left over': 'It comes out even for everybody.',
    'remainder too small': `${leftOver} of the smallest coins are left over; they go to larger fractions than this one.`,
    'remainder large enough': `${leftOver} of the smallest coins are left over; this fraction is among the largest, and gets one.`,
    turn: `${leftOver} of the smallest coins are left over. ${equal} students have the same claim. Everybody on the bill takes turns from month to month; among these this is place ${turn?.place} of ${equal}.`,
  };
  return (
    <p>
      {money(floor)}
      {getsOne && ` + ${money(oddUnit)}`} = <strong>{money(amount)}</strong>. {sentences[reason]}
    </p>
  );
}
