import {
  COUNTS_AS,
  type CountsAs,
  type ListedKind,
  parseKindName,
} from '../../../../domain/charges/charge.ts';
import { formatMinor } from '../../../../domain/values/money.ts';
import { moneyFormat } from '../../../../domain/values/money-format.ts';
import { ValueError } from '../../../../errors.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import {
  addKind,
  editKind,
  listKinds,
  setKindHidden,
} from '../../../../operations/charges/kinds.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { Amount, Choice, Field, plainOptions } from '../../parts/field.tsx';
import { Folded } from '../../parts/folded.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { amountReader, maybe, need } from '../../parts/given.ts';
import { Done } from '../../parts/notices.tsx';
import { figures, Table } from '../../parts/table.tsx';
import type { Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { withQuery } from '../paths.ts';

const PATH = '/desk/charge-kinds';

const DONE: Readonly<Record<string, string>> = {
  add: 'The kind is there for charges now.',
  edit: 'The kind is changed. Its charges stay with it, and come to what they came to.',
  hide: 'The kind is hidden from new charges. Those it has stay with it.',
  unhide: 'The kind is shown again.',
};

/** What a student can be charged for. */
export const chargeKindsPage = deskPage({
  path: PATH,
  permission: 'see charges',
  sends: 'change charges',
  async get(scope, { query, problem }) {
    const kinds = await listKinds(scope.mess, scope.actor);
    return {
      title: 'Kinds of charges',
      body: (
        <>
          <h1>Kinds of charges</h1>
          <Done>{DONE[query.done ?? '']}</Done>
          <p>
            What guests pay may lower the cost that is divided, a discount lowers a share, and the
            others are owed beside it.
          </p>
          <Kinds scope={scope} kinds={kinds} problem={problem} />
          {isAllowed(scope.actor, 'change charges') && (
            <>
              <h2>A new kind</h2>
              <Form scope={scope} problem={problem} action={PATH} does="add" submit="Add the kind">
                <Field name="name" label="Name" required autocomplete="off" />
                <Choice name="countsAs" label="Counts as" options={plainOptions(COUNTS_AS)} />
                <Amount name="rate" label="What one costs" hint="Empty where that is always said" />
              </Form>
            </>
          )}
        </>
      ),
    };
  },
  async post({ mess, actor }, { given }) {
    const [does = ''] = given.do?.split(' ') ?? [];
    const rateMinor = maybe(given, 'rate', amountReader(mess)) ?? null;
    if (does === 'add') {
      const name = need(given, 'name', parseKindName);
      const countsAs = need(given, 'countsAs', parseCountsAs);
      await addKind(mess, actor, { name, countsAs, rateMinor });
    } else {
      const kind = need(given, 'kind', parseKindName);
      if (does === 'edit') {
        await editKind(mess, actor, kind, { name: need(given, 'name', parseKindName), rateMinor });
      } else await setKindHidden(mess, actor, kind, does === 'hide');
    }
    return { to: withQuery(PATH, { done: does }) };
  },
});

/** @throws ValueError `bad_choice` */
function parseCountsAs(text: string): CountsAs {
  const found = COUNTS_AS.find((each) => each === text);
  if (found !== undefined) return found;
  throw new ValueError('bad_choice', `not known; there is ${COUNTS_AS.join(', ')}`);
}

function Kinds({
  scope,
  kinds,
  problem,
}: {
  readonly scope: PageScope;
  readonly kinds: readonly ListedKind[];
  readonly problem: Problem | undefined;
}) {
  const money = moneyFormat(scope.mess.settings);
  const may = isAllowed(scope.actor, 'change charges');
  return (
    <Table
      caption="Kinds"
      columns={[
        'Kind',
        'Counts as',
        'Shown',
        ...figures('What one costs'),
        ...(may ? ['Change'] : []),
      ]}
      none="No kinds."
      rows={kinds.map((kind) => ({
        key: kind.no,
        cells: [
          <Written key="name" text={kind.name} />,
          kind.countsAs,
          kind.hidden ? 'hidden' : 'yes',
          kind.rateMinor === null ? '' : money(kind.rateMinor),
          ...(may ? [<Changes key="change" scope={scope} kind={kind} problem={problem} />] : []),
        ],
      }))}
    />
  );
}

function Changes({
  scope,
  kind: { no, name, rateMinor, hidden },
  problem,
}: {
  readonly scope: PageScope;
  readonly kind: ListedKind;
  readonly problem: Problem | undefined;
}) {
  const { currencyDecimals } = scope.mess.settings;
  const rate = rateMinor === null ? '' : formatMinor(rateMinor, currencyDecimals);
  const form = { scope, problem, action: PATH };
  return (
    <Folded
      title="Change"
      label={`Change ${name}`}
      isOpen={problem?.given.do?.endsWith(` ${no}`) === true}
    >
      <Form {...form} does={`edit ${no}`} submit={`Change ${name}`}>
        <Hidden values={{ kind: name }} />
        <Field name="name" label="Name" value={name} required autocomplete="off" />
        <Amount name="rate" label="What one costs" value={rate} />
      </Form>
      <Form
        {...form}
        does={`${hidden ? 'unhide' : 'hide'} ${no}`}
        submit={`${hidden ? 'Show' : 'Hide'} ${name}`}
      >
        <Hidden values={{ kind: name }} />
      </Form>
    </Folded>
  );
}
