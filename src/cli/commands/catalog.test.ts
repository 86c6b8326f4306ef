import { sign as cryptoSign } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOG, catalogDesk, SIGNATURE, testKey, trustedKeys } from '../../../testing/signed-catalog.ts';
import type { CatalogReport } from '../../formats/generated/catalog-report.ts';
import validateReport from '../../formats/generated/validators/catalog-report.js';

const desk = catalogDesk();
afterAll(() => desk.remove());
const file = (name: string): string => join(desk.path, name);
const text = (name: string): string => readFileSync(file(name), 'utf8');
const VERIFY = `catalog verify --catalog ${CATALOG} --trusted-keys trusted.properties`;
const json = (stdout: string): CatalogReport => {
  const report = JSON.parse(stdout);
  expect(validateReport(report), stdout).toBe(true);
  return report;
};
const codes = (stdout: string): unknown => {
  const { code, legacyCode } = JSON.parse(stdout).error;
  return [code, legacyCode];
};

beforeAll(async () => {
  desk.offer('reader', ['api.minimumVersion=1', 'api.maximumTestedVersion=4'], ['license=MIT', 'channel=stable']);
  desk.offer('writer', ['app.permissions=queue.read,queue.write']);
  desk.offer('player');
  await desk.publish('reader', 'writer', 'player');
});

/** Puts files back as they were before a test. */
async function restored(names: readonly string[], run: () => Promise<void>): Promise<void> {
  const kept = names.map((name) => [name, existsSync(file(name)) ? readFileSync(file(name)) : undefined] as const);
  try {
    await run();
  } finally {
    for (const [name, bytes] of kept) {
      rmSync(file(name), { force: true });
      if (bytes !== undefined) writeFileSync(file(name), bytes);
    }
  }
}

/** Other bytes, rightly signed: what is wrong in them must not keep them from it. */
function resign(bytes: string): void {
  const value = cryptoSign(null, Buffer.from(bytes), desk.key.privateKey).toString('base64');
  writeFileSync(file(CATALOG), bytes);
  writeFileSync(file(SIGNATURE), text(SIGNATURE).replace(/(base64=).*/, `$1${value}`));
}

describe('from descriptors to a signed catalog', () => {
  it('is verified, and every entry agrees with its bundle', async () => {
    const verified = json((await desk.assay(`${VERIFY} --json`)).stdout);
    expect(verified).toMatchObject({
      action: 'verified',
      catalog: { id: 'core', version: 3, generatedAt: '2026-01-31T12:00:00Z' },
      signature: { status: 'verified', keyId: 'catalog-1', keyStatus: 'active', purpose: 'routine' },
      summary: { errors: 0, warnings: 0 },
    });
    expect(verified.entries.map(({ id }) => id)).toEqual(['reader', 'writer', 'player']);
  });

  it('has a signature over the exact bytes', () => {
    const value = /value\.base64=(.*)/.exec(text(SIGNATURE))?.[1];
    expect(value).toBe(cryptoSign(null, readFileSync(file(CATALOG)), desk.key.privateKey).toString('base64'));
  });

  it('signs with an encrypted key too', async () => {
    const env = { PASS: 'correct horse battery staple' };
    await desk.assay(
      'keys generate --key-id locked --private-key-file locked.pem --public-key-file locked.pub --passphrase-env PASS --trusted-keys-file locked.properties',
      { env },
    );
    await restored([SIGNATURE], async () => {
      const line = `catalog sign --catalog ${CATALOG} --key-id locked --private-key-file locked.pem`;
      expect((await desk.assay(line)).stderr).toContain('no passphrase was given');
      expect((await desk.assay(`${line} --passphrase-env PASS`, { env })).exit).toBe(0);
      const verify = `catalog verify --catalog ${CATALOG} --trusted-keys locked.properties --expected-key-id locked`;
      expect((await desk.assay(verify)).exit).toBe(0);
    });
  });
});

describe('a key that readers are to trust', () => {
  const SIGN = `catalog sign --catalog ${CATALOG} --private-key-file key.pem --trusted-keys readers.properties`;

  it('signs under the id that their list has', () =>
    restored([SIGNATURE], async () => {
      writeFileSync(file('readers.properties'), trustedKeys(testKey('other'), desk.key));
      expect((await desk.assay(`${SIGN} --key-id catalog-1`)).exit).toBe(0);
    }));

  it.each<[string, string, () => string, string, string]>([
    [
      'under an id of its own',
      'mine',
      () => trustedKeys(desk.key),
      'sig-key-unknown',
      'it has this key as "catalog-1"',
    ],
    ['that nobody knows', 'mine', () => trustedKeys(testKey('x')), 'sig-key-unknown', 'lists no key "mine"'],
    ['that is another', 'x', () => trustedKeys(testKey('x')), 'keyid-mismatch', 'has another key as "x"'],
    [
      'that is being retired',
      'catalog-1',
      () => trustedKeys({ ...desk.key, life: { status: 'retiring' } }),
      'sig-key-not-authorized',
      'is retiring',
    ],
    [
      'whose window is over at this very instant',
      'catalog-1',
      () => trustedKeys({ ...desk.key, life: { 'valid.until': '2026-01-31T12:00:00Z' } }),
      'sig-key-not-authorized',
      'was valid until',
    ],
  ])('signs nothing %s', (_, id, keys, code, says) =>
    restored([SIGNATURE], async () => {
      rmSync(file(SIGNATURE));
      writeFileSync(file('readers.properties'), keys());
      const run = await desk.assay(`${SIGN} --key-id ${id} --json`);
      const { error } = JSON.parse(run.stdout);
      expect([run.exit, error.code]).toEqual([4, code]);
      expect(error.message).toContain(says);
      expect(existsSync(file(SIGNATURE))).toBe(false);
    }),
  );
});

