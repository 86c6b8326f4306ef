import { defineConfig } from 'vitest/config';

// These rooms keep no state between tests and their set-ups none at import: their files share a module graph.
const SHARED =
  'bundle,broker,catalog,check,codegen,contract,decide,fetch,formats,manifest,model,render,schema-diff,trust';
const shared = [`src/{${SHARED}}/**/*.test.ts`];

export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 30_000,
    // Some set-ups build the program.
    hookTimeout: 30_000,
    // Tests wait for processes and disks as often as they compute: a core is not kept back.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'rooms', include: shared, isolate: false } },
      {
        extends: true,
        test: { name: 'whole', include: ['src/**/*.test.ts', 'testing/**/*.test.ts'], exclude: shared },
      },
    ],
  },
});
