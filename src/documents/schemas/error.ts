import { type Static, Type } from 'typebox';
import { nullable } from './parts/values.ts';

export const ErrorAnswer = Type.Object(
  {
    error: Type.Object({
      code: Type.String(),
      reason: Type.String(),
      exitCode: Type.Integer(),
      message: Type.String(),
      hint: nullable(Type.String()),
      details: Type.Unknown(),
    }),
  },
  { $id: 'Error' },
);
export type ErrorDocument = Static<typeof ErrorAnswer>;
