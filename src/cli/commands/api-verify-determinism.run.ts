import { SNAPSHOT_RULES } from '../../check/rules/snapshot.ts';
import { runRules } from '../../check/run-rules.ts';
import { verifyDeterminism } from '../../contract/determinism.ts';
import type { LoadedContract } from '../../contract/model.ts';
import { snapshotAgain } from '../../contract/read-again.ts';
import { readContract } from '../../contract/read-contract.ts';
import { AssayError, EXIT } from '../../model/errors.ts';
import type { Handler } from '../command.ts';
import { determinismText } from '../determinism-text.ts';
import { namedSource } from '../snapshot-places.ts';

/** Makes the snapshot in several processes of this program, each in surroundings of its own. */
export const run: Handler = async (args, context) => {
  const source = await namedSource(args, context);
  const loaded = await readContract(source.file, source.shown);
  refuseUnreleasable(loaded);
  const { self: command, env } = context.io;
  if (command === undefined)
    throw new AssayError({
      kind: 'environment',
      code: 'program-unknown',
      message: 'this program can not be started again from here',
      hint: 'run the assay command itself',
    });
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

/** What breaks a rule of a release has no snapshot, and so none that could be the same again. */
function refuseUnreleasable(contract: LoadedContract): void {
  const [first, ...more] = runRules(SNAPSHOT_RULES, { contract }).filter(({ severity }) => severity === 'error');
  if (first === undefined) return;
  const { path, line, column } = first.location;
  const others = more.length === 0 ? '' : `; and ${more.length} more`;
  throw new AssayError({
    kind: 'incomplete',
    code: 'snapshot-not-remade',
    message: `${[path, line, column].filter((part) => part !== undefined).join(':')} has no snapshot that could be made again: ${first.message} (${first.ruleId})${others}`,
    hint: '`assay api snapshot` on this source tells everything that keeps it from being released',
    location: first.location,
  });
}
