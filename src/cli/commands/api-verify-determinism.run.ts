import { verifyDeterminism } from '../../contract/determinism.ts';
import { snapshotAgain } from '../../contract/read-again.ts';
import { readContract } from '../../contract/read-contract.ts';
import { AssayError, EXIT } from '../../model/errors.ts';
import type { Handler } from '../command.ts';
import { determinismText } from '../determinism-text.ts';
import { namedSource } from '../snapshot-places.ts';

/** Makes the snapshot in several processes of this program, each in surroundings of its own. */
export const run: Handler = async (args, context) => {
  const { self: command, env } = context.io;
  if (command === undefined)
    throw new AssayError({
      kind: 'environment',
      code: 'program-unknown',
      message: 'this program can not be started again from here',
      hint: 'run the assay command itself',
    });
  const source = await namedSource(args, context);
  const loaded = await readContract(source.file, source.shown);
  const report = verifyDeterminism(loaded, (surroundings) => {
    context.progress(`making the snapshot in ${surroundings.timeZone}, ${surroundings.locale}`);
    return snapshotAgain(source.file, surroundings, { command, path: env.PATH });
  });
  return {
    exit: report.deterministic ? EXIT.ok : EXIT.findings,
    json: report,
    text: (style) => determinismText(report, style),
    digest: loaded.digest,
  };
};
