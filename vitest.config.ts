import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'testing/**/*.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
    // Some set-ups build the program.
    hookTimeout: 30_000,
    // Tests wait for processes and disks as often as they compute: a core is not kept back.
    maxWorkers: '100%',
  },
});
