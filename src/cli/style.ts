import type { Io, Output } from '../model/io.ts';
import type { Style } from './command.ts';

const plain = (text: string): string => text;

/** Every part of the identity: what files, pipes and NO_COLOR get. */
export const PLAIN: Style = { bold: plain, dim: plain, error: plain, warning: plain, ok: plain };

const sgr =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

/** ANSI colours; they repeat what the words say. */
export const COLOURED: Style = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  error: sgr(31, 39),
  warning: sgr(33, 39),
  ok: sgr(32, 39),
};

/**
 * The style for one sink. `--no-color` beats NO_COLOR, which beats FORCE_COLOR; without them a terminal that is not
 * dumb gets colour. An empty variable counts as unset.
 */
export function styleFor(sink: Output, env: Io['env'], noColor: boolean): Style {
  const style = coloured(sink, env, noColor) ? COLOURED : PLAIN;
  const width = sink.isTTY ? widthOf(sink, env) : undefined;
  return width === undefined ? style : { ...style, width };
}

/** True for a style that colours nothing, whatever width it has. */
export function isPlain(style: Style): boolean {
  return style.bold === plain;
}

function coloured(sink: Output, env: Io['env'], noColor: boolean): boolean {
  if (noColor || env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return sink.isTTY && env.TERM !== 'dumb';
}

/** COLUMNS, as shells and people set it, else what the terminal says. */
function widthOf({ columns }: Output, { COLUMNS = '' }: Io['env']): number | undefined {
  return /^[1-9]\d{0,4}$/.test(COLUMNS) ? Number(COLUMNS) : columns;
}
