// Mutated approvals and registers: whatever is done to a signed file, it counts for nothing, or says what was signed.
// ASSAY_MUTATIONS sets how many of each; the nightly run takes 10,000.
import { describe, expect, test } from 'vitest';
import { approvalStatement, registerStatement } from '../src/attest/waiver-statements.ts';
import { verifiedApproval, verifiedRegister } from '../src/certify/read-approvals.ts';
import type { RunTrust } from '../src/certify/read-trust.ts';
import { isSigned, type ReadApproval } from '../src/decide/approval.ts';
import { decide } from '../src/decide/decide.ts';
import type { Approval } from '../src/formats/generated/approval.ts';
import type { WaiverRegister } from '../src/formats/generated/waiver-register.ts';
import { digestBytes, digestJson } from '../src/model/digest.ts';
import { AssayError } from '../src/model/errors.ts';
import { canonicalJson } from '../src/model/json/canonical.ts';
import { signStatement } from '../src/trust/statement/sign-statement.ts';
import { exampleKey, exampleSigner } from './example-keys.ts';
import {
  approval,
  document,
  evidence,
  finding,
  RUN,
  readWaiver,
  register,
  requirement,
  waiver,
} from './gate-fixtures.ts';

const COUNT = Number(process.env.ASSAY_MUTATIONS ?? 600);

/** Mulberry32: the same mutations in every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const PEOPLE = { rita: ['release-manager'], otto: ['risk-owner'], ann: ['security'] } as const;
const trust = trustOfFixture();

function trustOfFixture(): RunTrust {
  const keys = Object.keys(PEOPLE).map((who) => {
    const { publicKey } = exampleKey(who);
    return { publicKey, id: publicKey.fingerprint, principal: `mailto:${who}@example.org`, use: 'production' as const };
  });
  const roles = new Map(
    Object.entries(PEOPLE).map(([who, own]) => [`mailto:${who}@example.org`, own as readonly string[]]),
  );
  return {
    path: 'trust.json',
    digest: digestBytes('trust'),
    keys: { trusted: keys, refused: [] },
    hasRole: (principal, role) => roles.get(principal)?.includes(role) ?? false,
  };
}

const asked = readWaiver(waiver('scan'));
const APPROVAL = approval(waiver('scan')).approval;
const REGISTER = register([asked], []).register;
const other = 'mailto:otto@example.org';
const texts = {
  approval: signStatement(approvalStatement(APPROVAL), [exampleSigner('rita')]),
  register: signStatement(registerStatement(REGISTER), [exampleSigner('rita')]),
};

type Mutate = (text: string, below: (n: number) => number) => string;

/** Bytes of the file, anywhere. */
const BYTES: readonly Mutate[] = [
  (text, below) => {
    const bytes = Buffer.from(text);
    const at = below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    return bytes.toString('latin1');
  },
  (text, below) => text.slice(0, below(text.length)),
  (text, below) => {
    const at = below(text.length);
    return text.slice(0, at) + text.slice(at + 1 + below(8));
  },
  (text, below) => {
    const at = below(text.length);
    return text.slice(0, at) + String.fromCharCode(32 + below(95)) + text.slice(at);
  },
  (text, below) => {
    const [a, b] = [below(text.length), below(text.length)].sort((x, y) => x - y);
    return text.slice(0, a) + text.slice(b ?? 0) + text.slice(a, b);
  },
];

interface Envelope {
  payload: string;
  payloadType: string;
  signatures: { keyid?: string; sig: string }[];
}

function inEnvelope(change: (envelope: Envelope, below: (n: number) => number) => void): Mutate {
  return (text, below) => {
    const envelope: Envelope = JSON.parse(text);
    change(envelope, below);
    return JSON.stringify(envelope);
  };
}

/** Members of the predicate and what they are changed to. */
const VALUES = [
  other,
  'mailto:ann@example.org',
  'security',
  'release-manager',
  'reject',
  '2031.6',
  '',
  null,
  0,
  99,
  true,
  [],
  {},
  digestJson('x'),
  '2031-05-10T12:00:00Z',
  'WVR-2031-0002',
];

function inPayload(change: (statement: Record<string, unknown>, below: (n: number) => number) => void): Mutate {
  return inEnvelope((envelope, below) => {
    const statement = JSON.parse(Buffer.from(envelope.payload, 'base64').toString());
    change(statement, below);
    envelope.payload = Buffer.from(canonicalJson(statement)).toString('base64');
  });
}

const pick = <T>(list: readonly T[], below: (n: number) => number): T => list[below(list.length)] as T;

