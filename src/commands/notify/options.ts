import { LANGUAGES } from '../../domain/mess/language.ts';
import { choiceOption } from '../options/values.ts';

export const languageOption = () =>
  choiceOption(
    '--language <LANGUAGE>',
    'in which messages are written (that of the settings)',
    LANGUAGES,
  );
