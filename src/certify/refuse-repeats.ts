import { posix } from 'node:path';
import type { AssayConfig } from '../formats/generated/config.ts';
import { inputError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';

/**
 * Refuses a configuration that lists one thing twice: it would be judged as two things, and neither's waivers hold.
 * @throws AssayError config-repeated (input), naming the thing
 */
export function refuseRepeats({ apps = [], catalog = {}, clients = [] }: AssayConfig, path: string): void {
  const lists = [
    ['apps', apps],
    ['catalog.entries', catalog.entries ?? []],
    ['catalog.signed', (catalog.signed ?? []).map(({ file }) => file)],
    ['catalog.repositories', (catalog.repositories ?? []).map(({ folder }) => folder)],
    ['clients', clients.map(({ output }) => output)],
  ] as const;
  for (const [name, paths] of lists) {
    const seen = new Set<string>();
    for (const one of paths) {
      const normal = posix.normalize(one).replace(/\/$/, '');
      if (seen.has(normal))
        throw inputError('config-repeated', `${path} lists ${quote(one)} twice in ${name}`, 'remove one of the two', {
          path,
        });
      seen.add(normal);
    }
  }
}
