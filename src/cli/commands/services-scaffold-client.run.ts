import { join } from 'node:path';
import type { ProvidesContract } from '../../broker/provides-contract.ts';
import { CLIENT_FOLDERS, namespaceOf, type Scaffolded, type ScaffoldLanguage } from '../../broker/scaffold.ts';
import { type PythonHost, pythonFiles, pythonSharedFiles } from '../../broker/scaffold-python.ts';
import {
  PROVIDER_FILE,
  type ProviderModule,
  typescriptFiles,
  typescriptProvider,
} from '../../broker/scaffold-typescript.ts';
import { shownIn } from '../../broker/write-scaffold.ts';
import { buildModel } from '../../codegen/build-model.ts';
import { clientFiles } from '../../codegen/client-files.ts';
import { clientDrift } from '../../codegen/drift.ts';
import { lockIn } from '../../codegen/lock.ts';
import type { ClientModel } from '../../codegen/model.ts';
import { pythonTargetNames, typescriptProviderNames } from '../../codegen/provider-names.ts';
import { readClientFolder } from '../../codegen/read-client.ts';
import { LANGUAGES } from '../../codegen/targets/index.ts';
import { type ClientPlan, planClient } from '../../codegen/write-client.ts';
import type { CodegenLock } from '../../formats/generated/codegen-lock.ts';

type Files = ReadonlyMap<string, string>;

/** What a target starts from in one language. */
export interface ScaffoldCode {
  /** The target's own modules: text by path in the app's folder. */
  readonly own: Files;
  /** Modules of all targets, written where they are missing. */
  readonly shared: Files;
  readonly provider?: ProviderModule;
  /** The client that they are typed by. */
  readonly client: ClientPlan;
}

/**
 * The modules of a target, typed by the client of the contract that has it.
 * @throws AssayError of the generator, of a lock that can't be read, and client-folder-taken (usage)
 */
export async function scaffoldCode(
  scaffolded: Scaffolded,
  { now, before }: { readonly now: ProvidesContract; readonly before: ProvidesContract | undefined },
  place: { readonly folder: string; readonly shown: string },
  { language, host }: { readonly language: ScaffoldLanguage; readonly host: PythonHost },
): Promise<ScaffoldCode> {
  const model = buildModel(now.contract);
  const { files, shown, client } = await scaffoldClient(model, place, language);
  const namespace = namespaceOf(scaffolded.target);
  const lock = lockIn(files, shown);
  if (language === 'python') {
    const names = pythonTargetNames(model, namespace, scaffolded.target.name, lock);
    if (names === undefined) throw new Error(`the client has no ${namespace}#${scaffolded.target.name}`);
    return { client, own: pythonFiles(scaffolded, names, host), shared: pythonSharedFiles(host) };
  }
  const names = typescriptProviderNames(model, namespace, lock);
  if (names === undefined) throw new Error(`the client has no ${namespace}`);
  const provider =
    scaffolded.kind === 'event'
      ? {}
      : {
          provider: {
            path: PROVIDER_FILE,
            before: providerText(before, namespace, lock),
            text: providerText(now, namespace, lock) ?? '',
          },
        };
  return { client, own: typescriptFiles(scaffolded, names.module), shared: new Map(), ...provider };
}

/** Undefined where the contract has no method. */
function providerText(
  provides: ProvidesContract | undefined,
  namespace: string,
  lock: CodegenLock | undefined,
): string | undefined {
  const names = provides && typescriptProviderNames(buildModel(provides.contract), namespace, lock);
  if (names === undefined || names.handlers.length === 0) return undefined;
  return typescriptProvider(namespace, names.module, names.handlers);
}

async function scaffoldClient(
  model: ClientModel,
  { folder, shown }: { readonly folder: string; readonly shown: string },
  id: ScaffoldLanguage,
): Promise<{ readonly client: ClientPlan; readonly files: Files; readonly shown: string }> {
  const language = LANGUAGES.find((one) => one.id === id);
  if (language === undefined) throw new Error(`no generator for ${id}`);
  const [file, at] = [join(folder, CLIENT_FOLDERS[id]), shownIn(shown, CLIENT_FOLDERS[id])];
  const found = readClientFolder(file, at);
  const { files } = await clientFiles(model, language, {}, { folder: found, shown: at }, true);
  const client = planClient(file, at, files, { drift: clientDrift(files, found), found });
  return { files, shown: at, client };
}
