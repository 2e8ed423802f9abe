import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isUpKey,
  makeTheme,
  useKeypress,
  usePagination,
  usePrefix,
  useState,
} from '@inquirer/core';
import { foldText } from '../domain/values/text.ts';

interface ListQuestion {
  readonly message: string;
  /** At least one. */
  readonly names: readonly string[];
  /** What stands behind each, and is not typed. */
  readonly notes: readonly string[];
  /** What is said to whose answer is not in the list. */
  readonly refuse: (typed: string) => string;
  readonly theme: object;
}

/** As much as is seen at once in a low window; the rest comes by moving on. */
const PAGE_SIZE = 15;

/**
 * The place in a list of what is picked by arrows, or by typing how it begins. Inquirer's own list takes
 * what is marked also where something else was typed: here what is typed stays to be seen, and what
 * begins no name is refused.
 */
export const pickOfList = createPrompt<number, ListQuestion>((question, done) => {
  const { names, notes, refuse } = question;
  const theme = makeTheme<object>(question.theme);
  const [status, setStatus] = useState<'idle' | 'done'>('idle');
  const [active, setActive] = useState(0);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | undefined>();
  const prefix = usePrefix({ status, theme });

  useKeypress((key, readline) => {
    setError(undefined);
    if (isEnterKey(key)) {
      // That has emptied the line of readline.
      if (findName(names, typed) !== -1) {
        setStatus('done');
        return done(active);
      }
      setTyped('');
      setError(refuse(typed.trim()));
    } else if (isUpKey(key) || isDownKey(key)) {
      readline.clearLine(0);
      setTyped('');
      setActive(Math.min(names.length - 1, Math.max(0, active + (isUpKey(key) ? -1 : 1))));
    } else {
      setTyped(readline.line);
      const found = findName(names, readline.line);
      if (found !== -1 && readline.line !== '') setActive(found);
    }
  });

  const message = `${prefix} ${theme.style.message(question.message, status)}`;
  const page = usePagination({
    items: names.map((name, index) => `${name}${notes[index] ?? ''}`),
    active,
    renderItem: ({ item, isActive }) =>
      isActive ? theme.style.highlight(`❯ ${item}`) : `  ${item}`,
    pageSize: PAGE_SIZE,
    loop: false,
  });
  if (status === 'done') return `${message} ${theme.style.answer(names[active] ?? '')}`;
  const refusal = error === undefined ? [] : [theme.style.error(error)];
  const help = theme.style.help('↑↓ or the first letters, then ⏎');
  return [`${message} ${typed}`, [page, ' ', ...refusal, help].join('\n')];
});

/** The first whose name, else one of whose words, begins as it was typed; -1 where there is none. */
function findName(names: readonly string[], typed: string): number {
  const word = foldText(typed.trim());
  const folded = names.map(foldText);
  const first = folded.findIndex((name) => name.startsWith(word));
  return first === -1 ? folded.findIndex((name) => name.includes(` ${word}`)) : first;
}
