import type { ComponentChildren } from 'preact';
import type {
  PerHeadPartDocument,
  SharedPartDocument,
  ShareExplanationDocument,
} from '../../../documents/schemas/billing.ts';
import { formatMinor } from '../../../domain/values/money.ts';
import { Written } from '../name.tsx';
import type { PageScope } from '../page.ts';
import { type Words, wordsOf } from '../words.ts';

type Say = PageScope['say'];
type Document = ShareExplanationDocument;

interface Part {
  readonly say: Say;
  readonly words: Words;
  readonly document: Document;
}

/** The arithmetic of a share in sentences, to be worked out again with a pocket calculator. */
export function Explanation({
  scope,
  document,
}: {
  readonly scope: PageScope;
  readonly document: Document;
}) {
  const { say } = scope;
  const words = wordsOf(scope);
  const part = { say, words, document };
  const { dividing, perHead, fixed, charges, status, stale, origin } = document;
  const parts = [dividing?.amount, perHead?.amount, fixed?.amount].filter(
    (amount) => amount !== undefined,
  );
  const isOfCharges = parts.length === 0 && charges.length > 0;
  return (
    <>
      {status !== 'live' && <p class="late">{say.noMoreOwed}</p>}
      {stale && <p class="late">{say.shaken}</p>}
      {origin === 'recorded' && <p>{say.recorded}</p>}
      {isOfCharges && <p>{say.chargesOnly}</p>}
      {dividing !== null && <Dividing {...part} dividing={dividing} />}
      {perHead !== null && <PerHead {...part} perHead={perHead} />}
      {fixed !== null && <Fixed {...part} fixed={fixed} />}
      {charges.length > 0 && <Charges {...part} />}
      {parts.length + charges.length > 1 && (
        <dl class="sum total">
          <Line label={say.together} value={words.money(document.amount)} />
        </dl>
      )}
    </>
  );
}

function Line({ label, value }: { readonly label: ComponentChildren; readonly value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Dividing({
  say,
  words,
  document,
  dividing,
}: Part & { readonly dividing: NonNullable<Document['dividing']> }) {
  const { money, number } = words;
  const { total, lowered, raised, days, daysOfEverybody } = dividing;
  return (
    <section>
      <h2>{say.dividingTitle}</h2>
      <dl class="sum">
        <Heads say={say} words={words} document={document} kind="dividing" />
        {(lowered !== null || raised !== null) && (
          <Line label={say.costOfMonth} value={money(costOf(dividing))} />
        )}
        {lowered !== null && <Line label={say.lowered} value={money(`-${lowered}`)} />}
        {raised !== null && <Line label={say.raised} value={money(raised)} />}
        <Line label={say.toDivide} value={money(total)} />
        <Line label={say.daysPresent} value={number(days)} />
        <Line label={say.daysOfAll} value={number(daysOfEverybody)} />
        <Line
          label={`${say.workedOut}: ${money(total)} × ${number(days)} ÷ ${number(daysOfEverybody)}`}
          value={money(dividing.amount)}
        />
      </dl>
      <Odd say={say} words={words} part={dividing} />
    </section>
  );
}

/** What is divided, before guests and discounts changed it. */
function costOf({ total, lowered, raised }: NonNullable<Document['dividing']>): string {
  const minor = (amount: string | null) => BigInt((amount ?? '0').replace('.', ''));
  const decimals = total.split('.')[1]?.length ?? 0;
  return formatMinor(minor(total) + minor(lowered) - minor(raised), decimals);
}

function PerHead({
  say,
  words: { money, number },
  perHead,
}: Part & { readonly perHead: PerHeadPartDocument }) {
  const { perHead: full, days, daysInMonth, roundedUp, quota, amount } = perHead;
  const isExact = BigInt(quota.numerator) % BigInt(quota.denominator) === 0n;
  return (
    <section>
      <h2>{say.perHeadTitle}</h2>
      <dl class="sum">
        <Line label={say.fullMonth} value={money(full)} />
        <Line label={say.daysPresent} value={number(days)} />
        <Line label={say.daysInMonth} value={number(daysInMonth)} />
        <Line
          label={`${say.workedOut}: ${money(full)} × ${number(days)} ÷ ${number(daysInMonth)}`}
          value={money(amount)}
        />
      </dl>
      {!isExact && <p>{roundedUp ? say.roundedUp : say.roundedDown}</p>}
    </section>
  );
}

function Fixed({
  say,
  words,
  document,
  fixed,
}: Part & { readonly fixed: NonNullable<Document['fixed']> }) {
  const { money, number } = words;
  return (
    <section>
      <h2>{say.fixedTitle}</h2>
      <dl class="sum">
        <Heads say={say} words={words} document={document} kind="fixed" />
        <Line
          label={document.purchases === null ? say.fixedCost : say.costOfMonth}
          value={money(fixed.fixed)}
        />
        <Line label={say.studentsOnRoll} value={number(fixed.students)} />
        <Line
          label={`${say.workedOut}: ${money(fixed.fixed)} ÷ ${number(fixed.students)}`}
          value={money(fixed.amount)}
        />
      </dl>
      <Odd say={say} words={words} part={fixed} />
    </section>
  );
}

/** What was bought, by heads. */
function Heads({
  say,
  words: { money },
  document: { purchases },
  kind,
}: Part & { readonly kind: 'dividing' | 'fixed' }) {
  const heads = (purchases ?? []).filter((each) => each.kind === kind);
  return (
    <>
      {heads.map(({ head, amount }) => (
        <Line key={head} label={<Written text={say.named(head)} />} value={money(amount)} />
      ))}
    </>
  );
}

function Charges({ say, words: { money, number }, document: { charges } }: Part) {
  return (
    <section>
      <h2>{say.chargesTitle}</h2>
      <dl class="sum">
        {charges.map(({ no, kind, quantity, rate, amount, note }) => (
          <Line
            key={no}
            label={
              <>
                <Written text={say.named(kind)} />
                {quantity !== null && rate !== null && `, ${number(quantity)} × ${money(rate)}`}
                {note !== null && (
                  <>
                    , <Written text={note} />
                  </>
                )}
              </>
            }
            value={money(amount)}
          />
        ))}
      </dl>
    </section>
  );
}

/** Whom the odd paise fell to. */
function Odd({
  say,
  words: { number, money },
  part,
}: Pick<Part, 'say' | 'words'> & {
  readonly part: Pick<SharedPartDocument, 'reason' | 'leftOver' | 'turn' | 'oddUnit'>;
}) {
  const { reason, leftOver, turn, oddUnit } = part;
  if (reason === 'takes no part') return <p>{say.oddAbsent}</p>;
  if (reason === 'none left over') return <p>{say.oddNone}</p>;
  // Of the same digits as the odd unit, which is one or none.
  const unit = money(oddUnit.replace(/.$/, '1'));
  const sentences = [say.oddLeft(number(leftOver), unit)];
  if (reason === 'remainder too small') sentences.push(say.oddSmall);
  if (reason === 'remainder large enough') sentences.push(say.oddLarge);
  if (turn !== null) sentences.push(say.oddTurn(number(turn.place), number(turn.of)));
  // An odd unit is the smallest amount there is, or none.
  sentences.push(/[1-9]/.test(oddUnit) ? say.oddGot : say.oddNotGot);
  return <p>{sentences.join(' ')}</p>;
}
