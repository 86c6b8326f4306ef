import { defineConfig } from 'vitest/config';

/** What a mutant of decide/ has to get past: the room's own tests alone, with a property run short enough to repeat. */
export default defineConfig({
  test: {
    include: ['src/decide/*.test.ts'],
    environment: 'node',
    env: { ASSAY_PROPERTY_RUNS: '20' },
    isolate: false,
    testTimeout: 60_000,
  },
});
