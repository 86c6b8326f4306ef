import { usageError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import type { Args } from './command.ts';

/** The id that `--key-id` gives a key. @throws AssayError key-id-invalid (usage) */
export function keyId(args: Args): string {
  const id = args.string('key-id');
  if (id === undefined)
    throw usageError('key-id-invalid', 'no key id is given', 'give --key-id, what lists of trusted keys call the key');
  if (/^[A-Za-z0-9](?:[A-Za-z0-9._@:+-]{0,126}[A-Za-z0-9])?$/.test(id)) return id;
  throw usageError(
    'key-id-invalid',
    `${quote(id)} can't be a key id`,
    'take letters and digits, with ".", "_", "-", "@", ":" and "+" between them',
  );
}
