import { exportCrypta } from '../../contract/export/crypta.ts';
import { readContract } from '../../contract/read-contract.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import type { Handler } from '../command.ts';
import { outputPlace } from '../output-place.ts';
import { transferResult } from '../transfer-result.ts';

/** Writes a contract in another system's format, and says what that format can't carry. */
export const run: Handler = async (args, context) => {
  const input = context.resolve(args.positionals[0] ?? '');
  const output = outputPlace(args, context, input);
  const { contract, digest, imported } = await readContract(input.file, input.shown);
  const { text, dropped } = exportCrypta(contract, imported);
  if (output !== undefined) writeFileAtomic(output.file, text, output.shown);
  const notes = dropped.map((what) => `a crypta contract has no room for ${what}: left out`);
  for (const note of notes) context.progress(note);
  const document: Record<string, unknown> = JSON.parse(text);
  return transferResult(context, { direction: 'export', input, output, contract, digest, notes, text, document });
};
