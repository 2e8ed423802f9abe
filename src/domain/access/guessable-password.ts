import { ValueError } from '../../errors.ts';
import { nameSome } from '../values/text.ts';

/**
 * What passwords everywhere begin with, and what people here take: words and names alone. It is our own
 * list, from what every published one has in front. Loaded only when a password is set.
 */
const WORDS =
  `password passwort passwd passcode pass secret letmein welcome login logon signin admin administrator
  root user guest test tester testing demo default changeme change master manager owner viewer clerk
  warden hostel mess office canteen kitchen student students college university school campus
  iloveyou loveyou lovely love baby angel princess sunshine sweetheart darling family friends friend
  dragon monkey shadow superman batman spiderman pokemon naruto starwars football baseball basketball
  cricket soccer hockey champion winner money dollar freedom whatever nothing trustno hello goodbye
  summer winter spring autumn monday friday january february march april june july august september
  october november december computer internet google facebook whatsapp instagram youtube gmail yahoo
  samsung apple iphone android windows microsoft linux oracle server database mysql system access
  india indian bharat hindustan jaihind vandemataram namaste krishna radhe radheradhe hanuman ganesh
  ganpati shiva mahadev harekrishna jaishriram shriram sairam saibaba omsairam waheguru allah bismillah
  jesus christ lakshmi durga saraswati sachin tendulkar dhoni virat kohli bollywood shahrukh salman
  mumbai delhi chennai kolkata bangalore bengaluru hyderabad pune ganga yamuna priya rahul amit pooja
  michael jordan jennifer jessica charlie ashley daniel thomas robert matthew andrew joshua michelle
  qwerty qwertz azerty asdf zxcv abc xyz
  correcthorsebatterystaple`.split(/\s+/);

/** Along which fingers go: keys that stand beside each other, and what is counted up. */
const ROWS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
];

/** So much must be left when all that is easily guessed is taken out; a digit is half of a letter. */
const LEAST_LEFT = 4;
const LEAST_DIFFERENT = 5;
const SHORTEST_RUN = 4;
const SHORTEST_WORD = 4;

/** How letters are disguised; what looks alike is one. */
const ALIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  i: 'l',
  '!': 'l',
  '|': 'l',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
  '8': 'b',
};

/**
 * Refuses what is among the first that anybody tries: common words, rows of keys, and the names that
 * belong to it, also with digits around them or letters disguised.
 *
 * @param names what the password must not be made of: the id, the name of the mess, a phone number
 * @throws ValueError `bad_password`
 */
export function refuseGuessable(password: string, names: readonly string[]): void {
  const text = [...password.normalize('NFKC').toLowerCase()].filter((each) => /\S/.test(each));
  if (new Set(text).size < LEAST_DIFFERENT) {
    throw new ValueError('bad_password', `use at least ${LEAST_DIFFERENT} different characters`);
  }
  const rest = text.join('').replace(/[-_.,]/g, '');
  const withoutNames = take(rest, names.flatMap(wordsOf));
  const used = nameSome(names.filter((name) => take(rest, wordsOf(name)) !== rest));
  if (isLittle(withoutNames, rest)) {
    const sentence = `it is made of ${used}, which is among the first that are tried`;
    throw new ValueError('bad_password', `${sentence}; take other words`);
  }
  const left = take(takeRuns(withoutNames), WORDS);
  if (isLittle(left, rest)) {
    const without = used === '' ? '' : `without ${used} `;
    const sentence = `${without}it is among the first that are tried`;
    throw new ValueError('bad_password', `${sentence}; take other words`);
  }
}

/** A name as a whole, and each longer word of it: `Ganga Hostel Mess` is tried as `ganga`, too. */
function wordsOf(name: string): string[] {
  const words = name.split(/[^\p{L}\p{M}\p{N}]+/u).map(plain);
  return [plain(name), ...words.filter(({ length }) => length >= SHORTEST_WORD)].filter(
    ({ length }) => length >= 3,
  );
}

function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-_.,]/g, '');
}

/** Whether something was taken, and too little is left of it. */
function isLittle(left: string, before: string): boolean {
  if (left === before) return false;
  const letters = left.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  const digits = left.match(/\p{N}/gu)?.length ?? 0;
  return letters + digits / 2 < LEAST_LEFT;
}

/** What is left of a text without some words, whichever way their letters are written; the longest go first. */
function take(text: string, words: readonly string[]): string {
  let left = [...text];
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    const wanted = disguise([...word]);
    for (;;) {
      const at = disguise(left).indexOf(wanted);
      if (at < 0) break;
      left = [...left.slice(0, at), ...left.slice(at + wanted.length)];
    }
  }
  return left.join('');
}

/** As many units as characters, so that places are the same. */
function disguise(characters: readonly string[]): string {
  return characters.map((each) => (each.length > 1 ? '\ufffd' : (ALIKE[each] ?? each))).join('');
}

/** Without years, and without four and more keys that follow each other, either way. */
function takeRuns(text: string): string {
  let left = text.replace(/(?:19|20)\d\d/g, '');
  const rows = ROWS.flatMap((row) => [row, [...row].reverse().join('')]);
  for (let start = 0; start < left.length; ) {
    let end = start;
    while (end < left.length && rows.some((row) => row.includes(left.slice(start, end + 1)))) end++;
    if (end - start >= SHORTEST_RUN) left = left.slice(0, start) + left.slice(end);
    else start++;
  }
  return left;
}
