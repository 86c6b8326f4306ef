import type { ClientModel } from '../../model.ts';
import type { PackageOptions } from '../language.ts';
import { header } from './header.ts';
import { pyString, snakeName } from './identifiers.ts';

/** What makes modules a project that can be built and published: its metadata, what changed, and its contract. */
export function projectFiles(
  model: ClientModel,
  { name, version, changelog, contract }: PackageOptions,
  pydantic: boolean,
): [string, string][] {
  const project = projectName(name);
  const folder = moduleFolder(name);
  const title = `API ${model.apiVersion}, contract version ${model.contractVersion}`;
  const lines = [
    header(title, [`contract: ${model.digest}`]),
    '',
    '[build-system]',
    'requires = ["setuptools>=77"]',
    'build-backend = "setuptools.build_meta"',
    '',
    '[project]',
    `name = ${pyString(project)}`,
    `version = ${pyString(version)}`,
    `description = ${pyString(`Typed client of ${title}.`)}`,
    'requires-python = ">=3.11"',
    `dependencies = [${pydantic ? '"pydantic>=2.11,<3"' : ''}]`,
    'classifiers = ["Typing :: Typed"]',
    '',
    '[tool.setuptools]',
    `packages = [${pyString(folder)}]`,
    '',
    '[tool.setuptools.package-data]',
    `${folder} = ["py.typed"]`,
  ];
  return [
    ['pyproject.toml', `${lines.join('\n')}\n`],
    ['CHANGELOG.md', changelog],
    ['contract.json', contract],
  ];
}

/** The folder of a project's modules. */
export function moduleFolder(name: string): string {
  return snakeName(projectName(name));
}

/** A name that Python's index takes (PyPA, "Names and normalization"): `@hearth/client` gives `hearth-client`. */
function projectName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
