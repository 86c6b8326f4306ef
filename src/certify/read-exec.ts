import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVIDENCE_RULES } from '../decide/evidence-rules.ts';
import type { PolicyExec, PolicyRequirement } from '../formats/generated/policy.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { digestJson } from '../model/digest.ts';
import { AssayError, inputError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import { SIZE } from '../model/limits.ts';
import { importCtrf } from './import/ctrf.ts';
import { bounded, type ForeignResult } from './import/foreign.ts';
import { importJunit } from './import/junit.ts';
import { importSarif } from './import/sarif.ts';
import type { CertifyInput } from './input.ts';
import { readCommand } from './read-command.ts';
import { type UnitResult, unread } from './runner.ts';

const IMPORTERS = { junit: importJunit, ctrf: importCtrf, sarif: importSarif } as const;
const TIMEOUT_SECONDS = 600;
const REPORT = '{report}';
/** From here on a shell says that it could not start a command, or that a signal ended it (POSIX.1-2017, XCU 2.8.2). */
const NOT_LOOKED = 126;

/**
 * The result of a command that the policy names. It is started without a shell, with a PATH and nothing else of this
 * environment, and only where whoever certifies allows it: a policy is a file like any other, and must not be able to
 * start programs by itself. A command that fails never passes, whatever its report says; and a status that the policy
 * does not name as findings is one more of them, since whatever broke may have left a report that is well-formed and not whole.
 */
export async function readExec(
  requirement: PolicyRequirement,
  { root, exec: allowed }: Pick<CertifyInput, 'root' | 'exec'>,
): Promise<UnitResult> {
  const { id, exec } = requirement;
  if (exec === undefined) throw new Error(`${id} has no command`);
  if (allowed === undefined)
    return failed(
      `the command of ${id} was not started: --allow-exec was not given`,
      'give --allow-exec, once the command was looked at',
    );
  const folder = mkdtempSync(join(tmpdir(), 'assay-exec-'));
  try {
    return await started(requirement, exec, { root, path: allowed.path, report: join(folder, 'report') });
  } catch (error) {
    if (!(error instanceof AssayError) || error.kind !== 'input') throw error;
    return unread(EVIDENCE_RULES.error, error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function started(
  { id, warnBlocks = false }: PolicyRequirement,
  { command, result, findingsExit, timeoutSeconds = TIMEOUT_SECONDS }: PolicyExec,
  { root, path, report }: { root: string; path: string | undefined; report: string },
): Promise<UnitResult> {
  const [program = '', ...args] = command.map((one) => one.replaceAll(REPORT, report));
  const end = await readCommand(program, args, {
    cwd: root,
    env: { ...(path === undefined ? {} : { PATH: path }), LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    timeoutSeconds,
    maxBytes: SIZE.document,
  });
  const hint = 'run the command by hand, in the folder of the configuration';
  if (end.kind === 'stopped') return failed(`the command of ${id} ${end.why}`, hint);
  const exit = end.status;
  if (exit >= NOT_LOOKED)
    return failed(`the command of ${id} exits with ${exit}: it was not started, or was ended`, hint);
  if (result === 'exit-code') return { kind: 'judged', checks: 1, findings: exit === 0 ? [] : [failure(id, exit, '')] };
  const written = command.some((one) => one.includes(REPORT));
  const bytes = written ? readFileBytes(report, `the report of ${id}`, SIZE.document, { noFollow: true }) : end.stdout;
  const { checks, findings, failure: reason }: ForeignResult = bounded(IMPORTERS[result](bytes, id));
  if (reason !== undefined) return failed(`the command of ${id}: ${reason}`, hint);
  const unexplained = unexplainedExit(exit, findingsExit, findings, warnBlocks);
  return {
    kind: 'judged',
    checks,
    findings: unexplained === undefined ? findings : [...findings, failure(id, exit, unexplained)],
  };
}

/**
 * Why an exit status says more than the findings of the report do; undefined where it does not. Warnings explain it where
 * they block: else the command would pass by them.
 */
function unexplainedExit(
  exit: number,
  findingsExit: readonly number[] | undefined,
  findings: readonly Finding[],
  warnBlocks: boolean,
): string | undefined {
  if (exit === 0) return undefined;
  if (!findingsExit?.includes(exit)) return ', which exec.findingsExit does not name: its report may not be whole';
  const has = (one: Finding['severity']): boolean => findings.some(({ severity }) => severity === one);
  if (has('error') || (warnBlocks && has('warning'))) return undefined;
  return has('warning')
    ? ', and its report has only warnings, which block where the requirement has warnBlocks'
    : ', and its report has no error';
}

function failed(message: string, hint: string): UnitResult {
  return unread(EVIDENCE_RULES.error, inputError('exec-failed', message, hint));
}

/** Another status is another thing: who let a test fail did not let the command break. */
function failure(id: string, exit: number, why: string): Finding {
  return {
    ruleId: 'exec/failed',
    severity: 'error',
    message: `the command of ${id} exits with ${exit}${why}`,
    help: 'Run the command by hand in the folder of the configuration, and mend what it names. Where it exits so once it has looked at everything and found something, name the status in exec.findingsExit.',
    location: { path: id },
    fingerprint: digestJson(['exec/failed', id, exit]),
  };
}
