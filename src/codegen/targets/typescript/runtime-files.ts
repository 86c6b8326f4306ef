import { RUNTIME } from './generated/runtime.ts';
import { runtimeHeader } from './header.ts';
import type { ModuleForm } from './module-text.ts';

const EXTENSION = { ts: '.ts', js: '.js', dts: '.d.ts' } as const;

/** The files that every client has alike, by path. */
export function runtimeFiles(form: ModuleForm): [string, string][] {
  return Object.entries(RUNTIME)
    .filter(([name]) => formOf(name) === form)
    .map(([name, text]) => [`runtime/${name}`, `${runtimeHeader()}\n\n${text}`]);
}

function formOf(name: string): ModuleForm {
  if (name.endsWith(EXTENSION.dts)) return 'dts';
  return name.endsWith(EXTENSION.js) ? 'js' : 'ts';
}
