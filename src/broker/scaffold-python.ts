import { exampleFile, type Scaffolded } from './scaffold.ts';
import { type BrokerTarget, formatTarget } from './target.ts';

/** What the generated client calls a target and its types. */
export interface PythonNames {
  /** Module of the namespace: `hr_v1`. */
  readonly module: string;
  /** Name of the descriptor: `MEMBERS_LIST`. */
  readonly constant: string;
  readonly types: Readonly<Partial<Record<'input' | 'output' | 'payload', string>>>;
}

/** How handlers are registered: with palette's own package, or with a provider in the app. */
export type PythonHost = 'palette' | 'provider';

/** The module of a method or an event, and its test, typed by the generated client. */
export function pythonFiles(scaffolded: Scaffolded, names: PythonNames, host: PythonHost): ReadonlyMap<string, string> {
  return scaffolded.kind === 'method'
    ? methodFiles(scaffolded.target, names, host)
    : eventFiles(scaffolded.target, names);
}

/** What several modules share: written where it is not there yet. */
export function pythonSharedFiles(host: PythonHost): ReadonlyMap<string, string> {
  return new Map([
    ['broker/__init__.py', ''],
    ['tests/__init__.py', ''],
    ...(host === 'provider' ? [['broker/provider.py', PROVIDER] as const] : []),
  ]);
}

const PROVIDER = `"""The handlers of this app. Import the modules that register them, then let it handle what the broker asks."""

from .client_py import Provider

provider = Provider()
`;

function methodFiles(
  target: BrokerTarget,
  { module, constant, types: { input = 'Any', output = 'Any' } }: PythonNames,
  host: PythonHost,
): ReadonlyMap<string, string> {
  const name = fileName(constant);
  const own = imported([constant, input, output]);
  const [registry, register] =
    host === 'palette' ? ['from .client_py import provide\n', 'provide'] : ['', 'provider.provide'];
  const last = host === 'palette' ? '' : 'from .provider import provider\n';
  return new Map([
    [
      `broker/${name}_service.py`,
      `"""Answers ${formatTarget(target)}."""

from typing import Any

${registry}from .client_py.${module} import ${own}
${last}

@${register}(${constant})
async def handle_${name}(ctx: Any, payload: ${input}) -> ${output}:
    return {"id": payload["id"]}
`,
    ],
    [
      `tests/test_${name}_service.py`,
      `${testHead(target)}from broker.${name}_service import handle_${name}

ROOT = Path(__file__).resolve().parent.parent


class ${pascal(name)}ServiceTest(unittest.IsolatedAsyncioTestCase):
    async def test_it_answers_its_example(self) -> None:
        example = json.loads((ROOT / "${exampleFile(target)}").read_text(encoding="utf-8"))
        self.assertEqual(await handle_${name}(None, example["input"]), example["output"])
`,
    ],
  ]);
}

function eventFiles(
  target: BrokerTarget,
  { module, constant, types: { payload = 'Any' } }: PythonNames,
): ReadonlyMap<string, string> {
  const name = fileName(constant);
  return new Map([
    [
      `broker/${name}_event.py`,
      `"""Sends ${formatTarget(target)}."""

from .client_py import Events
from .client_py.${module} import ${imported([constant, payload])}


async def send_${name}(events: Events, payload: ${payload}) -> None:
    await events.emit(${constant}, payload)
`,
    ],
    [
      `tests/test_${name}_event.py`,
      `${testHead(target)}from broker.${name}_event import send_${name}
from broker.client_py import Events, MockTransport

ROOT = Path(__file__).resolve().parent.parent


class ${pascal(name)}EventTest(unittest.IsolatedAsyncioTestCase):
    async def test_it_is_sent_as_its_example_says(self) -> None:
        example = json.loads((ROOT / "${exampleFile(target)}").read_text(encoding="utf-8"))
        broker = MockTransport()
        await send_${name}(Events(broker), example["payload"])
        self.assertEqual(broker.emitted, [("${formatTarget(target)}", example["payload"])])
`,
    ],
  ]);
}

function testHead(target: BrokerTarget): string {
  return `"""Tries ${formatTarget(target)} with its example."""

import json
import unittest
from pathlib import Path

`;
}

function imported(names: readonly string[]): string {
  return [...new Set(names)].filter((name) => name !== 'Any').join(', ');
}

/**
 * `members_list` of `MEMBERS_LIST`, in names of files and functions: the client keeps the constants of targets that
 * would be alike apart. The underscore that a keyword gets isn't needed there.
 */
function fileName(constant: string): string {
  return constant.toLowerCase().replace(/_$/, '');
}

function pascal(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
