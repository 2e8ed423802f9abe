import { expect } from 'vitest';
import { cloneModel, type Model } from '../../properties/mess-model/mess-model.ts';
import { type Step, settle } from '../../properties/mess-model/steps/step.ts';
import type { Result } from '../../support/run.ts';
import type { Work } from './work.ts';

/** What one of many was told, and what it may have seen. */
export interface Done {
  readonly work: Work;
  readonly words: Step['words'];
  readonly result: Result;
  /** Every time that it was told, ISO 8601: its entry in the record of changes has one of them. */
  readonly times: ReadonlySet<string>;
  /** How many entries there were before it began, and when it had ended. */
  readonly from: number;
  readonly to: number;
}

/** An entry of the record of changes. */
export interface Entry {
  readonly sequence: number;
  readonly at: string;
}

/**
 * Does to the model, one after the other, what the record says was done by many at once; each must have
 * been told what it would have been told then. Who has left no entry must have been told what was true
 * at some moment between its beginning and its end.
 */
export function replay(model: Model, entries: readonly Entry[], done: readonly Done[]): void {
  const moments = new Map([[model.changes, cloneModel(model)]]);
  const unrecorded = new Set(done);
  for (const { sequence, at } of entries) {
    const own = done.filter(({ times }) => times.has(at));
    expect(own, `entry ${sequence}`).toHaveLength(1);
    for (const each of own) {
      expect(unrecorded.delete(each), `two entries: ${each.words.join(' ')}`).toBe(true);
      model.now = at;
      settleDone(model, each);
    }
    expect(model.changes, `entry ${sequence}`).toBe(sequence);
    moments.set(sequence, cloneModel(model));
  }
  for (const each of unrecorded) explain(each, moments);
}

function settleDone(model: Model, { work, words, result }: Done): void {
  const planned = work.plan(model);
  expect(planned.words).toEqual(words);
  settle(model, planned, result, `mess ${words.join(' ')}`);
}

function explain(done: Done, moments: ReadonlyMap<number, Model>): void {
  // Somebody else changed what it was about, between its look and its turn.
  if (done.result.code === 7 && done.to > done.from) return;
  let why: unknown;
  for (let moment = done.to; moment >= done.from; moment--) {
    const model = moments.get(moment);
    if (model === undefined) throw new Error(`no moment ${moment}`);
    const trial = cloneModel(model);
    try {
      settleDone(trial, done);
      expect(trial.changes, `no entry: ${done.words.join(' ')}`).toBe(moment);
      return;
    } catch (error) {
      why ??= error;
    }
  }
  throw why;
}
