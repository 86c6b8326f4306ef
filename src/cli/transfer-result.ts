import type { Contract } from '../formats/generated/contract.ts';
import type {
  ContractTransfer,
  TransferDifference as WrittenDifference,
} from '../formats/generated/contract-transfer.ts';
import type { Digest } from '../model/digest.ts';
import { EXIT } from '../model/errors.ts';
import type { Place } from './client-places.ts';
import type { CommandResult, Context, Style } from './command.ts';

/** What a committed file says otherwise than the contract gives. */
export interface TransferDifference {
  readonly identity: WrittenDifference['identity'];
  readonly state: WrittenDifference['state'];
  readonly members: readonly string[];
}

interface Transfer {
  readonly direction: ContractTransfer['direction'];
  readonly dialect: ContractTransfer['dialect'];
  readonly input: Place;
  /** The file that was written; absent where stdout takes the document. */
  readonly output: Place | undefined;
  readonly contract: Contract;
  readonly digest: Digest;
  readonly notes: readonly string[];
  /** The document as written. */
  readonly text: string;
  /** The same as JSON, where the format is JSON. */
  readonly document: object | undefined;
  /** What the committed file says otherwise; absent where nothing was compared. */
  readonly differences?: readonly TransferDifference[] | undefined;
}

/** The result of an import or an export: the document itself on stdout, or a line about the file that it went to. */
export function transferResult(context: Context, transfer: Transfer): CommandResult {
  const { direction, dialect, input, output, contract, digest, notes, text, document, differences } = transfer;
  const json: ContractTransfer = {
    kind: 'assay.contract-transfer',
    schemaVersion: 1,
    direction,
    dialect,
    input: input.shown,
    output: output?.shown ?? null,
    apiVersion: contract.apiVersion,
    contractVersion: contract.contractVersion,
    digest,
    notes: [...notes],
    ...(differences === undefined
      ? {}
      : {
          check: true,
          differences: differences.map((difference) => ({ ...difference, members: [...difference.members] })),
        }),
    ...(output === undefined ? (document === undefined ? { text } : { document: { ...document } }) : {}),
  };
  if (differences !== undefined)
    return {
      exit: differences.length > 0 ? EXIT.findings : EXIT.ok,
      json,
      text: (style) => checkText(`${output?.shown}`, input.shown, differences, style),
      digest,
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

const SIGN = { added: '+', removed: '-', changed: '~' } as const;

function checkText(output: string, input: string, differences: readonly TransferDifference[], style: Style): string {
  if (differences.length === 0) return `${style.ok(output)} is what ${input} gives\n`;
  const count = `${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}`;
  const lines = differences.map(({ identity, state, members }) => {
    const what = members.length === 0 ? '' : `: ${members.join(', ')}`;
    return `  ${SIGN[state]} ${identity}${what}`;
  });
  return `${[`${style.error(output)} is not what ${input} gives: ${count}`, ...lines].join('\n')}\n`;
}
