import { dirname } from 'node:path';
import { loadPyodide, type PyodideInterface } from 'pyodide';
import type { JsonValue } from '../src/model/json/value.ts';

let loaded: Promise<PyodideInterface> | undefined;
let count = 0;

/**
 * Runs Python in a CPython made of WebAssembly, with its standard library and nothing else: no Python has to be
 * installed. One interpreter serves a test file; each run has a folder of its own on the path.
 * @param files text by path within the folder
 * @param code leaves what comes back, by way of JSON, in `result`
 */
export async function runInPyodide(files: ReadonlyMap<string, string>, code: string): Promise<JsonValue> {
  loaded ??= loadPyodide();
  const pyodide = await loaded;
  count += 1;
  const folder = `/run${count}`;
  for (const [name, text] of files) {
    pyodide.FS.mkdirTree(dirname(`${folder}/${name}`));
    pyodide.FS.writeFile(`${folder}/${name}`, text);
  }
  const globals = pyodide.toPy({ __name__: '__main__' });
  pyodide.runPython(
    `import sys, importlib\nsys.path[:] = [p for p in sys.path if not p.startswith("/run")]\nsys.path.insert(0, ${JSON.stringify(folder)})\nimportlib.invalidate_caches()`,
  );
  const before = new Set(pyodide.runPython('list(__import__("sys").modules)').toJs() as string[]);
  try {
    const value: unknown = await pyodide.runPythonAsync(`${code}\n__import__("json").dumps(result)`, { globals });
    if (typeof value !== 'string') throw new Error('the code left no result');
    return JSON.parse(value) as JsonValue;
  } finally {
    for (const name of pyodide.runPython('list(__import__("sys").modules)').toJs() as string[])
      if (!before.has(name)) pyodide.runPython(`__import__("sys").modules.pop(${JSON.stringify(name)}, None)`);
  }
}
