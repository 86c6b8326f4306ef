import type { EntryInput } from '../../check/compat-input.ts';
import { ENTRY_RULES } from '../../check/rules/entry.ts';
import { runRules } from '../../check/run-rules.ts';
import { EVIDENCE_RULES } from '../../decide/evidence-rules.ts';
import { type ContractPiece, contractInputs, currentContract, type EntryPiece } from '../platform.ts';
import { type Runner, type UnitResult, unread } from '../runner.ts';
import { appTarget, distinctTargets } from '../target.ts';

/**
 * Compares every configured catalog entry with its bundle. The bundle's manifest is authoritative, and a difference is an
 * error, whatever the mode.
 */
export const catalogEntries: Runner = {
  name: 'catalog.entries',
  rules: ENTRY_RULES,
  units(platform) {
    const contract = currentContract(platform);
    if (contract === undefined) return [];
    const entries = platform.entries.map((entry) => ({ entry, path: entry.path, target: targetOf(entry) }));
    return distinctTargets(entries).map(({ entry, target }) => ({
      target,
      subjects: [entry.path, ...bundleOf(entry)],
      inputs: [entry.path, ...bundleOf(entry), ...contractInputs(platform)],
      judge: () => judge(entry, contract),
    }));
  },
};

function bundleOf({ bundle }: EntryPiece): string[] {
  return bundle ? [bundle.path] : [];
}

/** The app that the entry names, else the app in its bundle. */
function targetOf({ descriptor, subject, path }: EntryPiece): ReturnType<typeof appTarget> {
  const named = descriptor.ok ? descriptor.value.id : undefined;
  return appTarget(named ?? (subject.ok ? subject.value.manifest.app.id : undefined), path);
}

function judge({ descriptor, subject }: EntryPiece, { contract }: ContractPiece): UnitResult {
  if (!descriptor.ok) return unread(EVIDENCE_RULES.descriptorUnparsable, descriptor.error);
  if (!subject.ok) return unread(EVIDENCE_RULES.inputUnreadable, subject.error);
  if (!contract.ok) return unread(EVIDENCE_RULES.inputUnreadable, contract.error);
  const { manifest, claims, identity } = subject.value;
  const input: EntryInput = {
    manifest: manifest.app,
    contract: contract.value,
    ...(claims === undefined ? {} : { entry: claims }),
    ...(identity === undefined ? {} : { bundle: identity }),
  };
  return {
    kind: 'judged',
    checks: descriptor.value.carried.size + 1,
    findings: runRules(ENTRY_RULES, input, { strict: true }),
    annotations: { appVersion: manifest.app.version },
  };
}
