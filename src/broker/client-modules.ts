import { modulePath } from './module-names.ts';
import type { ClientModule, ClientReference, TargetUse, Use } from './source-model.ts';
import { parseTarget } from './target.ts';

/** How a generated file begins: `// Generated from devices/v1 by assay typescript client 2, ...` */
const HEADER = /^(?:\/\/|#) Generated from (.{1,200}?) by assay (typescript|python) client \d/;
const TARGET_LINE = /^(?:\/\/|#) {3}(\S+)$/gm;
/** A descriptor of a Python client: `GET: "Final[...]" = _rt.Method(`, and its target in the next line. */
const DESCRIPTOR = /^([A-Z][A-Z0-9_]*): "Final\[[^\n]*\n {4}"([^"\n]+)",$/gm;

/** The module of a generated client that a source is; undefined for every other one. @param path POSIX */
export function clientModule(source: string, path: string): ClientModule | undefined {
  const [, from = '', language] = HEADER.exec(source) ?? [];
  if (language === undefined) return undefined;
  const [head = ''] = /^(?:(?:\/\/|#).*\n)+/.exec(source) ?? [];
  const targets = [...head.matchAll(TARGET_LINE)].flatMap(([, target = '']) =>
    parseTarget(target) === undefined ? [] : [target],
  );
  if (targets.length === 0) return undefined;
  const isNamespace = parseTarget(`${from}#x`) !== undefined;
  const constants = [...source.matchAll(language === 'python' ? DESCRIPTOR : /$^/g)].map(
    ([, constant = '', target = '']): [string, string] => [constant, target],
  );
  return {
    path: modulePath(path),
    python: language === 'python',
    isPalette: /(?:^|\/)services\.(?:ts|py)$/.test(path),
    targets,
    ...(isNamespace ? { namespace: from } : {}),
    ...(constants.length === 0 ? {} : { constants: new Map(constants) }),
  };
}

/** What a reference to a client's member does. */
export interface ClientUse extends TargetUse {
  /** True where it is given to `provide`: a handler follows. */
  readonly handled: boolean;
}

/**
 * The targets that references to generated clients mean.
 * @param declared targets that are wanted where a name could be either of two @param known targets of a client that
 * nobody has generated yet
 */
export function clientUses(
  references: readonly ClientReference[],
  modules: readonly ClientModule[],
  declared: ReadonlySet<string>,
  known: readonly string[],
): ClientUse[] {
  const absent = ABSENT.filter(({ path }) => !modules.some((module) => module.path.endsWith(path)));
  const placed: PlacedModule[] = [
    ...modules,
    ...absent.map((module) => ({ ...module, targets: known, isAbsent: true })),
  ];
  const clients = placed.map((module): Client => ({ module, table: tableOf(module) }));
  return references.flatMap((reference) => {
    const client = clients.find(({ module }) => isModule(reference, module));
    const found = client === undefined ? undefined : targetOf(reference, client, declared);
    return found === undefined ? [] : [found];
  });
}

/** Files of palette that are not committed: what they are is known all the same. */
const ABSENT: readonly Omit<ClientModule, 'targets'>[] = [
  { path: '.palette/types/services', python: false, isPalette: true },
  { path: '.palette/python/services', python: true, isPalette: true },
];

interface PlacedModule extends ClientModule {
  /** True where it is not there: then its folder may be anywhere. */
  readonly isAbsent?: boolean;
}

interface Client {
  readonly module: PlacedModule;
  /** Targets by what their names have in common in all languages. */
  readonly table: ReadonlyMap<string, readonly string[]>;
}

function isModule(
  { module }: ClientReference,
  { path, package: name, python, isPalette, isAbsent }: PlacedModule,
): boolean {
  if (name !== undefined && module.path === name) return true;
  if (module.relative) return module.path === path || (isAbsent === true && module.path.endsWith(`/${path}`));
  // Its folder is where palette's Python looks for modules.
  if (python && isPalette && module.path === 'services') return true;
  return module.path !== '' && (path === module.path || path.endsWith(`/${module.path}`));
}

function tableOf({ targets, isPalette }: ClientModule): Map<string, string[]> {
  const table = new Map<string, string[]>();
  const add = (key: string, target: string) => table.set(key, [...(table.get(key) ?? []), target]);
  const parsed = targets.flatMap((target) => parseTarget(target) ?? []);
  for (const { namespace, major, name } of parsed) {
    const target = `${namespace}/v${major}#${name}`;
    add(squashed(`${namespace}v${major}${name}`), target);
    if (!isPalette) continue;
    const majors = parsed.filter((other) => other.namespace === namespace).map((other) => other.major);
    // `hr` is the lowest version.
    if (Math.min(...majors) === major) add(squashed(namespace + name), target);
  }
  return table;
}

function targetOf(
  reference: ClientReference,
  { module, table }: Client,
  declared: ReadonlySet<string>,
): ClientUse | undefined {
  const prefix = squashed(module.namespace ?? '');
  const path = pathOf(reference, module);
  // `devices_v1.DevicesV1().get` says its namespace twice.
  const steps = path.filter((step, at) => squashed(step) !== (at === 0 ? prefix : squashed(path[at - 1] ?? '')));
  for (let length = steps.length; length > 0; length -= 1) {
    const constant = module.constants?.get(steps[length - 1] ?? '');
    const named = table.get(prefix + squashed(steps.slice(0, length).join('')));
    const targets = constant === undefined ? named : [constant];
    if (targets === undefined) continue;
    const target = targets.find((each) => declared.has(each)) ?? (targets.length === 1 ? targets[0] : undefined);
    // What a call gave is no target.
    if (target === undefined || steps[length - 1]?.endsWith('=')) return undefined;
    const { line, within } = reference;
    const use = useOf(steps.slice(length - 1), within);
    return { target, use, path: reference.path, line, handled: within === 'provide' };
  }
  return undefined;
}

/** The steps that say a target's name: without what makes a client, and none where there is no client. */
function pathOf({ steps }: ClientReference, { python, isPalette }: ClientModule): readonly string[] {
  const [first = '', second = ''] = steps;
  if (python) {
    const path = steps.filter((step) => !/^from_ctx\(\)=?$/.test(step));
    const isClient =
      steps.some((step) => /(?:\(\)=?|:)$/.test(step)) && !steps.some((step) => /Provider(?:\(\)=?|:)$/.test(step));
    const isConstant = path.some((step) => /^[A-Z][A-Z0-9_]*$/.test(step));
    return isClient || isConstant ? path : [];
  }
  if (/^(?:createClient\(\)=?|Client:|bind\(\)=?|Tree:)$/.test(first)) return steps.slice(1);
  if (/^(?:bind\(\)=?|Tree:)$/.test(second)) return [first, ...steps.slice(2)];
  return isPalette ? steps : [];
}

const USES: ReadonlyMap<string, Use> = new Map([
  ['emit', 'emit'],
  ['on', 'subscribe'],
  ['stream', 'subscribe'],
  ['events', 'subscribe'],
  ['subscribe', 'subscribe'],
  ['call', 'call'],
]);

/** @param steps the target's last one, and what follows it */
function useOf([last = '', member]: readonly string[], within: string | undefined): Use {
  if (member !== undefined) return USES.get(squashed(member)) ?? 'name';
  if (last.endsWith('()')) return 'call';
  return USES.get(within ?? '') ?? 'name';
}

function squashed(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
}
