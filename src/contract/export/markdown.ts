import type { Contract, Endpoint, Service, ServiceEvent, ServiceMethod } from '../model.ts';
import {
  callersWords,
  deprecationWords,
  type Reference,
  referenceOf,
  STABILITY_WORDS,
  schemaText,
  visible,
} from './reference.ts';

/** A contract as a reference in Markdown (GitHub's flavour): what apps may call, family by family. */
export function exportMarkdown(contract: Contract): string {
  const reference = referenceOf(contract);
  const { apiVersion, contractVersion, generatedBy, stabilityPolicy } = reference.contract;
  const blocks = [
    `# ${plain(generatedBy)}: API ${plain(apiVersion)}, contract version ${contractVersion}`,
    plain(stabilityPolicy),
    ...capabilityBlocks(reference),
    ...reference.families.flatMap(({ name, endpoints }) => [
      `## ${plain(name)}`,
      ...endpoints.flatMap((endpoint) => endpointBlocks(endpoint, apiVersion)),
    ]),
    ...reference.services.flatMap(serviceBlocks),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function capabilityBlocks({ capabilities }: Reference): string[] {
  if (capabilities.length === 0) return [];
  const rows = capabilities.map(({ name, stability, sinceContractVersion, description, deprecation }) => {
    const words = [description, deprecationWords(deprecation)].filter(Boolean).join(' ');
    return `| ${code(name)} | ${STABILITY_WORDS[stability]} | ${sinceContractVersion} | ${cell(words)} |`;
  });
  return [
    '## Capabilities',
    ['| capability | stability | since | what for |', '|---|---|---|---|', ...rows].join('\n'),
  ];
}

function endpointBlocks(endpoint: Endpoint, apiVersion: string): string[] {
  const { method, routeTemplate, requiredCapabilities, errors = [], examples } = endpoint;
  const facts = [
    `- **${STABILITY_WORDS[endpoint.stability]}**, since contract version ${endpoint.sinceContractVersion}`,
    ...deprecated(endpoint.deprecation),
    `- requires: ${requiredCapabilities.map(code).join(', ') || 'no capability'}`,
    `- may be called by ${callersWords(endpoint)}`,
    ...errors.map(
      ({ status, code: name, description }) =>
        `- error ${status}${name === undefined ? '' : ` ${code(name)}`}${description ? `: ${plain(description)}` : ''}`,
    ),
  ];
  return [
    `### ${code(`${method} /api/${apiVersion}${routeTemplate}`)}`,
    ...(endpoint.description === '' ? [] : [plain(endpoint.description)]),
    facts.join('\n'),
    ...schemaBlock('Request', endpoint.request),
    ...schemaBlock('Response', endpoint.response),
    ...(examples?.request ?? []).flatMap((example) => schemaBlock('Example of a request', example)),
    ...(examples?.response ?? []).flatMap((example) => schemaBlock('Example of a response', example)),
  ];
}

function serviceBlocks({ namespace, description, methods = [], events = [] }: Service): string[] {
  return [
    `## Service ${code(namespace)}`,
    ...(description === '' ? [] : [plain(description)]),
    ...methods.flatMap((method) => methodBlocks(namespace, method)),
    ...events.flatMap((event) => eventBlocks(namespace, event)),
  ];
}

function methodBlocks(namespace: string, method: ServiceMethod): string[] {
  return [
    `### Method ${code(`${namespace}#${method.name}`)}`,
    ...targetFacts(
      method,
      (method.errors ?? []).map(
        ({ code: name, description }) => `- error ${code(name)}${description ? `: ${plain(description)}` : ''}`,
      ),
    ),
    ...schemaBlock('Input', method.input),
    ...schemaBlock('Output', method.output),
  ];
}

function eventBlocks(namespace: string, event: ServiceEvent): string[] {
  return [
    `### Event ${code(`${namespace}#${event.name}`)}`,
    ...targetFacts(event, []),
    ...schemaBlock('Payload', event.payload),
  ];
}

function targetFacts(target: ServiceMethod | ServiceEvent, more: readonly string[]): string[] {
  const { requiredCapabilities = [], stability, sinceContractVersion, description, deprecation } = target;
  const facts = [
    `- **${STABILITY_WORDS[stability]}**, since contract version ${sinceContractVersion}`,
    ...deprecated(deprecation),
    `- requires: ${requiredCapabilities.map(code).join(', ') || 'no capability'}`,
    ...more,
  ];
  return [...(description === '' ? [] : [plain(description)]), facts.join('\n')];
}

function deprecated(deprecation: Endpoint['deprecation']): string[] {
  const words = deprecationWords(deprecation);
  return words === undefined ? [] : [`- ${plain(words)}`];
}

function schemaBlock(title: string, schema: unknown): string[] {
  if (schema === undefined) return [];
  const text = schemaText(schema);
  // A fence is longer than any run of backticks inside (CommonMark §4.5).
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${title}:\n\n${fence}json\n${text}\n${fence}`];
}

/** Words of the contract, in which no character is markup; lines are joined, so that none starts a list or a heading. */
function plain(words: string): string {
  return visible(words)
    .replace(/[\\`*_{}[\]<>#|!~&@:]/g, (char) =>
      char === '<' ? '&lt;' : char === '&' ? '&amp;' : char === ':' || char === '@' ? char : `\\${char}`,
    )
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^([-+=]|\d+[.)])/, '\\$1');
}

function cell(words: string): string {
  return plain(words);
}

function code(words: string): string {
  const text = visible(words);
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const inner = longest > 0 ? ` ${text} ` : text;
  return `${fence}${inner.replaceAll('|', '\\|').replace(/\s/g, ' ')}${fence}`;
}
