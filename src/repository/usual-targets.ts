import type { RepositoryEntry } from '../formats/generated/repository-entry.ts';
import { groups, source } from '../formats/generated/texts/repository-entry.ts';
import { AssayError } from '../model/errors.ts';
import { isJsonObject, type JsonObject } from '../model/json/value.ts';
import type { TargetFile } from './model.ts';
import { parseCanonicalJson } from './signed-json.ts';
import { pathSource } from './target-path.ts';

/** What a list of targets says of an app. */
export type ListedApp = Pick<RepositoryEntry, 'id' | 'version' | 'status' | 'publishedAt'>;

const HEAD = ':{"custom":{"entry":';
const HASHES = '},"hashes":{"sha256":"';
const LENGTH = '"},"length":';

/**
 * A member of `targets` as canonical JSON writes nearly every one: its path, its entry's text, a digest and a length. A
 * path that is a number is left to the parser, which gives such members in another order.
 */
const TARGET = new RegExp(
  `"(?![0-9]+")(${pathSource('"')})"${quoted(HEAD)}${source}${quoted(HASHES)}([0-9a-f]{64})${quoted(LENGTH)}(0|[1-9]\\d{0,14})\\}`,
  'y',
);
/** Behind the end of a member that may be another one than those. */
const NEXT = /"length":\d+\},(?=")/g;
const OPEN = ',"targets":{';
const COMMA = 0x2c;

/** What stands for the targets that are cut out: a character that no text has, so that it is found quickly where one has it. */
const MARK = '\u007f';

/** A text for an expression to take as it is. */
function quoted(text: string): string {
  return text.replace(/[{}]/g, '\\$&');
}

/** A target whose entry is known to be valid, and is only parsed where somebody asks for more than its text begins with. */
class UsualTarget implements TargetFile {
  // Declared and no more: to define each member before it is set would take as long as the rest.
  declare readonly path: string;
  declare readonly length: number;
  declare readonly sha256: string;
  declare readonly app: ListedApp;
  declare private readonly text: string;
  declare private readonly start: number;
  declare private readonly end: number;
  declare private parsed: RepositoryEntry | undefined;

  constructor(text: string, match: RegExpExecArray, end: number) {
    const length = match[match.length - 1] ?? '';
    this.path = match[1] ?? '';
    this.length = Number(length);
    this.sha256 = match[match.length - 2] ?? '';
    this.app = {
      id: match[groups.id] ?? '',
      version: match[groups.version] ?? '',
      status: match[groups.status] === 'yanked' ? 'yanked' : 'active',
      publishedAt: match[groups.publishedAt] ?? '',
    };
    this.text = text;
    this.start = match.index + this.path.length + 2 + HEAD.length;
    this.end = end - (HASHES.length + 64 + LENGTH.length + length.length + 1);
    this.parsed = undefined;
  }

  get entry(): RepositoryEntry {
    const entry: RepositoryEntry = this.parsed ?? JSON.parse(this.text.slice(this.start, this.end));
    this.parsed = entry;
    return entry;
  }
}

/** What a target says of its app, without reading more of its entry than that; undefined for what is no app. */
export function appOf(target: TargetFile): ListedApp | undefined {
  return target instanceof UsualTarget ? target.app : target.entry;
}

/** Targets that stand one after another, in the order of their paths. */
export type Run = readonly (TargetFile & { readonly path: string })[];

/** A signed text without its usual targets. */
export interface CutTargets {
  /** What the rest says, with a member for the first and for the last target of each run. */
  readonly value: JsonObject;
  /** By those members' names; nothing for the last of a run. */
  readonly runs: ReadonlyMap<string, Run>;
}

/**
 * Reads the targets of a signed text that are of the usual form by one expression, several times faster than a parser,
 * and leaves the rest of it to the parser. Undefined where the text has to be read as a whole: it has no such targets, or
 * it is not canonical.
 */
export function cutTargets(signed: Uint8Array, path: string): CutTargets | undefined {
  // Usual targets are ASCII, and stand between bytes that are: what other bytes mean is for the parser of the rest.
  const text = Buffer.from(signed.buffer, signed.byteOffset, signed.byteLength).toString('latin1');
  const open = text.indexOf(OPEN);
  if (open === -1 || text.includes(MARK)) return undefined;
  const runs = new Map<string, Run>();
  let rest = '';
  let kept = 0;
  for (let at = open + OPEN.length; at !== -1; at = next(text, at)) {
    const run = takeRun(text, at);
    const [first] = run.targets;
    const last = run.targets.at(-1);
    if (first === undefined || last === undefined) continue;
    // One of the two is somewhere else, and nobody could tell which.
    if (runs.has(first.path) || runs.has(last.path)) return undefined;
    rest += `${text.slice(kept, at)}"${first.path}":"${MARK}"`;
    runs.set(first.path, run.targets);
    if (last !== first) {
      rest += `,"${last.path}":"${MARK}"`;
      runs.set(last.path, []);
    }
    kept = run.end;
    at = run.end;
    if (text.charCodeAt(at) !== COMMA) break;
  }
  if (runs.size === 0) return undefined;
  const value = parseRest(Buffer.from(rest + text.slice(kept), 'latin1'), path);
  return value !== undefined && isInPlace(value, runs) ? { value, runs } : undefined;
}

/** Where another usual target may begin. */
function next(text: string, at: number): number {
  NEXT.lastIndex = at;
  return NEXT.test(text) ? NEXT.lastIndex : -1;
}

function takeRun(text: string, start: number): { readonly targets: readonly UsualTarget[]; readonly end: number } {
  const targets: UsualTarget[] = [];
  let before = '';
  let end = start;
  TARGET.lastIndex = start;
  for (let match = TARGET.exec(text); match !== null; match = TARGET.exec(text)) {
    const target = new UsualTarget(text, match, TARGET.lastIndex);
    if (target.path <= before) break;
    targets.push(target);
    before = target.path;
    end = TARGET.lastIndex;
    if (text.charCodeAt(end) !== COMMA) break;
    TARGET.lastIndex = end + 1;
  }
  return { targets, end };
}

/** The whole is canonical where the rest is: the members that were cut out are, and stand between those that mark them. */
function parseRest(rest: Uint8Array, path: string): JsonObject | undefined {
  try {
    const value = parseCanonicalJson(rest, path);
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    // Whoever reads the whole says where it is wrong.
    if (error instanceof AssayError) return undefined;
    throw error;
  }
}

/** Whether every mark is where targets are listed, and not in something that looks like it. */
function isInPlace({ targets }: JsonObject, runs: ReadonlyMap<string, Run>): boolean {
  if (!isJsonObject(targets)) return false;
  let count = 0;
  for (const name of Object.keys(targets)) if (targets[name] === MARK && runs.has(name)) count += 1;
  return count === runs.size;
}
