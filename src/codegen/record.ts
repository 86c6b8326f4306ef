import type { CodegenLock } from '../formats/generated/codegen-lock.ts';
import { type Digest, digestBytes } from '../model/digest.ts';
import { canonicalPretty } from '../model/json/canonical.ts';
import { byCodeUnit } from '../model/order.ts';
import type { ClientFolder } from './drift.ts';
import { GivenNames } from './given-names.ts';
import type { TargetTypes } from './ir/model.ts';
import { lockedNames, withLockedNames } from './lock.ts';
import type { ClientNamespace, ClientTarget } from './model.ts';
import { schemaDigest } from './schema-digest.ts';
import { splitSections } from './sections.ts';

/** What a run knows of a target's types: their names by role and pointer, and how many demands they don't say. */
export interface TargetRecord {
  readonly names: ReadonlyMap<string, string>;
  readonly losses: number;
}

/** What the last run left. */
export interface LastRun {
  readonly lock: CodegenLock;
  readonly folder: ClientFolder;
  /** Whether texts may be taken over; else everything is to be made, and names alone stay. */
  readonly reuse: boolean;
}

/** Text by path within the client's folder. */
type Files = ReadonlyMap<string, string>;

/**
 * What a client is made of, as its lock keeps it, and what need not be made again. A text is taken over only where a
 * seal says that it is, byte for byte, what the last run made from what it would be made from now. A seal is a digest
 * over both: whoever edits the one or the other breaks it.
 */
export class ClientRecord {
  /** Names of what is no type. */
  readonly given: GivenNames;
  private readonly last: LastRun | undefined;
  private readonly names: Record<string, Record<string, string>> = {};
  private readonly losses: Record<string, number> = {};
  private readonly seals: Record<string, string> = {};
  private readonly sections = new Map<string, ReadonlyMap<string, string>>();

  constructor(last?: LastRun) {
    this.last = last;
    this.given = new GivenNames(last?.lock);
  }

  /**
   * The files of a namespace as they lie in the folder, where they would be made alike.
   * @param from what they are made from besides the namespace, the generator's version among it
   */
  keptFiles(from: readonly unknown[], namespace: ClientNamespace, paths: readonly string[]): Files | undefined {
    if (!this.last?.reuse || own(this.last.lock.seals, namespace.namespace) === undefined) return undefined;
    const { lock, folder } = this.last;
    const files = new Map<string, string>();
    for (const path of paths) {
      const text = folder.get(path);
      if (text === undefined) return undefined;
      files.set(path, text);
    }
    // The names as the lock has them: where somebody changed one, the seal is broken.
    const targets = namespace.targets.map(({ target }): SealedTarget => {
      const [names, losses] = [sorted(lockedNames(lock.names, target)), own(lock.losses, target) ?? 0];
      return { target, names, losses, seal: own(lock.seals, target) ?? null };
    });
    const seal = sealOf(this.madeFrom(from, namespace, targets, 'before'), files);
    if (seal !== own(lock.seals, namespace.namespace)) return undefined;
    this.given.keep(namespace.namespace);
    this.keep(namespace, targets, seal);
    return files;
  }

  /** The namespace, with the names that its types were given before. */
  named(namespace: ClientNamespace): ClientNamespace {
    return this.last === undefined ? namespace : withLockedNames(namespace, this.last.lock);
  }

  /** Notes the files that were made for a namespace. @param types of its targets, in their order */
  addFiles(from: readonly unknown[], namespace: ClientNamespace, files: Files, types: readonly TargetRecord[]): void {
    const targets = namespace.targets.map(({ target }, at): SealedTarget => {
      const { names = new Map(), losses = 0 } = types[at] ?? {};
      return { target, names: sorted(names), losses, seal: own(this.seals, target) ?? null };
    });
    this.keep(namespace, targets, sealOf(this.madeFrom(from, namespace, targets, 'now'), files));
  }

  /**
   * The text of a target's types: as it lies in a file of the folder, where it would be made alike, else made.
   * @param from what it is made from besides the schemas and the names of their types
   * @param find the text within the target's section of the file
   */
  async types(
    from: readonly unknown[],
    { target, schemas }: ClientTarget,
    types: TargetTypes,
    place: { readonly path: string; readonly find: (section: string) => string },
    make: () => Promise<string>,
  ): Promise<string> {
    const made = [from, schemas.map((schema) => [schema.role, schemaDigest(schema)]), sorted(namesOf(types))];
    const section = this.section(place.path, target);
    const kept = section === undefined ? undefined : place.find(section);
    const seal = kept === undefined ? undefined : sealOf(made, new Map([['', kept]]));
    if (kept !== undefined && seal !== undefined && seal === own(this.last?.lock.seals, target)) {
      this.seals[target] = seal;
      return kept;
    }
    const text = await make();
    this.seals[target] = sealOf(made, new Map([['', text]]));
    return text;
  }

  /** Notes how many demands of targets no type says. */
  addLosses(counts: readonly (readonly [target: string, count: number])[]): void {
    for (const [target, count] of counts) if (count > 0) this.losses[target] = count;
  }

  /** How many demands of the schemas no type of the client says. */
  get lossCount(): number {
    return Object.values(this.losses).reduce((total, count) => total + count, 0);
  }

  /** The lock's text. */
  lockText(): string {
    const lock: CodegenLock = {
      kind: 'assay.codegen-lock',
      schemaVersion: 1,
      names: this.names,
      ...(Object.keys(this.given.held).length === 0 ? {} : { givenNames: this.given.held }),
      losses: this.losses,
      seals: this.seals,
    };
    return canonicalPretty(lock);
  }

  private madeFrom(
    from: readonly unknown[],
    { namespace, digest }: ClientNamespace,
    targets: readonly SealedTarget[],
    when: 'before' | 'now',
  ): readonly unknown[] {
    const given = this.given.heldIn(namespace, when);
    return given.length === 0 ? [from, digest, targets] : [from, digest, targets, given];
  }

  private keep(namespace: ClientNamespace, targets: readonly SealedTarget[], seal: Digest): void {
    for (const { target, names, seal: types } of targets) {
      this.names[target] = Object.fromEntries(names);
      if (types !== null) this.seals[target] = types;
    }
    this.addLosses(targets.map(({ target, losses }) => [target, losses]));
    this.seals[namespace.namespace] = seal;
  }

  private section(path: string, target: string): string | undefined {
    const text = this.last?.reuse ? this.last.folder.get(path) : undefined;
    if (text === undefined) return undefined;
    const sections = this.sections.get(path) ?? splitSections(text).targets;
    this.sections.set(path, sections);
    return sections.get(target);
  }
}

/** What a namespace's seal holds of each of its targets. */
interface SealedTarget {
  readonly target: string;
  readonly names: readonly (readonly [string, string])[];
  readonly losses: number;
  readonly seal: string | null;
}

/** The names of a target's types by role and pointer, as `output#/$defs/Member`. */
export function namesOf({ types }: TargetTypes): ReadonlyMap<string, string> {
  return new Map(types.map(({ role, pointer, name }) => [`${role}#${pointer}`, name]));
}

function sorted(names: Iterable<[string, string]>): [string, string][] {
  return [...names].sort(([a], [b]) => byCodeUnit(a, b));
}

function sealOf(made: readonly unknown[], files: Files): Digest {
  return digestBytes(JSON.stringify([made, [...files].map(([path, text]) => [path, digestBytes(text)])]));
}

/** A member of a document's map, and none that JavaScript puts there. */
function own<Value>(map: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
}
