import type { ExportFormat } from '../../model/contract-formats.ts';
import type { Digest } from '../../model/digest.ts';
import { jsonText, printableJson } from '../../model/printable-json.ts';
import type { LoadedContract } from '../model.ts';
import { exportAsyncapi } from './asyncapi.ts';
import { exportCrypta } from './crypta.ts';
import { exportHtml } from './html.ts';
import { exportMarkdown } from './markdown.ts';
import { type Exported, exportOpenapi } from './openapi.ts';
import { exportRoutePolicy } from './route-policy.ts';

/** A contract in another format. */
export interface ExportedContract {
  /** What the file holds, where it is not written as YAML. */
  readonly text: string;
  /** The document, where the format is JSON. */
  readonly document?: object;
  /** What has no room there, in words. */
  readonly notes: readonly string[];
}

type Exporter = (
  contract: Pick<LoadedContract, 'contract' | 'imported'> & { readonly digest: Digest },
) => ExportedContract;

/** Every export, one line each. */
export const EXPORTERS: Readonly<Record<ExportFormat, Exporter>> = {
  crypta: ({ contract, imported }) => {
    const { text, dropped } = exportCrypta(contract, imported);
    const document: Record<string, unknown> = JSON.parse(text);
    // What was imported keeps its bytes, which others may have signed.
    return {
      text: imported === undefined ? printableJson(text) : text,
      document,
      notes: leftOut('a crypta contract', dropped),
    };
  },
  openapi: ({ contract }) => fromJson('an OpenAPI document', exportOpenapi(contract)),
  asyncapi: ({ contract }) => fromJson('an AsyncAPI document', exportAsyncapi(contract)),
  'route-policy': ({ contract }) => {
    const document = exportRoutePolicy(contract);
    return { text: jsonText(document), document, notes: [] };
  },
  markdown: ({ contract }) => ({ text: exportMarkdown(contract), notes: [] }),
  html: ({ contract }) => ({ text: exportHtml(contract), notes: [] }),
};

function fromJson(what: string, { document, dropped }: Exported): ExportedContract {
  return { text: jsonText(document), document, notes: leftOut(what, dropped) };
}

function leftOut(what: string, dropped: readonly string[]): string[] {
  return dropped.map((part) => `${what} has no room for ${part}: left out`);
}
