import type { ImportDialect } from '../../model/contract-formats.ts';
import { exportCrypta } from '../export/crypta.ts';
import { importAsyncapi } from './asyncapi.ts';
import { type ImportOptions, type ImportResult, importOpenapi } from './openapi.ts';
import { readCrypta } from './read-crypta.ts';
import { readForeign } from './read-foreign.ts';

/** Reads a document of another system as a contract source. @param file absolute path @param shown as people see it */
type Importer = (file: string, shown: string, options: ImportOptions) => Promise<ImportResult>;

/** Every import, one line each. */
export const IMPORTERS: Readonly<Record<ImportDialect, Importer>> = {
  crypta: async (file, shown) => {
    const { source, bytes } = readCrypta(file, shown);
    const again = exportCrypta(source.contract, source.imported).text;
    const kept = Buffer.from(again).equals(bytes);
    return {
      source,
      notes: kept
        ? []
        : ['white space and escapes of the document are not kept: export writes it compact, on one line'],
    };
  },
  openapi: async (file, shown, options) => importOpenapi(await readForeign(file, shown), options),
  asyncapi: async (file, shown, options) => importAsyncapi(await readForeign(file, shown), options),
};
