import { beforeEach, describe, expect, it } from 'vitest';
import { type Attested, attest, believe, PEOPLE, trust, writeWaived } from '../../testing/attest-small.ts';
import { scan, space, withScan } from '../../testing/certify-small.ts';
import { codeOf } from '../../testing/code-of.ts';
import { exampleSigner } from '../../testing/example-keys.ts';
import { smallPolicy, writeJson } from '../../testing/small-platform.ts';
import { certificationStatements } from '../attest/certification-statements.ts';
import { digestBytes, digestJson } from '../model/digest.ts';
import { encodeEnvelope, parseEnvelope } from '../trust/dsse/envelope.ts';
import { addSignatures, signEnvelope } from '../trust/dsse/sign-envelope.ts';
import { signStatement } from '../trust/statement/sign-statement.ts';
import { evidenceStatement } from './evidence-statement.ts';

let attested: Attested;
beforeEach(async () => {
  await writeWaived();
  attested = await attest();
}, 60_000);

const lines = (bundle: string): string[] => bundle.split('\n').slice(0, -1);
const joined = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
const verdict = (bundle: string, ...more: [string?, ReturnType<typeof trust>?]): string =>
  codeOf(() => believe(bundle, ...more));

interface Payload {
  predicateType: string;
  predicate: Record<string, unknown>;
  subject: { name: string; digest: { sha256: string } }[];
}
const payloadOf = (line = ''): Payload =>
  JSON.parse(Buffer.from(parseEnvelope(Buffer.from(line), { path: 'l' }).payload).toString());

describe('a signed certification', () => {
  it('is believed from its bundle alone, byte for byte', async () => {
    const { certification, bundle } = attested;
    expect(certification.decision).toBe('go-with-waivers');
    const believed = believe(bundle);
    expect(JSON.stringify(believed.certification)).toBe(JSON.stringify(certification));
    expect(believed.signers.map(({ principal }) => principal)).toEqual(['mailto:robot@example.org']);
    expect((await attest()).bundle).toBe(bundle);
  });

  it('is refused where any byte of it is another', () => {
    const bytes = Buffer.from(attested.bundle);
    const step = Math.ceil(bytes.length / 600);
    for (let at = 0; at < bytes.length; at += step) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (at % 2 === 0 ? 1 : 0x20);
      expect(verdict(changed.toString('latin1')), `byte ${at}`).toMatch(/\/[34]$/);
    }
  }, 120_000);

  it('is refused in another spelling of base64, and with another keyid', () => {
    const spellings = lines(attested.bundle).map((line) => {
      const { payload } = JSON.parse(line);
      return line.replace(payload, payload.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''));
    });
    expect(verdict(joined(spellings))).toBe('attestation-line-form/4');
    const keyid = attested.bundle.replace(/"keyid":"SHA256:./, '"keyid":"SHA256:_');
    expect(verdict(keyid)).toBe('attestation-line-form/4');
  });

  it('is refused where any line is missing, doubled or moved', () => {
    const all = lines(attested.bundle);
    for (const [index, line] of all.entries()) {
      expect(verdict(joined(all.toSpliced(index, 1))), `without ${index + 1}`).toMatch(/\/4$/);
      expect(verdict(joined(all.toSpliced(index, 0, line))), `${index + 1} twice`).toMatch(/\/4$/);
      const next = all[index + 1];
      if (next !== undefined)
        expect(verdict(joined(all.toSpliced(index, 2, next, line))), `${index + 1} after its next`).toMatch(/\/4$/);
    }
  });

  it.each([
    ['nothing', '', 'bundle-lines-malformed/3'],
    ['an empty line', '\n', 'bundle-lines-malformed/3'],
    ['no json', 'x\n', 'json-syntax/3'],
    ['no envelope', '{}\n', 'envelope-malformed/3'],
    ['bytes that are no text', '\ud800\n', 'json-syntax/3'],
  ])('is refused where it is %s', (_, text, code) => {
    expect(verdict(text)).toBe(code);
  });

  it('is refused without its last lines', () => {
    const all = lines(attested.bundle);
    expect(verdict(joined(all.slice(0, -1)))).toBe('attestation-incomplete/4');
    expect(verdict(joined(all.slice(0, 1)))).toBe('attestation-incomplete/4');
  });

  it('is refused cut short anywhere', () => {
    const { bundle } = attested;
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      const cut = bundle.slice(0, Math.floor(bundle.length * part));
      expect(verdict(cut), String(part)).toBe('bundle-lines-malformed/3');
    }
  });

  it('is refused from a key that nobody trusts, that may not certify, that is revoked, or with one besides', async () => {
    const stranger = await attest({}, undefined, [exampleSigner('mallory')]);
    expect(verdict(stranger.bundle)).toBe('sig-key-unknown/4');
    const manager = await attest({}, undefined, [exampleSigner('rita')]);
    expect(verdict(manager.bundle)).toBe('sig-key-not-authorized/4');
    const two = await attest({}, undefined, [exampleSigner('robot'), exampleSigner('mallory')]);
    expect(verdict(two.bundle)).toBe('attestation-line-form/4');
  });

  it('is refused where an approver was revoked since, and before it was decided', () => {
    const now = trust();
    const rita = now.principals.find(({ id }) => id.includes('rita'));
    const [key] = rita?.keys ?? [];
    if (rita === undefined || key === undefined) throw new Error('rita has a key');
    rita.keys = [{ ...key, revoked: { at: '2031-05-10T12:30:00Z', reason: 'laptop lost' } }];
    expect(verdict(attested.bundle, undefined, now)).toBe('sig-key-not-authorized/4');
  });

  it('is believed by a trust document that was issued since and lists the same people', () => {
    expect(verdict(attested.bundle, undefined, { ...trust(), version: 2, issuedAt: '2031-05-10T12:30:00Z' })).toBe(
      'accepted',
    );
  });

  it('is refused where an approval is replaced by another of the same people', async () => {
    const all = lines(attested.bundle);
    const last = all.at(-1) ?? '';
    const envelope = parseEnvelope(Buffer.from(last), { path: 'l' });
    const again = encodeEnvelope(signEnvelope(envelope.payloadType, Buffer.from('{}'), [exampleSigner('rita')]));
    expect(verdict(joined(all.with(-1, again.trimEnd())))).toBe('attestation-input/4');
  });
});

