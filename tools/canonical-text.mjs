// The canonical texts (RFC 8785) of what a schema allows, as the source of a regular expression. It takes no text that is
// not canonical or not valid; it leaves out texts with characters beyond printable ASCII, with escapes and with longer
// lists, which whoever uses it has to parse. A keyword or a pattern that it doesn't know stops the build.

/** Printable ASCII that stands for itself in JSON. */
const PLAIN = '[ !#-[\\]-~]';
const PLAIN_CHARACTERS = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter(
  (character) => character !== '"' && character !== '\\',
);
/** Most items of a list: each is looked for among those after it. */
const MOST_ITEMS = 32;

const SAYS_NOTHING = ['$schema', '$id', '$defs', 'title', 'description'];

/**
 * The expression for the texts of an object.
 * @param documents by $id, for references
 * @param first number of its first group: whoever uses it puts the groups before that in front of it
 * @param wanted names of members, texts all, that have a group of their own, without the quotes
 * @returns the expression, and the number of each wanted member's group
 */
export function canonicalText(schema, documents, { first, wanted }) {
  const maker = new Maker(documents, first);
  const source = maker.object(schema, schema, wanted);
  if (source.includes('`')) throw unknown('a text with this character', '`');
  return { source, groups: maker.found };
}

class Maker {
  found = {};

  constructor(documents, first) {
    this.documents = documents;
    this.next = first;
  }

  of(schema, root) {
    if (schema.$ref !== undefined) return this.reference(schema, root);
    if (schema.const !== undefined) return oneOf(only(schema, ['const'], [schema.const]));
    if (schema.enum !== undefined) return oneOf(only(schema, ['enum'], schema.enum));
    if (schema.anyOf !== undefined)
      return only(schema, ['anyOf'], `(?:${schema.anyOf.map((each) => this.of(each, root)).join('|')})`);
    switch (schema.type) {
      case 'null':
        return only(schema, ['type'], 'null');
      case 'boolean':
        return only(schema, ['type'], '(?:true|false)');
      case 'integer':
        return only(schema, ['type', 'minimum', 'maximum'], integer(schema));
      case 'string':
        return only(schema, ['type', 'minLength', 'maxLength', 'pattern'], `"${string(schema)}"`);
      case 'array':
        return this.list(schema, root);
      case 'object':
        return this.object(schema, root);
      default:
        throw unknown('a schema without a type', schema);
    }
  }

  reference(schema, root) {
    only(schema, ['$ref']);
    const [id, path] = new URL(schema.$ref, root.$id).href.split('#');
    const document = this.documents.get(id);
    const target = path
      .split('/')
      .slice(1)
      .reduce((value, name) => value[name], document);
    return this.of(target, document);
  }

  /** Unique items are told by looking ahead for each among those that follow. */
  list(schema, root) {
    only(schema, ['type', 'items', 'maxItems', 'uniqueItems']);
    const most = Math.min(schema.maxItems ?? MOST_ITEMS, MOST_ITEMS);
    const item = this.of(schema.items, root);
    if (!item.startsWith('"')) throw unknown('a list of anything but texts', schema);
    if (!schema.uniqueItems) return `\\[(?:${item}(?:,${item}){0,${most - 1}})?\\]`;
    // A quote ends each text, so that one is never taken for the beginning of another.
    const unique = () => {
      const group = this.group();
      return `(${item})(?!(?:,${item}){0,${most - 1}},\\${group})`;
    };
    return `\\[(?:${unique()}(?:,${unique()}){0,${most - 1}})?\\]`;
  }

  object(schema, root, wanted = []) {
    only(schema, ['type', 'additionalProperties', 'required', 'properties']);
    if (schema.additionalProperties !== false) throw unknown('an object with other members', schema);
    const names = Object.keys(schema.properties).sort();
    const first = names.findIndex((name) => schema.required?.includes(name));
    if (first === -1 || schema.required.some((name) => !names.includes(name)))
      throw unknown('an object without a member that it must have', schema);
    const members = names.map((name, at) => {
      if (!/^[A-Za-z]+$/.test(name)) throw unknown('a member of this name', name);
      const member = `"${name}":${wanted.includes(name) ? this.wanted(name, schema.properties[name], root) : this.of(schema.properties[name], root)}`;
      if (at < first) return `(?:${member},)?`;
      if (at === first) return member;
      return schema.required.includes(name) ? `,${member}` : `(?:,${member})?`;
    });
    return `\\{${members.join('')}\\}`;
  }

  /** A member with a group. */
  wanted(name, schema, root) {
    this.found[name] = this.group();
    const text = this.of(schema, root);
    const inner = /^"(.*)"$/s.exec(text)?.[1] ?? /^\(\?:"([^"]*)"\)$/.exec(text.replaceAll('"|"', '|'))?.[1];
    if (inner === undefined) throw unknown('a member that is no text', schema);
    return `"(${inner})"`;
  }

  group() {
    this.next += 1;
    return this.next - 1;
  }
}

