import { EVIDENCE_RULES } from '../../decide/evidence-rules.ts';
import { besides, tierOf } from '../../decide/judge-waivers.ts';
import { isKnown, type KnownWaiver } from '../../decide/read-waiver.ts';
import { renewalFault } from '../../decide/renewals.ts';
import { findingOf, type RuleDoc } from '../../decide/rule-doc.ts';
import { unitName } from '../../decide/unit.ts';
import { WAIVER_RULES } from '../../decide/waiver-rules.ts';
import { type WaiverState, waiverFaults } from '../../decide/waiver-state.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import { byTuple } from '../../model/order.ts';
import { samePrincipal } from '../../model/principal.ts';
import type { WaiverFile } from '../read-waivers.ts';
import type { WaiverRun } from './waiver-run.ts';

/** A file to lint. One that was named is wanted; of the others, what is history is only told. */
export interface LintedFile {
  readonly file: WaiverFile;
  readonly named: boolean;
}

/** States of waivers that were good once and stay in the folder for the register and for renewals. */
const HISTORY: readonly WaiverState[] = ['expired', 'unused', 'wrong-release', 'wrong-mode', 'wrong-candidate'];

/** Everything that keeps a waiver from being approved, and what its approvers would stumble over; errors first in each file. */
export function lintWaivers(run: WaiverRun, files: readonly LintedFile[]): Finding[] {
  const known = new Map<string, KnownWaiver>();
  for (const one of [...run.decided.waivers, ...files.map(({ file }) => file.read)])
    if (isKnown(one)) known.set(one.location.path, one);
  return files
    .flatMap(({ file, named }) => lintFile(run, file, named, [...known.values()]))
    .sort((a, b) => byTuple([a.location.path, RANK[a.severity]], [b.location.path, RANK[b.severity]]));
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

function lintFile(run: WaiverRun, file: WaiverFile, named: boolean, all: readonly KnownWaiver[]): Finding[] {
  const { read, leak, unfilled = [], shown } = file;
  if (leak !== undefined) {
    const hit = { message: leak.reason, location: leak.location, key: [shown] };
    return [findingOf(EVIDENCE_RULES.redactionFailed, hit)];
  }
  if (!isKnown(read)) {
    const texts = unfilled.map(({ location, text }) =>
      findingOf(WAIVER_RULES.unfilled, {
        message: `waits for its author: ${text}`,
        location,
        key: [shown, location.pointer ?? ''],
      }),
    );
    // Where only texts are missing, what the format says of them says nothing new.
    const broken = { message: read.reason, location: read.location, key: [shown], severity: 'error' } as const;
    return [...texts, ...(texts.length > 0 ? [] : [findingOf(WAIVER_RULES.malformed, broken)])];
  }
  return lintWaiver(run, read, named, all);
}

/** What is wrong with one waiver, as the gate would find it, and what only its approvers would. */
export function lintWaiver(run: WaiverRun, one: KnownWaiver, named: boolean, all: readonly KnownWaiver[]): Finding[] {
  const { waiver, digest, location } = one;
  const { decided } = run;
  const match = run.match(waiver);
  const say = (doc: RuleDoc, words: string, severity?: Severity): Finding =>
    findingOf(doc, {
      message: `${waiver.id} ${words}`,
      location,
      key: [waiver.id, digest, words],
      ...(severity ? { severity } : {}),
    });
  const verdicts = [
    besides(one, all),
    ...waiverFaults(waiver, match, decided.run),
    renewalFault(one, all, decided.knobs),
  ].filter((verdict) => verdict !== undefined);
  const faults = verdicts.flatMap(({ state, explanation }) =>
    state === 'valid'
      ? []
      : [say(WAIVER_RULES[state], explanation, HISTORY.includes(state) && !named ? 'warning' : 'error')],
  );
  const twins = all.filter((other) => other.digest === digest && other.location.path !== location.path);
  const same = twins.map((twin) => say(WAIVER_RULES['duplicate-id'], `is in ${twin.location.path} too`));
  return [...faults, ...same, ...idle(run, one, say), ...approvers(run, one, say)];
}

type Say = (doc: RuleDoc, words: string, severity?: Severity) => Finding;

/** Findings that it lists and that don't block: they would be waived before anybody has seen them. */
function idle({ certification }: WaiverRun, { waiver }: KnownWaiver, say: Say): Finding[] {
  const unit = unitName(waiver.scope);
  const open = new Set<string>(
    certification.findings
      .filter((one) => one.unit === unit && (one.blocks || one.waivedBy !== undefined))
      .map(({ fingerprint }) => fingerprint),
  );
  // Where nothing blocks, that is told already.
  if (open.size === 0) return [];
  return (waiver.scope.findings ?? [])
    .filter((fingerprint) => !open.has(fingerprint))
    .map((fingerprint) => say(WAIVER_RULES['idle-finding'], `lists ${fingerprint}, which does not block ${unit}`));
}

/** Whether there are people enough who may approve it. */
function approvers(run: WaiverRun, { waiver }: KnownWaiver, say: Say): Finding[] {
  const { trust } = run;
  if (trust === undefined)
    return [say(WAIVER_RULES['no-approver'], "can't be approved: the configuration names no trust document")];
  const may = (roles: readonly string[]): string[] => [
    ...new Set(
      trust.keys.trusted.flatMap(({ principal }) =>
        principal !== undefined &&
        !samePrincipal(principal, waiver.requestedBy) &&
        roles.some((role) => trust.hasRole(principal, role))
          ? [principal]
          : [],
      ),
    ),
  ];
  const managers = may(['release-manager']);
  if (managers.length === 0)
    return [say(WAIVER_RULES['no-approver'], `needs a release manager, and ${trust.path} lists none besides who asks`)];
  if (tierOf(run.match(waiver).requirement) === 'single') return [];
  const seconds = may(['risk-owner', 'security', 'platform-api-owner']);
  if (seconds.some((one) => managers.some((manager) => !samePrincipal(one, manager)))) return [];
  return [say(WAIVER_RULES['no-approver'], `needs a second person, and ${trust.path} lists none besides who asks`)];
}
