import { basename, join } from 'node:path';
import type { TargetKind } from '../../broker/catalog-model.ts';
import { addProvided, addProvidedEvent } from '../../broker/edit-provides.ts';
import { type ProvidesContract, withScaffolded } from '../../broker/provides-contract.ts';
import { readOwnText } from '../../broker/read-scaffold.ts';
import { PROVIDES_FILES, providedItem, type Scaffolded, scaffolded, scaffoldFiles } from '../../broker/scaffold.ts';
import type { ProviderModule } from '../../broker/scaffold-typescript.ts';
import { type BrokerTarget, parseTarget, suggestTarget, targetFault } from '../../broker/target.ts';
import { type AppFolder, refuseTaken, shownIn, writeScaffold } from '../../broker/write-scaffold.ts';
import { pathInApp } from '../../check/broker-input.ts';
import type { Provided } from '../../check/provided-targets.ts';
import { readServicesApp } from '../../check/read-services-app.ts';
import { readContract } from '../../contract/read-contract.ts';
import type { ServicesChange } from '../../formats/generated/services-change.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import type { JsonValue } from '../../model/json/value.ts';
import { SIZE } from '../../model/limits.ts';
import { quote } from '../../model/quote.ts';
import type { Handler } from '../command.ts';
import { servicesChangeText } from '../services-text.ts';

/** Writes what a provided method or event starts from; nothing that is there is overwritten. */
export const run: Handler = async (args, context) => {
  const [text = ''] = args.positionals;
  const { file: folder, shown } = context.resolve(args.string('app') ?? '.');
  const place = { folder, shown };
  const { palette, input, manifest } = readServicesApp(folder, shown);
  const target = targetNamed(text);
  refuseForeign(target, input.provided);
  refuseAlike(target, input.provided);
  const kind: TargetKind = args.boolean('event') ? 'event' : 'method';
  const what = scaffolded(target, kind, declared(target, kind, input.provided));
  const fresh = scaffoldFiles(what);
  refuseTaken(place, fresh.keys());
  const language = args.string('lang') === 'python' ? 'python' : 'typescript';
  const contractFile = PROVIDES_FILES[language];
  const before = await readProvides(place, contractFile);
  const now = withScaffolded(before, what);
  const native = manifest.app.dialect === 'native';
  const { scaffoldCode } = await import('./services-scaffold-client.run.ts');
  const code = await scaffoldCode(what, { now, before }, place, { language, host: native ? 'provider' : 'palette' });
  refuseTaken(place, code.own.keys());
  const name = basename(palette.path);
  const old = readOwnText(place, name, SIZE.manifest) ?? '';
  const content = withProvided(old, what, native ? 'native' : 'palette', input.provided);
  const provider = providerEdit(place, code.provider);
  const written = writeScaffold(place, {
    fresh: new Map([...fresh, ...code.own]),
    shared: code.shared,
    edited: new Map([
      ...(now.text === before?.text ? [] : [[contractFile, now.text] as const]),
      ...(provider?.text === undefined ? [] : [[provider.path, provider.text] as const]),
      ...(content === undefined ? [] : [[name, content] as const]),
    ]),
    client: code.client.files,
  });
  code.client.finish();
  const report: ServicesChange = {
    kind: 'assay.services-change',
    schemaVersion: 1,
    targets: [{ target: text, kind, state: content === undefined ? 'unchanged' : 'added' }],
    written,
    ...(provider === undefined || provider.text !== undefined
      ? {}
      : { left: [{ path: shownIn(shown, provider.path), missing: `give it the handler of ${quote(target.name)}` }] }),
  };
  return { exit: EXIT.ok, json: report, text: (style) => servicesChangeText(report, style) };
};

function targetNamed(text: string): BrokerTarget {
  const target = parseTarget(text);
  if (target !== undefined) return target;
  const near = suggestTarget(text, []);
  throw usageError(
    'target-malformed',
    `${quote(text)} ${targetFault(text) ?? 'is no target'}`,
    near === undefined ? 'write <namespace>/v<major>#<name>' : `did you mean ${quote(near)}?`,
  );
}

