import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	type ConformanceServer,
	serveForConformance,
} from '#test/conformance/conformance-server.ts';
import { connectAgent, tokenFor } from '#test/e2e/world/agent.ts';
import { type Served, serveFolder } from '#test/e2e/world/served.ts';

const require = createRequire(import.meta.url);
const SUITE = join(
	dirname(require.resolve('@modelcontextprotocol/conformance/package.json')),
	'dist/index.js',
);
const STORIES = '# User Stories\n\n## Keep a draft\n\nAs a writer I want drafts kept.\n';

let served: Served;
let server: ConformanceServer;

beforeAll(async () => {
	served = await serveFolder({ 'user_stories.md': STORIES });
	server = await serveForConformance(served);
});

afterAll(async () => {
	await server[Symbol.asyncDispose]();
	await served[Symbol.asyncDispose]();
});

describe.concurrent.each(['2025-11-25', '2026-07-28'])('MCP of %s', (revision) => {
	test('[MC30] passes the official suite, but for what is listed with a reason', async () => {
		const baseline = join(import.meta.dirname, `expected-failures.${revision}.yml`);
		const args = ['--requirements', revision, '--expected-failures', baseline];
		const ended = await run(['server', '--url', server.url, ...args]);
		expect(ended.code, ended.said).toBe(0);
		expect(ended.said).toMatch(/^✓ tools-list: [1-9]/m);
	});
});

test('[MC30] what the suite needs is in no server that is shipped', async () => {
	const { token } = tokenFor(served, 'robin');
	await using agent = await connectAgent(served, token);
	const { tools } = await agent.client.listTools();
	expect(tools.filter(({ name }) => name.startsWith('test_'))).toEqual([]);
});

/** Its own process, as anybody would run it. */
function run(args: readonly string[]): Promise<{ code: number | null; said: string }> {
	const child = spawn(process.execPath, [SUITE, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
	let said = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			said += text;
		});
	}
	return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}
