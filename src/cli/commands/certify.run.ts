import { certifyPrepared } from '../../certify/certify.ts';
import { compareRuleSets } from '../../certify/compare-rule-sets.ts';
import { compareRules } from '../../certify/compare-rules.ts';
import { judgeAll } from '../../certify/judge-all.ts';
import { prepare } from '../../certify/prepare.ts';
import { readCertifier } from '../../certify/read-certifier.ts';
import { writeAttestation } from '../../certify/write-attestation.ts';
import { formatInstant } from '../../decide/instant.ts';
import type { Certification } from '../../formats/generated/certification.ts';
import { EXIT, type ExitCode, usageError } from '../../model/errors.ts';
import { RENDERERS, reportsOf } from '../../render/registry.ts';
import { attestFlag } from '../attest-flag.ts';
import { certifyInput } from '../certify-input.ts';
import type { Args, Handler } from '../command.ts';
import { junitWaived } from '../junit-option.ts';
import { ruleSetsText } from '../rule-sets-text.ts';

/** Certifies the configured platform. */
export const run: Handler = async (args, context) => {
  const attest = await attestFlag(args, context);
  const rules = args.string('compare-rulesets');
  refuseOthers(args, rules !== undefined);
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  if (rules !== undefined) {
    const list = args.string('rules-before');
    const changes = list === undefined ? undefined : await compareRules(context.resolve(list));
    const comparison = await compareRuleSets(input, context.resolve(rules), changes);
    return { exit: EXIT.ok, json: comparison, text: (style) => ruleSetsText(comparison, style) };
  }
  const prepared = await prepare(input);
  const signer = attest && readCertifier(attest.signer, prepared, input.progress, context.io);
  const certified = await certifyPrepared(input, prepared, judgeAll);
  if (attest && signer) writeAttestation(certified, input, attest.place, signer);
  const { certification } = certified;
  return {
    exit: exitCode(certification, args.boolean('distinguish-waivers')),
    json: certification,
    text: (style) => RENDERERS.text(certification, style),
    reports: reportsOf(certification, junitWaived(args)),
  };
};

/**
 * A comparison makes no certification, so nothing that is about one goes with it, and nothing that is about it without it.
 * @throws AssayError compare-rulesets-alone (usage)
 */
function refuseOthers(args: Args, compares: boolean): void {
  if (!compares) {
    if (args.string('rules-before') === undefined) return;
    throw usageError(
      'compare-rulesets-alone',
      '--rules-before is about --compare-rulesets, which is not given',
      'give --compare-rulesets <file>, too',
    );
  }
  const other = ['attest', 'previous', 'output'].find((name) =>
    name === 'output' ? args.strings(name).length > 0 : args.string(name) !== undefined,
  );
  if (other === undefined) return;
  throw usageError(
    'compare-rulesets-alone',
    `--compare-rulesets decides nothing, and --${other} is given`,
    'leave one of them out; --json prints the comparison',
  );
}

function exitCode({ decision, exit }: Certification, distinguish: boolean): ExitCode {
  return distinguish && decision === 'go-with-waivers' ? EXIT.waivers : exit.code;
}
