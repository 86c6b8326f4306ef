// A whole platform in a temporary folder, as small as one can be, for tests of the gate from end to end.
import { packZip } from '../src/bundle/write-zip.ts';
import { generateClient } from '../src/codegen/index.ts';
import type { Contract } from '../src/contract/model.ts';
import { snapshotText, toSnapshot } from '../src/contract/snapshot.ts';
import type { PolicyRequirement } from '../src/formats/generated/policy.ts';
import { manifestLines, type Workspace, workspace } from './app-files.ts';
import { exampleTrust } from './example-keys.ts';

const ALWAYS = {
  pr: 'required',
  nightly: 'required',
  'release-candidate': 'required',
  production: 'required',
} as const;

/** The requirements of the small platform's policy, by id. */
export function smallPolicy(
  changes: Readonly<Record<string, Partial<PolicyRequirement>>> = {},
): Record<string, unknown> {
  const one = (id: string, run: PolicyRequirement['run']): PolicyRequirement => ({
    id,
    title: `Requirement ${id}`,
    owner: 'platform team',
    domain: 'platform',
    docs: 'docs/release.md',
    fix: `mend ${id}`,
    levels: ALWAYS,
    run,
    waivable: 'single',
    ...changes[id],
  });
  return {
    kind: 'assay.policy',
    schemaVersion: 1,
    requirements: [
      one('platform-api.contract', 'contract.snapshot'),
      one('platform-api.history', 'contract.history'),
      one('compat', 'compat.bundles'),
      one('catalog.metadata', 'catalog.entries'),
      one('clients.drift', 'clients.drift'),
      one('security.scan', 'evidence'),
    ],
  };
}

export const CONTRACT: Contract = {
  apiVersion: 'v1',
  contractVersion: 2,
  generatedBy: 'test',
  stabilityPolicy: 'what is stable stays',
  capabilities: [
    { name: 'queue.read', stability: 'stable', sinceContractVersion: 1, description: 'Read the queue.' },
    { name: 'queue.write', stability: 'experimental', sinceContractVersion: 2, description: 'Change the queue.' },
  ],
  endpoints: [
    {
      routeFamily: 'queue',
      method: 'GET',
      routeTemplate: '/queue',
      actionLabel: 'queue.list',
      requiredCapabilities: ['queue.read'],
      hostOperatorBypassAllowed: true,
      appProcessPrincipalsAllowed: true,
      appBrowserPrincipalsAllowed: true,
      stability: 'stable',
      sinceContractVersion: 1,
      description: 'Lists the queue.',
    },
    {
      routeFamily: 'queue',
      method: 'POST',
      routeTemplate: '/queue',
      actionLabel: 'queue.add',
      requiredCapabilities: ['queue.write'],
      hostOperatorBypassAllowed: true,
      appProcessPrincipalsAllowed: true,
      appBrowserPrincipalsAllowed: true,
      stability: 'experimental',
      sinceContractVersion: 2,
      description: 'Adds to the queue.',
    },
  ],
  services: [
    {
      namespace: 'jobs/v1',
      description: 'Jobs.',
      methods: [
        {
          name: 'list',
          description: 'Lists jobs.',
          stability: 'stable',
          sinceContractVersion: 1,
          input: { type: 'object', properties: {} },
          output: { type: 'object', properties: { count: { type: 'integer' } } },
        },
      ],
    },
  ],
};

const READER = ['app.permissions=queue.read', 'api.minimumVersion=1', 'api.maximumTestedVersion=2'];

/** Everything that `assay certify` judges, all of it right; only the evidence of security.scan is missing. */
export async function smallPlatform(): Promise<Workspace> {
  const space = workspace();
  const source = { kind: 'assay.contract', schemaVersion: 1, contract: CONTRACT };
  space.write('.git/HEAD', '');
  space.write('contract.json', JSON.stringify(source));
  space.write('snapshots/2.json', snapshotText(toSnapshot(CONTRACT)));
  const first: Contract = {
    ...CONTRACT,
    contractVersion: 1,
    capabilities: CONTRACT.capabilities.slice(0, 1),
    endpoints: CONTRACT.endpoints.slice(0, 1),
  };
  space.write('snapshots/1.json', snapshotText(toSnapshot(first)));
  space.app('apps/reader', manifestLines(...READER));
  space.write('apps/reader/bin/start.sh', '#!/bin/sh\n');
  space.write('apps/reader/static/index.html', '<p>reader</p>\n');
  const manifest = `${manifestLines(...READER).join('\n')}\n`;
  space.write(
    'dist/reader-1.0.0.zip',
    packZip([{ path: 'cryptad-app.properties', executable: false, read: () => Buffer.from(manifest) }]),
  );
  space.write('entries/reader.properties', entryText());
  for (const [name, text] of await generateClient(CONTRACT, 'typescript')) space.write(`client/${name}`, text);
  space.write('waivers/.keep', '');
  space.write('approvals/.keep', '');
  writeJson(space, 'trust.json', exampleTrust({ rita: ['release-manager'] }, 'example.org', '2031-01-01T00:00:00Z'));
  space.write('evidence/.keep', '');
  writeJson(space, 'policy.json', smallPolicy());
  writeJson(space, 'assay.config.json', smallConfig());
  return space;
}

export function smallConfig(): Record<string, unknown> {
  return {
    schemaVersion: 1,
    platform: 'small',
    release: '2031.5',
    mode: 'release-candidate',
    now: '2031-05-10T12:00:00Z',
    contract: { source: 'contract.json', snapshot: 'snapshots/2.json', history: 'snapshots' },
    apps: ['apps/reader'],
    catalog: { entries: ['entries/reader.properties'], bundles: 'dist' },
    clients: [{ language: 'typescript', output: 'client' }],
    policy: 'policy.json',
    waivers: 'waivers',
    approvals: 'approvals',
    trust: 'trust.json',
    evidence: 'evidence',
  };
}

export function entryText(permissions = 'queue.read'): string {
  const lines = [
    'artifact.path=reader-1.0.0.zip',
    'bundle.uri=https://apps.example.org/reader-1.0.0.zip',
    'summary=Reads the queue.',
    'app.id=reader',
    'version=1.0.0',
    `permissions=${permissions}`,
    'api.minimumVersion=1',
    'api.maximumTestedVersion=2',
  ];
  return `${lines.join('\n')}\n`;
}

export function writeJson(space: Workspace, file: string, value: unknown): void {
  space.write(file, `${JSON.stringify(value, null, 2)}\n`);
}
