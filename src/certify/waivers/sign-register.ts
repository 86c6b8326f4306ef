import { registerStatement } from '../../attest/waiver-statements.ts';
import { isSigned, type ReadRegister } from '../../decide/approval.ts';
import { decide } from '../../decide/decide.ts';
import { isKnown } from '../../decide/read-waiver.ts';
import type { WaiverReport } from '../../formats/generated/waiver-report.ts';
import { integrityError, usageError } from '../../model/errors.ts';
import type { Io } from '../../model/io.ts';
import { signStatementBy } from '../../trust/statement/sign-statement.ts';
import { floorLine } from '../below-floor.ts';
import type { CertifyInput } from '../input.ts';
import { verifiedRegister } from '../read-approvals.ts';
import { nextRegister, type RegisterCall } from './next-register.ts';
import { type PersonSigner, readPersonSigner } from './read-person-signer.ts';
import { noTrust } from './sign-decision.ts';
import { waiverReport } from './waiver-report.ts';
import { waiverRun } from './waiver-run.ts';
import { registerExists, writeRegister } from './write-register.ts';

/**
 * Signs the register anew and replaces the file, once what was signed reads as the gate will read it.
 * @throws AssayError config-register-missing (usage), no-release-manager (integrity), those of nextRegister, waiverRun,
 * writeRegister and the signer
 */
export async function signRegister(
  input: CertifyInput,
  call: RegisterCall & { readonly signer: PersonSigner },
  io: Pick<Io, 'cwd' | 'env' | 'forget' | 'stderr'>,
): Promise<WaiverReport> {
  const path = input.config.register;
  if (path === undefined)
    throw usageError(
      'config-register-missing',
      `${input.configPath} names no register of waivers`,
      'set register to the path that it shall have',
    );
  const { register: _, ...without } = input.config;
  const run = await waiverRun(registerExists(input.root, path) ? input : { ...input, config: without });
  const { trust, decided } = run;
  if (trust === undefined) throw noTrust();
  const managers = trust.keys.trusted.filter(
    ({ principal }) => principal !== undefined && trust.hasRole(principal, 'release-manager'),
  );
  if (managers.length === 0)
    throw integrityError(
      'no-release-manager',
      `${trust.path} lists no release manager with a key that counts`,
      'have those who keep it list one',
    );
  const { register, before } = nextRegister(run, call);
  const sign = readPersonSigner(call.signer, managers, 'a release manager', io);
  const text = signStatementBy(registerStatement(register), sign);
  const read = verifiedRegister(Buffer.from(text), 'the register', trust);
  writeRegister(input.root, path, text, followed(decided.register));
  const after = decide({ ...decided, register: { ...read, location: { path } } });
  const decisions = register.waivers.reduce((sum, { approvals }) => sum + approvals.length, 0);
  const left = decided.waivers.flatMap((one) =>
    isKnown(one) ? [] : [`${one.location.path} ${one.reason}: not listed`],
  );
  const broken = decided.approvals.flatMap((one) =>
    isSigned(one) ? [] : [`${one.location.path} ${one.reason}: not listed`],
  );
  const { releaseId, sequence } = register;
  const floor = { releaseId, sequence, digest: read.digest };
  return waiverReport(run, 'register', {
    done: [
      `register ${register.sequence} of ${register.releaseId}, signed by ${read.signatory.principal}: ${register.waivers.length} waivers, ${decisions} decisions, valid until ${register.validUntil}`,
      before === undefined ? 'it is the first of this release' : `it follows register ${before.sequence}`,
      floorLine(trust, 'registers', floor),
    ],
    floor,
    written: [path],
    due: [
      ...left,
      ...broken,
      ...(read.signatory.testKey
        ? ['the key is for tests or development: production does not count the register']
        : []),
    ],
    waivers: after.waivers,
  });
}

/** Digest of the register's file as it was read; one that could not be believed was refused before. */
function followed(register: ReadRegister | undefined): string | undefined {
  return register && 'register' in register ? register.digest : undefined;
}
