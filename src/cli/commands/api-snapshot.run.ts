import { SNAPSHOT_RULES } from '../../check/rules/snapshot.ts';
import { runRules } from '../../check/run-rules.ts';
import { snapshotChanges } from '../../check/snapshot-changes.ts';
import { contractCounts, notStableCount } from '../../contract/counts.ts';
import type { LoadedContract } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { readCommitted, readSnapshot } from '../../contract/read-snapshot.ts';
import { snapshotOf, snapshotText } from '../../contract/snapshot.ts';
import type { SnapshotReport } from '../../formats/generated/snapshot-report.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { EXIT, inputError } from '../../model/errors.ts';
import { summarize } from '../../model/finding.ts';
import type { Handler } from '../command.ts';
import { refuseInput } from '../refuse-input.ts';
import { snapshotPlaces } from '../snapshot-places.ts';
import { snapshotReportText } from '../snapshot-text.ts';

/** Writes the snapshot that the source gives, unless it is no contract at all; under --check compares it with the committed one. */
export const run: Handler = async (args, context) => {
  const check = args.boolean('check');
  const { source, output } = await snapshotPlaces(args, context);
  const loaded = await readContract(source.file, source.shown);
  const snapshot = snapshotOf(loaded);
  const text = snapshotText(snapshot);
  const committed = readCommitted(output.file, output.shown);
  if (check && committed === undefined) throw missing(output.shown);
  const stale = committed === undefined || !Buffer.from(text).equals(committed);
  const findings = runRules(SNAPSHOT_RULES, { contract: loaded });
  const summary = summarize(findings);
  const write = stale && !check && summary.errors === 0;
  if (write) {
    refuseInput(output);
    writeFileAtomic(output.file, text, output.shown);
  }
  const current: LoadedContract = { ...loaded, contract: snapshot.contract };
  const report: SnapshotReport = {
    kind: 'assay.snapshot-report',
    schemaVersion: 1,
    check,
    source: source.shown,
    output: output.shown,
    apiVersion: snapshot.contract.apiVersion,
    contractVersion: snapshot.contract.contractVersion,
    digest: loaded.digest,
    counts: contractCounts(snapshot.contract),
    notStable: notStableCount(snapshot.contract),
    upToDate: !stale || write,
    changes: check && stale ? snapshotChanges(await readSnapshot(output.file, output.shown), current) : [],
    findings,
    summary,
  };
  return {
    exit: summary.errors > 0 || !report.upToDate ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => snapshotReportText(report, write, style),
    digest: loaded.digest,
  };
};

function missing(shown: string): Error {
  return inputError(
    'snapshot-missing',
    `there is no snapshot ${shown}`,
    'write it with `assay api snapshot`, and commit it',
    {
      path: shown,
    },
  );
}
