// Stands in for bcrypt, and is loaded into processes before the program (`NODE_OPTIONS=--import`).
import { createRequire } from 'node:module';

const bcrypt = createRequire(import.meta.url)('bcrypt');
const { hash } = bcrypt;

/** The least that bcrypt knows: a hash takes 1 ms instead of 250. */
const LEAST_COST = 4;

bcrypt.hash = (/** @type {string} */ password) => hash(password, LEAST_COST);

/** bcrypt itself, at the least cost whatever is asked for. */
export default bcrypt;
