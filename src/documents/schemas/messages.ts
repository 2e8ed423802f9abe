import { MESSAGE_TEMPLATE } from '../messages/templates.ts';
import { schemaOfFields } from './fields.ts';

export const MessageTemplate = schemaOfFields('MessageTemplate', MESSAGE_TEMPLATE);
