import type { Bundle, BundleFile } from './model.ts';

/**
 * What keeps the platform from starting a bundle's program: `missing` where there is no such file, `not-launchable`
 * where no host could run it; undefined where it can be started somewhere.
 * @param exec the manifest's `app.exec`, with `/` separators
 */
export function launchFault(bundle: Bundle, exec: string): 'missing' | 'not-launchable' | undefined {
  const file = bundle.files.get(exec);
  if (!file) return 'missing';
  return file.executable || isScript(file) || isWindowsProgram(file.read()) ? undefined : 'not-launchable';
}

/** True where only the executable bit makes a file a program. */
export function needsExecutableBit(file: BundleFile): boolean {
  return file.executable && !isScript(file) && !isWindowsProgram(file.read());
}

/** By its name or its first two bytes; `.com` programs have no header to look at. */
function isScript(file: BundleFile): boolean {
  if (/\.(?:cmd|bat|com|sh)$/i.test(file.path)) return true;
  const [first, second] = file.read();
  return first === 0x23 && second === 0x21;
}

const PE_SIGNATURE = 0x00004550;
const IS_EXECUTABLE = 0x0002;
const IS_LIBRARY = 0x2000;

/** A PE image (Microsoft PE/COFF §3) that is executable and no DLL. */
function isWindowsProgram(bytes: Uint8Array): boolean {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 0x40 || data.getUint16(0, true) !== 0x5a4d) return false;
  const header = data.getUint32(0x3c, true);
  if (header + 24 > bytes.length || data.getUint32(header, true) !== PE_SIGNATURE) return false;
  const characteristics = data.getUint16(header + 22, true);
  return (characteristics & IS_EXECUTABLE) !== 0 && (characteristics & IS_LIBRARY) === 0;
}
