import { certifyPrepared } from '../../certify/certify.ts';
import { gatherShards } from '../../certify/gather-shards.ts';
import { readAnswers } from '../../certify/read-answers.ts';
import { readCertifier } from '../../certify/read-certifier.ts';
import { prepareAgain } from '../../certify/read-plan.ts';
import { writeAttestation } from '../../certify/write-attestation.ts';
import { formatInstant } from '../../decide/instant.ts';
import { EXIT } from '../../model/errors.ts';
import { RENDERERS, reportsOf } from '../../render/registry.ts';
import { attestFlag } from '../attest-flag.ts';
import { certifyInput } from '../certify-input.ts';
import type { Handler } from '../command.ts';
import { junitWaived } from '../junit-option.ts';

/** Decides by the evidence of shards. */
export const run: Handler = async (args, context) => {
  const attest = await attestFlag(args, context);
  const { saved, answers } = await readAnswers(
    context.resolve(args.string('plan') ?? ''),
    args.strings('evidence').map((path) => context.resolve(path)),
    (line) => context.progress(line),
  );
  const input = { ...(await certifyInput(args, context)), now: formatInstant(await context.now()) };
  const prepared = await prepareAgain(input, saved);
  const signer = attest && readCertifier(attest.signer, prepared, input.progress, context.io);
  const certified = await certifyPrepared(input, prepared, gatherShards(answers));
  if (attest && signer) writeAttestation(certified, input, attest.place, signer);
  const { certification } = certified;
  const waived = args.boolean('distinguish-waivers') && certification.decision === 'go-with-waivers';
  return {
    exit: waived ? EXIT.waivers : certification.exit.code,
    json: certification,
    text: (style) => RENDERERS.text(certification, style),
    reports: reportsOf(certification, junitWaived(args)),
  };
};
