import { describe, expect, it } from 'vitest';
import { launchFault } from './launchable.ts';
import type { Bundle, BundleFile } from './model.ts';

function fault(path: string, content: string | Uint8Array, executable = false, exec = path) {
  const bytes = Buffer.from(content);
  const file: BundleFile = { path, size: bytes.length, executable, read: () => bytes };
  const bundle: Bundle = { packing: 'zip', path: 'a.zip', files: new Map([[path, file]]) };
  return launchFault(bundle, exec);
}

/** The headers of a PE image: `MZ`, the offset of `PE\0\0` at 0x3c, characteristics 18 bytes into the COFF header. */
function image(characteristics: number, offset = 0x40): Uint8Array {
  const bytes = Buffer.alloc(offset + 24);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(offset, 0x3c);
  bytes.write('PE\0\0', offset, 'latin1');
  bytes.writeUInt16LE(characteristics, offset + 22);
  return bytes;
}

describe('launchFault', () => {
  it.each<[string, string | Uint8Array, boolean]>([
    ['bin/start', '', true],
    ['bin/start.sh', '', false],
    ['bin/start', '#!/bin/sh\n', false],
    ['bin/START.CMD', '', false],
    ['bin/start.bat', '', false],
    ['bin/start.com', '', false],
    ['bin/start.exe', image(0x0022), false],
    ['bin/start', image(0x0002, 0x80), false],
  ])('%s can be started', (path, content, executable) => {
    expect(fault(path, content, executable)).toBeUndefined();
  });

  it.each<[string, string | Uint8Array]>([
    ['bin/start', 'text'],
    ['bin/start', ''],
    ['bin/start', '#'],
    ['bin/start.exe', 'MZ'],
    ['bin/start.exe', image(0x2002)],
    ['bin/start.exe', image(0x0020)],
    ['bin/start.exe', image(0x0002).subarray(0, 0x57)],
    ['bin/start.exe', image(0x0002).map((byte, at) => (at === 0x3f ? 0xff : byte))],
    ['bin/start.sh.txt', 'echo'],
  ])('%s can not', (path, content) => {
    expect(fault(path, content)).toBe('not-launchable');
  });

  it('must be there, in the same spelling', () => {
    expect(fault('bin/start.sh', '', true, 'bin/Start.sh')).toBe('missing');
    expect(fault('bin/start.sh', '', true, 'bin')).toBe('missing');
  });
});