describe('a certification for production', () => {
  it('is refused by a key that was made for tests, and believed by one that was not', async () => {
    const { bundle } = await attest({ mode: 'production' });
    expect(verdict(bundle)).toBe('attestation-test-key/4');
    const real = trust();
    for (const { keys } of real.principals) for (const key of keys) key.use = 'production';
    expect(verdict(bundle, undefined, real)).toBe('decision-differs/4');
    const none = await attest(
      { mode: 'production' },
      { register: undefined, approvals: undefined, waivers: undefined },
    );
    expect(verdict(none.bundle)).toBe('attestation-test-key/4');
    expect(verdict(none.bundle, undefined, real)).toBe('accepted');
  });
});

describe('evidence that its producer signed', () => {
  const people = { ...PEOPLE, scanner: ['evidence-producer'] } as const;
  it('travels as it was signed, and is verified again', async () => {
    writeJson(space(), 'trust.json', trust(people));
    const file = signStatement(evidenceStatement(await scan()), [exampleSigner('scanner')]);
    space().write('evidence/scan.json', file);
    const { certification, bundle } = await attest({}, {});
    expect(certification.decision).toBe('go');
    // Files stand in the order of their digests.
    expect(lines(bundle)).toContain(file.trimEnd());
    expect(verdict(bundle, undefined, trust(people))).toBe('accepted');
    expect(verdict(bundle.replace(file, ''), undefined, trust(people))).toBe('attestation-incomplete/4');
    const other = signStatement(evidenceStatement(await scan({ status: 'skip' })), [exampleSigner('scanner')]);
    expect(verdict(bundle.replace(file, other), undefined, trust(people))).toBe('attestation-input/4');
    expect(verdict(bundle)).toBe('sig-key-unknown/4');
    const reader = trust({ ...people, scanner: ['reader'] });
    expect(verdict(bundle, undefined, reader)).toBe('decision-differs/4');
  });

  it('is refused where it was signed for something else, even if the gate signed that', async () => {
    writeJson(space(), 'trust.json', trust(people));
    const statement = evidenceStatement(await scan());
    const file = signStatement(statement, [exampleSigner('scanner')]);
    space().write('evidence/scan.json', file);
    const { bundle } = await attest({}, {});
    const subjects = statement.subjects.map((one) => ({ ...one, name: 'another' }));
    const swapped = signStatement({ ...statement, subjects }, [exampleSigner('scanner')]);
    const record = forged(
      1,
      ({ predicate }) => {
        const text = JSON.stringify(predicate).replaceAll(digestBytes(file), digestBytes(swapped));
        Object.assign(predicate, JSON.parse(text));
      },
      bundle,
    );
    // Files stand in the order of their digests, at the end: two approvals and the evidence.
    const files = lines(record)
      .slice(-3)
      .map((line) => (`${line}\n` === file ? swapped : `${line}\n`));
    files.sort((a, b) => (digestBytes(a) < digestBytes(b) ? -1 : 1));
    const changed = joined(lines(record).slice(0, -3)) + files.join('');
    expect(verdict(changed, undefined, trust(people))).toBe('evidence-subject/4');
  });

  it('stays at home where it names a folder of the machine', async () => {
    writeJson(space(), 'trust.json', trust(people));
    const evidence = await scan({ annotations: { log: `${space().path}/scan.log` } });
    const file = signStatement(evidenceStatement(evidence), [exampleSigner('scanner')]);
    space().write('evidence/scan.json', file);
    const { bundle } = await attest({}, {});
    expect(bundle).not.toContain(file.trimEnd());
    expect(verdict(bundle)).toBe('accepted');
  });
});

