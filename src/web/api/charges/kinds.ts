import { Type } from 'typebox';
import { CHARGE_KIND } from '../../../documents/charges.ts';
import { documentMaker, type RecordOf } from '../../../documents/fields.ts';
import { ChargeKind } from '../../../documents/schemas/charges.ts';
import { listOf, nullable } from '../../../documents/schemas/parts/values.ts';
import { COUNTS_AS, parseKindName } from '../../../domain/charges/charge.ts';
import { addKind, editKind, listKinds, setKindHidden } from '../../../operations/charges/kinds.ts';
import type { Mess } from '../../../operations/mess/mess.ts';
import { parseField } from '../../values.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { keys, readAmount } from '../input.ts';
import { Amount, readOptionalAmount } from '../money-input.ts';

const KindName = Type.String({ maxLength: 100 });

export const CHARGE_KIND_ENDPOINTS: readonly Endpoint[] = [
  defineEndpoint({
    name: 'listChargeKinds',
    method: 'GET',
    path: '/charge-kinds',
    summary: 'The kinds of charges; hidden ones too, which new charges cannot have',
    permission: 'see charges',
    answer: listOf(ChargeKind),
    async run({ mess, actor }) {
      return (await listKinds(mess, actor)).map((kind) => kindDocument(mess, kind));
    },
  }),
  defineEndpoint({
    name: 'addChargeKind',
    method: 'POST',
    path: '/charge-kinds',
    summary: 'Adds a kind of charges',
    details: 'Its name and its rate can be changed later; what it counts as cannot.',
    permission: 'change charges',
    body: keys({
      name: KindName,
      countsAs: Type.Enum([...COUNTS_AS]),
      rate: Type.Optional(Amount),
    }),
    answer: ChargeKind,
    async run({ mess, actor }, { body }) {
      const kind = {
        name: parseField('name', parseKindName, body.name),
        countsAs: body.countsAs,
        rateMinor: readOptionalAmount(mess, 'rate', body.rate) ?? null,
      };
      await addKind(mess, actor, kind);
      return kindDocument(mess, { ...kind, hidden: false });
    },
  }),
  defineEndpoint({
    name: 'editChargeKind',
    method: 'PATCH',
    path: '/charge-kinds/:kind',
    summary: 'Gives a kind another name or rate; null for no rate',
    details: 'Its charges stay with it, and come to what they came to.',
    permission: 'change charges',
    body: keys({ name: Type.Optional(KindName), rate: Type.Optional(nullable(Amount)) }),
    answer: ChargeKind,
    async run({ mess, actor }, { params, body }) {
      const { name, rate } = body;
      const { kind } = await editKind(mess, actor, readKind(params.kind), {
        ...(name !== undefined && { name: parseField('name', parseKindName, name) }),
        ...(rate !== undefined && {
          rateMinor: rate === null ? null : readAmount(mess, 'rate', rate),
        }),
      });
      return kindDocument(mess, kind);
    },
  }),
  ...([true, false] as const).map((isHidden) =>
    defineEndpoint({
      name: isHidden ? 'hideChargeKind' : 'unhideChargeKind',
      method: 'POST',
      path: `/charge-kinds/:kind/${isHidden ? 'hide' : 'unhide'}`,
      summary: isHidden
        ? 'Hides a kind, so that new charges cannot have it'
        : 'Shows a hidden kind again',
      permission: 'change charges',
      answer: ChargeKind,
      async run({ mess, actor }, { params }) {
        const { kind } = await setKindHidden(mess, actor, readKind(params.kind), isHidden);
        return kindDocument(mess, kind);
      },
    }),
  ),
];

function readKind(given: string): string {
  return parseField('kind', parseKindName, given);
}

function kindDocument({ settings }: Mess, kind: RecordOf<typeof CHARGE_KIND>): object {
  return documentMaker(CHARGE_KIND, settings.currencyDecimals)(kind);
}
