import { commentLine } from '../../identifiers.ts';
import type { ClientModel, ClientTarget } from '../../model.ts';
import { ENGINE } from './engine.ts';

/** Counts up when the same contract gives other bytes: what another generator made is never taken over. */
export const GENERATOR = `assay typescript client 3, ${ENGINE}`;

/** First lines of every generated file: who made it, of what, and for which targets. No time and no path. */
export function header(of: string, digest: string, targets: readonly ClientTarget[]): string {
  const lines = [
    `Generated from ${commentLine(of)} by ${GENERATOR}.`,
    'Do not edit: change the contract and run `assay clients generate`.',
    `contract: ${digest}`,
    `targets: ${targets.length === 0 ? 'none' : ''}`,
    ...targets.map(({ target }) => `  ${commentLine(target)}`),
  ];
  return lines.map((line) => `// ${line}`.trimEnd()).join('\n');
}

/** First lines of a file that every contract's client has alike. */
export function runtimeHeader(): string {
  return `// Generated from no contract by ${GENERATOR}.\n// Do not edit: it is the same in every client.`;
}

/** What the client of a whole contract is generated from, in words. */
export function contractTitle({ apiVersion, contractVersion }: ClientModel): string {
  return `API ${apiVersion}, contract version ${contractVersion}`;
}
