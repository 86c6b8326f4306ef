import { carryHistory } from '../../contract/import/carry-history.ts';
import { IMPORTERS } from '../../contract/import/registry.ts';
import type { ContractSource } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { toSnapshot } from '../../contract/snapshot.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { IMPORT_DIALECTS } from '../../model/contract-formats.ts';
import { AssayError, usageError } from '../../model/errors.ts';
import type { Args, Handler } from '../command.ts';
import { outputPlace } from '../output-place.ts';
import { sourceText } from '../source-text.ts';
import { transferResult } from '../transfer-result.ts';

/** Writes the contract source that another system's document says, and says what could not be kept. */
export const run: Handler = async (args, context) => {
  const input = context.resolve(args.positionals[0] ?? '');
  const output = outputPlace(args, context, input);
  const dialect = IMPORT_DIALECTS.find((known) => known === args.string('from')) ?? 'crypta';
  const place = args.string('previous');
  const options = readingOptions(args, dialect);
  const before = place === undefined ? undefined : context.resolve(place);
  const previous = before === undefined ? undefined : await readContract(before.file, before.shown);
  const next = previous === undefined ? {} : { contractVersion: previous.contract.contractVersion + 1 };
  const read = await IMPORTERS[dialect](input.file, input.shown, { ...next, ...options });
  const { notes } = read;
  refuseNothing(read.source, dialect, input.shown);
  const source =
    previous === undefined ? read.source : { ...read.source, contract: carryHistory(read.source.contract, previous) };
  const text = await sourceText(source, output?.file);
  if (output !== undefined) writeFileAtomic(output.file, text, output.shown);
  for (const note of notes) context.progress(note);
  const { contract } = source;
  const { digest } = toSnapshot(contract);
  return transferResult(context, {
    direction: 'import',
    dialect,
    input,
    output,
    contract,
    digest,
    notes,
    text,
    document: source,
  });
};

/** Where a dialect's documents say what there is. */
const PLACES: Readonly<Record<string, string>> = { openapi: '/paths', asyncapi: '/channels' };

/** A document that describes nothing is most often the wrong one, and a contract of nothing can't be released. */
function refuseNothing({ contract }: ContractSource, dialect: string, shown: string): void {
  if (contract.endpoints.length > 0 || (contract.services ?? []).length > 0) return;
  const pointer = PLACES[dialect];
  throw new AssayError({
    kind: 'incomplete',
    code: 'import-empty',
    message: `${shown} describes no endpoint, method or event${pointer === undefined ? '' : ` under ${pointer}`}, so nothing was imported`,
    hint: 'check that the right file was read, and with --base-path that its paths lie below that',
    location: { path: shown, ...(pointer === undefined ? {} : { pointer }) },
  });
}

function readingOptions(args: Args, dialect: string): { basePath?: string; contractVersion?: number } {
  const [basePath, version] = [args.string('base-path'), args.string('contract-version')];
  if (basePath !== undefined && dialect !== 'openapi')
    throw usageError('flag-without-effect', `--base-path has no meaning for ${dialect}`, 'leave it out');
  if (args.string('previous') !== undefined && dialect === 'crypta')
    throw usageError(
      'flag-without-effect',
      '--previous has no meaning for crypta: the document says it',
      'leave it out',
    );
  if (version !== undefined && dialect === 'crypta')
    throw usageError(
      'flag-without-effect',
      '--contract-version has no meaning for crypta: the document says it',
      'leave it out',
    );
  if (version !== undefined && !/^[1-9]\d{0,8}$/.test(version))
    throw usageError('version-malformed', '--contract-version is no version', 'give a whole number from 1 on, as 4');
  return {
    ...(basePath === undefined ? {} : { basePath }),
    ...(version === undefined ? {} : { contractVersion: Number(version) }),
  };
}
