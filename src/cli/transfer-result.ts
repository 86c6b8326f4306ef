import type { Contract } from '../contract/model.ts';
import type { ContractTransfer } from '../formats/generated/contract-transfer.ts';
import type { Digest } from '../model/digest.ts';
import { EXIT } from '../model/errors.ts';
import type { Place } from './client-places.ts';
import type { CommandResult, Context } from './command.ts';

interface Transfer {
  readonly direction: ContractTransfer['direction'];
  readonly input: Place;
  /** The file that was written; absent where stdout takes the document. */
  readonly output: Place | undefined;
  readonly contract: Contract;
  readonly digest: Digest;
  readonly notes: readonly string[];
  /** The document as written. */
  readonly text: string;
  readonly document: object;
}

/** The result of an import or an export: the document itself on stdout, or a line about the file that it went to. */
export function transferResult(context: Context, transfer: Transfer): CommandResult {
  const { direction, input, output, contract, digest, notes, text, document } = transfer;
  const json: ContractTransfer = {
    kind: 'assay.contract-transfer',
    schemaVersion: 1,
    direction,
    dialect: 'crypta',
    input: input.shown,
    output: output?.shown ?? null,
    apiVersion: contract.apiVersion,
    contractVersion: contract.contractVersion,
    digest,
    notes: [...notes],
    ...(output === undefined ? { document: { ...document } } : {}),
  };
  const done = `${output?.shown} written: contract version ${contract.contractVersion} of ${input.shown}\n`;
  return {
    exit: EXIT.ok,
    json,
    text: (style) => (output === undefined ? text : style.ok(done)),
    digest,
    // A terminal gets the text with its control characters escaped, a file and a pipe get every byte.
    ...(output === undefined && !context.io.stdout.isTTY ? { verbatim: text } : {}),
  };
}
