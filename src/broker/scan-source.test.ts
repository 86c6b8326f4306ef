import { describe, expect, it } from 'vitest';
import { scanSource } from './scan-source.ts';
import { type SourceLanguage, sourceText } from './source-text.ts';

const uses = (source: string, language: SourceLanguage): string[] =>
  scanSource(source, 'app', language).uses.map(({ target, use, line }) => `${line} ${use} ${target}`);

describe('targets in JavaScript and TypeScript', () => {
  it.each([
    ["await palette.broker.call('hr/v1#a.get', {})", '1 call hr/v1#a.get'],
    ['client.call(\n  "hr/v1#a.get",\n)', '2 call hr/v1#a.get'],
    ['palette.broker.emit(`hr/v1#changed`, x)', '1 emit hr/v1#changed'],
    ["palette.events.publishDurable('hr/v1#changed')", '1 emit hr/v1#changed'],
    ["palette.events.on('hr/v1#changed', f)", '1 subscribe hr/v1#changed'],
    ["const TARGET = 'hr/v1#a.get';", '1 name hr/v1#a.get'],
    ["palette.services('hr/v1').approvalChain.get({})", '1 call hr/v1#approvalChain.get'],
    ["palette\n .services('mcp.notion/v2')\n .search_pages(x)", '2 call mcp.notion/v2#search_pages'],
    ["const half = a / b; call('hr/v1#x') / 2", '1 call hr/v1#x'],
    ["x.replace(/['\"]/g, ''); call('hr/v1#x')", '1 call hr/v1#x'],
  ])('%j', (source, expected) => {
    expect(uses(source, 'javascript')).toEqual([expected]);
  });

  it.each([
    "// call('hr/v1#a')",
    "/* call('hr/v1#a') */",
    'const text = "say \'hr/v1#a\'";',
    "palette.services('hr/v1')",
    "palette.services('hr').a.b()",
    "call('hr#x')",
    "const pattern = /'hr\\/v1#x'/;",
    "'hr/v1#x\n'",
    "'never closed hr/v1#x",
    '/* never closed',
    '`never closed',
  ])('none in %j', (source) => {
    expect(uses(source, 'javascript')).toEqual([]);
  });
});

describe('targets in Python', () => {
  it.each([
    ["await services(ctx).call('hr/v1#a.get', {})", '1 call hr/v1#a.get'],
    ["await services(ctx).emit('hr/v1#a', {})", '1 emit hr/v1#a'],
    ['await services(ctx).proxy("org/v1").members.list({})', '1 call org/v1#members.list'],
    ['@events.on("org/v1#member.updated")\nasync def f(): ...', '1 subscribe org/v1#member.updated'],
    ['subscribe_event("org/v1#member.updated", f)', '1 subscribe org/v1#member.updated'],
    ['A = r"org/v1#x"  # it\'s\n', '1 name org/v1#x'],
    ['"""It\'s "quoted"."""\nB = \'org/v1#x\'', '2 name org/v1#x'],
    ["'''\\' \"\n'''\nD = 'org/v1#x'", '3 name org/v1#x'],
  ])('%j', (source, expected) => {
    expect(uses(source, 'python')).toEqual([expected]);
  });

  it.each(["# call('hr/v1#a')", '"""call(\'hr/v1#a\')"""', "'hr/v1#a\n"])('none in %j', (source) => {
    expect(uses(source, 'python')).toEqual([]);
  });
});

describe('handlers and events', () => {
  it('of Python, with what their arguments say', () => {
    const source = `
@service(
    "approvalChain.get",
    scope="hr/approvals.read",
    label=f("scope"),
    input_schema="schemas/approvalChain.get.in.json",
    output_schema={"type": "object"},
)
async def approval_chain_get(ctx, payload): ...

@service("other")
async def other(ctx, payload): ...
`;
    expect(scanSource(source, 'a.py', 'python').handlers).toEqual([
      {
        name: 'approvalChain.get',
        scope: 'hr/approvals.read',
        input: 'schemas/approvalChain.get.in.json',
        path: 'a.py',
        line: 3,
      },
      { name: 'other', path: 'a.py', line: 11 },
    ]);
  });

  it('of TypeScript', () => {
    const source = "export default service('members.list', { scope: 'org/members.read' }, async () => []);";
    expect(scanSource(source, 'a.ts', 'javascript').handlers).toEqual([
      { name: 'members.list', scope: 'org/members.read', path: 'a.ts', line: 1 },
    ]);
  });

  it('by bare names of events, and only of events', () => {
    const source = "ctx.events.publish('member.updated'); bus.emit('closed'); socket.on('open')";
    expect(scanSource(source, 'a.ts', 'javascript').emits).toEqual([
      { topic: 'member.updated', path: 'a.ts', line: 1 },
    ]);
  });

  it('and the chains by which generated clients are called', () => {
    const { chains } = scanSource('await hr.approvalChain\n  .get({}); other()', 'a.ts', 'javascript');
    expect([...chains]).toEqual(['hr.approvalChain.get']);
  });
});

it('keeps every offset, whatever the source is', () => {
  const hostile = ['"', "'", '`', '/', '*', '\\', '\n', '#', '[', 'a', '(', '"""'];
  let seed = 1;
  for (let round = 0; round < 2_000; round += 1) {
    let source = '';
    for (let at = 0; at < 30; at += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      source += hostile[seed % hostile.length];
    }
    for (const language of ['javascript', 'python'] as const) {
      const { code, literals } = sourceText(source, language);
      expect(code.length, source).toBe(source.length);
      for (const { start, end } of literals) expect(end).toBeGreaterThan(start);
    }
  }
});
