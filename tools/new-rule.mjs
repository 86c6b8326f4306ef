// `npm run new:rule contract/endpoint-removed` makes the rule's file, its lines in the area's index and its fixture
// pair. The tests then say what is missing until the rule is written.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ID = /^([a-z]+(?:-[a-z]+)*)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/**
 * The files that a new rule needs, as path → content.
 * @param id `area/name` @param read the text of a project file, undefined where there is none
 */
export function newRuleFiles(id, read) {
  const [, area, name] = ID.exec(id) ?? [];
  if (name === undefined)
    throw new Error(`${id ?? 'nothing'} is no rule id; write area/name, as contract/endpoint-removed`);
  const indexFile = `src/check/rules/${area}/index.ts`;
  const index = read(indexFile);
  if (index === undefined)
    throw new Error(`there is no ${indexFile}; a new area begins with one, because its input type is yours to choose`);
  const ruleFile = `src/check/rules/${area}/${name}.ts`;
  if (read(ruleFile) !== undefined) throw new Error(`${ruleFile} exists already`);
  const input = /Rule<(\w+)>\[\]/.exec(index)?.[1];
  const importLine = index.split('\n').find((line) => line.startsWith('import type') && line.includes(` ${input} `));
  if (input === undefined || importLine === undefined)
    throw new Error(`${indexFile} has no list of Rule<Input> with an import of its input type`);
  return new Map([
    [ruleFile, ruleText(id, input, importLine)],
    [indexFile, withRule(index, name)],
    [`fixtures/rules/${id}/fails.json`, `{\n  "expected": { "${id}": "error/error" }\n}\n`],
    [`fixtures/rules/${id}/passes.json`, '{\n  "expected": {}\n}\n'],
  ]);
}

function ruleText(id, input, importLine) {
  return `import { defineRule } from '../../../model/rule.ts';
${importLine}

export default defineRule<${input}>({
  id: '${id}',
  summary: '',
  help: '',
  severity: { default: 'error', strict: 'error' },
  breaks: [],
  example: { fails: '', passes: '' },
  *check(_input) {},
});
`;
}

/** The area's index with the rule's import and its place in the list, both in code-unit order. */
function withRule(index, name) {
  const lines = index.split('\n');
  const variable = name.replace(/-(.)/g, (_, char) => char.toUpperCase());
  const isImport = (line) => /^import \w+ from '\.\//.test(line);
  insertSorted(lines, isImport, `import ${variable} from './${name}.ts';`, (line) => line.split("'")[1]);
  const list = lines.findIndex((line) => /^export const \w+: readonly Rule<\w+>\[\] = \[/.test(line));
  const oneLine = /\[(.*)\];$/.exec(lines[list].slice(lines[list].lastIndexOf('= ') + 2));
  const end = oneLine ? list : lines.indexOf('];', list);
  const items = oneLine
    ? oneLine[1].split(', ')
    : lines.slice(list + 1, end).map((line) => line.trim().replace(/,$/, ''));
  const names = [...items.filter((item) => item !== ''), variable].sort((a, b) => (kebab(a) < kebab(b) ? -1 : 1));
  const head = lines[list].slice(0, lines[list].lastIndexOf('= ') + 2);
  lines.splice(list, end - list + 1, `${head}[`, ...names.map((item) => `  ${item},`), '];');
  return lines.join('\n');
}

const kebab = (variable) => variable.replace(/[A-Z]/g, (char) => `-${char.toLowerCase()}`);

function insertSorted(lines, belongs, line, keyOf) {
  const later = lines.findIndex((other) => belongs(other) && keyOf(other) > keyOf(line));
  const last = lines.findLastIndex((other) => other.startsWith('import '));
  lines.splice(later === -1 ? last + 1 : later, 0, line);
}

function main() {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  const read = (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined);
  try {
    for (const [path, text] of newRuleFiles(process.argv[2], read)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      console.error(`wrote ${path}`);
    }
    console.error('now write the rule and its fixtures, then: npx vitest run src/check/rules && npm run rules');
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 2;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
