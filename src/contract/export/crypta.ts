import { pointerJoin } from '../../model/json/pointer.ts';
import { isJsonObject } from '../../model/json/value.ts';
import { byCodeUnit } from '../../model/order.ts';
import { CRYPTA_MEMBERS, type CryptaKind, usualMembers } from '../crypta-layout.ts';
import type { Contract, Deprecation, Imported } from '../model.ts';

export interface CryptaExport {
  /** One line of compact JSON without a final line break, as the platform writes it. */
  readonly text: string;
  /** What a crypta contract can't say, in words, and so was left out. */
  readonly dropped: readonly string[];
}

/**
 * A contract as a crypta contract document. What was imported from one and not changed comes back byte for byte.
 * @param imported the layout that import noted; absent for a contract that never was a crypta document
 */
export function exportCrypta(contract: Contract, imported?: Imported): CryptaExport {
  const writer = new Writer(imported);
  const text = imported?.envelope === false ? writer.contract(contract) : writer.envelope(contract);
  return { text, dropped: dropped(contract) };
}

/** Members of an object by name, already as text. */
type Members = Readonly<Record<string, string | undefined>>;

class Writer {
  private readonly imported: Imported | undefined;

  constructor(imported: Imported | undefined) {
    this.imported = imported;
  }

  envelope(contract: Contract): string {
    return this.object('envelope', { contract: this.contract(contract) }, this.imported?.foreign, '');
  }

  contract({
    capabilities,
    endpoints,
    stableBaseline,
    compatibilityWindow,
    services: _,
    foreign,
    ...rest
  }: Contract): string {
    const at = '/contract';
    const members: Members = {
      ...this.scalars(rest),
      stableBaseline: stableBaseline && this.plain('stableBaseline', stableBaseline, `${at}/stableBaseline`),
      compatibilityWindow:
        compatibilityWindow && this.plain('compatibilityWindow', compatibilityWindow, `${at}/compatibilityWindow`),
      capabilities: list(
        capabilities.map((item, index) => this.descriptor('capability', item, `${at}/capabilities/${index}`)),
      ),
      endpoints: list(endpoints.map((item, index) => this.descriptor('endpoint', item, `${at}/endpoints/${index}`))),
    };
    return this.object('contract', members, foreign, at);
  }

  private descriptor(
    kind: 'capability' | 'endpoint',
    item: { deprecation?: Deprecation | null; requiredCapabilities?: string[]; foreign?: object },
    at: string,
  ): string {
    const { deprecation, requiredCapabilities, foreign, ...rest } = item;
    const members: Members = {
      ...this.scalars(rest),
      requiredCapabilities: requiredCapabilities && this.set(requiredCapabilities),
      deprecation: deprecation ? this.deprecation(deprecation, `${at}/deprecation`) : 'null',
    };
    return this.object(kind, members, foreign, at);
  }

  private deprecation({ replacement: _, foreign, ...rest }: Deprecation, at: string): string {
    return this.object('deprecation', this.scalars(rest), foreign, at);
  }

  private plain(kind: CryptaKind, { foreign, ...rest }: { foreign?: object }, at: string): string {
    return this.object(kind, this.scalars(rest), foreign, at);
  }

  /** The platform writes required capabilities in order; an imported document keeps the order it came in. */
  private set(names: readonly string[]): string {
    return JSON.stringify(this.imported === undefined ? [...new Set(names)].sort(byCodeUnit) : names);
  }

  private scalars(members: object): Members {
    return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, JSON.stringify(value)]));
  }

  private object(kind: CryptaKind, members: Members, foreign: object | undefined, at: string): string {
    const foreignAt = pointerJoin(at === '' ? '/imported' : at, 'foreign');
    const all = new Map(Object.entries(members).filter((entry): entry is [string, string] => entry[1] !== undefined));
    for (const [name, value] of Object.entries(foreign ?? {}))
      all.set(name, this.foreign(value, pointerJoin(foreignAt, name)));
    const usual = usualMembers(
      kind,
      (name) => Object.hasOwn(members, name) && members[name] !== undefined,
      Object.keys(foreign ?? {}),
    );
    return this.ordered(all, usual, at);
  }

  private foreign(value: unknown, at: string): string {
    if (Array.isArray(value)) return list(value.map((item, index) => this.foreign(item, pointerJoin(at, index))));
    if (!isJsonObject(value)) return JSON.stringify(value);
    const members = new Map(
      Object.entries(value).map(([name, member]) => [name, this.foreign(member, pointerJoin(at, name))]),
    );
    return this.ordered(members, [...members.keys()], at);
  }

  /**
   * Writes members in the order that import noted for this object, then those that came later. What import saw no
   * member for (a descriptor without `deprecation`) stays away while it has nothing to say.
   */
  private ordered(members: ReadonlyMap<string, string>, usual: readonly string[], at: string): string {
    const noted = this.imported?.memberOrder?.[at];
    const later =
      noted === undefined ? usual : usual.filter((name) => !noted.includes(name) && members.get(name) !== 'null');
    const names = [...(noted ?? []), ...later].filter((name) => members.has(name));
    return `{${names.map((name) => `${JSON.stringify(name)}:${members.get(name)}`).join(',')}}`;
  }
}

function list(items: readonly string[]): string {
  return `[${items.join(',')}]`;
}

/** Members that a crypta document has no place for: `services`, `replacement of 2 deprecations`. */
function dropped(contract: Contract): string[] {
  const descriptors = [...contract.capabilities, ...contract.endpoints];
  return [
    ...strangers('contract', [contract]).keys(),
    ...counted('capability', 'capabilities', contract.capabilities),
    ...counted('endpoint', 'endpoints', contract.endpoints),
    ...counted(
      'deprecation',
      'deprecations',
      descriptors.flatMap(({ deprecation }) => deprecation ?? []),
    ),
  ];
}

function counted(kind: CryptaKind, plural: string, items: readonly object[]): string[] {
  return [...strangers(kind, items)].map(([name, count]) => `${name} of ${count} ${count === 1 ? kind : plural}`);
}

/** How many objects have a member that crypta does not know, by the member's name, in code-unit order. */
function strangers(kind: CryptaKind, items: readonly object[]): Map<string, number> {
  const known: ReadonlySet<string> = new Set([...CRYPTA_MEMBERS[kind], 'foreign']);
  const counts = new Map<string, number>();
  for (const item of items)
    for (const name of Object.keys(item)) if (!known.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => byCodeUnit(a, b)));
}
