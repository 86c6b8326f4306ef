import { expect, it } from 'vitest';
import { capability, contract } from '../../../testing/contract-source.ts';
import { EXPORT_FORMATS } from '../../model/contract-formats.ts';
import { toSnapshot } from '../snapshot.ts';
import { EXPORTERS } from './registry.ts';

/** Turns the direction of what follows, hides a character, deletes one. */
const HIDDEN = ['\u202e', '\u200b', '\u009b', '\u007f', '\u2028'];

it.each(EXPORT_FORMATS.filter((format) => format !== 'markdown' && format !== 'html'))(
  '%s shows every character that a description has, and says the same',
  (format) => {
    const description = `Reads ${HIDDEN.join('')} everything.`;
    const hostile = contract({
      stabilityPolicy: description,
      capabilities: [capability({ description })],
    });
    const { text, document } = EXPORTERS[format]({ contract: hostile, digest: toSnapshot(hostile).digest });
    for (const char of HIDDEN) expect(text).not.toContain(char);
    expect(JSON.parse(text)).toEqual(document);
    if (format !== 'route-policy')
      expect(JSON.stringify(JSON.parse(text))).toContain(JSON.stringify(description).slice(1, -1));
  },
);
