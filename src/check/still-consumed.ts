import { byCodeUnit } from '../model/order.ts';
import { quote } from '../model/quote.ts';
import type { AppUse } from './app-use.ts';
import type { DiffHit, DiffInput, Subject } from './diff-rule.ts';

/**
 * A hit where apps that a comparison knows consume what is gone; a warning where all of them say that they can do
 * without it. @param pointer where it was in the baseline @param used what an app consumes of it
 */
export function* stillConsumed(
  { apps = [], baseline }: DiffInput,
  subject: Subject,
  pointer: string,
  used: (app: AppUse) => readonly string[],
): Generator<DiffHit> {
  const consumers = apps.filter((app) => used(app).length > 0);
  if (consumers.length === 0) return;
  const names = [...new Set(consumers.map(({ name }) => name))].sort(byCodeUnit);
  const required = consumers.some((app) => used(app).some((target) => !app.optional?.has(target)));
  yield {
    subject,
    message: `${subject.kind} ${quote(subject.identity)} is gone, and ${names.map((name) => quote(name)).join(' and ')} ${names.length === 1 ? 'consumes' : 'consume'} it`,
    location: baseline.locate(pointer),
    // Who consumes it is what a waiver was given for.
    before: names,
    ...(required ? {} : { severity: 'warning' as const }),
  };
}
