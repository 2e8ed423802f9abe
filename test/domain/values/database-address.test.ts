import { describe, expect, test } from 'vitest';
import {
  addressWithoutPassword,
  describeAddress,
  type MysqlAddress,
  parseDatabaseAddress,
} from '../../../src/domain/values/database-address.ts';
import { ValueError } from '../../../src/errors.ts';

const at = (host: string, port = 3306) => ({ host, port });

const PLAIN: MysqlAddress = {
  kind: 'mysql',
  user: 'app',
  password: undefined,
  servers: [at('db.example.org')],
  name: 'mess',
  socket: undefined,
  tls: true,
  ca: undefined,
};

test.each([
  ['mess.db', 'mess.db'],
  ['./a folder/mess.db', './a folder/mess.db'],
  ['sqlite:mess.db', 'mess.db'],
  ['SQLITE:/srv/mess.db', '/srv/mess.db'],
  ['sqlite:a:b', 'a:b'],
  // A drive, not a scheme.
  ['C:\\mess.db', 'C:\\mess.db'],
  ['mysql', 'mysql'],
])('a file: %s', (text, path) => {
  expect(parseDatabaseAddress(text)).toEqual({ kind: 'sqlite', path });
});

const HOW_TO_WRITE = 'write PATH, sqlite:PATH or mysql://USER@HOST:PORT/NAME';

