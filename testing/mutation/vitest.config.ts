import { defineConfig } from 'vitest/config';

/** What a mutant of decide/ has to get past: the room's own tests alone, without random ones, so that a score repeats. */
export default defineConfig({
  test: {
    include: ['src/decide/*.test.ts'],
    exclude: ['src/decide/*.property.test.ts'],
    environment: 'node',
    isolate: false,
    testTimeout: 60_000,
  },
});
