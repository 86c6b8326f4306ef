// `npm run new:rule contract/empty-surface` makes the rule's file, its lines in the area's index and its fixture pair.
// With `-- --diff` it is a rule over two contracts. The tests then say what is missing until the rule is written.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ID = /^([a-z]+(?:-[a-z]+)*)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/**
 * The files that a new rule needs, as path → content.
 * @param id `area/name` @param read the text of a project file, undefined where there is none
 * @param diff whether it is a rule over two contracts
 */
export function newRuleFiles(id, read, diff = false) {
  const [, area, name] = ID.exec(id) ?? [];
  if (name === undefined)
    throw new Error(`${id ?? 'nothing'} is no rule id; write area/name, as contract/endpoint-removed`);
  const indexFile = `src/check/rules/${area}/index.ts`;
  const index = read(indexFile);
  if (index === undefined)
    throw new Error(`there is no ${indexFile}; a new area begins with one, because its input type is yours to choose`);
  const ruleFile = `src/check/rules/${area}/${name}.ts`;
  if (read(ruleFile) !== undefined) throw new Error(`${ruleFile} exists already`);
  return diff
    ? diffFiles(id, { indexFile, index, ruleFile, name })
    : findingFiles(id, { indexFile, index, ruleFile, name });
}

function findingFiles(id, { indexFile, index, ruleFile, name }) {
  const input = /Rule<(\w+)>\[\]/.exec(index)?.[1];
  const importLine = index.split('\n').find((line) => line.startsWith('import type') && line.includes(` ${input} `));
  if (input === undefined || importLine === undefined)
    throw new Error(
      `${indexFile} has no list of Rule<Input> with an import of its input type; --diff makes a rule over two contracts`,
    );
  return new Map([
    [ruleFile, ruleText(id, input, importLine)],
    [indexFile, withRule(index, name, /^export const \w+: readonly Rule<\w+>\[\] = \[/)],
    [`fixtures/rules/${id}/fails.json`, `{\n  "expected": { "${id}": "error/error" }\n}\n`],
    [`fixtures/rules/${id}/passes.json`, '{\n  "expected": {}\n}\n'],
  ]);
}

function diffFiles(id, { indexFile, index, ruleFile, name }) {
  const list = /^export const \w+: readonly DiffRule\[\] = \[/;
  if (!index.split('\n').some((line) => list.test(line))) throw new Error(`${indexFile} has no list of DiffRule`);
  const sides = '  "baseline": {},\n  "current": {},\n';
  return new Map([
    [ruleFile, diffRuleText(id)],
    [indexFile, withRule(index, name, list)],
    [`fixtures/rules/${id}/fails.json`, `{\n${sides}  "expected": { "${id}": "error/error" }\n}\n`],
    [`fixtures/rules/${id}/passes.json`, `{\n${sides}  "expected": {}\n}\n`],
  ]);
}

function diffRuleText(id) {
  return `import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: '${id}',
  summary: '',
  help: '',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: [],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: '' },
  example: { fails: '', passes: '' },
  *check(_input) {},
});
`;
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
function withRule(index, name, listLine) {
  const lines = index.split('\n');
  const variable = name.replace(/-(.)/g, (_, char) => char.toUpperCase());
  const isImport = (line) => /^import \w+ from '\.\//.test(line);
  insertSorted(lines, isImport, `import ${variable} from './${name}.ts';`, (line) => line.split("'")[1]);
  const list = lines.findIndex((line) => listLine.test(line));
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
    for (const [path, text] of newRuleFiles(process.argv[2], read, process.argv.includes('--diff'))) {
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
