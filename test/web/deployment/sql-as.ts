import mysql from 'mysql2/promise';

/** A connection past the program, as the user of an address. */
export function connectTo(url: string): Promise<mysql.Connection> {
  const { username, password, hostname, port, pathname } = new URL(url);
  return mysql.createConnection({
    host: hostname,
    port: Number(port),
    user: username,
    password: decodeURIComponent(password),
    database: pathname.slice(1),
  });
}
