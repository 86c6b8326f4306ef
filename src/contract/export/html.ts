import { createHash } from 'node:crypto';
import type { Contract, Deprecation, Endpoint, Service, ServiceEvent, ServiceMethod, Stability } from '../model.ts';
import { PAGE_STYLE } from './html-style.ts';
import { callersWords, deprecationWords, referenceOf, STABILITY_WORDS, schemaText, visible } from './reference.ts';

/**
 * A contract as one page that stands alone: no script, no request to anywhere, everything from the contract escaped,
 * and a policy that lets the browser load nothing but the page's own style.
 */
export function exportHtml(contract: Contract): string {
  const { contract: sorted, families, capabilities, services } = referenceOf(contract);
  const { apiVersion, contractVersion, generatedBy, stabilityPolicy } = sorted;
  const title = `${generatedBy}: API ${apiVersion}, contract version ${contractVersion}`;
  const sections = [
    ...(capabilities.length === 0
      ? []
      : [{ id: 'capabilities', title: 'Capabilities', body: capabilityTable(sorted) }]),
    ...families.map(({ name, endpoints }, index) => ({
      id: `family-${index + 1}`,
      title: name,
      body: endpoints.map((endpoint) => endpointArticle(endpoint, apiVersion)).join('\n'),
    })),
    ...services.map((service, index) => ({
      id: `service-${index + 1}`,
      title: `Service ${service.namespace}`,
      body: serviceBody(service),
    })),
  ];
  const links = sections.map(({ id, title: name }) => `<li><a href="#${id}">${escaped(name)}</a></li>`).join('\n');
  const digest = createHash('sha256').update(PAGE_STYLE).digest('base64');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<h1>${escaped(title)}</h1>
<p>${escaped(stabilityPolicy)}</p>
</header>
<nav aria-label="Contents">
<ul>
${links}
</ul>
</nav>
<main id="content">
${sections.map(({ id, title: name, body }) => `<section aria-labelledby="${id}">\n<h2 id="${id}">${escaped(name)}</h2>\n${body}\n</section>`).join('\n')}
</main>
</body>
</html>
`;
}

function capabilityTable({ capabilities }: Contract): string {
  const rows = capabilities.map(
    ({ name, stability, sinceContractVersion, description, deprecation }) =>
      `<tr><th scope="row"><code>${escaped(name)}</code></th><td>${badge(stability)}</td><td>${sinceContractVersion}</td><td>${escaped(description)}${announcement(deprecation)}</td></tr>`,
  );
  return `<table>
<thead><tr><th scope="col">Capability</th><th scope="col">Stability</th><th scope="col">Since version</th><th scope="col">What for</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

function endpointArticle(endpoint: Endpoint, apiVersion: string): string {
  const { method, routeTemplate, description, requiredCapabilities, errors = [], examples } = endpoint;
  return article(`<code>${escaped(`${method} /api/${apiVersion}${routeTemplate}`)}</code>`, endpoint.stability, [
    paragraph(description),
    announcement(endpoint.deprecation),
    facts([
      ['Requires', capabilityList(requiredCapabilities)],
      ['May be called by', escaped(callersWords(endpoint))],
      ['Since', `contract version ${endpoint.sinceContractVersion}`],
      ...errors.map(({ status, code, description: words = '' }): [string, string] => [
        `Error ${status}`,
        escaped([code, words].filter(Boolean).join(': ')),
      ]),
    ]),
    details('Request', endpoint.request),
    details('Response', endpoint.response),
    ...(examples?.request ?? []).map((example) => details('Example of a request', example)),
    ...(examples?.response ?? []).map((example) => details('Example of a response', example)),
  ]);
}

function serviceBody({ namespace, description, methods = [], events = [] }: Service): string {
  return [
    paragraph(description),
    ...methods.map((method) =>
      targetArticle('Method', namespace, method, [details('Input', method.input), details('Output', method.output)]),
    ),
    ...events.map((event) => targetArticle('Event', namespace, event, [details('Payload', event.payload)])),
  ].join('\n');
}

function targetArticle(
  kind: string,
  namespace: string,
  target: ServiceMethod | ServiceEvent,
  schemas: readonly string[],
): string {
  const errors = 'errors' in target ? (target.errors ?? []) : [];
  return article(`${kind} <code>${escaped(`${namespace}#${target.name}`)}</code>`, target.stability, [
    paragraph(target.description),
    announcement(target.deprecation),
    facts([
      ['Requires', capabilityList(target.requiredCapabilities ?? [])],
      ['Since', `contract version ${target.sinceContractVersion}`],
      ...errors.map(({ code, description = '' }): [string, string] => [`Error ${code}`, escaped(description)]),
    ]),
    ...schemas,
  ]);
}

function article(heading: string, stability: Stability, parts: readonly string[]): string {
  return `<article>\n<h3>${heading} ${badge(stability)}</h3>\n${parts.filter((part) => part !== '').join('\n')}\n</article>`;
}

/** Stability in words; the colour repeats them. */
function badge(stability: Stability): string {
  return `<span class="badge ${stability}">${STABILITY_WORDS[stability]}</span>`;
}

function announcement(deprecation: Deprecation | null | undefined): string {
  const words = deprecationWords(deprecation);
  return words === undefined ? '' : `<p class="announcement">${escaped(words)}</p>`;
}

function capabilityList(names: readonly string[]): string {
  return names.length === 0 ? 'no capability' : names.map((name) => `<code>${escaped(name)}</code>`).join(', ');
}

function facts(rows: readonly (readonly [string, string])[]): string {
  return `<dl>\n${rows.map(([term, words]) => `<dt>${escaped(term)}</dt><dd>${words}</dd>`).join('\n')}\n</dl>`;
}

function paragraph(words: string): string {
  return words === '' ? '' : `<p>${escaped(words)}</p>`;
}

function details(title: string, value: unknown): string {
  if (value === undefined) return '';
  return `<details><summary>${title}</summary><pre tabindex="0"><code>${escaped(schemaText(value))}</code></pre></details>`;
}

/** Text with no character left that HTML or a reader's eye could take for another; control characters are shown as such. */
function escaped(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
