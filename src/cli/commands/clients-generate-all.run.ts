import { clientOptions, PALETTE_FILES, PALETTE_FOLDERS, packageContract } from '../../certify/client-options.ts';
import { runRules } from '../../check/run-rules.ts';
import { buildModel } from '../../codegen/build-model.ts';
import { clientFiles } from '../../codegen/client-files.ts';
import { type ClientDrift, type ClientFolder, clientDrift } from '../../codegen/drift.ts';
import { clientFidelity } from '../../codegen/fidelity.ts';
import type { ClientModel } from '../../codegen/model.ts';
import { readClientFolder } from '../../codegen/read-client.ts';
import type { FilledFolder } from '../../codegen/store-stamp.ts';
import { LANGUAGES } from '../../codegen/targets/index.ts';
import type { ClientLanguage } from '../../codegen/targets/language.ts';
import { type ClientWrites, writeClient } from '../../codegen/write-client.ts';
import type { Contract } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import type { ClientFile, ClientReport, ClientResult, TargetFidelity } from '../../formats/generated/client-report.ts';
import { AssayError } from '../../model/errors.ts';
import { type Finding, summarize } from '../../model/finding.ts';
import { byCodeUnit } from '../../model/order.ts';
import { clientPlaces, contractPlace, type ClientPlace as Placed } from '../client-places.ts';
import type { Args, Context } from '../command.ts';

const KINDS = { languages: LANGUAGES, paletteFolders: PALETTE_FOLDERS };
type ClientPlace = Placed<ClientLanguage>;

/** What a run did. */
export interface ClientRun {
  readonly report: ClientReport;
  /** The folder of each client. */
  readonly folders: readonly FilledFolder[];
}

/** Generates each client, writes what changed, and reports what still differs from what the contract gives. */
export async function generateClients(args: Args, context: Context): Promise<ClientRun> {
  const check = args.boolean('check');
  const [source, outputs] = [await contractPlace(args, context), await clientPlaces(args, context, KINDS)];
  const loaded = await readContract(source.file, source.shown);
  const { contract, digest, path } = loaded;
  const model = buildModel(contract, loaded.snapshot);
  if (!hasTargets(contract)) throw nothingToGenerate(path);
  const results: { readonly client: ClientResult; readonly findings: readonly Finding[] }[] = [];
  const folders: FilledFolder[] = [];
  for (const output of outputs) {
    const inFolder = readClientFolder(output.file, output.shown);
    const found = clientFolder(output, inFolder);
    const isPackage = output.wishes.package !== undefined;
    const previous = isPackage ? await packageContract(output.file, output.shown, found) : undefined;
    const options = await clientOptions(output.wishes, loaded, found, previous);
    const home = { folder: found, shown: output.shown };
    const made = await clientFiles(model, output.language, options, home, !check);
    const expected = made.files;
    const drift = clientDrift(expected, found);
    const writes = check ? undefined : writeClient(output.file, output.shown, expected, { drift, found });
    results.push({
      client: { ...clientResult(output, [...expected.keys()], drift, writes), losses: made.losses },
      findings: await driftFindings(output, writes?.left ?? drift),
    });
    folders.push({ path: output.file, files: expected, found: inFolder, shared: found.size < inFolder.size });
  }
  const findings = results.flatMap((result) => result.findings);
  const report: ClientReport = {
    kind: 'assay.client-report',
    schemaVersion: 1,
    check,
    contract: { path, apiVersion: contract.apiVersion, contractVersion: contract.contractVersion, digest },
    clients: results.map(({ client }) => client),
    fidelity: args.boolean('json') ? fidelityOf(model, outputs) : [],
    findings,
    summary: summarize(findings),
  };
  return { report, folders };
}

/** For those who ask for the document: people are told how many there are. */
function fidelityOf(model: ClientModel, outputs: readonly ClientPlace[]): TargetFidelity[] {
  return clientFidelity(
    model,
    outputs.map(({ language }) => language.id),
  );
}

/** What concerns a client of what lies in its folder; of palette's folder the client's file alone. */
function clientFolder({ language, wishes }: ClientPlace, found: ClientFolder): ClientFolder {
  return wishes.palette ? new Map([...found].filter(([name]) => name === PALETTE_FILES[language.id])) : found;
}

/** A client without one target is nobody's success. */
function hasTargets({ services = [] }: Contract): boolean {
  return services.some(({ methods = [], events = [] }) => methods.length + events.length > 0);
}

function nothingToGenerate(path: string): AssayError {
  return new AssayError({
    kind: 'incomplete',
    code: 'client-empty',
    message: `${path} has no methods and no events: there is no client to generate`,
    hint: 'name a contract with services',
    location: { path },
  });
}

async function driftFindings({ shown, language }: ClientPlace, drift: readonly ClientDrift[]): Promise<Finding[]> {
  if (drift.length === 0) return [];
  const { SDK_RULES } = await import('../../check/rules/sdk/index.ts');
  const differences = drift.map((difference) => ({ ...difference, path: `${shown}/${difference.file}` }));
  return runRules(SDK_RULES, { language: language.id, differences });
}

function clientResult(
  { shown, language }: ClientPlace,
  expected: readonly string[],
  drift: readonly ClientDrift[],
  writes: ClientWrites | undefined,
): Omit<ClientResult, 'losses'> {
  const changed = new Map(drift.map((difference) => [difference.file, difference]));
  const names = [...new Set([...expected, ...changed.keys()])].sort(byCodeUnit);
  const files = names.map((name): ClientFile => {
    const difference = changed.get(name);
    const path = `${shown}/${name}`;
    if (difference === undefined) return { path, state: 'unchanged' };
    return { path, state: stateAfter(difference, writes), reason: difference.summary };
  });
  return { language: language.id, output: shown, files };
}

function stateAfter({ file, state }: ClientDrift, writes: ClientWrites | undefined): ClientFile['state'] {
  if (writes?.written.includes(file)) return 'written';
  return writes?.removed.includes(file) ? 'removed' : state;
}
