/** A text of its own: a piece cut out of a file keeps the whole file in memory for as long as the piece lives. */
export function ownText(piece: string): string {
  return Buffer.from(piece).toString('utf8');
}
