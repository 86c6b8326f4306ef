import { descriptors } from '../../check/descriptors.ts';
import { judgeApp } from '../../check/judge-app.ts';
import { COMPAT_RULES } from '../../check/rules/compat/index.ts';
import { MANIFEST_RULES } from '../../check/rules/manifest/index.ts';
import { RELEASE_RULES } from '../../check/rules/single.ts';
import { runRules } from '../../check/run-rules.ts';
import { contractCounts, notStableCount } from '../../contract/counts.ts';
import type { Contract, LoadedContract } from '../../contract/model.ts';
import { snapshotOf, snapshotText } from '../../contract/snapshot.ts';
import { EVIDENCE_RULES } from '../../decide/evidence-rules.ts';
import { findingOf } from '../../decide/rule-doc.ts';
import { digestBytes } from '../../model/digest.ts';
import type { Finding } from '../../model/finding.ts';
import { type ContractPiece, contractInputs, type Platform } from '../platform.ts';
import { type Runner, type UnitResult, unread } from '../runner.ts';
import { sampleApp } from '../sample-app.ts';

/**
 * Makes the snapshot from the source, compares it with the committed one, judges the contract by itself, and tries it
 * with a sample app under the strict verifier.
 */
export const contractSnapshot: Runner = {
  name: 'contract.snapshot',
  // The sample app is judged as any app is.
  rules: [...RELEASE_RULES, ...COMPAT_RULES, ...MANIFEST_RULES],
  units(platform) {
    const { source, snapshot } = platform;
    if (source === undefined) return [];
    const paths = snapshot === undefined ? [source.path] : [source.path, snapshot.path];
    return [{ subjects: paths, inputs: contractInputs(platform), judge: () => judge(source, snapshot, platform) }];
  },
};

function judge(
  { contract: source }: ContractPiece,
  snapshot: ContractPiece | undefined,
  platform: Platform,
): UnitResult {
  if (!source.ok) return unread(EVIDENCE_RULES.snapshotGenerationFailed, source.error);
  if (snapshot && !snapshot.contract.ok) return unread(EVIDENCE_RULES.descriptorUnparsable, snapshot.contract.error);
  const { contract } = source.value;
  const stale = snapshot === undefined ? [] : staleness(source.value, snapshot);
  const sample = judgeApp(sampleApp(contract), {
    contract: source.value,
    vocabulary: platform.vocabulary,
    strict: true,
  });
  return {
    kind: 'judged',
    checks: [...descriptors(contract)].length + (snapshot === undefined ? 1 : 2),
    findings: [...stale, ...runRules(RELEASE_RULES, { contract: source.value }), ...sample.findings],
    strictVerifierFailed: sample.summary.errors > 0,
    annotations: {
      contractVersion: contract.contractVersion,
      sampleApp: sample.status,
      ...contractCounts(contract),
      nonStable: notStableCount(contract),
      nonStableEntries: nonStableEntries(contract),
    },
  };
}

/** The committed file must hold the very bytes that `assay api snapshot` would write. */
function staleness(source: LoadedContract, { path, fileDigest }: ContractPiece): Finding[] {
  const expected = digestBytes(snapshotText(snapshotOf(source)));
  if (fileDigest === expected) return [];
  return [
    findingOf(EVIDENCE_RULES.snapshotStale, {
      message: `${path} is not what ${source.path} gives; \`assay api snapshot --check\` shows how they differ`,
      location: { path },
      key: [expected, fileDigest ?? null],
    }),
  ];
}

/** Which entries are not stable, and what each is. */
function nonStableEntries({ capabilities, endpoints, services = [] }: Contract): string {
  const entries = [
    ...capabilities.map(({ name, stability }) => ({ name, stability })),
    ...endpoints.map(({ method, routeTemplate, stability }) => ({ name: `${method} ${routeTemplate}`, stability })),
    ...services.flatMap(({ namespace, methods = [], events = [] }) =>
      [...methods, ...events].map(({ name, stability }) => ({ name: `${namespace}#${name}`, stability })),
    ),
  ].filter(({ stability }) => stability !== 'stable');
  return entries.map(({ name, stability }) => `${name} (${stability})`).join(', ');
}
