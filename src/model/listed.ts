/** Items in one line: at most three, and how many more there are. */
export function listed(items: readonly string[], separator = ', '): string {
  const shown = items.length > 4 ? 3 : items.length;
  const more = items.length - shown;
  return [...items.slice(0, shown), ...(more === 0 ? [] : [`and ${more} more`])].join(separator);
}
