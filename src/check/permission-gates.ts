/** A call that asks for permissions, up to the end of its arguments; whether it may name several. */
const GATE =
  /\b(?:require|requires|has|check|ensure|assert|demand)_?(?:(any|all|Any|All)(?:_?[oO]f)?_?)?[pP]ermission(s?)\s{0,9}\(([^()]{0,400})/g;
/** A call whose name alone says little: only what looks like a permission counts, wherever it stands. */
const ABLE = /(?<!\w)\$?(?:use(?:Has|Check)?Permissions?|(?:use)?[cC]an(?:not|Any|All)?)\s{0,9}\(([^()]{0,400})/g;
/** `permissions: ["tasks:read"]` of a route, `permission="tasks:read"` of a component that guards, `v-can="'tasks:read'"`. */
const ROUTE_LITERAL =
  /\b(?:permissions?|v-can)["']?\s{0,3}[:=]\s{0,3}\{?\s{0,3}["']?(\[[^\]]{0,400}|["'`][a-z_:]{3,82}["'`])/g;
/** A text that something is added to is a part of a name. */
const FIRST = /^\s*\[?\s*["'`]([a-z][a-z0-9_.:-]{1,80})["'`](?!\s{0,9}\+)/;
const EACH = /["'`]([a-z][a-z_]{0,40}:[a-z][a-z_]{0,40})["'`](?!\s{0,9}\+)/g;
/** `READ`, `Permission.READ`, `Permission.READ.value` or `PERMISSIONS.tasks.read` among a call's arguments. */
const REFERENCE = /(?<![\w.$"'`])([A-Z]\w{1,60}(?:\.\w{1,60}){0,3})(?![\w.(:])/g;

/** Whether a source can ask for a permission at all. */
export const MAY_ASK = /[pP]ermission|[cC]an(?:not|Any|All)?\s{0,9}\(|v-can/;

/** A name that was found, and the offset of the quote before it, or of where it was found. */
export interface FoundName {
  readonly name: string;
  readonly at: number;
}

/** The permissions that calls and routes name, each at its quote. */
export function gateNames(text: string): FoundName[] {
  const found: FoundName[] = [];
  const add = (match: RegExpExecArray, from: number): void => {
    const name = match[1] ?? '';
    found.push({ name, at: from + match.index + match[0].length - name.length - 2 });
  };
  for (const gate of text.matchAll(GATE)) {
    const [whole, several, plural, given = ''] = gate;
    const from = gate.index + whole.length - given.length;
    const first = FIRST.exec(given);
    if (first !== null) add(first, from);
    const rest = [...given.matchAll(EACH)].filter(({ index }) => first === null || index >= first[0].length);
    for (const match of several !== undefined || plural === 's' ? rest : first === null ? rest.slice(0, 1) : [])
      add(match, from);
  }
  for (const pattern of [ABLE, ROUTE_LITERAL])
    for (const gate of text.matchAll(pattern)) {
      const given = gate[1] ?? '';
      for (const match of given.matchAll(EACH)) add(match, gate.index + gate[0].length - given.length);
    }
  return found;
}

/** The constants that calls name in place of a permission, as `READ` or `Permission.READ`. */
export function gateReferences(text: string): FoundName[] {
  return [...text.matchAll(GATE), ...text.matchAll(ABLE)].flatMap((gate) => {
    const given = gate[3] ?? gate[1] ?? '';
    const from = gate.index + gate[0].length - given.length;
    return [...given.matchAll(REFERENCE)].flatMap(({ 1: path = '', index }) => {
      const name = path.replace(/\.value$/, '');
      // A single name in mixed case is a type or a class.
      return name.includes('.') || /^[A-Z][A-Z0-9_]+$/.test(name) ? [{ name, at: from + index }] : [];
    });
  });
}
