import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/route-without-gate',
  summary: 'every route of the backend asks for a permission',
  help: 'Whoever has the app open can call the route. Ask for a permission in its decorator, in its handler or in its router, or name its path in public_routes where everybody may. Gates are found by their names: one that is called otherwise is a waiver.',
  severity: { default: 'note', strict: 'warning' },
  breaks: ['operator'],
  example: {
    fails: '@router.get("/claims")',
    passes: '@router.get("/claims", dependencies=[Depends(require_permission("resources:read"))])',
  },
  *check({ claims, declared, openRoutes, locate }) {
    if (claims === undefined || declared?.publicRoutes === undefined) return;
    for (const { route, file, line } of openRoutes)
      if (!declared.publicRoutes.includes(route.slice(route.indexOf(' ') + 1)))
        yield {
          message: `the route ${quote(route)} asks for no permission`,
          location: { path: locate(file), ...(line === undefined ? {} : { line }) },
          key: [claims.id, file, route],
        };
  },
});
