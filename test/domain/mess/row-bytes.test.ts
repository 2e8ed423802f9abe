import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestRows, figureRow, RowsDigest, shareRow } from '../../../src/domain/mess/digests.ts';
import { addFigureRows, addShareRows } from '../../../src/domain/mess/row-bytes.ts';

const ids = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[A-Z0-9./-]{1,20}$/) },
  fc.string({ unit: 'binary', maxLength: 100 }),
);
const days = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 3100 }) }, fc.double());
const numbers = fc.oneof(fc.nat(), fc.maxSafeInteger());
const share = fc.record({ no: numbers, studentId: ids, daysHundredths: days });

test('shares written byte by byte have the digest of their rows, whatever a hand made of them', () => {
  const listOfShares = fc.array(share, { maxLength: 1500, size: 'max' });
  fc.assert(
    fc.property(listOfShares, (shares) => {
      const digest = new RowsDigest();
      digest.add('["of the bill"]');
      const studentNos = shares.map(({ no }) => no);
      addShareRows(digest, studentNos, shares);
      digest.add('["of a head"]');
      const rows = shares.map((each) =>
        shareRow(each.no, { ...each, chargesMinor: null }, null, false),
      );
      expect(digest.finish()).toBe(digestRows(['["of the bill"]', ...rows, '["of a head"]']));
    }),
    { numRuns: 6 },
  );
});

test('so have figures', () => {
  const logDays = fc.option(fc.oneof({ weight: 8, arbitrary: fc.nat() }, fc.double()));
  const figure = fc.record({ studentNo: numbers, daysHundredths: days, logDays });
  fc.assert(
    fc.property(fc.array(figure, { maxLength: 1500, size: 'max' }), (figures) => {
      const digest = new RowsDigest();
      addFigureRows(digest, {
        studentNos: figures.map(({ studentNo }) => studentNo),
        daysHundredths: figures.map(({ daysHundredths }) => daysHundredths),
        logDays: figures.map(({ logDays: ofLog }) => ofLog ?? undefined),
      });
      const rows = figures.map((each) =>
        figureRow(each.studentNo, each.daysHundredths, each.logDays),
      );
      expect(digest.finish()).toBe(digestRows(rows));
    }),
    { numRuns: 6 },
  );
});