describe('a program that signs', () => {
  const program = (script: string): void => {
    writeFileSync(file('signer'), `#!/usr/bin/env node\n${script}`);
    chmodSync(file('signer'), 0o755);
  };
  const env = { PATH: process.env.PATH ?? '' };
  const LINE = `catalog sign --catalog ${CATALOG} --key-id card --signer ./signer --public-key-file key.pub`;
  const ANSWER = `const {sign,createPrivateKey}=require('node:crypto');const fs=require('node:fs');
    const s=sign(null,fs.readFileSync(0),createPrivateKey(fs.readFileSync('key.pem')));`;

  beforeAll(() => {
    const pem = `-----BEGIN PUBLIC KEY-----\n${desk.key.spki}\n-----END PUBLIC KEY-----\n`;
    writeFileSync(file('key.pub'), pem);
  });

  it.each([
    ['raw', `${ANSWER}process.stdout.write(s)`],
    ['in base64', `${ANSWER}console.log(s.toString('base64'))`],
  ])('may answer %s', (_, script) =>
    restored([SIGNATURE], async () => {
      program(script);
      rmSync(file(SIGNATURE));
      expect((await desk.assay(LINE, { env })).exit).toBe(0);
      writeFileSync(file('card.properties'), trustedKeys({ ...desk.key, id: 'card' }));
      expect((await desk.assay(`catalog verify --catalog ${CATALOG} --trusted-keys card.properties`)).exit).toBe(0);
    }),
  );

  it.each([
    ['another signature', `${ANSWER}s[0]^=1;process.stdout.write(s)`, 'signer-signature-invalid', 4],
    ['nothing', '', 'signer-signature-invalid', 4],
    ['a failure', 'process.exit(3)', 'signer-failed', 6],
  ])('answers %s: nothing is written', (_, script, code, exit) =>
    restored([SIGNATURE], async () => {
      program(script);
      rmSync(file(SIGNATURE));
      const run = await desk.assay(`${LINE} --json`, { env });
      expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([exit, code]);
      expect(existsSync(file(SIGNATURE))).toBe(false);
    }),
  );

  it.each([
    ['', 'signer-count'],
    ['--private-key-file key.pem --signer ./signer', 'signer-count'],
    ['--signer ./signer', 'signer-options'],
    ['--private-key-file key.pem --public-key-file key.pub', 'signer-options'],
    ['--signer ./signer --public-key-file key.pub --passphrase-env P', 'signer-options'],
  ])('is named %j', async (flags, code) => {
    const run = await desk.assay(`catalog sign --catalog ${CATALOG} --key-id card ${flags} --json`);
    expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([2, code]);
  });
});

describe('the platform’s error codes', () => {
  it.each<[string, string, number, () => void, string]>([
    ['catalog-signature-missing', 'catalog_signature_missing', 4, () => rmSync(file(SIGNATURE)), ''],
    ['sig-sidecar-malformed', 'invalid_catalog_signature', 4, () => writeFileSync(file(SIGNATURE), 'x\n'), ''],
    ['sig-key-unexpected', 'invalid_catalog_signature', 4, () => {}, '--expected-key-id other'],
    ['catalog-id-mismatch', 'catalog_id_mismatch', 4, () => {}, '--expected-catalog-id other'],
    [
      'invalid-catalog-entry',
      'invalid_catalog_entry',
      3,
      () => resign(text(CATALOG).replace('app.reader.license', 'app.reader.licence')),
      '',
    ],
    [
      'invalid-catalog-source',
      'invalid_catalog_source',
      3,
      () => {
        writeFileSync(file('elsewhere'), text(CATALOG));
        rmSync(file(CATALOG));
        symlinkSync(file('elsewhere'), file(CATALOG));
      },
      '',
    ],
  ])('%s is %s', (code, legacy, exit, act, flags) =>
    restored([CATALOG, SIGNATURE], async () => {
      act();
      const run = await desk.assay(`${VERIFY} ${flags} --json`);
      expect(codes(run.stdout)).toEqual([code, legacy]);
      expect(run.exit).toBe(exit);
    }),
  );

  it('a URI is an unsupported source', async () => {
    const line = 'catalog verify --catalog https://apps.example.invalid/c --trusted-keys trusted.properties --json';
    const run = await desk.assay(line);
    expect(codes(run.stdout)).toEqual(['unsupported-catalog-source', 'unsupported_catalog_source']);
    expect(run.exit).toBe(2);
  });

  it('a signature is refused before a byte of a broken catalog is parsed', () =>
    restored([CATALOG], async () => {
      writeFileSync(file(CATALOG), 'catalog.version=99\n');
      expect(codes((await desk.assay(`${VERIFY} --json`)).stdout)).toEqual([
        'sig-invalid',
        'invalid_catalog_signature',
      ]);
    }));
});

