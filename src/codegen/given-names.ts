import type { CodegenLock } from '../formats/generated/codegen-lock.ts';
import { byCodeUnit } from '../model/order.ts';
import { uniqueNames } from './identifiers.ts';

/** What of a client has a name besides its types. */
export type NameKind = 'attribute' | 'class' | 'constant' | 'error' | 'module' | 'validator';

/** How names of a kind are made from texts. */
export interface Naming {
  /** The name of a text that meets no other. */
  wanted(text: string): string;
  /** A name for each text, no two alike. @param kept names that stay, whatever comes */
  all(texts: readonly string[], kept: ReadonlyMap<string, string>): ReadonlyMap<string, string>;
  /** True for what {@link all} could have given: a lock's text is code where it becomes a name. */
  isName(name: string): boolean;
}

/** Names that {@link uniqueNames} tells apart. @param isName what gives itself, unless given */
export function uniquely(
  wanted: (text: string) => string,
  isName: (name: string) => boolean = (name) => wanted(name) === name,
): Naming {
  const all: Naming['all'] = (texts, kept) =>
    uniqueNames(
      texts.map((text) => ({ key: text, wanted: wanted(text) })),
      kept,
    );
  return { wanted, all, isName };
}

/** True for what {@link uniquely} calls a namespace: it ends with its major version. */
export function isVersioned(name: string): boolean {
  return /V\d+(?:X[0-9A-F]{8})*$/.test(name);
}

/** The names of something, by kind. */
type HeldNames = readonly [identity: string, names: readonly (readonly [kind: string, name: string])[]];

/** What a lock says of names; nothing but types where an older version wrote it. */
type LockedNames = Pick<CodegenLock, 'names' | 'seals' | 'givenNames'>;

/**
 * Names that stay when others come: of modules, classes, constants, members. A name follows from its text alone, but
 * where two would be alike; the one that was there first keeps it then, and the lock holds every name that is not what
 * its text alone gives. What is named has an identity: a namespace, a target, where names of targets begin, or a target
 * and a code of its errors.
 */
export class GivenNames {
  /** What the lock is to hold: by identity, then by kind. */
  readonly held: Record<string, Record<string, string>> = {};
  private readonly last: LockedNames | undefined;
  private known: ReadonlySet<string> | undefined;

  constructor(last?: LockedNames) {
    this.last = last;
  }

  /**
   * Names of a kind that must not be alike. @param identities by text
   * @returns names by text
   */
  give(kind: NameKind, identities: ReadonlyMap<string, string>, naming: Naming): ReadonlyMap<string, string> {
    const names = naming.all([...identities.keys()], this.kept(kind, identities, naming));
    for (const [text, identity] of identities) {
      const name = names.get(text);
      if (name === undefined || name === naming.wanted(text)) continue;
      const own = Object.hasOwn(this.held, identity) ? this.held[identity] : undefined;
      this.held[identity] = { ...own, [kind]: name };
    }
    return names;
  }

  /** What is held of all in a namespace, in code-unit order. @param when by the last run, or as given in this one */
  heldIn(namespace: string, when: 'before' | 'now'): readonly HeldNames[] {
    return Object.entries(when === 'now' ? this.held : (this.last?.givenNames ?? {}))
      .filter(([identity]) => identity.startsWith(`${namespace}#`))
      .map(([identity, names = {}]): HeldNames => [identity, present(names)])
      .sort(([a], [b]) => byCodeUnit(a, b));
  }

  /** Holds what the last run held of all in a namespace, where nothing in it is named again. */
  keep(namespace: string): void {
    for (const [identity, names] of this.heldIn(namespace, 'before')) this.held[identity] = Object.fromEntries(names);
  }

  private kept(kind: NameKind, identities: ReadonlyMap<string, string>, naming: Naming): ReadonlyMap<string, string> {
    if (this.last === undefined) return new Map();
    const { givenNames } = this.last;
    const known = [...identities].filter(([, identity]) => this.isKnown(identity));
    // An older version held none of them: what it gave follows from what there was to name.
    const texts = known.map(([text]) => text);
    const before = givenNames === undefined ? naming.all(texts, new Map()) : new Map<string, string>();
    const kept = known.map(([text, identity]): [string, string] => {
      const written = lockedName(givenNames, identity, kind);
      const name = written !== undefined && naming.isName(written) ? written : before.get(text);
      return [text, name ?? naming.wanted(text)];
    });
    const twice = repeated(kept.map(([, name]) => name.toLowerCase()));
    return new Map(kept.filter(([, name]) => !twice.has(name.toLowerCase())));
  }

  private isKnown(identity: string): boolean {
    this.known ??= identitiesOf(this.last);
    const [target = ''] = identity.split(' ');
    return this.known.has(target);
  }
}

/** Everything that a lock's run had to name: its namespaces, its targets and where their names begin. */
function identitiesOf(lock: LockedNames | undefined): ReadonlySet<string> {
  const known = new Set<string>();
  for (const identity of [...Object.keys(lock?.seals ?? {}), ...Object.keys(lock?.names ?? {})]) {
    const [namespace = '', name] = identity.split('#');
    known.add(namespace);
    for (let at = name?.indexOf('.') ?? -1; at !== -1; at = name?.indexOf('.', at + 1) ?? -1)
      known.add(`${namespace}#${name?.slice(0, at)}`);
    known.add(identity);
  }
  return known;
}

function lockedName(names: LockedNames['givenNames'], identity: string, kind: NameKind): string | undefined {
  const own = names !== undefined && Object.hasOwn(names, identity) ? names[identity] : undefined;
  return own !== undefined && Object.hasOwn(own, kind) ? own[kind] : undefined;
}

function present(names: Readonly<Record<string, string | undefined>>): readonly (readonly [string, string])[] {
  return Object.entries(names)
    .flatMap(([kind, name]) => (name === undefined ? [] : [[kind, name] as const]))
    .sort(([a], [b]) => byCodeUnit(a, b));
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}
