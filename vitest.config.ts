import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import config from './svelte.config.js';
import { chromiumArgs, chromiumPath } from './test/chromium.ts';
import { roomInMemory } from './test/room-in-memory.ts';

/** Real browsers and processes on a shared machine: one more try there, none at a desk. */
const retry = process.env['CI'] ? 1 : 0;

// npm tells its scripts where the person stands; the commands that tests start stand elsewhere.
delete process.env['INIT_CWD'];
delete process.env['npm_package_json'];

// The commands that tests start compile what they import once, not each for itself.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compile');

// What tests write is gone with them: where there is room it never waits for a disk.
const memory = roomInMemory();
if (memory !== null) process.env['TMPDIR'] ??= memory;

export default defineConfig({
	test: {
		// Most tests wait more than they compute: two at a time also where there are two cores.
		maxWorkers: Math.max(2, availableParallelism() - 1),
		projects: [
			{
				test: {
					name: 'unit',
					include: ['test/unit/**/*.test.ts', 'test/*.test.ts'],
					// They keep nothing between them, and loading what they test takes as long as testing it.
					isolate: false,
					// A busy machine is no failure.
					testTimeout: 30_000,
				},
			},
			{ test: { name: 'contract', include: ['test/contract/**/*.test.ts'] } },
			{
				test: {
					name: 'conformance',
					include: ['test/conformance/**/*.test.ts'],
					testTimeout: 120_000,
				},
			},
			{
				test: {
					name: 'simulation',
					include: ['test/simulation/**/*.test.ts'],
					testTimeout: 120_000,
				},
			},
			{
				root: `${import.meta.dirname}/client`,
				plugins: [sveltekit(config)],
				resolve: { dedupe: ['yjs', 'lib0', 'y-protocols'] },
				server: { fs: { allow: ['..'] } },
				// All of the app is looked through first: a dependency found in mid-test reloads the page.
				optimizeDeps: {
					// What an older look found may lack what was imported since.
					force: true,
					entries: [
						'{features,routes,state,sync,keys,ui}/**/*.{ts,svelte}',
						'../test/browser/**/*.ts',
					],
				},
				test: {
					name: 'browser',
					retry,
					testTimeout: 60_000,
					expect: { poll: { timeout: 10_000 } },
					include: ['../test/browser/**/*.test.ts'],
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({
							launchOptions: {
								executablePath: chromiumPath ?? 'chromium-not-found',
								args: [...chromiumArgs],
							},
						}),
						instances: [{ browser: 'chromium' }],
					},
				},
			},
			{
				test: {
					name: 'e2e',
					retry,
					include: ['test/e2e/**/*.test.ts'],
					testTimeout: 180_000,
					hookTimeout: 120_000,
					// A busy machine is no reason to fail: what a poll waits for either comes or never does.
					expect: { poll: { timeout: 20_000 } },
				},
			},
		],
	},
});
