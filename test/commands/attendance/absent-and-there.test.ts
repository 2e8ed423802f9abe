import { describe, expect, test } from 'vitest';
import { createFour, figures, importBytes } from '../../support/records/files/import-file.ts';

describe('a status of absent beside a clock', () => {
  const HEADER = 'Roll No,Date,In Time,Out Time,Status\n';
  const rows = HEADER.concat(
    'S001,2025-05-02,08:00,20:00,P\nS002,2025-05-02,08:00,20:00,A\nS003,2025-05-02,07:00,19:00,A\n',
  );

  test('that shows who came and left is one mistake with its count', async () => {
    const mess = await createFour();
    const { code, stderr } = await importBytes(mess, rows);
    expect(code).toBe(6);
    expect(stderr.split('\n')[0]).toBe(
      'a.csv:3: Status: absent, and yet In Time and Out Time say when they were there, 2 rows; called "_In Time" in the file it is passed over (A)',
    );
    expect(figures(mess)).toEqual([]);
    const passedOver = rows.replace('In Time', '_In Time');
    expect((await importBytes(mess, passedOver)).code).toBe(0);
    expect(figures(mess)).toEqual(['S001 2025-05 1', 'S002 2025-05 0', 'S003 2025-05 0']);
  });

  test('that has one time alone, or none, counts as it says', async () => {
    const mess = await createFour();
    const text = `${HEADER}S001,2025-05-02,08:00,,A\nS002,2025-05-02,--:--,--:--,A\n`;
    expect((await importBytes(mess, text)).code).toBe(0);
    expect(figures(mess)).toEqual(['S001 2025-05 0', 'S002 2025-05 0']);
  });
});
