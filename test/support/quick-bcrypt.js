// Stands in for bcrypt, and is loaded into processes before the program (`NODE_OPTIONS=--import`).
import { createRequire } from 'node:module';

const bcrypt = createRequire(import.meta.url)('bcrypt');
const { hash, compare } = bcrypt;

/** The least that bcrypt knows: a hash takes 1 ms instead of 250. */
const LEAST_COST = 4;

bcrypt.hash = (/** @type {string} */ password) => hash(password, LEAST_COST);

/**
 * What was asked before is known: a program that does not know the id compares at its own cost.
 *
 * @type {Map<string, Promise<boolean>>}
 */
const answers = new Map();

bcrypt.compare = (/** @type {string} */ password, /** @type {string} */ against) => {
  const question = `${against} ${password}`;
  const answer = answers.get(question) ?? compare(password, against);
  answers.set(question, answer);
  return answer;
};

/** bcrypt itself, at the least cost whatever is asked for. */
export default bcrypt;
