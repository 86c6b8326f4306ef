import type { ContractInput } from '../../src/check/contract-input.ts';
import type { HistoryInput } from '../../src/check/history-input.ts';
import type { ContractSource, LoadedContract } from '../../src/contract/model.ts';
import { toSnapshot } from '../../src/contract/snapshot.ts';
import validateSource from '../../src/formats/generated/validators/contract.js';
import { validateDocument } from '../../src/formats/validate.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json/value.ts';
import { Fields } from './fields.ts';

/** Members of a contract or endpoint fixture besides `expected`; everything that a case does not turn on has a default. */
export const CONTRACT_MEMBERS = ['contract', 'history', 'current'];

/**
 * A contract fixture as the rules' input: `contract` alone, or `history` ({file: version, contract}) with `current`.
 * Every descriptor is completed with defaults, then validated as a real source is.
 */
export function contractFixture(fixture: Fields): ContractInput & HistoryInput {
  return {
    contract: loadedContract(fixture.value('contract') ?? {}, 'contract.json'),
    history: {
      path: 'history',
      releases: fixture.list('history').map((release) => {
        const fields = new Fields(release, ['file', 'contract', 'canonical']);
        const named = fields.number('file', 1);
        const contract = loadedContract(fields.value('contract') ?? {}, `history/${named}.json`);
        return { named, contract, canonical: fields.flag('canonical', true) };
      }),
    },
    ...(fixture.has('current') ? { current: loadedContract(fixture.value('current') ?? {}, 'contract.json') } : {}),
  };
}

const ENDPOINT = {
  routeFamily: 'fixture',
  method: 'GET',
  routeTemplate: '/fixture',
  actionLabel: 'fixture',
  requiredCapabilities: [],
  hostOperatorBypassAllowed: true,
  appProcessPrincipalsAllowed: true,
  appBrowserPrincipalsAllowed: true,
};
const DESCRIPTOR = { stability: 'stable', sinceContractVersion: 1, description: '' };
const CAPABILITY = { name: 'fixture.read', ...DESCRIPTOR };
const METHOD = { name: 'call', ...DESCRIPTOR, input: true, output: true };
const EVENT = { name: 'changed', ...DESCRIPTOR, payload: true };

/** A contract whose descriptors are completed with defaults, validated as a real source is. */
export function loadedContract(value: JsonValue, path: string, contractVersion = 1): LoadedContract {
  const given = completed({}, value);
  const contract = {
    apiVersion: 'v1',
    contractVersion,
    generatedBy: 'fixture',
    stabilityPolicy: 'none',
    ...given,
    capabilities: list(given.capabilities ?? []).map((item) => completed(CAPABILITY, item)),
    endpoints: list(given.endpoints ?? [{}]).map((item) => completed({ ...ENDPOINT, ...DESCRIPTOR }, item)),
    services: list(given.services ?? []).map(service),
  };
  const source = { kind: 'assay.contract', schemaVersion: 1, contract };
  const locate = (pointer: string) => ({ path, line: 1, column: 1, pointer });
  const { contract: typed } = validateDocument<ContractSource>({ value: source, locate }, validateSource, 'fixture');
  // Findings are compared in any order of the lists, so places do not count on it.
  return { contract: typed, digest: toSnapshot(typed).digest, form: 'source', path, locate: () => ({ path }) };
}

function service(value: JsonValue): JsonObject {
  const { methods, events, ...rest } = completed({ namespace: 'fixture/v1', description: '' }, value);
  return {
    ...rest,
    methods: list(methods ?? []).map((item) => completed(METHOD, item)),
    events: list(events ?? []).map((item) => completed(EVENT, item)),
  };
}

function completed(defaults: JsonObject, value: JsonValue): JsonObject {
  if (!isJsonObject(value)) throw new Error('expected an object');
  return { ...defaults, ...value };
}

function list(value: JsonValue): readonly JsonValue[] {
  if (!Array.isArray(value)) throw new Error('expected a list');
  return value;
}
