import type { VerifiedRow } from '../finding.ts';
import { createTemplatesState } from '../messages/templates.ts';
import { createAccessState } from './access.ts';
import { createBankState } from './bank.ts';
import { createBillsState } from './bills.ts';
import { createChargesState } from './charges.ts';
import { createFigures, type Figures } from './figures/figures.ts';
import { createHeads } from './heads.ts';
import { createImports } from './imports.ts';
import { createLedgerState } from './ledger.ts';
import { createMarksState } from './marks.ts';
import { createMonthsState } from './months.ts';
import { createPurchasesState } from './purchases.ts';
import { createReadingsState } from './readings.ts';
import { createRoll } from './roll.ts';
import { createSettingsState } from './settings.ts';
import type { State } from './state.ts';
import { readEntry } from './told/entry.ts';
import type { ReportIn } from './told/rows.ts';

/** Compares what is stored with what the entries of the record of changes tell. */
export interface States extends Pick<Figures, 'addVersion' | 'endVersions'> {
  /** Rows come in the order of the primary key, and the entries before all that they tell of. */
  add(table: string, row: VerifiedRow): void;
  /** To be called after the last row of a table. */
  end(table: string): void;
}

/** One replay of the entries, which is handed to everything that they tell of. */
export function createStates(report: ReportIn): States {
  const salts = new Map<number, string>();
  const roll = createRoll(report);
  const heads = createHeads(report);
  const imports = createImports(report);
  const figures = createFigures(report, roll, imports);
  const states: readonly State[] = [
    createSettingsState(report),
    // The others find people and heads by the names of the time, and then by their numbers.
    roll,
    heads,
    createAccessState(report, roll),
    createReadingsState(report),
    createMarksState(report),
    imports,
    figures,
    createPurchasesState(report, heads),
    createChargesState(report),
    createBillsState(report),
    createMonthsState(report),
    createLedgerState(report),
    createBankState(report, roll),
    createTemplatesState(report),
  ];
  return {
    add(table, row) {
      if (table === 'audit_salts') salts.set(Number(row.sequence), String(row.salts));
      if (table === 'audit_entries') {
        const entry = readEntry(row, salts.get(Number(row.sequence)));
        for (const state of states) state.addEntry(entry);
      } else for (const { rows } of states) rows[table]?.(row);
    },
    end(table) {
      for (const { ends } of states) ends?.[table]?.();
    },
    addVersion: figures.addVersion,
    endVersions: figures.endVersions,
  };
}
