/** A part of a Markdown report: what is always there, and blocks that are kept whole as far as there is room. */
export interface Section {
  readonly head: readonly string[];
  readonly blocks: readonly (readonly string[])[];
  /** What the blocks are, for "7 more blocked units in the certification". */
  readonly of: string;
}

/** GitHub drops a step summary of more than 1 MiB whole; this leaves room for what other steps say. */
export const MARKDOWN_LIMIT = 900 * 1024;

/** Room for the line that counts what was left out. */
const NOTE = 200;

/**
 * Sections as one document of at most `limit` UTF-8 bytes. Every head is there; blocks are taken in order as long as they
 * fit, and what does not fit is counted where it would stand. Empty sections are left out.
 */
export function cappedMarkdown(sections: readonly Section[], limit = MARKDOWN_LIMIT): string {
  const shown = sections.filter(({ head, blocks }) => head.length > 0 || blocks.length > 0);
  let room = limit - shown.reduce((sum, { head }) => sum + size(head) + NOTE, 0);
  const texts = shown.map(({ head, blocks, of }) => {
    const kept: string[] = [];
    let count = 0;
    for (const block of blocks) {
      const bytes = size(block);
      if (bytes > room) break;
      room -= bytes;
      kept.push(...block);
      count += 1;
    }
    const left = blocks.length - count;
    return [...head, ...kept, ...(left === 0 ? [] : ['', moreText(left, of)])].join('\n');
  });
  return `${texts.join('\n\n')}\n`;
}

/** A list under its title; nothing at all where the list is empty. */
export function section(head: readonly string[], blocks: readonly (readonly string[])[], of: string): Section {
  return { head: blocks.length === 0 ? [] : head, blocks, of };
}

/** A table under its title; nothing at all where it has no rows. */
export function table(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  of: string,
): Section {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = [title, '', row(columns), row(columns.map(() => '---'))];
  return section(
    head,
    rows.map((cells) => [row(cells)]),
    of,
  );
}

/** How a report says that a list goes on. */
export function moreText(count: number, of: string): string {
  return `${count} more ${of} in the certification`;
}

function size(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}
