import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { defineEndpoint, type Endpoint } from '../../../../src/web/api/endpoint.ts';
import { describeApi } from '../../../../src/web/api/openapi/openapi.ts';
import { listBreaks } from './additive.ts';

const Answer = { id: Type.String(), left: Type.Union([Type.String(), Type.Null()]) };

const BASE = {
  name: 'edit',
  method: 'PATCH',
  path: '/things/:id',
  summary: 'Edit',
  permission: 'see the roll',
  query: Type.Object({ who: Type.Optional(Type.Enum(['all', 'some'])) }),
  body: Type.Object({ name: Type.Optional(Type.String()), kind: Type.String() }),
  answer: Type.Object(Answer, { $id: 'Thing' }),
  run: async () => null,
} as const;

function apiOf(...endpoints: readonly object[]) {
  return describeApi(endpoints.map((each) => defineEndpoint({ ...BASE, ...each }) as Endpoint));
}

test.each<[string, object]>([
  [
    'another key that may be left out',
    { body: Type.Object({ ...BASE.body.properties, more: Type.Optional(Type.String()) }) },
  ],
  [
    'another key of the answer',
    { answer: Type.Object({ ...Answer, more: Type.String() }, { $id: 'Thing' }) },
  ],
  [
    'another word that is taken',
    { query: Type.Object({ who: Type.Optional(Type.Enum(['all', 'some', 'none'])) }) },
  ],
  ['what was needed may be left out', { body: Type.Partial(BASE.body) }],
  ['no sign-in any more', { permission: 'none' }],
])('%s breaks nothing', (_, change) => {
  expect(listBreaks(apiOf({}), apiOf(change, { path: '/new' }))).toEqual([]);
});

test.each<[object, string]>([
  [{ path: '/other/:id' }, 'PATCH /things/{id} is gone'],
  [{ method: 'PUT' }, 'PATCH /things/{id} is gone'],
  [{ query: undefined }, 'PATCH /things/{id} takes no query who'],
  [
    { query: Type.Object({ who: Type.Optional(Type.Enum(['all'])) }) },
    'PATCH /things/{id} query who takes no some',
  ],
  [
    { query: Type.Object({ ...BASE.query.properties, more: Type.String() }) },
    'PATCH /things/{id} needs query more',
  ],
  [{ body: Type.Object({ kind: Type.String() }) }, 'PATCH /things/{id} takes no name'],
  [{ body: Type.Required(BASE.body) }, 'PATCH /things/{id} needs name'],
  [
    { body: Type.Object({ ...BASE.body.properties, kind: Type.Integer() }) },
    'PATCH /things/{id} kind takes no string',
  ],
  [{ body: undefined }, 'PATCH /things/{id} takes no body'],
  [{ status: 201 }, 'PATCH /things/{id} answers no 200'],
  [
    { answer: Type.Object({ id: Type.String() }, { $id: 'Thing' }) },
    'PATCH /things/{id} 200 has no left',
  ],
  [
    { answer: Type.Object({ ...Answer, id: Type.Integer() }, { $id: 'Thing' }) },
    'PATCH /things/{id} 200.id is integer and was string',
  ],
  [
    { answer: Type.Object({ ...Answer, id: Type.Optional(Type.String()) }, { $id: 'Thing' }) },
    'PATCH /things/{id} 200 may have no id',
  ],
  [
    { answer: Type.Object({ ...Answer, id: Answer.left }, { $id: 'Thing' }) },
    'PATCH /things/{id} 200.id may be null',
  ],
  [{ answer: Type.Array(BASE.answer) }, 'PATCH /things/{id} 200 is array and was object'],
])('%j breaks', (change, sentence) => {
  expect(listBreaks(apiOf({}), apiOf(change))).toEqual([sentence]);
});

test('what needed no sign-in and does is a break', () => {
  expect(listBreaks(apiOf({ permission: 'none' }), apiOf({}))).toEqual([
    'PATCH /things/{id} needs a sign-in',
  ]);
});
