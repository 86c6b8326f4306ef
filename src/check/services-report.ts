import type { CheckedTarget, ServicesReport } from '../formats/generated/services-report.ts';
import { type Finding, summarize } from '../model/finding.ts';
import { byTuple } from '../model/order.ts';
import { type BrokerInput, entriesByTarget, entryOf } from './broker-input.ts';
import { BROKER_RULES } from './rules/broker/index.ts';
import { type RunOptions, runRules } from './run-rules.ts';

/** Judges what an app says of the broker. @param mocks paths of the mock files that were read */
export function judgeServices(input: BrokerInput, mocks: readonly string[], options: RunOptions = {}): ServicesReport {
  const findings = runRules(BROKER_RULES, input, options);
  const summary = summarize(findings);
  const { app, catalog, lock, sources } = input;
  return {
    kind: 'assay.services-report',
    schemaVersion: 1,
    verdict: summary.errors > 0 ? 'fail' : 'pass',
    app: { ...app },
    catalog: catalog === undefined ? null : { path: catalog.path, form: catalog.form, digest: catalog.digest },
    lock: lock?.path ?? null,
    sources: sources?.files ?? 0,
    ...(sources?.built === undefined || sources.built.length === 0
      ? {}
      : { notJudged: sources.built.map((place) => ({ ...place })) }),
    mocks: [...mocks],
    targets: checkedTargets(input),
    findings: findings.map((finding): Finding => ({ ...finding, location: { ...finding.location } })),
    summary,
  };
}

function checkedTargets(input: BrokerInput): CheckedTarget[] {
  const consumed = input.consumed.map(({ kind, target, required }): CheckedTarget => {
    return { target, kind, role: 'consumed', required, state: stateOf(input, kind, target) };
  });
  const provided = (input.provided?.targets ?? []).flatMap(({ kind, target }): CheckedTarget[] =>
    target === undefined ? [] : [{ target, kind, role: 'provided', required: false, state: 'not-looked-up' }],
  );
  const key = ({ target, kind, role }: CheckedTarget): string[] => [target, kind, role];
  return [...consumed, ...provided].sort((a, b) => byTuple(key(a), key(b)));
}

function stateOf(input: BrokerInput, kind: CheckedTarget['kind'], target: string): CheckedTarget['state'] {
  if (input.catalog === undefined) return 'not-looked-up';
  const entry = entryOf(input, kind, target);
  if (entry !== undefined) return entry.deprecated ? 'deprecated' : 'found';
  return entriesByTarget(input).has(target) ? 'other-kind' : 'missing';
}
