// What of the engines that generate clients goes into the distribution: what our calls of them reach. They bring readers
// of files and addresses, formatters and twenty languages along, whose loading costs more than a generated client.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** What the engines load for calls that are none of ours. */
const UNUSED = {
  // The text is not formatted (`format: false`).
  prettier: '',
  // Schemas come as values, never as files.
  'js-yaml': 'exports.CORE_SCHEMA = { withTags() {} };',
  // No schema that the engine is given has a reference; it refuses one that is left when types are made.
  '@apidevtools/json-schema-ref-parser':
    'exports.$RefParser = class { async dereference(_cwd, schema) { return schema; } };',
  // It looks for addresses in samples of JSON and in JSON Schemas, and is given types.
  urijs: "module.exports = class { constructor() { throw new Error('no address is looked at'); } };",
};

/** quicktype's languages: ours is a class that we hand over, and none is looked up by its name. */
const NO_LANGUAGES = `export const all = [];
export function languageNamed(name) { throw new Error('no language is looked up, as ' + name + ' was'); }
export const isLanguageName = () => false;
export const isLanguageDisplayName = () => false;`;

/** What quicktype guesses by whether an object is a map; our call of it turns that off. */
const NO_GUESSES = 'export const encodedMarkovChain = undefined;';

const ENGINES = /[\\/]node_modules[\\/](json-schema-to-typescript|quicktype-core)[\\/]/;
const SEEN = Symbol('seen');
/** Where the engines lie, and look for what they need. */
const TYPESCRIPT = dirname(require.resolve('json-schema-to-typescript'));
const PYTHON = dirname(require.resolve('quicktype-core'));

/** A plugin of esbuild. */
export function engineParts() {
  const engineOf = (importer) => ENGINES.exec(importer)?.[1];
  return {
    name: 'engine-parts',
    setup(builder) {
      builder.onResolve({ filter: /^[a-z@]/ }, ({ path, importer }) => {
        const engine = engineOf(importer);
        const own = engine === 'quicktype-core' ? 'unicode-properties' : 'lodash';
        const isOurs = engine !== undefined && (path === own || Object.hasOwn(UNUSED, path));
        return isOurs ? { path, namespace: 'engine-part' } : undefined;
      });
      builder.onLoad({ filter: /./, namespace: 'engine-part' }, ({ path }) => {
        if (path === 'lodash') return { contents: lodashParts(), resolveDir: TYPESCRIPT };
        return { contents: UNUSED[path] ?? unicodeParts(), resolveDir: PYTHON };
      });
      builder.onLoad({ filter: /quicktype-core[\\/]dist[\\/]esm[\\/]language[\\/]All\.js$/ }, () => ({
        contents: NO_LANGUAGES,
      }));
      builder.onLoad({ filter: /quicktype-core[\\/]dist[\\/]esm[\\/]EncodedMarkovChain\.js$/ }, () => ({
        contents: NO_GUESSES,
      }));
      // It measures itself for a report that nobody reads; the clock alone takes a module of Node's.
      builder.onLoad({ filter: /quicktype-core[\\/]dist[\\/]esm[\\/]Run\.js$/ }, ({ path }) => ({
        contents: readFileSync(path, 'utf8').replaceAll('performance.now()', '0'),
      }));
      builder.onLoad({ filter: /quicktype-core[\\/]dist[\\/]esm[\\/]index\.js$/ }, ({ path }) => ({
        contents: readFileSync(path, 'utf8').replace('./language/index.js', './language/Python/index.js'),
      }));
      // Its modules do nothing when they are loaded; its package.json does not say so.
      builder.onResolve({ filter: /^quicktype-core$|^\.\.?\/.*\.js$/ }, async ({ path, importer, kind, ...rest }) => {
        const own = path === 'quicktype-core' || engineOf(importer) === 'quicktype-core';
        if (!own || rest.pluginData === SEEN) return undefined;
        const { resolveDir } = rest;
        const found = await builder.resolve(path, { importer, kind, resolveDir, pluginData: SEEN });
        return found.errors.length > 0 ? { errors: found.errors } : { path: found.path, sideEffects: false };
      });
    },
  };
}

/** Of lodash the functions that the engine calls, each from its own module. */
function lodashParts() {
  const used = readdirSync(TYPESCRIPT)
    .filter((name) => name.endsWith('.js') && name !== 'cli.js')
    .flatMap((name) => [...readFileSync(join(TYPESCRIPT, name), 'utf8').matchAll(/\blodash_1\.(\w+)/g)])
    .map(([, name]) => name);
  const members = [...new Set(used)].sort().map((name) => `${name}: require('lodash/${name}')`);
  return `module.exports = { ${members.join(', ')} };`;
}

/** The categories of ASCII as a table; those of other characters, which take a while to unpack, when one is asked for. */
function unicodeParts() {
  const { getCategory } = createRequire(join(PYTHON, 'index.js'))('unicode-properties');
  const ascii = Array.from({ length: 128 }, (_, point) => getCategory(point));
  return `const ASCII = ${JSON.stringify(ascii)};
let all;
function getCategory(point) {
  if (point >= 0 && point < 128) return ASCII[point];
  all ??= require('unicode-properties');
  return all.getCategory(point);
}
const isIn = (...categories) => (point) => categories.includes(getCategory(point));
export default {
  getCategory,
  isLowerCase: isIn('Ll'),
  isUpperCase: isIn('Lu'),
  isWhiteSpace: isIn('Zs', 'Zl', 'Zp'),
};`;
}
