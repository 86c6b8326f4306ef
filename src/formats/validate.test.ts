import { describe, expect, it } from 'vitest';
import { AssayError } from '../model/errors.ts';
import { parseJson } from '../model/json/parse.ts';
import type { JsonValue } from '../model/json/value.ts';
import type { ContractSource } from './generated/contract.ts';
import validateContract from './generated/validators/contract.js';
import validateSnapshot from './generated/validators/contract-snapshot.js';
import { validateDocument } from './validate.ts';

const CAPABILITY = { name: 'queue.read', stability: 'stable', sinceContractVersion: 1, description: '' };

function source(contract: Readonly<Record<string, JsonValue>>) {
  const usual = {
    apiVersion: 'v1',
    contractVersion: 1,
    generatedBy: 'x',
    stabilityPolicy: 'x',
    capabilities: [],
    endpoints: [],
  };
  return { kind: 'assay.contract', schemaVersion: 1, contract: { ...usual, ...contract } };
}

function failure(value: JsonValue, validator = validateContract): AssayError {
  try {
    validateDocument(parseJson(JSON.stringify(value), { path: 'contract.json' }), validator, 'contract source');
  } catch (error) {
    if (error instanceof AssayError) return error;
    throw error;
  }
  throw new Error('expected a fault');
}

describe('validateDocument', () => {
  it('names the path alone where nobody knows the line', () => {
    const place = (pointer: string) => ({ path: 'made-up', pointer });
    expect(() => validateDocument({ value: 1, locate: place }, validateContract, 'thing')).toThrow(
      /^made-up is not a valid thing/,
    );
  });

  it('gives a valid document back as it is', () => {
    const document = parseJson(JSON.stringify(source({ capabilities: [CAPABILITY] })), { path: 'contract.json' });
    expect(validateDocument<ContractSource>(document, validateContract, 'contract source')).toBe(document.value);
  });

  it.each<[string, JsonValue, string]>([
    [
      'an unknown member',
      source({ capabilites: [] }),
      '/contract has the unknown member "capabilites", did you mean "capabilities"?',
    ],
    ['an unknown member far from all', source({ zzz: 1 }), '/contract has the unknown member "zzz"'],
    [
      'a known member in the wrong place',
      source({ routeTemplate: 1 }),
      '/contract has the unknown member "routeTemplate"',
    ],
    [
      'a missing member',
      source({ capabilities: [{ stability: 'stable', sinceContractVersion: 1, description: '' }] }),
      '/contract/capabilities/0 lacks the member "name"',
    ],
    [
      'a value that is none of a few',
      source({ capabilities: [{ ...CAPABILITY, stability: 'solid' }] }),
      '/contract/capabilities/0/stability is "solid", expected "stable", "experimental"',
    ],
    ['another constant', { ...source({}), schemaVersion: 2 }, '/schemaVersion is 2, expected 1'],
    ['a wrong type', source({ contractVersion: '1' }), '/contract/contractVersion must be integer'],
    ['a fraction', source({ contractVersion: 1.5 }), '/contract/contractVersion must be integer'],
    ['a number below the least', source({ contractVersion: 0 }), '/contract/contractVersion must be >= 1'],
    [
      'a text of another form',
      source({ capabilities: [{ ...CAPABILITY, name: 'Queue' }] }),
      '/contract/capabilities/0/name must match pattern',
    ],
    ['no object', [], 'the document must be object'],
  ])('says of %s what and where', (_, value, words) => {
    const error = failure(value);
    expect(error).toMatchObject({ kind: 'input', code: 'schema-invalid', exitCode: 3 });
    expect(error.message).toContain(`is not a valid contract source: ${words}`);
    expect(error.message).toMatch(/^contract\.json:1:\d+ /);
  });

  it('points at the unknown member itself', () => {
    const value = source({ extra: { deep: 1 } });
    expect(failure(value).location).toMatchObject({ pointer: '/contract/extra', line: 1 });
    expect(failure(value).location?.column).toBe(JSON.stringify(value).indexOf('{"deep"') + 1);
  });

  it('leaves out the branch that nobody meant', () => {
    const { message } = failure(
      source({ capabilities: [{ ...CAPABILITY, deprecation: { note: null, removalContractVersion: null } }] }),
    );
    expect(message).toContain('/contract/capabilities/0/deprecation lacks the member "deprecatedSinceContractVersion"');
    expect(message).not.toContain('must be null');
  });

  it('names five faults and counts the rest', () => {
    const { message } = failure(source({ capabilities: Array.from({ length: 8 }, () => ({})) }));
    expect(message.match(/lacks the member/g)).toHaveLength(5);
    expect(message).toMatch(/; and \d+ more$/);
  });

  it('shows no long value', () => {
    const secret = 's'.repeat(60);
    expect(failure(source({ capabilities: [{ ...CAPABILITY, stability: secret }] })).message).not.toContain(secret);
    expect(failure(source({ capabilities: [{ ...CAPABILITY, stability: [secret] }] })).message).not.toContain(secret);
  });

  it('never shows more of a hostile name than fits a line', () => {
    const { message } = failure(source({ [`${'n'.repeat(500)}\u001b[2J`]: 1 }));
    expect(message).not.toContain('\u001b');
    expect(message.length).toBeLessThan(300);
  });

  it('knows the members of the formats that a format refers to', () => {
    const snapshot = { kind: 'assay.contract-snapshot', schemaVersion: 1, digest: `sha256:${'0'.repeat(64)}` };
    const { contract } = source({ endpionts: [] });
    expect(failure({ ...snapshot, contract }, validateSnapshot).message).toContain('did you mean "endpoints"?');
  });
});
