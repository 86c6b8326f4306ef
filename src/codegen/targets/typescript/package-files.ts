import { namespaceFile } from '../../identifiers.ts';
import type { ClientModel } from '../../model.ts';
import type { ClientOptions, PackageOptions } from '../language.ts';
import { contractTitle } from './header.ts';

/** What makes a folder of modules a package: its manifest, what changed, and the contract that it was made from. */
export function packageFiles(
  model: ClientModel,
  { name, version, changelog, contract }: PackageOptions,
  { validators = false }: ClientOptions,
): [string, string][] {
  const modules = new Map([['.', 'index']]);
  for (const { namespace } of model.namespaces) modules.set(`./${namespace}`, namespaceFile(namespace));
  modules.set('./runtime', 'runtime/index');
  if (validators) modules.set('./validate', 'validate/index');
  const manifest = {
    name,
    version,
    description: `Typed client of ${contractTitle(model)}.`,
    type: 'module',
    sideEffects: false,
    exports: {
      ...Object.fromEntries(
        [...modules].map(([path, file]) => [path, { types: `./${file}.d.ts`, default: `./${file}.js` }]),
      ),
      './contract.json': './contract.json',
      './package.json': './package.json',
    },
    files: ['*.js', '*.d.ts', 'runtime', ...(validators ? ['validate'] : []), 'contract.json', 'CHANGELOG.md'],
    engines: { node: '>=20.19' },
  };
  return [
    ['package.json', `${JSON.stringify(manifest, undefined, 2)}\n`],
    ['CHANGELOG.md', changelog],
    ['contract.json', contract],
  ];
}
