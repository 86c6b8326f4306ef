import type { LoadedContract } from '../contract/model.ts';
import { contractDigests } from '../contract/node-digests.ts';
import type { BaselineReport } from '../formats/generated/baseline-report.ts';
import { digestJson } from '../model/digest.ts';
import { AssayError, inputError } from '../model/errors.ts';
import { summarize } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { byCodeUnit } from '../model/order.ts';
import { quote } from '../model/quote.ts';
import { type NamedBaseline, namedBaselines } from './baseline-members.ts';
import { erased, livesByIdentity } from './replacements.ts';
import { LIFECYCLE_RULES } from './rules/lifecycle/index.ts';
import { type RunOptions, runRules } from './run-rules.ts';

/** Rules about what a contract's baselines guarantee. */
const RULES = LIFECYCLE_RULES.filter(({ id }) => /^lifecycle\/(?:baseline|window-metadata)-/.test(id));

type ReportedBaseline = BaselineReport['baselines'][number];

/**
 * What `assay api baseline` reports: the baselines of a contract, or the one that is named.
 * @throws AssayError baseline-unknown (input); baseline-none (incomplete) where the contract has none at all
 */
export function baselineVerdict(
  loaded: LoadedContract,
  wanted: string | undefined,
  options: RunOptions = {},
): BaselineReport {
  const { contract, path, digest } = loaded;
  const baselines = namedBaselines(contract);
  const shown = wanted === undefined ? baselines : baselines.filter(({ name }) => name === wanted);
  if (shown.length === 0) throw nothingToShow(baselines, wanted, path);
  const findings = runRules(RULES, { contract: loaded }, options);
  return {
    kind: 'assay.baseline-report',
    schemaVersion: 1,
    contract: { path, apiVersion: contract.apiVersion, contractVersion: contract.contractVersion, digest },
    baselines: shown.map((baseline) => reported(loaded, baseline)),
    findings,
    summary: summarize(findings),
  };
}

function reported({ contract }: LoadedContract, baseline: NamedBaseline): ReportedBaseline {
  const lives = livesByIdentity(contract);
  const digests = contractDigests(contract).descriptors;
  const members = (kind: 'capability' | 'endpoint', identities: readonly string[]): ReportedBaseline['capabilities'] =>
    [...new Set(identities)].sort(byCodeUnit).map((identity) => {
      const life = lives.get(erased(identity));
      return {
        identity,
        stability: life?.stability ?? null,
        since: life?.sinceContractVersion ?? null,
        digest: digests.get(`${kind} ${erased(identity)}`)?.semantic ?? null,
      };
    });
  const capabilities = members('capability', baseline.capabilities);
  const endpoints = members('endpoint', baseline.endpoints);
  const guarantee = [...capabilities, ...endpoints].map((member) => [erased(member.identity), member.digest]);
  return {
    name: baseline.name,
    stable: baseline.pointer === '/stableBaseline',
    state: baseline.state ?? 'active',
    contractVersion: baseline.contractVersion,
    digest: digestJson([baseline.name, baseline.contractVersion, guarantee]),
    capabilities,
    endpoints,
  };
}

function nothingToShow(baselines: readonly NamedBaseline[], wanted: string | undefined, path: string): Error {
  if (wanted === undefined || baselines.length === 0)
    return new AssayError({
      kind: 'incomplete',
      code: 'baseline-none',
      message: `${path} names no baseline`,
      hint: 'name one under stableBaseline, or several under baselines',
      location: { path },
    });
  const names = baselines.map(({ name }) => name);
  const guess = nearest(wanted, names);
  return inputError(
    'baseline-unknown',
    `${path} has no baseline ${quote(wanted)}`,
    guess === undefined ? `it has ${names.join(', ')}` : `did you mean ${guess}?`,
    { path },
  );
}
