/** The dialect of knex that asks a driver of our choice; knex itself has no types for it. */
declare module 'knex/lib/dialects/better-sqlite3/index.js' {
  import type { Knex } from 'knex';

  export default class Client extends Knex.Client {
    _driver(): unknown;
  }
}
