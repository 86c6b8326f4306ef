import { committedDifferences } from '../../contract/export/read-committed.ts';
import { EXPORTERS, type ExportedContract } from '../../contract/export/registry.ts';
import { readContract } from '../../contract/read-contract.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { EXPORT_FORMATS } from '../../model/contract-formats.ts';
import { usageError } from '../../model/errors.ts';
import type { Handler } from '../command.ts';
import { outputPlace } from '../output-place.ts';
import { transferResult } from '../transfer-result.ts';

/** Writes a contract in another system's format, or compares with what is committed, and says what that format can't carry. */
export const run: Handler = async (args, context) => {
  const input = context.resolve(args.positionals[0] ?? '');
  const output = outputPlace(args, context, input);
  const dialect = EXPORT_FORMATS.find((known) => known === args.string('to')) ?? 'crypta';
  const check = args.boolean('check');
  if (check && output === undefined)
    throw usageError(
      'output-not-named',
      '--check compares with a file, and none is named',
      'name the committed file with --output',
    );
  const loaded = await readContract(input.file, input.shown);
  const { contract, digest } = loaded;
  const exported = EXPORTERS[dialect](loaded);
  const text = await fileText(exported, output?.file);
  const differences =
    check && output !== undefined ? await committedDifferences(dialect, contract, text, output) : undefined;
  if (output !== undefined && !check) writeFileAtomic(output.file, text, output.shown);
  const { notes, document } = exported;
  for (const note of notes) context.progress(note);
  return transferResult(context, {
    direction: 'export',
    dialect,
    input,
    output,
    contract,
    digest,
    notes,
    text,
    document,
    differences,
  });
};

/** JSON formats are written as YAML where the file's name says so. */
async function fileText({ text, document }: ExportedContract, file: string | undefined): Promise<string> {
  if (document === undefined || file === undefined || !/\.ya?ml$/.test(file)) return text;
  const { formatYaml } = await import('../../formats/format-yaml.ts');
  return formatYaml(document);
}
