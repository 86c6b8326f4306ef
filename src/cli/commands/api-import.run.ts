import { exportCrypta } from '../../contract/export/crypta.ts';
import { readCrypta } from '../../contract/import/read-crypta.ts';
import { toSnapshot } from '../../contract/snapshot.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import type { Handler } from '../command.ts';
import { outputPlace } from '../output-place.ts';
import { sourceText } from '../source-text.ts';
import { transferResult } from '../transfer-result.ts';

/** Writes the contract source that a crypta document says, and says so where export won't give its bytes back. */
export const run: Handler = async (args, context) => {
  const input = context.resolve(args.positionals[0] ?? '');
  const output = outputPlace(args, context, input);
  const { source, bytes } = readCrypta(input.file, input.shown);
  const text = await sourceText(source, output?.file);
  if (output !== undefined) writeFileAtomic(output.file, text, output.shown);
  const again = exportCrypta(source.contract, source.imported).text;
  const notes = Buffer.from(again).equals(bytes)
    ? []
    : ['white space and escapes of the document are not kept: export writes it compact, on one line'];
  for (const note of notes) context.progress(note);
  const { contract } = source;
  const { digest } = toSnapshot(contract);
  return transferResult(context, {
    direction: 'import',
    input,
    output,
    contract,
    digest,
    notes,
    text,
    document: source,
  });
};
