import { judgeApp } from '../../check/judge-app.ts';
import { BUNDLE_RULES } from '../../check/rules/bundle/index.ts';
import { COMPAT_RULES } from '../../check/rules/compat/index.ts';
import { MANIFEST_RULES } from '../../check/rules/manifest/index.ts';
import { EVIDENCE_RULES } from '../../decide/evidence-rules.ts';
import { type AppPiece, type ContractPiece, contractInputs, currentContract, type Platform } from '../platform.ts';
import { type Runner, type RunnerOptions, type UnitResult, unread } from '../runner.ts';
import { appTarget, distinctTargets } from '../target.ts';

/** Judges every configured app against the current contract. */
export const compatBundles: Runner = {
  name: 'compat.bundles',
  rules: [...MANIFEST_RULES, ...COMPAT_RULES, ...BUNDLE_RULES.filter(({ id }) => id.startsWith('bundle/entry-'))],
  units(platform) {
    const contract = currentContract(platform);
    if (contract === undefined) return [];
    const apps = platform.apps.map((app) => ({ app, path: app.path, target: targetOf(app) }));
    return distinctTargets(apps).map(({ app, target }) => ({
      target,
      subjects: [app.path],
      inputs: [app.path, ...contractInputs(platform)],
      judge: (options) => judge(app, contract, platform, options),
    }));
  },
};

function targetOf({ manifest, path }: AppPiece): ReturnType<typeof appTarget> {
  return appTarget(manifest.ok ? manifest.value.app.id : undefined, path);
}

function judge(app: AppPiece, { contract }: ContractPiece, platform: Platform, options: RunnerOptions): UnitResult {
  if (!app.manifest.ok) return unread(EVIDENCE_RULES.inputUnreadable, app.manifest.error);
  if (!contract.ok) return unread(EVIDENCE_RULES.inputUnreadable, contract.error);
  const judgement = judgeApp(app.manifest.value, {
    contract: contract.value,
    vocabulary: platform.vocabulary,
    strict: options.strict,
    ships: true,
    requireMetadata: options.requireApiMetadata,
  });
  const { app: manifest } = app.manifest.value;
  return {
    kind: 'judged',
    checks: 2 + manifest.permissions.length + manifest.api.optionalCapabilities.length,
    findings: [...judgement.findings, ...app.launch],
    strictVerifierFailed: options.strict && judgement.summary.errors > 0,
    annotations: {
      appVersion: manifest.version,
      status: judgement.status,
      contractVersion: contract.value.contract.contractVersion,
    },
  };
}