/** A bundle in which the gate's own key signed something else: what only deciding again can see. */
function forged(index: number, change: (payload: Payload) => void, bundle = attested.bundle): string {
  const all = lines(bundle);
  const payload = payloadOf(all[index]);
  change(payload);
  const envelope = {
    payloadType: 'application/vnd.in-toto+json',
    payload: Buffer.from(JSON.stringify(payload)),
    signatures: [],
  };
  return joined(all.with(index, encodeEnvelope(addSignatures(envelope, [exampleSigner('robot')])).trimEnd()));
}

describe('what the gate itself signed is refused', () => {
  it.each<[string, number, (payload: Payload) => void]>([
    ['a decision that its record does not give', 0, ({ predicate }) => Object.assign(predicate, { decision: 'go' })],
    [
      'a record of another certification',
      1,
      ({ predicate }) => Object.assign(predicate, { certificationDigest: `sha256:${'0'.repeat(64)}` }),
    ],
    ['a record without its approvals', 1, ({ predicate }) => Object.assign(predicate, { approvals: [] })],
    ['a record without its evidence', 1, ({ predicate }) => Object.assign(predicate, { evidence: [] })],
    [
      'a summary that says more',
      2,
      ({ predicate }) => Object.assign(predicate, { verifiedLevels: ['ASSAY_RELEASE_CANDIDATE_GO'] }),
    ],
    [
      'a summary of another artifact',
      2,
      ({ subject }) => Object.assign(subject[0] ?? {}, { digest: { sha256: '0'.repeat(64) } }),
    ],
  ])('%s', (_, index, change) => {
    expect(verdict(forged(index, change))).toBe('attestation-differs/4');
  });

  it('a bundle that agrees with itself and not with the gate', () => {
    const { certification, record } = believe(attested.bundle);
    const requirements = certification.requirements.map((one) => ({ ...one, outcome: 'pass' as const }));
    const better = { ...certification, decision: 'go' as const, requirements };
    const said = certificationStatements(better, { ...record, certificationDigest: digestJson(better) });
    const signed = said.map((statement) => signStatement(statement, [exampleSigner('robot')]));
    expect(verdict(signed.join('') + joined(lines(attested.bundle).slice(signed.length)))).toBe('decision-differs/4');
  });

  it('evidence that its record names by another digest', () => {
    const change = ({ predicate }: Payload): void => {
      const [first] = predicate.evidence as { document: { status: string } }[];
      if (first) first.document.status = 'warn';
    };
    expect(verdict(forged(1, change))).toBe('attestation-differs/4');
  });
});

describe('what others may read in it', () => {
  it('tells go from go-with-waivers by the level, and a no-go by none', async () => {
    const levels = (bundle: string): unknown[] =>
      lines(bundle)
        .map(payloadOf)
        .flatMap(({ predicateType, predicate }) =>
          predicateType === 'https://slsa.dev/verification_summary/v1' ? [predicate.verifiedLevels] : [],
        );
    expect(new Set(levels(attested.bundle).flat())).toEqual(new Set(['ASSAY_RELEASE_CANDIDATE_GO_WITH_WAIVERS']));
    await withScan();
    expect(new Set(levels((await attest()).bundle).flat())).toEqual(new Set(['ASSAY_RELEASE_CANDIDATE_GO']));
    writeJson(space(), 'policy.json', smallPolicy({ 'security.scan': { waivable: 'never' } }));
    const stopped = await attest();
    expect(stopped.certification.decision).toBe('no-go');
    expect(new Set(levels(stopped.bundle).flat())).toEqual(new Set(['FAILED']));
    expect(verdict(stopped.bundle)).toBe('accepted');
  });

  it('keeps what is waived failed or not run, and out of what is met', () => {
    const [simple, tests] = lines(attested.bundle).map(payloadOf).slice(-5, -3);
    expect(simple?.predicateType).toBe('https://in-toto.io/attestation/svr/v0.2');
    expect(simple?.predicate.properties).toEqual([
      'ASSAY_CATALOG_METADATA',
      'ASSAY_CLIENTS_DRIFT',
      'ASSAY_COMPAT',
      'ASSAY_PLATFORM_API_CONTRACT',
      'ASSAY_PLATFORM_API_HISTORY',
    ]);
    expect(tests?.predicate).toMatchObject({
      result: 'FAILED',
      failedTests: [],
      'https://assay.dev/ns/notRunTests': ['security.scan'],
    });
  });

  it('is about each artifact by its own digest', () => {
    const { candidate } = attested.certification;
    const summaries = lines(attested.bundle)
      .map(payloadOf)
      .filter(({ predicateType }) => predicateType.includes('slsa.dev'));
    expect(summaries.map(({ subject }) => [subject[0]?.name, `sha256:${subject[0]?.digest.sha256}`])).toEqual(
      candidate.artifacts.map(({ name, digest }) => [name, digest]),
    );
    expect(Object.keys(PEOPLE)).toHaveLength(3);
  });
});
