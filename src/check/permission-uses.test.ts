// Permissions that code asks for, in the ways that people write that, and what only looks like it.
import { describe, expect, it } from 'vitest';
import { permissionsUsed, scannedFacts } from './bundle-facts.ts';
import { BundleScan } from './bundle-scan.ts';
import permissionUnused from './rules/bundle/permission-unused.ts';

function scanned(files: Readonly<Record<string, string>>): BundleScan {
  const scan = new BundleScan();
  for (const [path, text] of Object.entries(files)) scan.see(path, Buffer.from(text));
  return scan;
}

/** Names with the line that they are asked for on. */
const used = (files: Readonly<Record<string, string>>): string[] =>
  permissionsUsed(scannedFacts(scanned(files), '')).map(({ name, file, line }) => `${file}:${line} ${name}`);

const EACH = (path: string, text: string): string[] => used({ [path]: text }).map((one) => one.replace(/^.*? /, ''));

describe('a permission is found', () => {
  it.each<[string, string, string, string[]]>([
    ['can', 'a.ts', 'if (can("a:b")) go();', ['a:b']],
    ['can of an ability', 'a.tsx', 'ability.can("a:b") && !ability.cannot("c:d")', ['a:b', 'c:d']],
    ['can of somebody', 'a.js', 'can(user, "a:b")', ['a:b']],
    ['several of can', 'a.js', 'canAny(["a:b", "c:d"])', ['a:b', 'c:d']],
    ['a hook', 'a.tsx', 'const ok = usePermission("a:b");', ['a:b']],
    ['a hook of several', 'a.tsx', 'usePermissions(["a:b", "c:d"])', ['a:b', 'c:d']],
    ['another hook', 'a.tsx', 'useHasPermission("a:b"); useCan("c:d")', ['a:b', 'c:d']],
    ['a constant', 'a.ts', 'const READ = "a:b";\nhasPermission(READ);', ['a:b']],
    ['a typed constant', 'a.py', 'READ: Final[str] = "a:b"\nrequire_permission(READ)', ['a:b']],
    ['a member of an object', 'a.ts', 'const PERMS = {\n  read: "a:b",\n  write: "c:d" };\ncan(PERMS.write)', ['c:d']],
    ['a member of an enumeration', 'a.ts', 'enum Permission { Read = "a:b" }\nhasPermission(Permission.Read)', ['a:b']],
    [
      'a member of a class',
      'a.py',
      'class Perm(str, Enum):\n    READ = "a:b"\n\nrequire_permission(Perm.READ.value)',
      ['a:b'],
    ],
    ['constants in a list', 'a.py', 'READ = "a:b"\nADD = "c:d"\nrequire_permissions([READ, ADD])', ['a:b', 'c:d']],
    ['a page', 'a.html', '<script>if (hasPermission("a:b")) go()</script>', ['a:b']],
    ['an attribute of a page', 'a.html', '<button data-permission="a:b">', ['a:b']],
    ['a component of Vue', 'a.vue', '<template><b v-if="can(\'a:b\')"/></template>', ['a:b']],
    ['a directive of Vue', 'a.vue', `<b v-can="'a:b'"/><i v-permission="['c:d']"/>`, ['a:b', 'c:d']],
    ['a component of Svelte', 'a.svelte', '{#if $can("a:b")}<b/>{/if}', ['a:b']],
    ['a page after an address', 'a.html', '<a href="https://x.example/">x</a><b v-can="\'a:b\'"/>', ['a:b']],
  ])('through %s', (_, path, text, names) => {
    expect(EACH(path, text)).toEqual(names);
  });

  it('through a constant of another file', () => {
    const files = {
      'perms.py': 'TASKS_READ = "tasks:read"\n',
      'perms.ts': 'export const Permissions = {\n  tasksWrite: "tasks:write",\n} as const;\n',
      'views.py': 'from perms import TASKS_READ\n\n@require_permission(TASKS_READ)\ndef a(): pass\n',
      'view.tsx': 'import { Permissions } from "./perms";\nconst ok = usePermission(Permissions.tasksWrite);\n',
    };
    expect(used(files).sort()).toEqual(['view.tsx:2 tasks:write', 'views.py:3 tasks:read']);
  });
});

