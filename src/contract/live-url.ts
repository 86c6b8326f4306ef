/** The URL of the contract of a node: given whole, or as the node's base. @param apiVersion of the certified contract */
export function contractUrl(given: string, apiVersion: string): string {
  if (!URL.canParse(given)) return given;
  const url = new URL(given);
  const path = url.pathname.replace(/\/+$/, '');
  const api = `/api/${apiVersion}`;
  if (!path.endsWith('/platform/contract'))
    url.pathname = `${path.endsWith(api) ? path : `${path}${api}`}/platform/contract`;
  return url.href;
}

/** A URL as reports may show it: without user, query and fragment. */
export function shownUrl(text: string): string {
  if (!URL.canParse(text)) return 'the URL';
  const { protocol, host, pathname } = new URL(text);
  return `${protocol}//${host}${pathname}`;
}
