// Validators of report formats that others wrote, and readers that know nothing of our writers.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { XMLParser } from 'fast-xml-parser';
import { validateXML } from 'xmllint-wasm';

const OS = { linux: 'linux', darwin: 'darwin', win32: 'win32' } as const;

/** The folder of Microsoft's SARIF multitool for this system; undefined where there is none. */
export function multitoolFolder(): string | undefined {
  const name = Object.entries(OS).find(([platform]) => platform === process.platform)?.[1];
  if (name === undefined) return undefined;
  const require = createRequire(createRequire(import.meta.url).resolve('@microsoft/sarif-multitool/package.json'));
  return dirname(require.resolve(`@microsoft/sarif-multitool-${name}/package.json`));
}

/** What the SARIF schema of the multitool (2.1.0 with errata 01, where a suppression has a status) says against a text. */
export function sarifFaults(text: string): string[] {
  const folder = multitoolFolder();
  if (folder === undefined) throw new Error('there is no SARIF multitool for this system');
  const schema = JSON.parse(readFileSync(join(folder, 'sarif-2.1.0.json'), 'utf8'));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const XSD = fileURLToPath(new URL('../fixtures/report-schemas/junit-10.xsd', import.meta.url));

/** What libxml2 says against a text by the schema of Jenkins' xunit plugin. */
export async function junitFaults(text: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: text }],
    schema: [readFileSync(XSD, 'utf8')],
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** An XML document as fast-xml-parser reads it: attributes under `@`, text under `#text`. */
export function parseXml(text: string): unknown {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    htmlEntities: true,
    isArray: (name) => ['testsuite', 'testcase', 'property'].includes(name),
  });
  return parser.parse(text, true);
}

/** A command that the runner of GitHub Actions takes from a log. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/**
 * Reads a log as the runner does: a line that starts with `::name properties::` is a command, and so is `##[name]` anywhere
 * in a line; between `stop-commands` and its token only the token is one.
 */
export function runnerCommands(log: string): RunnerCommand[] {
  const commands: RunnerCommand[] = [];
  let token: string | undefined;
  for (const line of log.split(/\r\n|\r|\n/)) {
    const command = commandOf(line);
    if (token !== undefined) {
      if (command?.name === token) token = undefined;
      continue;
    }
    if (command === undefined) continue;
    if (command.name === 'stop-commands') token = command.message;
    else commands.push(command);
  }
  if (token !== undefined) throw new Error('commands are never taken again');
  return commands;
}

function commandOf(line: string): RunnerCommand | undefined {
  const now = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/.exec(line);
  const old = /##\[([^\s\]]+)\s?([^\]]*)\](.*)$/.exec(line);
  const [, name, properties = '', message = ''] = now ?? old ?? [];
  if (name === undefined) return undefined;
  const pairs = properties.split(',').flatMap((pair) => {
    const equals = pair.indexOf('=');
    return equals === -1 ? [] : [[pair.slice(0, equals), unescaped(pair.slice(equals + 1))] as const];
  });
  return { name, properties: Object.fromEntries(pairs), message: unescaped(message) };
}

function unescaped(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
