import { posix } from 'node:path';
import { evidenceStatement } from '../../certify/evidence-statement.ts';
import { IMPORTERS, importEvidence } from '../../certify/import/import-evidence.ts';
import { readPlan } from '../../certify/read-plan.ts';
import { formatInstant } from '../../decide/instant.ts';
import { unitName } from '../../decide/unit.ts';
import { readFileBytes } from '../../formats/read-file.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import { SIZE } from '../../model/limits.ts';
import { readSigner } from '../../trust/external-signer/read-signer.ts';
import { signStatement } from '../../trust/statement/sign-statement.ts';
import type { Args, Handler } from '../command.ts';
import { hasSignerFlag, signerFlag } from '../signer-options.ts';

const FORMATS = ['junit', 'ctrf', 'sarif', 'crypta'] as const;

/** Writes one evidence document, signed where a signer is named. */
export const run: Handler = async (args, context) => {
  const flag = hasSignerFlag(args) ? signerFlag(args, context) : undefined;
  const place = context.resolve(args.string('plan') ?? '');
  const report = context.resolve(args.positionals[0] ?? '');
  const producer = producerOf(args);
  const saved = await readPlan(place.file, place.shown);
  const bytes = readFileBytes(report.file, report.shown, SIZE.document);
  const format = FORMATS.find((one) => one === args.string('format')) ?? 'junit';
  const name = posix.basename(report.shown.replaceAll('\\', '/'));
  const { env, cwd } = context.io;
  const evidence = importEvidence(IMPORTERS[format](bytes, name), {
    saved,
    evidenceId: args.string('id') ?? '',
    producer,
    now: formatInstant(await context.now()),
    folders: { workspace: cwd, home: env.HOME ?? env.USERPROFILE, temporary: env.TMPDIR },
    report: { name, bytes },
  });
  const output = context.resolve(args.string('output') ?? '');
  const signer = flag && readSigner(flag, context.io);
  const content = signer
    ? signStatement(evidenceStatement(evidence), [signer])
    : `${JSON.stringify(evidence, null, 2)}\n`;
  writeFileAtomic(output.file, content, output.shown);
  const { checks, errors, warnings } = evidence.counts;
  const told = `${evidence.status}  ${unitName(evidence)}: ${checks} checks, ${errors} errors, ${warnings} warnings; ${signer ? 'signed' : 'not signed'}, written to ${output.shown}\n`;
  const text = evidence.statusReason === undefined ? told : `${told}  ${evidence.statusReason}\n`;
  return { exit: EXIT.ok, json: evidence, text: () => text };
};

/** @throws AssayError producer-malformed (usage) */
function producerOf(args: Args): { name: string; version: string; attempt: number } {
  const [, name, version] = /^([^@\s][^\s]{0,62})@([^@\s]{1,64})$/.exec(args.string('producer') ?? '') ?? [];
  const attempt = args.string('attempt') ?? '1';
  if (name === undefined || version === undefined || !/^[1-9]\d?$/.test(attempt))
    throw usageError(
      'producer-malformed',
      'the producer is a name@version, and the attempt a number from 1 to 99',
      'as --producer vitest@4.1.12 --attempt 2',
    );
  return { name, version, attempt: Number(attempt) };
}
