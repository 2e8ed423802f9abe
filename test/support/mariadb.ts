export * from './mariadb.js';