describe('a server', () => {
  test.each<[string, Partial<MysqlAddress>]>([
    ['mysql://app@db.example.org/mess', {}],
    ['mariadb://app@db.example.org/mess', {}],
    ['MySQL://app@db.example.org/mess', {}],
    ['mysql://app@db.example.org:3307/mess', { servers: [at('db.example.org', 3307)] }],
    ['mysql://app@db.example.org:/mess', {}],
    ['mysql://app:secret@db.example.org/mess', { password: 'secret' }],
    ['mysql://app:@db.example.org/mess', { password: '' }],
    ['mysql://app:a:b@db.example.org/mess', { password: 'a:b' }],
    ['mysql://app:%40%2F%3F%23%25%20%3A@db.example.org/mess', { password: '@/?#% :' }],
    ['mysql://%E0%A4%B0%40x@db.example.org/my%20mess', { user: 'र@x', name: 'my mess' }],
    ['mysql://app@db.example.org/mess?tls=off', { tls: false }],
    ['mysql://app@db.example.org/mess?tls=on&ca=/etc/ca.pem', { ca: '/etc/ca.pem' }],
    ['mysql://app@db.example.org/mess?ca=a%26b%3D%25.pem', { ca: 'a&b=%.pem' }],
    ['mysql://app@db.example.org/mess?', {}],
    ['mysql://app@db.example.org/mess?ca=a=b.pem', { ca: 'a=b.pem' }],
    // Away from this machine, whatever it looks like.
    ['mysql://app@192.0.2.1/mess', { servers: [at('192.0.2.1')] }],
    ['mysql://app@localhost.example.org/mess', { servers: [at('localhost.example.org')] }],
    ['mysql://app@127.0.0.1.example.org/mess', { servers: [at('127.0.0.1.example.org')] }],
    ['mysql://app@127.0.0.256/mess', { servers: [at('127.0.0.256')] }],
    ['mysql://app@[2001:db8::1]:3307/mess', { servers: [at('2001:db8::1', 3307)] }],
    ['mysql://app@[::ffff:127.0.0.1]/mess', { servers: [at('::ffff:127.0.0.1')] }],
    // On this machine, where nobody listens in between.
    ['mysql://app@localhost/mess', { servers: [at('localhost')], tls: false }],
    ['mysql://app@LOCALHOST/mess', { servers: [at('LOCALHOST')], tls: false }],
    ['mysql://app@127.0.0.1/mess', { servers: [at('127.0.0.1')], tls: false }],
    ['mysql://app@127.1.2.3/mess', { servers: [at('127.1.2.3')], tls: false }],
    ['mysql://app@[::1]/mess', { servers: [at('::1')], tls: false }],
    ['mysql://app@localhost/mess?tls=on', { servers: [at('localhost')] }],
    [
      'mysql://app@localhost/mess?socket=/run/s',
      { servers: [at('localhost')], socket: '/run/s', tls: false },
    ],
    [
      'mysql://app@/mess?socket=/run/a%20b',
      { servers: [at('localhost')], socket: '/run/a b', tls: false },
    ],
    // A cluster.
    [
      'mysql://app@a.example.org,b.example.org:3307,[2001:db8::1]:3308/mess',
      { servers: [at('a.example.org'), at('b.example.org', 3307), at('2001:db8::1', 3308)] },
    ],
    [
      'mysql://app:secret@127.0.0.1:1, 127.0.0.1:2/mess',
      { password: 'secret', servers: [at('127.0.0.1', 1), at('127.0.0.1', 2)], tls: false },
    ],
    // One is away from this machine.
    [
      'mysql://app@localhost,db.example.org/mess',
      { servers: [at('localhost'), at('db.example.org')] },
    ],
    // The host is then only a name.
    ['mysql://app@db.example.org/mess?socket=/run/s&tls=off', { socket: '/run/s', tls: false }],
  ])('%s', (text, parts) => {
    const address = parseDatabaseAddress(text);
    expect(address).toEqual({ ...PLAIN, ...parts });
    const written = addressWithoutPassword(address);
    expect(parseDatabaseAddress(written)).toEqual({ ...address, password: undefined });
  });

  test.each<[string, string]>([
    ['', 'the path of the database is empty'],
    [' ', 'the path of the database is empty'],
    ['sqlite:', 'the path of the database is empty'],
    [
      'postgres://app@h/mess',
      'not a database mess can use: postgres:; write PATH, sqlite:PATH or mysql://USER@HOST:PORT/NAME',
    ],
    [
      'mysql:mess',
      'not an address of a server; write PATH, sqlite:PATH or mysql://USER@HOST:PORT/NAME, with / ? # @ in a name or password as %2F %3F %23 %40',
    ],
    ['mysql://h/mess', 'the user is missing; write mysql://USER@HOST/NAME'],
    ['mysql://:secret@h/mess', 'the user is missing; write mysql://USER@HOST/NAME'],
    ['mysql://app@h/', "the database's name is missing; write mysql://USER@HOST/NAME"],
    ['mysql://app@/mess', 'the host is missing; write mysql://USER@HOST/NAME'],
    ['mysql://app@h:0/mess', 'not a port: 0'],
    ['mysql://app@h,/mess', 'the host is missing; write mysql://USER@HOST/NAME'],
    ['mysql://app@,h/mess', 'the host is missing; write mysql://USER@HOST/NAME'],
    ['mysql://app@h,h:3306/mess', 'h is given twice'],
    ['mysql://app@h:1,i:2,h:1/mess?tls=off', 'h:1 is given twice'],
    ['mysql://app@h,i/mess?socket=/s', 'a socket is of one server; leave the others out'],
    ['mysql://app@h:65536/mess', 'not a port: 65536'],
    ['mysql://app@h/mess?tls=maybe', 'tls is on or off'],
    ['mysql://app@h/mess?tls=on&tls=off', 'tls is given twice'],
    ['mysql://app@h/mess?tls=on&socket=/s', 'a socket is not encrypted; leave tls out'],
    [
      'mysql://app@h/mess?ssl=1',
      'not an option of an address: ssl; there are tls=on|off, ca=FILE, socket=PATH',
    ],
    [
      'mysql://app@h/mess?ca=',
      'not an option of an address: ca; there are tls=on|off, ca=FILE, socket=PATH',
    ],
    // None of these may be shown as it is: there is a password in it.
    ...['my_sql://app:secret@h/mess', 'mysql//app:secret@h/mess', 'sqlite://app:secret@h/mess'].map(
      (text): [string, string] => [text, `not an address; ${HOW_TO_WRITE}`],
    ),
    [
      'mysql://app@h/mess?password=secret',
      'not an option of an address: password; there are tls=on|off, ca=FILE, socket=PATH',
    ],
    ['mysql://a%zz@h/mess', 'a % in an address begins the code of a character, such as %40 for @'],
  ])('not: %s', (text, sentence) => {
    expect(() => parseDatabaseAddress(text)).toThrow(new ValueError('bad_address', sentence));
  });

  test.each([
    'mysql://app:secret@h',
    'mysql://app:sec/ret@h/mess',
    'mysql://app:sec?ret@h/mess',
    'mysql://app:sec#ret@h/mess',
    'mysql://app:sec@ret@h/mess',
    'mysql://app:sec%ret@h/mess',
    'mysql://app:secret@h/mess/more',
    'mysql://app:secret@h:port/mess',
    'mysql://app:secret@h:99999/mess',
    'mysql://app:secret@h/mess#part',
    'mysql://app:secret@[h/mess',
    'mysql://app:secret@h,app:secret@i/mess',
    'mysql://app:sec,ret@h,i:ret/mess',
  ])('not, and the password is not repeated: %s', (text) => {
    let error: unknown;
    try {
      parseDatabaseAddress(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ValueError);
    expect(String(error)).not.toMatch(/sec|ret/);
  });
});

test.each([
  ['mess.db', 'mess.db'],
  ['mysql://app@db.example.org/mess', 'mysql://app@db.example.org/mess'],
  ['mariadb://app:secret@db.example.org:3306/mess', 'mysql://app@db.example.org/mess'],
  ['mysql://app:secret@db.example.org:3307/mess', 'mysql://app@db.example.org:3307/mess'],
  ['mysql://app:secret@[::1]:3307/mess', 'mysql://app@[::1]:3307/mess'],
  ['mysql://app:secret@a,[::1]:3307,b:3306/mess', 'mysql://app@a,[::1]:3307,b/mess'],
  ['mysql://a%40b:secret@h/my%2Fmess?tls=off', 'mysql://a%40b@h/my%2Fmess'],
  ['mysql://app:secret@/mess?socket=/run/s', 'mysql://app@localhost/mess?socket=/run/s'],
])('%s is named without its password', (text, label) => {
  expect(describeAddress(parseDatabaseAddress(text))).toBe(label);
});

test('what an address is named leads to the same database', () => {
  for (const text of [
    'mysql://a%40b:secret@[2001:db8::1]:3307/my%2Fmess',
    'mysql://app@/mess?socket=/run/a%20b%26c%3D%25',
  ]) {
    const address = parseDatabaseAddress(text);
    const again = parseDatabaseAddress(describeAddress(address));
    expect(again).toEqual({ ...address, password: undefined });
  }
});
