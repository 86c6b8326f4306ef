import { judgeKeyFile, keyReport } from '../../check/key-report.ts';
import { EXIT } from '../../model/errors.ts';
import { readInspection } from '../../trust/inspect/read-inspection.ts';
import { readPassphrase } from '../../trust/keys/read-passphrase.ts';
import { enclosingRepository } from '../../trust/keys/read-repository.ts';
import type { Handler } from '../command.ts';
import { keyText } from '../key-text.ts';
import { passphraseFlag } from '../passphrase-options.ts';

/** Inspects one file of keys. */
export const run: Handler = async (args, context) => {
  const { file, shown } = context.resolve(args.positionals[0] ?? '');
  const origin = passphraseFlag(args, context);
  const passphrase = () => (origin === undefined ? undefined : readPassphrase(origin, context.io));
  const inspection = readInspection(file, shown, passphrase);
  const inRepository = enclosingRepository(file) !== undefined;
  const findings = judgeKeyFile(inspection, { inRepository, now: await context.now() });
  const report = keyReport(inspection, findings);
  return {
    exit: report.summary.errors > 0 ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => keyText(report, style),
  };
};
