import type { Invocation, Log, Run } from 'sarif';
import type { Certification } from '../formats/generated/certification.ts';
import { jsonText } from '../model/printable-json.ts';
import { reportOf } from './report.ts';
import { sarifLocation } from './sarif-location.ts';
import { sarifResults } from './sarif-result.ts';
import { sarifRules } from './sarif-rules.ts';
import { uuidOf } from './uuid5.ts';

/** SARIF 2.1.0 with everything: what passed, what blocks, and what is waived, suppressed and still an error. */
export function renderSarif(certification: Certification): string {
  const report = reportOf(certification);
  return jsonText(sarifLog(sarifRun(certification, sarifResults(certification, report))));
}

/** A log of one run (OASIS SARIF 2.1.0 with errata 01). */
export function sarifLog(run: Run): Log {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
}

/** The run around some results: what was judged, by what, with which outcome. Without times: they would be no one's. */
export function sarifRun(certification: Certification, results: NonNullable<Run['results']>): Run {
  const { mode, release, tool, platform, decision, now, candidate, policy, plan, previous, source } = certification;
  return {
    tool: {
      driver: {
        name: tool.name,
        semanticVersion: tool.version,
        version: tool.version,
        rules: sarifRules(certification, results),
        properties: { ruleSetDigest: tool.ruleSetDigest },
      },
    },
    automationDetails: {
      id: `assay/${mode}/${release}/`,
      guid: runGuid({ platform, release, mode, candidateDigest: candidate.digest, now }),
    },
    invocations: [invocation(certification)],
    originalUriBaseIds: { PROJECT: { description: { text: 'The folder of assay.config.json.' } } },
    artifacts: candidate.artifacts.map(({ kind, name, digest }) => ({
      location: sarifLocation(name),
      roles: ['analysisTarget'],
      // No hash of SARIF's: the digest of a bundle is over a folder, which has no bytes of its own.
      properties: { kind, digest },
    })),
    columnKind: 'utf16CodeUnits',
    redactionTokens: ['<workspace>', '<home>', '<temporary>'],
    ...(source === undefined
      ? {}
      : { versionControlProvenance: [{ repositoryUri: source.repositoryUri, revisionId: source.revision }] }),
    ...(previous?.now === undefined ? {} : { baselineGuid: runGuid({ ...previous, platform, now: previous.now }) }),
    results,
    properties: {
      platform,
      release,
      mode,
      decision,
      now,
      candidateDigest: candidate.digest,
      policyDigest: policy.digest,
      planDigest: plan.digest,
    },
  };
}

/** What names a run, and the run that it is compared with. */
function runGuid(of: {
  readonly platform: string;
  readonly release: string;
  readonly mode: string;
  readonly candidateDigest?: string;
  readonly now: string;
}): string {
  return uuidOf('certification', `${of.platform}/${of.release}/${of.mode}/${of.candidateDigest ?? ''}/${of.now}`);
}

function invocation({ exit, decision }: Certification): Invocation {
  return { executionSuccessful: true, exitCode: exit.code, exitCodeDescription: decision };
}