const FIELDS: readonly Mutate[] = [
  inPayload((statement, below) => {
    const predicate = statement.predicate as Record<string, unknown>;
    predicate[pick(Object.keys(predicate), below)] = pick(VALUES, below);
  }),
  inPayload((statement, below) => {
    const predicate = statement.predicate as Record<string, unknown>;
    delete predicate[pick(Object.keys(predicate), below)];
  }),
  inPayload((statement, below) => {
    (statement.predicate as Record<string, unknown>)[`extra${below(9)}`] = pick(VALUES, below);
  }),
  inPayload((statement, below) => {
    statement.predicateType = pick(
      ['https://assay.dev/approval/v1', 'https://assay.dev/waiver-register/v1', 'x'],
      below,
    );
  }),
  inPayload((statement) => {
    statement.subject = [{ name: 'x', digest: { sha256: 'a'.repeat(64) } }];
  }),
  inEnvelope((envelope, below) => {
    const [signature] = envelope.signatures;
    if (signature)
      signature.keyid = pick(
        Object.keys(PEOPLE).map((who) => exampleKey(who).publicKey.fingerprint),
        below,
      );
  }),
  inEnvelope((envelope) => {
    envelope.signatures = [...envelope.signatures, ...envelope.signatures];
  }),
  inEnvelope((envelope) => {
    envelope.signatures = [];
  }),
  inEnvelope((envelope, below) => {
    envelope.payloadType = pick(
      ['application/vnd.in-toto+json;x', 'application/json', 'APPLICATION/VND.IN-TOTO+JSON', ''],
      below,
    );
  }),
  inEnvelope((envelope) => {
    envelope.payload = envelope.payload.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  }),
  inEnvelope((envelope, below) => {
    const [signature] = envelope.signatures;
    if (signature) signature.sig = Buffer.from(Array.from({ length: 64 }, () => below(256))).toString('base64');
  }),
];

/** Statements that somebody else signed: a key of another principal, or one that nobody lists. */
const SIGNERS: readonly Mutate[] = ['eve', 'otto', 'ann'].map((who) => (text) => {
  const statement = JSON.parse(Buffer.from(JSON.parse(text).payload, 'base64').toString());
  const subjects = statement.subject.map(({ name, digest }: { name: string; digest: { sha256: string } }) => ({
    name,
    digest: `sha256:${digest.sha256}`,
  }));
  return signStatement({ ...statement, subjects }, [exampleSigner(who)]);
});

const ALL = [...BYTES, ...FIELDS, ...SIGNERS];

/** What a mutated file is read as; undefined where it is refused. Any other error is a bug. */
function read<T>(reader: () => T): T | undefined {
  try {
    return reader();
  } catch (error) {
    if (error instanceof AssayError && (error.kind === 'input' || error.kind === 'integrity')) return undefined;
    throw error;
  }
}

function* mutants(text: string, seed: number): Generator<string> {
  const below = random(seed);
  for (let made = 0; made < COUNT; ) {
    let mutant = pick(ALL, below)(text, below);
    if (below(4) === 0) mutant = pick(BYTES, below)(mutant, below);
    if (mutant === text) continue;
    made += 1;
    yield mutant;
  }
}

describe(`of ${COUNT} mutants each`, { timeout: 30_000 + COUNT * 20 }, () => {
  test('no approval says anything but what its principal signed, and none lets a waiver pass that the register lists otherwise', () => {
    const original: Approval = verifiedApproval(Buffer.from(texts.approval), 'a.json', trust).approval;
    let refused = 0;
    const listed = register([asked], [signed(texts.approval, original)]);
    expect(stateWith(texts.approval, listed)).toBe('valid');
    for (const mutant of mutants(texts.approval, 1)) {
      const found = read(() => verifiedApproval(Buffer.from(mutant, 'latin1'), 'a.json', trust));
      if (found === undefined) refused += 1;
      else expect(canonicalJson(found.approval), mutant).toBe(canonicalJson(original));
      expect(stateWith(mutant, listed), mutant).not.toBe('valid');
    }
    // Only what nobody signs, as the key's name, may change without a refusal.
    expect(refused).toBeGreaterThan(COUNT * 0.8);
  });

  test('no register says anything but what the release manager signed', () => {
    const original: WaiverRegister = verifiedRegister(Buffer.from(texts.register), 'r.json', trust).register;
    let refused = 0;
    for (const mutant of mutants(texts.register, 2)) {
      const found = read(() => verifiedRegister(Buffer.from(mutant, 'latin1'), 'r.json', trust));
      if (found === undefined) refused += 1;
      else expect(canonicalJson(found.register), mutant).toBe(canonicalJson(original));
    }
    expect(refused).toBeGreaterThan(COUNT * 0.8);
  });
});

function signed(text: string, value: Approval) {
  return { location: { path: 'a.json' }, digest: digestBytes(text), approval: value, testKey: false };
}

/** The state of the waiver where this file is the only decision about it. */
function stateWith(text: string, listed: ReturnType<typeof register>): string | undefined {
  const found = read(() => verifiedApproval(Buffer.from(text, 'latin1'), 'a.json', trust));
  const digest = digestBytes(Buffer.from(text, 'latin1'));
  const one: ReadApproval = found
    ? { location: { path: 'a.json' }, digest, approval: found.approval, testKey: found.testKey }
    : { location: { path: 'a.json' }, digest, state: 'forged', reason: 'is refused', waiverId: 'WVR-2031-0001' };
  expect(isSigned(one)).toBe(found !== undefined);
  const { waivers } = decide({
    run: RUN,
    requirements: [{ policy: requirement('scan'), level: 'required', location: { path: 'policy.yaml' }, units: [{}] }],
    evidence: [document(evidence('scan', { status: 'fail', findings: [finding('a'), finding('b')] }))],
    waivers: [asked],
    approvals: [one],
    register: listed,
    knobs: {},
    policyPath: 'policy.yaml',
  });
  return waivers[0]?.state;
}