describe('nothing is found', () => {
  it.each<[string, string, string]>([
    [
      'that the browser is asked for',
      'a.ts',
      'usePermission("microphone"); navigator.permissions.query({ name: "camera" })',
    ],
    ['that an ability calls by two words', 'a.ts', 'can("read", "Post")'],
    ['in a function that is defined', 'a.py', 'def require_permission(permission: str, scope: Scope = None): ...'],
    ['in a method that is defined', 'a.ts', 'hasPermission(permission: Permission, on: Map<A.B, C>): boolean;'],
    ['in a variable', 'a.ts', 'const name = "a:b"; hasPermission(name)'],
    ['in a constant of two values', 'a.ts', 'let READ = "a:b";\nREAD = "c:d";\ncan(READ)'],
    ['in a constant of another object', 'a.ts', 'const A = { read: "a:b" };\ncan(B.read)'],
    ['in a constant that nobody asks by', 'a.ts', 'const READ = "a:b"; say(READ)'],
    ['in a word that ends with can', 'a.ts', 'scan("a:b"); toucan("c:d")'],
    ['in an address', 'a.ts', 'can("https://x.example")'],
    [
      'in a comment of a page',
      'a.html',
      '<!-- hasPermission("a:b") --><script>/* can("a:b") */ // can("a:b")\n</script>',
    ],
    ['in a comment of a component', 'a.vue', '<script>\n// can("a:b")\n</script><!-- v-can="\'a:b\'"'],
    [
      'in what is put together',
      'a.ts',
      `can(\`tasks:\${action}\`); hasPermission("tasks:" + action); can("tasks:read" + more)`,
    ],
    ['in a comment about a constant', 'a.ts', 'const READ = "a:b"; // hasPermission(READ)'],
  ])('%s', (_, path, text) => {
    expect(EACH(path, text)).toEqual([]);
  });

  it('in a constant that two other files do not agree about', () => {
    expect(used({ 'a.ts': 'const READ = "a:b";', 'b.ts': 'const READ = "c:d";', 'c.ts': 'can(READ)' })).toEqual([]);
  });

  it('of tables in a page', () => {
    const [facts] = scannedFacts(scanned({ 'a.html': '<p>CREATE TABLE a; hasPermission("a:b")</p>' }), '');
    expect(facts?.code?.tables).toEqual([]);
  });
});

describe('a declared permission', () => {
  const unused = (code: string, ...permissions: readonly string[]): string[] => {
    const facts = scannedFacts(scanned({ 'a.ts': code }), '');
    const input = {
      claims: { dialect: 'palette', id: 'a', file: 'm', permissions },
      permissionsUsed: permissionsUsed(facts),
      permissionWords: new Set(facts.flatMap((each) => each.code?.words ?? [])),
      locate: (file: string) => file,
    };
    // Only what the rule looks at.
    return [...permissionUnused.check(input as never)].map(({ key }) => String(key[1]));
  };

  it.each<[string, string, string[]]>([
    ['is named', 'can("x:y"); can(`tasks:read`)', ['tasks:write']],
    ['is named in part by a template', `can("x:y"); can(\`tasks:\${action}\`)`, []],
    ['is named in part by an addition', 'can("x:y"); can("tasks:" + action)', []],
    ['is named at its end', `can("x:y"); can(\`\${area}:read\`)`, ['tasks:write']],
    ['is named at its end by an addition', 'can("x:y"); can(area + ":write")', ['tasks:read']],
    ['is not named', 'can("x:y"); say("tasks:")', ['tasks:read', 'tasks:write']],
  ])('that %s', (_, code, names) => {
    expect(unused(code, 'tasks:read', 'tasks:write')).toEqual(names);
  });
});
