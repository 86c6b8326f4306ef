/** Tokens of a JSON text. */
const TOKEN = /\s*("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:])/y;

/**
 * A JSON text as Python's `json.dumps(json.loads(text), sort_keys=True, separators=(',', ':'))` writes it: keys by code
 * point, everything but printable ASCII as \uXXXX, integers of any length, floats by Python's repr. It works on the
 * text because 1 and 1.0 are one number here and two there.
 * @param text strict JSON, parsed before, without repeated keys
 */
export function pythonCanonical(text: string): string {
  return new Writer(text).value();
}

class Writer {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  value(): string {
    const token = this.next();
    if (token === '{') return this.object();
    if (token === '[') return this.list();
    if (token.startsWith('"')) return pythonString(JSON.parse(token));
    return /^-?\d/.test(token) ? pythonNumber(token) : token;
  }

  private object(): string {
    const members: (readonly [string, string])[] = [];
    for (let token = this.next(); token !== '}'; token = this.next()) {
      if (token === ',') continue;
      const key: string = JSON.parse(token);
      this.next();
      members.push([key, this.value()]);
    }
    members.sort(([a], [b]) => byCodePoint(a, b));
    return `{${members.map(([key, value]) => `${pythonString(key)}:${value}`).join(',')}}`;
  }

  private list(): string {
    const items: string[] = [];
    for (;;) {
      const before = this.at;
      const token = this.next();
      if (token === ']') return `[${items.join(',')}]`;
      if (token === ',') continue;
      this.at = before;
      items.push(this.value());
    }
  }

  private next(): string {
    TOKEN.lastIndex = this.at;
    const token = TOKEN.exec(this.text)?.[1];
    if (token === undefined) throw new Error('the text is no JSON');
    this.at = TOKEN.lastIndex;
    return token;
  }
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

function pythonString(text: string): string {
  const escaped = text.replace(
    /["\\]|[^ -~]/g,
    (char) => SHORT[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}

function pythonNumber(token: string): string {
  if (/^-?\d+$/.test(token)) return token === '-0' ? '0' : token;
  const value = Number(token);
  if (Object.is(value, -0)) return '-0.0';
  if (value === 0) return '0.0';
  // Both languages write the shortest digits that round to the number; they differ in where the exponent begins.
  const [mantissa = '', power = ''] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(power);
  return `${value < 0 ? '-' : ''}${exponent < -4 || exponent >= 16 ? scientific(digits, exponent) : fixed(digits, exponent)}`;
}

function scientific(digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const power = String(Math.abs(exponent)).padStart(2, '0');
  return `${digits[0] ?? ''}${fraction}e${exponent < 0 ? '-' : '+'}${power}`;
}

function fixed(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.padEnd(exponent + 1, '0');
  return `${whole.slice(0, exponent + 1)}.${whole.slice(exponent + 1) || '0'}`;
}

function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
