import { type ContractHistory, inOrder } from '../contract/history.ts';
import type { LoadedContract } from '../contract/model.ts';
import { mergeVocabularies, vocabularyOf } from '../contract/vocabulary.ts';
import type { CompatMatrix, MatrixCell, MatrixContract, MatrixRow } from '../formats/generated/compat-matrix.ts';
import type { AssayError } from '../model/errors.ts';
import { summarize } from '../model/finding.ts';
import type { CompatStatus } from './compat-status.ts';
import { judgeApp } from './judge-app.ts';
import type { LoadedSubject, SubjectPlace } from './read-subject.ts';

/** Something that was read, or the reason why not. */
export type Tried<Value> = { readonly value: Value } | { readonly error: AssayError };

export type Role = MatrixContract['roles'][number];

/** A contract that apps are tried on. */
export interface MatrixColumn {
  /** Path as shown to people. */
  readonly path: string;
  readonly roles: readonly Role[];
  readonly contract: Tried<LoadedContract>;
}

/** An app, or a catalog entry with its bundle. */
export interface MatrixApp {
  readonly path: string;
  readonly kind: SubjectPlace['kind'];
  readonly subject: Tried<LoadedSubject>;
}

export interface MatrixOptions {
  readonly strict: boolean;
  readonly requireMetadata: boolean;
}

/** What says that an app does not run there. Whoever tested up to an older version, or promises nothing, may well run. */
const FAILING: ReadonlySet<CompatStatus> = new Set(['unsupported-baseline', 'below_minimum', 'incompatible']);

/** Judges every app on every contract, anew: no verdict is taken from anywhere. */
export function compatMatrix(
  apps: readonly MatrixApp[],
  columns: readonly MatrixColumn[],
  options: MatrixOptions,
): CompatMatrix {
  const rows = apps.map((app): MatrixRow => rowOf(app, columns, options));
  const cells = rows.flatMap((row) => row.cells);
  const count = (state: MatrixCell['state']): number => cells.filter((cell) => cell.state === state).length;
  return {
    kind: 'assay.compat-matrix',
    schemaVersion: 1,
    strict: options.strict,
    contracts: columns.map(columnOf),
    rows,
    summary: { ok: count('ok'), fails: count('fails'), notEvaluated: count('not-evaluated') },
  };
}

/**
 * The contracts of a history that a release has to think of: the oldest that is still supported (the one that
 * completes the newest contract's stable baseline, else the first), the one before the newest release, the newest
 * release, and what is to be released next. A contract that is several of these is one column.
 */
export function historyColumns(history: ContractHistory, candidate: LoadedContract | undefined): MatrixColumn[] {
  const releases = inOrder(history);
  const current = releases.at(-1);
  const newest = candidate ?? current;
  const completes = newest?.contract.stableBaseline?.contractVersion;
  const oldest = releases.find(({ contract }) => contract.contractVersion === completes) ?? releases[0];
  const chosen: readonly (readonly [Role, LoadedContract | undefined])[] = [
    ['oldest-supported', oldest],
    ['previous', releases.at(-2)],
    ['current', current],
    ['candidate', candidate],
  ];
  const columns = new Map<string, { contract: LoadedContract; roles: Role[] }>();
  for (const [role, contract] of chosen) {
    if (contract === undefined) continue;
    const known = columns.get(contract.digest);
    if (known === undefined) columns.set(contract.digest, { contract, roles: [role] });
    // What was released already is no candidate.
    else if (role !== 'candidate') known.roles.push(role);
  }
  return [...columns.values()]
    .sort((a, b) => a.contract.contract.contractVersion - b.contract.contract.contractVersion)
    .map(({ contract, roles }) => ({ path: contract.path, roles, contract: { value: contract } }));
}

function columnOf({ path, roles, contract }: MatrixColumn): MatrixContract {
  const known = 'value' in contract ? contract.value : undefined;
  return {
    path,
    roles: [...roles],
    apiVersion: known?.contract.apiVersion ?? null,
    contractVersion: known?.contract.contractVersion ?? null,
    digest: known?.digest ?? null,
  };
}

function rowOf(
  { path, kind, subject }: MatrixApp,
  columns: readonly MatrixColumn[],
  options: MatrixOptions,
): MatrixRow {
  const manifest = 'value' in subject ? subject.value.manifest.app : undefined;
  const contracts = columns.flatMap(({ contract }) => ('value' in contract ? [contract.value.contract] : []));
  const vocabulary = mergeVocabularies(...contracts.map(vocabularyOf));
  return {
    path,
    subject: kind,
    app: manifest === undefined ? null : { id: manifest.id, name: manifest.name, version: manifest.version },
    cells: columns.map(({ contract }): MatrixCell => {
      if ('error' in subject) return notEvaluated(subject.error);
      if ('error' in contract) return notEvaluated(contract.error);
      const { claims } = subject.value;
      const { status, findings, summary } = judgeApp(subject.value.manifest, {
        contract: contract.value,
        vocabulary,
        ...options,
        ...(claims === undefined ? {} : { entry: claims }),
      });
      return { state: FAILING.has(status) ? 'fails' : 'ok', status, findings: [...findings], summary };
    }),
  };
}

function notEvaluated({ message }: AssayError): MatrixCell {
  return { state: 'not-evaluated', status: null, reason: message, findings: [], summary: summarize([]) };
}