describe('a catalog from the future', () => {
  // The clock stands at 2026-01-31T12:00:00Z.
  const dated = (date: string): string => text(CATALOG).replace(/(generatedAt=).*/, `$1${date}`);
  const LATE = '2026-01-31T12:05:01Z';

  it('may be ahead by what clocks differ, and no more', () =>
    restored([CATALOG, SIGNATURE], async () => {
      const verify = async (date: string, flags = ''): Promise<unknown> => {
        resign(dated(date));
        const run = await desk.assay(`${VERIFY} --json ${flags}`);
        return [run.exit, ...json(run.stdout).findings.map(({ ruleId, severity }) => `${ruleId} ${severity}`)];
      };
      expect(await verify('2026-01-31T12:05:00Z')).toEqual([0]);
      expect(await verify(LATE)).toEqual([1, 'catalog/date-in-future error']);
      expect(await verify(LATE, '--now 2026-01-31T12:00:01Z')).toEqual([0]);
    }));

  it('by SOURCE_DATE_EPOCH too', () =>
    restored([CATALOG, SIGNATURE], async () => {
      resign(dated('2026-01-31T12:00:00Z'));
      expect((await desk.assay(VERIFY, { env: { SOURCE_DATE_EPOCH: '1769860500' } })).exit).toBe(0);
      expect((await desk.assay(VERIFY, { env: { SOURCE_DATE_EPOCH: '1769860499' } })).exit).toBe(1);
    }));

  it('is not signed', () =>
    restored([CATALOG, SIGNATURE], async () => {
      writeFileSync(file(CATALOG), dated(LATE));
      rmSync(file(SIGNATURE));
      const sign = `catalog sign --catalog ${CATALOG} --key-id catalog-1 --private-key-file key.pem`;
      expect(await desk.assay(sign)).toMatchObject({ exit: 1, stdout: expect.stringContaining('date-in-future') });
      expect(existsSync(file(SIGNATURE))).toBe(false);
      expect((await desk.assay(`${sign} --now 2026-02-01T00:00:00Z`)).exit).toBe(0);
    }));
});

describe('keys by their life', () => {
  const window = { 'valid.from': '2026-01-01T00:00:00Z', 'valid.until': '2026-01-31T12:00:00Z' };
  const early = { 'valid.from': '2026-01-31T12:00:00Z', 'valid.until': '2027-01-01T00:00:00Z' };
  // The clock stands at 2026-01-31T12:00:00Z: a window is half-open.
  it.each<[string, Record<string, string>, number, number]>([
    ['active', {}, 0, 0],
    ['retiring', { status: 'retiring' }, 4, 0],
    ['retired', { status: 'retired' }, 4, 0],
    ['revoked', { status: 'revoked' }, 4, 4],
    ['active, window over at this very instant', window, 4, 4],
    ['active, window opens at this very instant', early, 0, 0],
    ['retired, window over', { status: 'retired', ...window }, 4, 4],
  ])('%s', async (_, life, routine, historical) => {
    writeFileSync(file('life.properties'), trustedKeys({ ...desk.key, life }));
    const line = `catalog verify --catalog ${CATALOG} --trusted-keys life.properties --purpose`;
    expect((await desk.assay(`${line} routine`)).exit).toBe(routine);
    expect((await desk.assay(`${line} historical`)).exit).toBe(historical);
  });

  it('another key, and one that nobody knows', async () => {
    writeFileSync(file('other.properties'), trustedKeys({ ...testKey('x'), id: desk.key.id }));
    writeFileSync(file('unknown.properties'), trustedKeys(testKey('x')));
    const verify = (keys: string) => desk.assay(`catalog verify --catalog ${CATALOG} --trusted-keys ${keys} --json`);
    expect(codes((await verify('other.properties')).stdout)).toEqual(['sig-invalid', 'invalid_catalog_signature']);
    expect(codes((await verify('unknown.properties')).stdout)).toEqual([
      'sig-key-unknown',
      'invalid_catalog_signature',
    ]);
  });

  it('a key of catalogs may not be a reviewer', async () => {
    const lines = ['trusted.reviewers.version=1', 'reviewer.1.id=r', 'reviewer.1.algorithm=Ed25519'];
    writeFileSync(
      file('reviewers.properties'),
      `${[...lines, `reviewer.1.public.key.base64=${desk.key.spki}`].join('\n')}\n`,
    );
    const run = await desk.assay(`${VERIFY} --trusted-reviewers reviewers.properties --json`);
    expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([4, 'key-reuse']);
  });
});