/** What is given, where a schema says nothing else than it should. */
function only(schema, keywords, given) {
  for (const keyword of Object.keys(schema))
    if (!keywords.includes(keyword) && !SAYS_NOTHING.includes(keyword)) throw unknown(keyword, schema);
  return given;
}

function unknown(what, where) {
  return new Error(`no regular expression is known for ${what}: ${JSON.stringify(where).slice(0, 200)}`);
}

function oneOf(values) {
  return `(?:${values.map((value) => escaped(JSON.stringify(value))).join('|')})`;
}

function escaped(text) {
  if (!/^[ -~]*$/.test(text) || text.includes('\\')) throw unknown('this text', text);
  return text.replace(/[.*+?^${}()|[\]/]/g, '\\$&');
}

/** Whole numbers from 0 or 1. */
function integer({ minimum, maximum }) {
  if ((minimum !== 0 && minimum !== 1) || !Number.isSafeInteger(maximum) || maximum < 10)
    throw unknown('these whole numbers', { minimum, maximum });
  return `(?:${[...(minimum === 0 ? ['0'] : []), ...upTo(String(maximum))].join('|')})`;
}

/** Numbers without a zero in front, from 1 to a greatest one: those with fewer digits, and those that leave its digits downwards. */
function upTo(greatest) {
  const digits = [...greatest];
  const fewer = digits.length === 1 ? [] : [`[1-9]\\d{0,${digits.length - 2}}`];
  const same = digits.flatMap((digit, at) => {
    const least = at === 0 ? 1 : 0;
    if (Number(digit) <= least) return [];
    return [`${greatest.slice(0, at)}[${least}-${Number(digit) - 1}]\\d{${digits.length - 1 - at}}`];
  });
  return [...fewer, ...same.map((each) => each.replace('\\d{0}', '')), greatest];
}

/** What stands between the quotes. */
function string({ pattern, minLength = 0, maxLength }) {
  const length = `{${minLength},${maxLength ?? ''}}`;
  if (pattern === undefined) return `${PLAIN}${length}`;
  const whole = /^\^(\[(?:\\.|[^\]])*\])([+*])\$$/.exec(pattern);
  // One class for all characters needs no second look at the length.
  if (whole !== null) {
    const least = Math.max(minLength, whole[2] === '+' ? 1 : 0);
    return `${plainClass(whole[1])}{${least},${maxLength ?? ''}}`;
  }
  const body = withinQuotes(pattern);
  return minLength === 0 && maxLength === undefined ? body : `(?=${PLAIN}${length}")${body}`;
}

const TOKEN = /\[(?:\\.|[^\]])*\]|\\u[0-9a-fA-F]{4}|\\[a-zA-Z0-9]|\\.|\(\?[:!=]|\(\?|[\s\S]/g;

/**
 * A pattern for what stands between two quotes: no part of it takes a quote, so that it ends where the text does, and
 * looks ahead no further.
 */
function withinQuotes(pattern) {
  if (!pattern.startsWith('^') || !/[^\\]\$$/.test(pattern))
    throw unknown('a pattern that is not of the whole text', pattern);
  const tokens = pattern.slice(1, -1).match(TOKEN) ?? [];
  let depth = 0;
  for (const token of tokens) {
    if (token.startsWith('(')) depth += 1;
    if (token === ')') depth -= 1;
    if (token === '|' && depth === 0) throw unknown('a choice between whole texts', pattern);
  }
  return tokens.map((token) => withinQuote(token, pattern)).join('');
}

function withinQuote(token, pattern) {
  if (token.startsWith('[')) return plainClass(token);
  if (token === '.') return PLAIN;
  if (token === '\\d' || /^\(\?[:!=]$/.test(token) || /^[)|*+?{},]$/.test(token)) return token;
  if (token === '(') return '(?:';
  if (token === '^') return '(?<=")';
  if (token === '$') return '(?=")';
  if (/^[0-9]$/.test(token) || /^[ -~]$/.test(token)) return plainLiteral(token);
  if (/^\\[^a-zA-Z0-9]$/.test(token)) return plainLiteral(token.slice(1));
  throw unknown(token, pattern);
}

/** A character that can't stand between the quotes is never there. */
function plainLiteral(character) {
  if (!PLAIN_CHARACTERS.includes(character)) return '(?!)';
  return character.replace(/[.*+?^${}()|[\]/\\]/, '\\$&');
}

/** The plain characters of a class. */
function plainClass(text) {
  const expression = new RegExp(`^${text}$`, 'u');
  const members = PLAIN_CHARACTERS.filter((character) => expression.test(character));
  if (members.length === 0) throw unknown('an empty class', text);
  const ranges = [];
  for (const member of members) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1].charCodeAt(0) + 1 === member.charCodeAt(0)) last[1] = member;
    else ranges.push([member, member]);
  }
  const inClass = (character) => character.replace(/[\]\\^-]/, '\\$&');
  return `[${ranges.map(([from, to]) => (from === to ? inClass(from) : `${inClass(from)}-${inClass(to)}`)).join('')}]`;
}
