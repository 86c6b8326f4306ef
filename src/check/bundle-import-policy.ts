/** A module that apps must not import, with everything below it. */
export interface ForbiddenImport {
  readonly module: string;
  /** Completes "… imports x, which …". */
  readonly says: string;
}

const INSIDE_PLATFORM = 'is a part of the platform itself, and no app has it where it runs';
const INSIDE_SDK = 'is the inside of the sdk, which changes without notice';
const DEVELOPER_TOOL = "is a tool of the developer's machine";

/** What no app imports, unless told more: the platform's own packages, and what the sdks don't publish. */
export const FORBIDDEN_IMPORTS: readonly ForbiddenImport[] = [
  { module: '@palettelab/cli', says: DEVELOPER_TOOL },
  { module: '@palettelab/platform', says: INSIDE_PLATFORM },
  { module: '@palettelab/server', says: INSIDE_PLATFORM },
  { module: '@palettelab/sdk/dist', says: INSIDE_SDK },
  { module: '@palettelab/sdk/internal', says: INSIDE_SDK },
  { module: '@palettelab/sdk/src', says: INSIDE_SDK },
  { module: 'palette_cli', says: DEVELOPER_TOOL },
  { module: 'palette_platform', says: INSIDE_PLATFORM },
  { module: 'palette_sdk._internal', says: INSIDE_SDK },
  { module: 'palette_sdk.internal', says: INSIDE_SDK },
  { module: 'palette_server', says: INSIDE_PLATFORM },
];

/** The default list, and what a command's user forbids besides. */
export function forbiddenImports(more: readonly string[]): ForbiddenImport[] {
  return [...FORBIDDEN_IMPORTS, ...more.map((module) => ({ module, says: 'the command line forbids' }))];
}
