import { type BrokerTarget, formatTarget, targetSegments } from './target.ts';

export type ScaffoldLanguage = 'typescript' | 'python';

/** Schemas to start from: one text goes in and comes out, so that handler, example and test hold from the first run. */
const SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: { id: { type: 'string' } },
} as const;

/** What a manifest says of a scaffolded method. */
export interface ScaffoldedMethod {
  readonly id: string;
  readonly scope: string;
  readonly input_schema: string;
  readonly output_schema: string;
}

/** The scope of a method: `hr/approvalChain.get`; a name without a verb is used. */
export function scopeOf({ namespace, name }: BrokerTarget): string {
  return `${namespace}/${name.includes('.') ? name : `${name}.use`}`;
}

/** What a manifest has to say of a method that is scaffolded. */
export function scaffoldedMethod(target: BrokerTarget): ScaffoldedMethod {
  return {
    id: target.name,
    scope: scopeOf(target),
    input_schema: `schemas/${target.name}.in.json`,
    output_schema: `schemas/${target.name}.out.json`,
  };
}

/** Files that a provider of a method starts from: text by POSIX path in the app's folder. */
export function scaffoldFiles(target: BrokerTarget, language: ScaffoldLanguage): ReadonlyMap<string, string> {
  const { input_schema, output_schema } = scaffoldedMethod(target);
  const schema = `${JSON.stringify(SCHEMA, null, 2)}\n`;
  const example = { input: { id: 'example' }, output: { id: 'example' } };
  return new Map([
    [input_schema, schema],
    [output_schema, schema],
    [`examples/${target.name}.json`, `${JSON.stringify(example, null, 2)}\n`],
    ...(language === 'python' ? pythonFiles(target) : typescriptFiles(target)),
  ]);
}

/** What several handlers share: written where it is not there yet. */
export function sharedFiles(language: ScaffoldLanguage): ReadonlyMap<string, string> {
  return language === 'python'
    ? new Map([
        ['broker/__init__.py', ''],
        ['tests/__init__.py', ''],
      ])
    : new Map([['broker/service.ts', SERVICE_TS]]);
}

const SERVICE_TS = `/** What the platform has to know of a handler; the manifest says the same. */
export interface ServiceOptions {
  readonly scope: string;
  readonly inputSchema: string;
  readonly outputSchema: string;
}

/** A method that this app provides. */
export interface Service<Input, Output> {
  readonly name: string;
  readonly options: ServiceOptions;
  handle(input: Input): Promise<Output>;
}

/** Declares the handler of a method by the name that the manifest provides. */
export function service<Input, Output>(
  name: string,
  options: ServiceOptions,
  handle: (input: Input) => Promise<Output>,
): Service<Input, Output> {
  return { name, options, handle };
}
`;

function typescriptFiles(target: BrokerTarget): [string, string][] {
  const { id, scope, input_schema, output_schema } = scaffoldedMethod(target);
  return [
    [
      `broker/${id}.ts`,
      `import { type Service, service } from './service.js';

/** As ${input_schema} says. */
export interface Input {
  readonly id: string;
}

/** As ${output_schema} says. */
export interface Output {
  readonly id: string;
}

/** Answers ${formatTarget(target)}. */
const handler: Service<Input, Output> = service(
  '${id}',
  { scope: '${scope}', inputSchema: '${input_schema}', outputSchema: '${output_schema}' },
  async (input) => ({ id: input.id }),
);

export default handler;
`,
    ],
    [
      `broker/${id}.test.ts`,
      `import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import handler from './${id}.js';

test('${id} answers its example', async () => {
  const example = JSON.parse(readFileSync(new URL('../examples/${id}.json', import.meta.url), 'utf8'));
  deepEqual(await handler.handle(example.input), example.output);
});
`,
    ],
  ];
}

function pythonFiles(target: BrokerTarget): [string, string][] {
  const { id, scope, input_schema, output_schema } = scaffoldedMethod(target);
  const name = targetSegments(target).map(snake).join('_');
  return [
    [
      `broker/${name}_service.py`,
      `"""Answers ${formatTarget(target)}."""

from typing import Any, TypedDict

from palette_sdk import service


class Input(TypedDict):
    """As ${input_schema} says."""

    id: str


class Output(TypedDict):
    """As ${output_schema} says."""

    id: str


@service(
    "${id}",
    scope="${scope}",
    input_schema="${input_schema}",
    output_schema="${output_schema}",
)
async def handle_${name}(ctx: Any, payload: Input) -> Output:
    return {"id": payload["id"]}
`,
    ],
    [
      `tests/test_${name}_service.py`,
      `import asyncio
import json
import unittest
from pathlib import Path

from broker.${name}_service import handle_${name}

ROOT = Path(__file__).resolve().parent.parent


class ${pascal(name)}Test(unittest.TestCase):
    def test_it_answers_its_example(self) -> None:
        example = json.loads((ROOT / "examples" / "${id}.json").read_text(encoding="utf-8"))
        self.assertEqual(asyncio.run(handle_${name}(None, example["input"])), example["output"])
`,
    ],
  ];
}

function snake(segment: string): string {
  return segment.replace(/[A-Z]/g, (letter, at: number) => `${at === 0 ? '' : '_'}${letter.toLowerCase()}`);
}

function pascal(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