/** A path that a schema file may get: below the app's folder, whatever the manifest says. */
const OWN_FILE = /^(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*\/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*\.json$/;

/**
 * What the manifest says of the target already: its scope, and the files where its schemas are to be.
 * @throws AssayError target-schema-elsewhere (usage) where a schema is no file below the app's folder
 */
function declared(
  { name }: BrokerTarget,
  kind: TargetKind,
  provided: Provided | undefined,
): Pick<Scaffolded, 'scope' | 'schemas'> | undefined {
  const known = provided?.targets.find((one) => one.kind === kind && one.name === name);
  if (known === undefined) return undefined;
  const files = Object.entries(known.schemas).map(([role, path]) => [role, ownFile(name, role, path)]);
  return { ...(known.scope === undefined ? {} : { scope: known.scope }), schemas: Object.fromEntries(files) };
}

function ownFile(name: string, role: string, written: JsonValue): string {
  const path = typeof written === 'string' ? pathInApp(written) : undefined;
  if (path !== undefined && OWN_FILE.test(path)) return path;
  throw usageError(
    'target-schema-elsewhere',
    `the manifest has the ${role} schema of ${quote(name)} ${path === undefined ? 'in itself' : `at ${quote(path)}`}, and a scaffold starts from files in the app`,
    'name a file below the app’s folder, as schemas/<name>.json, or leave the schema out',
  );
}

/** What the app was scaffolded to provide before; undefined where there is nothing. */
async function readProvides(place: AppFolder, path: string): Promise<ProvidesContract | undefined> {
  const text = readOwnText(place, path, SIZE.document);
  if (text === undefined) return undefined;
  const { contract } = await readContract(join(place.folder, path), shownIn(place.shown, path));
  return { contract, text };
}

/** The manifest's text with the target; undefined where it has it. */
function withProvided(
  text: string,
  what: Scaffolded,
  dialect: 'native' | 'palette',
  provided: Provided | undefined,
): string | undefined {
  const { namespace, major } = what.target;
  // An event has the version of the app's service, and one of its own where there is no service yet.
  const own = what.kind === 'event' && (provided?.versions ?? []).length === 0 && major > 1;
  const item = providedItem(what, dialect, own ? `${major}.0.0` : undefined);
  return what.kind === 'event' ? addProvidedEvent(text, namespace, item) : addProvided(text, namespace, major, item);
}

/** The module where handlers come together; without a text where somebody has edited it, so that it stays. */
function providerEdit(
  place: AppFolder,
  provider: ProviderModule | undefined,
): { readonly path: string; readonly text?: string } | undefined {
  if (provider === undefined) return undefined;
  const { path, before, text } = provider;
  const found = readOwnText(place, path, SIZE.document);
  if (found === undefined) return { path, text };
  if (found === text) return undefined;
  return found === before ? { path, text } : { path };
}

/** Files of targets that only case tells apart are one file on many a disk. */
function refuseAlike({ name }: BrokerTarget, provided: Provided | undefined): void {
  const isAlike = (other: string): boolean => other !== name && other.toLowerCase() === name.toLowerCase();
  const alike = provided?.targets.find((other) => isAlike(other.name));
  if (alike === undefined) return;
  throw usageError(
    'target-alike',
    `the app provides ${quote(alike.name)}, from which only case tells ${quote(name)} apart`,
    'name it otherwise: where names of files have no case, the files of both would be one',
  );
}

/** An app provides one namespace in one major. */
function refuseForeign({ namespace, major }: BrokerTarget, provided: Provided | undefined): void {
  if (provided?.namespace !== undefined && provided.namespace !== namespace)
    throw usageError(
      'target-foreign',
      `the app provides namespace ${quote(provided.namespace)}, and the target is of ${quote(namespace)}`,
      'scaffold it in the app that provides the namespace',
    );
  const [first] = provided?.versions ?? [];
  if (first !== undefined && first.major !== major)
    throw usageError(
      'target-major',
      `the app provides v${first.major}, by version ${quote(first.version)}, and the target is of v${major}`,
      'a new major is a new service: raise the version of the service first',
    );
}
