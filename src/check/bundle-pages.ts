import { posix } from 'node:path';
import { LineCounter } from '../model/line-counter.ts';
import { ownText } from './own-text.ts';

/** What a page loads, and what stands in it that pages of an app should not have. */
export interface PageFacts {
  /** Files of the bundle that the page loads, as paths in it. */
  readonly assets: readonly { readonly path: string; readonly line: number }[];
  readonly faults: readonly PageFault[];
}

export interface PageFault {
  readonly kind: 'unsafe' | 'markup';
  /** Completes "the page …". */
  readonly says: string;
  /** Names the thing for the fingerprint: what is loaded, or an attribute. */
  readonly subject: string;
  readonly line: number;
}

/** A tag, with values that may hold `>`; what is longer is none that a person wrote. */
const TAG = /<([a-zA-Z][a-zA-Z0-9-]{0,30})((?:[^<>"']{1,500}|"[^"]{0,2000}"|'[^']{0,2000}'){0,60})/g;
const ATTRIBUTE = /(?<![\w:-])([a-zA-Z][\w:-]{0,40})(?:\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const LOADS: Readonly<Record<string, string>> = {
  script: 'src',
  link: 'href',
  img: 'src',
  iframe: 'src',
  source: 'src',
};
/** Kinds of links that make the browser load what they name. */
const LOADED_LINK = /\b(?:stylesheet|icon|modulepreload|preload|manifest)\b/i;

/** What a page of a bundle says, by its tags; nothing is rendered. @param path the page's path in the bundle */
export function pageFacts(text: string, path: string): PageFacts {
  const page = new Page(text, path);
  for (const tag of withoutComments(text).matchAll(TAG)) page.see(tag);
  return page.facts();
}

/** Comments as blanks, so that every place stays. */
function withoutComments(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = text.indexOf('<!--'); at !== -1; at = text.indexOf('<!--', from)) {
    const end = text.indexOf('-->', at);
    const to = end === -1 ? text.length : end + 3;
    pieces.push(text.slice(from, at), text.slice(at, to).replace(/[^\n]/g, ' '));
    from = to;
  }
  return [...pieces, text.slice(from)].join('');
}

class Page {
  private readonly assets: { path: string; line: number }[] = [];
  private readonly faults: PageFault[] = [];
  private readonly lines: LineCounter;
  private readonly folder: string;
  private htmlLine: number | undefined;
  private titled = false;
  private based = false;

  constructor(text: string, path: string) {
    this.lines = new LineCounter(text);
    this.folder = posix.dirname(path);
  }

  see(match: RegExpExecArray): void {
    const [, name = '', rest = ''] = match;
    const tag = name.toLowerCase();
    const line = this.lines.at(match.index);
    const attributes = attributesOf(rest);
    if (tag === 'title') this.titled = true;
    if (tag === 'base') this.based = true;
    if (tag === 'html') {
      this.htmlLine = line;
      if (!attributes.get('lang'))
        this.faults.push({ kind: 'markup', says: 'does not say its language', subject: 'lang', line });
    }
    if (tag === 'img' && !attributes.has('alt'))
      this.faults.push({
        kind: 'markup',
        says: 'has an image without a text for those who do not see it',
        subject: ownText(attributes.get('src') ?? 'img'),
        line,
      });
    this.handlers(attributes, line);
    const loaded = attributes.get(LOADS[tag] ?? '');
    if (loaded === undefined || (tag === 'link' && !LOADED_LINK.test(attributes.get('rel') ?? ''))) return;
    if (/^(?:https?:)?\/\//i.test(loaded)) this.remote(tag, loaded, line);
    else this.asset(loaded, line);
  }

  /** A page that is none by itself, but a piece of another, has neither title nor language. */
  facts(): PageFacts {
    const untitled: PageFault[] =
      this.htmlLine === undefined || this.titled
        ? []
        : [{ kind: 'markup', says: 'has no title', subject: 'title', line: this.htmlLine }];
    return { assets: this.based ? [] : this.assets, faults: [...this.faults, ...untitled] };
  }

  private handlers(attributes: ReadonlyMap<string, string>, line: number): void {
    for (const [name, value] of attributes) {
      if (/^on[a-z]{3,30}$/.test(name) && value !== '')
        this.faults.push({
          kind: 'unsafe',
          says: `runs script from the attribute ${name}`,
          subject: ownText(name),
          line,
        });
      if (/^(?:href|src|action|formaction)$/.test(name) && /^\s{0,99}javascript:/i.test(value))
        this.faults.push({
          kind: 'unsafe',
          says: `runs script from the address in ${name}`,
          subject: `${name}:javascript`,
          line,
        });
    }
  }

  private remote(tag: string, loaded: string, line: number): void {
    const what = { script: 'a script', iframe: 'a page', link: 'a style or a script' }[tag];
    if (what !== undefined)
      this.faults.push({
        kind: 'unsafe',
        says: `loads ${what} from another server, which can change it any day`,
        subject: ownText(loaded.slice(0, 500)),
        line,
      });
  }

  private asset(written: string, line: number): void {
    const path = written.split(/[?#]/, 1)[0] ?? '';
    if (path === '' || /^[a-z][a-z0-9+.-]*:|^\/|[{}%$<>]/i.test(path) || path.length > 500) return;
    this.assets.push({ path: ownText(posix.join(this.folder, path)), line });
  }
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE))
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), double ?? single ?? bare ?? '');
  return found;
}
