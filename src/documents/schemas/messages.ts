import { type Static, Type } from 'typebox';
import { LANGUAGES } from '../../domain/mess/language.ts';
import { MESSAGE_TEMPLATE } from '../messages/templates.ts';
import { LEFT_OUT_REASONS } from '../messages/texts.ts';
import { schemaOfFields } from './fields.ts';
import { listOf, Money, Month } from './values.ts';

export const MessageTemplate = schemaOfFields('MessageTemplate', MESSAGE_TEMPLATE);

export const MessageTexts = Type.Object(
  {
    month: Month,
    language: Type.Enum([...LANGUAGES]),
    texts: listOf(
      Type.Object({
        studentId: Type.String(),
        name: Type.String(),
        phone: Type.String(),
        due: Money,
        text: Type.String({ description: 'with line feeds' }),
        link: Type.String({ description: 'opens WhatsApp with the text' }),
      }),
    ),
    leftOut: listOf(
      Type.Object({
        studentId: Type.String(),
        name: Type.String(),
        reason: Type.Enum([...LEFT_OUT_REASONS]),
      }),
    ),
  },
  { $id: 'MessageTexts' },
);
export type MessageTextsDocument = Static<typeof MessageTexts>;
