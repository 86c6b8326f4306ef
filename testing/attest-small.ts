// A signed bundle of the small platform, with one waiver that two people approved and a register that lists it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerStatement } from '../src/attest/waiver-statements.ts';
import { attestRun } from '../src/certify/attest-run.ts';
import { attestationTrust } from '../src/certify/attestation-trust.ts';
import { certifyRun } from '../src/certify/certify.ts';
import type { CertifyInput } from '../src/certify/input.ts';
import { type BelievedCertification, verifyAttestation } from '../src/certify/verify-attestation.ts';
import type { Certification } from '../src/formats/generated/certification.ts';
import type { TrustStore } from '../src/formats/generated/trust.ts';
import { digestBytes, digestJson } from '../src/model/digest.ts';
import { signStatement } from '../src/trust/statement/sign-statement.ts';
import { parseTrustStore } from '../src/trust/store/parse-trust-store.ts';
import { certifyInput, run, space, waiverFor, writeApproved } from './certify-small.ts';
import { exampleSigner, exampleTrust } from './example-keys.ts';
import { register } from './gate-fixtures.ts';
import { writeJson } from './small-platform.ts';

export const PEOPLE: Readonly<Record<string, readonly [string, ...string[]]>> = {
  rita: ['release-manager'],
  otto: ['risk-owner'],
  robot: ['certifier'],
};

/** Who may sign what on the small platform. */
export function trust(people = PEOPLE): TrustStore {
  return exampleTrust(people, 'example.org', '2031-01-01T00:00:00Z');
}

/** Puts a waiver for the missing evidence of security.scan into its folder, with approvals and register. */
export async function writeWaived(): Promise<void> {
  const waiver = waiverFor(await run(), 'security.scan', ['missing']);
  writeApproved(waiver);
  writeJson(space(), 'trust.json', trust());
  const approvals = ['otto', 'rita'].map((who) =>
    digestBytes(readFileSync(join(space().path, `approvals/${who}.json`))),
  );
  const { register: document } = register([], [], {
    waivers: [{ id: waiver.id, digest: digestJson(waiver), approvals }],
  });
  space().write('register.json', signStatement(registerStatement(document), [exampleSigner('rita')]));
}

export interface Attested {
  readonly certification: Certification;
  readonly bundle: string;
}

/** Certifies the small platform as it lies there, and signs it as the robot. */
export async function attest(
  changes: Partial<CertifyInput> = {},
  config: Record<string, unknown> = { register: 'register.json' },
  signers = [exampleSigner('robot')],
): Promise<Attested> {
  const input = certifyInput(changes, config);
  const certified = await certifyRun(input);
  return { certification: certified.certification, bundle: attestRun(certified, input, signers) };
}

/** Believes a bundle an hour after it was signed, by the trust document given. */
export function believe(
  bundle: string,
  at = '2031-05-10T13:00:00Z',
  document: TrustStore = trust(),
): BelievedCertification {
  const store = parseTrustStore(Buffer.from(JSON.stringify(document)), 'trust.json');
  return verifyAttestation(Buffer.from(bundle), 'bundle.jsonl', attestationTrust(store, at));
}
