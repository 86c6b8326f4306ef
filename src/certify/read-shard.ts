import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { unitKey, unitName } from '../decide/unit.ts';
import type { Evidence } from '../formats/generated/evidence.ts';
import type { Shard, ShardUnit } from '../formats/generated/shard.ts';
import validateEvidence from '../formats/generated/validators/evidence.js';
import validateShard from '../formats/generated/validators/shard.js';
import { readFileBytes } from '../formats/read-file.ts';
import { statOf } from '../formats/read-stat.ts';
import { validateDocument } from '../formats/validate.ts';
import { digestJson } from '../model/digest.ts';
import { inputError, integrityError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { byCodeUnit } from '../model/order.ts';
import { evidenceFault } from './evidence-fault.ts';
import { peekEvidence } from './open-evidence.ts';
import type { SavedPlan } from './read-plan.ts';
import { readTyped } from './read-typed.ts';
import { evidenceFile, judgedUnits, SHARD_FILE } from './shard.ts';
import { plannedUnitId } from './unit-id.ts';

/** A unit as a shard delivers it. */
export interface ShardAnswer {
  readonly unit: ShardUnit;
  /** The document's file; absent where there is a fault in its place. */
  readonly bytes?: Uint8Array;
  /** Where it was read, for messages. */
  readonly shown: string;
}

export interface ReadShard {
  readonly shown: string;
  readonly shard: Shard;
  /** By unit key. */
  readonly answers: ReadonlyMap<string, ShardAnswer>;
}

/**
 * Reads a shard's folder and holds every document to the plan; undefined where the shard is not finished.
 * @throws AssayError of kind input, as shard-not-a-folder; shard-foreign (integrity) for another plan or tool, shard-evidence (integrity) for a
 * document that is not what the shard says
 */
export async function readShard(
  folder: { readonly file: string; readonly shown: string },
  saved: SavedPlan,
): Promise<ReadShard | undefined> {
  const shown = `${folder.shown}/${SHARD_FILE}`;
  const file = join(folder.file, SHARD_FILE);
  refuseNoFolder(folder);
  if (!existsSync(file)) {
    refuseFolderOfShards(folder);
    return undefined;
  }
  const { value: shard } = await readTyped<Shard>({ file, shown }, validateShard, 'shard', SIZE.document);
  refuseForeign(shard, saved, shown);
  const ids = new Map(judgedUnits(saved.plan).map((unit) => [unitKey(unit), plannedUnitId(saved.plan, unit)]));
  const answers = new Map<string, ShardAnswer>();
  for (const unit of shard.units) {
    const key = unitKey(unit);
    if (ids.get(key) !== unit.unitId) throw foreign(shown, `judges ${unitName(unit)}, which the plan does not`);
    if (answers.has(key)) throw broken(shown, `lists ${unitName(unit)} twice`);
    answers.set(key, await answerOf(unit, folder, saved, shown));
  }
  return { shown: folder.shown, shard, answers };
}

/** @throws AssayError shard-not-a-folder (input) */
function refuseNoFolder({ file, shown }: { readonly file: string; readonly shown: string }): void {
  const stat = statOf(file);
  if (stat?.isDirectory()) return;
  throw inputError(
    'shard-not-a-folder',
    stat === undefined ? `${shown} is not there` : `${shown} is no folder`,
    basename(file) === SHARD_FILE
      ? 'give the folder that it lies in'
      : 'give a folder that `assay certify run` or `assay certify merge` wrote; what other tools found goes into the evidence folder of the configuration',
    { path: shown },
  );
}

/**
 * A folder of what several jobs uploaded, as CI downloads it, is no shard that did not finish.
 * @throws AssayError shard-not-a-folder (input)
 */
function refuseFolderOfShards({ file, shown }: { readonly file: string; readonly shown: string }): void {
  const inner = readdirSync(file).filter((name) => existsSync(join(file, name, SHARD_FILE)));
  if (inner.length === 0) return;
  const each = inner
    .sort(byCodeUnit)
    .slice(0, 3)
    .map((name) => `${shown}/${name}`);
  throw inputError(
    'shard-not-a-folder',
    `${shown} is no folder of a shard, and ${inner.length} of the folders in it are`,
    `give each of them: ${each.join(' ')}${inner.length > each.length ? ' …' : ''}`,
    { path: shown },
  );
}

async function answerOf(
  unit: ShardUnit,
  folder: { readonly file: string; readonly shown: string },
  saved: SavedPlan,
  shown: string,
): Promise<ShardAnswer> {
  const { evidenceDigest, fault } = unit;
  if ((evidenceDigest === undefined) === (fault === undefined))
    throw broken(shown, `has neither evidence nor a fault of ${unitName(unit)}, or both`);
  if (evidenceDigest === undefined) return { unit, shown };
  const name = evidenceFile(evidenceDigest);
  const place = `${folder.shown}/${name}`;
  const bytes = readFileBytes(join(folder.file, name), place, SIZE.document, { noFollow: true });
  const document = await peekEvidence(bytes, place);
  if (digestJson(document.value) !== evidenceDigest)
    throw broken(place, `has other content than ${shown} says: ${digestJson(document.value)}`);
  const evidence = validateDocument<Evidence>(document, validateEvidence, 'evidence');
  const reason = evidenceFault(evidence, true)?.reason ?? strangerReason(evidence, unit, saved);
  if (reason !== undefined) throw broken(place, reason);
  return { unit, bytes, shown: place };
}

/** What of a document is not of this plan. */
function strangerReason(evidence: Evidence, unit: ShardUnit, { plan, digest }: SavedPlan): string | undefined {
  const { release } = evidence;
  const pairs = [
    ['unit', unitKey(evidence), unitKey(unit)],
    ['unitId', evidence.unitId, unit.unitId],
    ['release', release.id, plan.release.id],
    ['mode', release.mode, plan.release.mode],
    ['candidate', release.candidateDigest, plan.candidate.digest],
    ['policy', release.policyDigest, plan.policyDigest],
    ['plan', release.planDigest, digest],
  ] as const;
  const other = pairs.find(([, found, expected]) => found !== expected);
  return other && `is of another ${other[0]}: ${other[1]}, expected ${other[2]}`;
}

function refuseForeign({ planDigest, tool }: Shard, { plan, digest }: SavedPlan, shown: string): void {
  const pairs = [
    ['plan', planDigest, digest],
    ['tool', `${tool.name} ${tool.version}`, `${plan.tool.name} ${plan.tool.version}`],
    ['rule set', tool.ruleSetDigest, plan.tool.ruleSetDigest],
  ] as const;
  const other = pairs.find(([, found, expected]) => found !== expected);
  if (other) throw foreign(shown, `is of another ${other[0]}: ${other[1]}, expected ${other[2]}`);
}

function foreign(shown: string, what: string): Error {
  const hint = 'give the plan that the shards were run with, and shards of that plan alone';
  return integrityError('shard-foreign', `${shown} ${what}`, hint, { path: shown });
}

function broken(shown: string, what: string): Error {
  return integrityError('shard-evidence', `${shown} ${what}`, 'run the shard again', { path: shown });
}
