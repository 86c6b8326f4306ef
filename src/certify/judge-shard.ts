import type { Observation } from '../decide/observation.ts';
import { unitKey } from '../decide/unit.ts';
import type { Shard, ShardNumber, ShardUnit } from '../formats/generated/shard.ts';
import { integrityError } from '../model/errors.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import type { Statement } from '../trust/statement/statement.ts';
import { cleanText } from './clean-text.ts';
import { evidenceStatement } from './evidence-statement.ts';
import type { CertifyInput } from './input.ts';
import { judgeRuns } from './judge-all.ts';
import type { Prepared } from './prepare.ts';
import { hidePrivatePaths, plainJson } from './private-paths.ts';
import { leakWords, reportLeaks } from './report-leaks.ts';
import { evidenceFile, judgedUnits, owns, SHARD_FILE } from './shard.ts';
import { plannedUnitId } from './unit-id.ts';

/** What a shard writes. */
export interface JudgedShard {
  readonly shard: Shard;
  /** Each document's text by its path below the shard's folder. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Judges the units of a plan that one shard owns.
 * @param sign makes the file of a signed statement; documents are not signed where absent
 * @throws AssayError leak-found (integrity) where a fault can't be told without a secret
 */
export async function judgeShard(
  prepared: Prepared,
  number: ShardNumber,
  input: Pick<CertifyInput, 'folders' | 'progress'>,
  sign?: (statement: Statement) => string,
): Promise<JudgedShard> {
  const { plan, digest, runs } = prepared.made;
  const ids = new Map(judgedUnits(plan).map((unit) => [unitKey(unit), plannedUnitId(plan, unit)]));
  const mine = runs.filter((_, place) => owns(number, place));
  const seen = await judgeRuns(mine, prepared, input);
  const files = new Map<string, string>();
  for (const one of seen) {
    if (one.kind !== 'document') continue;
    const text = sign ? sign(evidenceStatement(one.evidence)) : `${canonicalJson(one.evidence)}\n`;
    files.set(evidenceFile(one.digest), text);
  }
  const units = seen.map((one, place): ShardUnit => {
    const { ref } = mine[place] ?? {};
    if (ref === undefined) throw new Error('a unit was judged that nobody planned');
    const base = { evidenceId: ref.evidenceId, ...(ref.target ? { target: ref.target } : {}) };
    return { ...base, unitId: ids.get(unitKey(ref)) ?? '', ...answerOf(one, input.folders) };
  });
  const shard: Shard = {
    kind: 'assay.shard',
    schemaVersion: 1,
    planDigest: digest,
    tool: prepared.tool,
    shard: number,
    complete: true,
    units,
  };
  refuseLeaks(shard);
  return { shard, files };
}

function answerOf(seen: Observation, folders: CertifyInput['folders']): Pick<ShardUnit, 'evidenceDigest' | 'fault'> {
  if (seen.kind === 'document') return { evidenceDigest: seen.digest };
  const { state, location } = seen;
  if (state === 'malformed') throw new Error('a runner makes no malformed evidence');
  const { value } = hidePrivatePaths(cleanText(seen.reason), folders);
  return { fault: { state, reason: typeof value === 'string' ? value : '', location } };
}

function refuseLeaks(shard: Shard): void {
  const leaks = reportLeaks(plainJson(shard));
  if (leaks.length === 0) return;
  throw integrityError(
    'leak-found',
    `${SHARD_FILE} would hold what no report may carry: ${leakWords(leaks)}`,
    'remove the secret from where it stands; `assay certify` says of which unit it is',
  );
}
