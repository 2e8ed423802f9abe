import { type Static, Type } from 'typebox';
import { Day, nullable } from './values.ts';

export const Student = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    branch: Type.String(),
    phone: Type.String(),
    joined: nullable(Day),
    left: nullable(Day),
  },
  { $id: 'Student' },
);
export type StudentDocument = Static<typeof Student>;
