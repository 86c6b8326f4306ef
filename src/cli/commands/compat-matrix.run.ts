import { compatMatrix, historyColumns, type MatrixColumn } from '../../check/compat-matrix.ts';
import { readApps, readColumns } from '../../check/read-tried.ts';
import { readContract } from '../../contract/read-contract.ts';
import { readHistory } from '../../contract/read-history.ts';
import { AssayError } from '../../model/errors.ts';
import { appPlaces } from '../app-flags.ts';
import type { Args, Context, Handler } from '../command.ts';
import { matrixExit, matrixText, matrixTsv } from '../matrix-text.ts';
import { configuredPlace } from '../target-contract.ts';

/** Judges every app on every contract. */
export const run: Handler = async (args, context) => {
  const columns = await columnsOf(args, context);
  const apps = await readApps(await appPlaces(args, context));
  if (columns.length === 0 || apps.length === 0) throw nothing(columns.length === 0 ? 'contract' : 'app');
  const matrix = compatMatrix(apps, columns, {
    strict: args.boolean('strict'),
    requireMetadata: args.boolean('require-metadata'),
  });
  return {
    exit: matrixExit(matrix.summary),
    json: matrix,
    text: (style) => matrixText(matrix, style),
    reports: { tsv: () => matrixTsv(matrix) },
  };
};

async function columnsOf(args: Args, context: Context): Promise<MatrixColumn[]> {
  const given = args.strings('contract').map((path) => context.resolve(path));
  if (given.length > 0) return readColumns(given);
  const folder = await configuredPlace(context, ({ contract }) => contract?.history);
  const next = await configuredPlace(context, ({ contract }) => contract?.source ?? contract?.snapshot);
  const history = folder === undefined ? { path: '', releases: [] } : await readHistory(folder.file, folder.shown);
  return historyColumns(history, next === undefined ? undefined : await readContract(next.file, next.shown));
}

function nothing(what: 'app' | 'contract'): AssayError {
  return new AssayError({
    kind: 'incomplete',
    code: `matrix-without-${what}`,
    message: `there is no ${what}, so nothing was evaluated`,
    hint:
      what === 'app'
        ? 'give apps with --bundle-dir, --bundle or --catalog-entry, or name them in assay.config.json under apps'
        : 'give contracts with --contract, or name contract.history in assay.config.json',
  });
}
