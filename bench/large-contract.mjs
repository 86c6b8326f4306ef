// A synthetic contract of n endpoints, the same for every run.
import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';

export function largeContract(n) {
  const capabilities = Array.from({ length: Math.max(1, n / 20) }, (_, i) => ({
    name: `area${i}.read`,
    stability: 'stable',
    sinceContractVersion: 1,
    deprecation: null,
    description: `Read the things of area ${i}.`,
  }));
  const endpoints = Array.from({ length: n }, (_, i) => ({
    routeFamily: `area${i % capabilities.length}`,
    method: ['GET', 'POST', 'PUT', 'DELETE'][i % 4],
    routeTemplate: `/area${i % capabilities.length}/things/{thingId}/part${i}`,
    actionLabel: `area${i % capabilities.length}.things.part${i}`,
    requiredCapabilities: [capabilities[i % capabilities.length].name],
    hostOperatorBypassAllowed: true,
    appProcessPrincipalsAllowed: true,
    appBrowserPrincipalsAllowed: i % 2 === 0,
    stability: i % 9 === 0 ? 'experimental' : 'stable',
    sinceContractVersion: 1,
    deprecation: null,
    description: `Read or change part ${i} of one thing.`,
  }));
  return {
    kind: 'assay.contract',
    schemaVersion: 1,
    contract: {
      apiVersion: 'v1',
      contractVersion: 1,
      generatedBy: 'bench',
      stabilityPolicy: 'Stable descriptors stay for two contract versions after their deprecation.',
      capabilities,
      endpoints,
    },
  };
}

/** Writes the contract as JSON and as YAML. */
export function writeLargeContract(n, jsonFile, yamlFile) {
  const contract = largeContract(n);
  writeFileSync(jsonFile, `${JSON.stringify(contract, null, 2)}\n`);
  writeFileSync(yamlFile, stringify(contract));
}
