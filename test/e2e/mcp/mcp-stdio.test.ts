import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { agentOf, connectOver } from '#test/e2e/world/agent.ts';
import { serve } from '#test/e2e/world/command.ts';
import { createRepository, type Repository } from '#test/e2e/world/repository.ts';

const main = join(import.meta.dirname, '../../../server/main.ts');
const STORIES = '# User Stories\n\n## Keep a draft\n\nAs a writer I want drafts kept.\n';
const Running = z.object({ pid: z.int(), url: z.string(), secret: z.string() });

/** What `lintel mcp` started outlives it, so the test stops it by the id in its running file. */
const started: Repository[] = [];
afterEach(() => {
	for (const repository of started.splice(0)) {
		endIfRunning(pidOf(repository));
		repository[Symbol.dispose]();
	}
});

function endIfRunning(pid: number | null): void {
	try {
		if (pid !== null) process.kill(pid, 'SIGTERM');
	} catch {
		// It has ended already.
	}
}

function pidOf({ data }: Repository): number | null {
	try {
		return Running.parse(JSON.parse(readFileSync(join(data, 'running.json'), 'utf8'))).pid;
	} catch {
		return null;
	}
}

function repositoryOfStories(): Repository {
	const repository = createRepository({ 'user_stories.md': STORIES });
	started.push(repository);
	return repository;
}

async function speak({ folder, data }: Repository, era: 'modern' | 'legacy', args: string[] = []) {
	const transport = new StdioClientTransport({
		command: process.execPath,
		args: [main, 'mcp', '--repo', folder, '--data', data, '--port', '0', ...args],
		stderr: 'pipe',
	});
	return agentOf(await connectOver(transport, era, 'claude-code'));
}

describe.each(['modern', 'legacy'] as const)('a client of the %s era', (era) => {
	test('[MC8] speaks for the Lintel that runs', async () => {
		const repository = repositoryOfStories();
		await using lintel = await serve(repository);
		await using agent = await speak(repository, era, ['--as', 'robin']);
		const found = await agent.call('find_artefacts', {});
		expect(found).toMatchObject({ total: 1, artefacts: [{ title: 'Keep a draft' }] });
		const work = await agent.call('get_work_context');
		expect(work['app']).toBe(`${lintel.origin}/w/${lintel.slug}`);
	});
});

test('[MC8] starts a Lintel that outlives it, and two that start at once share one', async () => {
	const repository = repositoryOfStories();
	const agents = await Promise.all([speak(repository, 'modern'), speak(repository, 'legacy')]);
	const [one, other] = await Promise.all(agents.map((agent) => agent.call('get_work_context')));
	expect(one?.['app']).toBe(other?.['app']);
	const pid = pidOf(repository);
	await Promise.all(agents.map((agent) => agent[Symbol.asyncDispose]()));
	expect(pid).not.toBeNull();
	expect(() => process.kill(pid ?? 0, 0)).not.toThrow();
});

test('[MC8] starts another when the one it spoke for is gone', async () => {
	const repository = repositoryOfStories();
	await using agent = await speak(repository, 'modern');
	const written = await agent.call('write_story', { title: 'Survives', narrative: 'As a writer.' });
	const first = pidOf(repository);
	process.kill(first ?? 0, 'SIGKILL');
	expect(await agent.call('read_artefact', { id: written['id'] })).toMatchObject({
		title: 'Survives',
	});
	expect(pidOf(repository)).not.toBe(first);
});

test('without --as the agent bears the name of the client', async () => {
	const repository = repositoryOfStories();
	await using agent = await speak(repository, 'modern');
	const { note } = await agent.call('get_work_context');
	expect(note).toBeDefined();
	const running = Running.parse(
		JSON.parse(readFileSync(join(repository.data, 'running.json'), 'utf8')),
	);
	const { app } = await agent.call('get_work_context');
	const slug = String(app).split('/w/')[1];
	const listed = await fetch(`${running.url}/local/agents?slug=${slug}`, {
		headers: { authorization: `Bearer ${running.secret}` },
	});
	expect(await listed.json()).toMatchObject([
		{ name: 'claude-code', admitted: false, hasToken: false },
	]);
});

test('[AC5] an agent that was revoked is told so', async () => {
	const repository = repositoryOfStories();
	await using lintel = await serve(repository);
	await using agent = await speak(repository, 'modern', ['--as', 'robin']);
	const running = Running.parse(
		JSON.parse(readFileSync(join(repository.data, 'running.json'), 'utf8')),
	);
	const revoked = await fetch(`${lintel.origin}/local/agents`, {
		method: 'DELETE',
		headers: { authorization: `Bearer ${running.secret}`, 'content-type': 'application/json' },
		body: JSON.stringify({ slug: lintel.slug, name: 'robin' }),
	});
	expect(revoked.status).toBe(200);
	await expect(agent.call('get_work_context')).rejects.toThrow('was revoked');
});
