import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { capability, contract, endpoint } from '../../../testing/contract-source.ts';
import { readContract } from '../read-contract.ts';
import { exportHtml } from './html.ts';
import { exportMarkdown } from './markdown.ts';

const HOSTILE =
  '\u001b[31m\u009b2J\r\u2028\u200b</style><script>alert(1)</script>"\' onload=x & <img src=x>\u202e\u0000 `|` # [a](javascript:x)';
/** What neither page may hold raw; a line feed is the only control character in them. */
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028\u202e]/;
const hostile = contract({
  generatedBy: HOSTILE,
  stabilityPolicy: HOSTILE,
  capabilities: [capability({ description: HOSTILE })],
  endpoints: [
    endpoint({
      routeFamily: HOSTILE,
      routeTemplate: `/${HOSTILE}`,
      actionLabel: HOSTILE,
      description: HOSTILE,
      stability: 'scheduled-for-removal',
      deprecation: {
        deprecatedSinceContractVersion: 3,
        removalContractVersion: 5,
        note: HOSTILE,
        replacement: 'GET /b',
        removalOn: '2027-01-01',
      },
      request: { description: '``` ````', examples: [HOSTILE] },
      errors: [{ status: 404, code: HOSTILE, description: HOSTILE }],
    }),
  ],
  services: [
    {
      namespace: 'hr/v1',
      description: HOSTILE,
      events: [
        {
          name: 'e',
          stability: 'internal',
          sinceContractVersion: 1,
          description: HOSTILE,
          payload: { const: HOSTILE },
        },
      ],
    },
  ],
});
const folder = fileURLToPath(new URL('../../../contracts/hearth', import.meta.url));

describe('export to HTML', () => {
  const page = exportHtml(hostile);

  it('lets nothing of the contract become markup', () => {
    const tags = [...page.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag);
    expect(tags).not.toContain('script');
    expect(tags).not.toContain('img');
    expect(page.match(/<style>/g)).toHaveLength(1);
    expect(page).not.toMatch(UNSEEN);
    expect(page).toContain('&lt;script&gt;');
  });

  it('loads nothing: one style, allowed by its digest', () => {
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    expect(policy.split('; ')).toContain("default-src 'none'");
    expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(page).not.toMatch(/<[^>]* (?:src|href|style|on[a-z]+)=(?!"#)/);
  });

  it('says stability in words, and when something goes', () => {
    expect(page).toContain('<span class="badge scheduled-for-removal">scheduled for removal</span>');
    expect(page).toContain(
      'deprecated since contract version 3, may be gone with contract version 5, not before 2027-01-01; use GET /b instead',
    );
  });

  it('is a whole page: language, one main, headings in order, every link leads somewhere', async () => {
    const whole = exportHtml((await readContract(folder, 'hearth')).contract);
    expect(whole).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
    expect(whole.match(/<main /g)).toHaveLength(1);
    const levels = [...whole.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    const ids = new Set([...whole.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...whole.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) expect(ids).toContain(link);
    const open: string[] = [];
    for (const [, close, tag = ''] of whole.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
      if (tag === 'meta') continue;
      if (close === '/') expect(open.pop()).toBe(tag);
      else open.push(tag);
    }
    expect(open).toEqual([]);
  });

  it('is easy to read: every badge has a contrast of 4.5:1', () => {
    for (const [, colour = ''] of page.matchAll(
      /\.(?:stable|experimental|deprecated|scheduled-for-removal)\{background:#([0-9a-f]{6})\}/g,
    ))
      expect(1.05 / (luminance(colour) + 0.05), colour).toBeGreaterThanOrEqual(4.5);
  });
});

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('export to Markdown', () => {
  const text = exportMarkdown(hostile);

  it('holds no character that moves a cursor, reorders words or cannot be seen', () => {
    expect(text).not.toMatch(UNSEEN);
    expect(text).toContain('\\u202e');
    expect(text).toContain('\ufffd');
  });

  it('lets nothing of the contract become markup', () => {
    const outside = text
      .replace(/^(`{3,})json\n[\s\S]*?\n\1$/gm, '')
      .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
    expect(outside).not.toMatch(/<[a-z/]/i);
    expect(outside).not.toMatch(/[^\\]\]\(/);
    expect(text.split('\n').filter((line) => /^#{1,6} /.test(line))).toHaveLength(6);
  });

  it('fences a schema that holds fences', () => expect(text).toContain('`````json\n{\n  "description": "``` ````"'));

  it('groups by family, with stability and windows', async () => {
    const hearth = exportMarkdown((await readContract(folder, 'hearth')).contract);
    expect(hearth).toContain('\n## rooms\n');
    expect(hearth).toMatch(/- \*\*deprecated\*\*, since contract version \d+\n- deprecated since contract version \d+/);
    expect(hearth.endsWith('\n')).toBe(true);
    expect(hearth).not.toMatch(/\n\n\n/);
  });
});
