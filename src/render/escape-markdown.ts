import { oneLine } from './one-line.ts';

/**
 * Foreign text as one run of plain Markdown text: no markup, no table cell end, no HTML, no image that tells who reads.
 * GitHub turns `@name` into a mention even where the sign is escaped, but not across a comment.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]|~!#]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@<!-- -->');
}
