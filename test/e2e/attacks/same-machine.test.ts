/** What a program of the same person can reach beside the page: port, secret, files, settings. */
import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import { bearer, foundBy, foundingOf, post, serveFolder } from '#test/e2e/world/served.ts';
import { CODE_FILE, createProvedCopy } from '#test/fixtures/proved-copy.ts';

test('[AT6] the secret of the running file founds nothing anew and decides nothing', async () => {
	await using served = await serveFolder({ 'user_stories.md': '# Stories\n' });
	const { workspace, relay, origin } = served;
	const { slug } = workspace;
	const old = relay.access.pairing.open(slug);
	await foundBy(served, await createPerson('Ada'));
	const { root } = workspace.journal.ledger.state();
	const before = workspace.journal.position();
	const headers = bearer(relay.access.localSecret.value);

	const listed = await fetch(`${origin}/local/repositories`, { headers });
	expect(await listed.json()).toMatchObject([{ founded: true, pairing: null }]);
	const body = await foundingOf(served, await createPerson('Mallory'), old);
	expect((await post(served, `/api/w/${slug}/found`, body, headers)).status).toBe(409);
	for (const path of ['found', 'joins', 'agents', 'docs/stories/sync', 'save', 'recover']) {
		const answer = await post(served, `/api/w/${slug}/${path}`, { slug, role: 'owner' }, headers);
		expect([path, answer.ok]).toEqual([path, false]);
	}
	expect((await post(served, '/local/agents', { slug, name: 'robin' }, headers)).status).toBe(201);
	expect(workspace.journal.ledger.state().root).toBe(root);
	expect(workspace.journal.ledger.state().membership.agents.size).toBe(0);
	expect(workspace.journal.position()).toBe(before);
});

test('[AT7] a folder of decisions that is deleted is written again by the next save', async () => {
	await using served = await serveFolder({ 'user_stories.md': '# Stories\n' });
	const { workspace } = served;
	await foundBy(served, await createPerson('Ada'));
	await workspace.save();
	const { root } = workspace.journal.ledger.state();
	rmSync(join(workspace.folder, '.lintel'), { recursive: true });
	await workspace.save();
	expect(workspace.journal.ledger.state().root).toBe(root);
	expect(existsSync(join(workspace.folder, '.lintel/log'))).toBe(true);
});

test('[AT8] settings that open the gates by themselves open none', async () => {
	using copy = await createProvedCopy();
	copy.write(CODE_FILE, 'export const session = 1;\n');
	copy.save();
	const failing = async () => {
		const { findings } = await copy.report();
		return findings.filter(({ severity, file }) => severity === 'error' && file === CODE_FILE);
	};
	expect(await failing()).toHaveLength(1);
	const gates = { story: 'off', context: 'off', design: 'off' };
	const rules = { 'code-before-approval': 'off' };
	for (const config of [
		{ policy: { gates, ignore: ['**'] } },
		{ policy: { assurance: { design: 'device' }, quorum: { design: 1 }, failing: [] } },
		{ rules },
	]) {
		copy.write('lintel.config.json', JSON.stringify(config));
		const checked = await copy.check();
		// What the settings may not say is refused as a whole; what they propose holds nothing.
		if (checked.ok) expect([config, (await failing()).length]).toEqual([config, 1]);
		else expect(checked.error.guard).toMatch(/^config/);
	}
	await using served = await serveFolder({
		'lintel.config.json': JSON.stringify({ policy: { gates } }),
	});
	await foundBy(served, await createPerson('Ada'));
	expect(served.workspace.journal.ledger.state().policy).toEqual(DEFAULT_POLICY);
});

test('[AT9] a program that took one of the loopbacks first is not shared with', async () => {
	const squatter = createServer((_, response) => response.end('<script>steal()</script>'));
	await new Promise<void>((resolve) => squatter.listen(0, '::1', resolve));
	const bound: AddressInfo = Object(squatter.address());
	try {
		await expect(serveFolder({}, { port: bound.port })).rejects.toThrow(/port|EADDRINUSE/i);
		// The other loopback was let go of again.
		const free = createServer();
		await new Promise<void>((resolve, reject) => {
			free.once('error', reject).listen(bound.port, '127.0.0.1', resolve);
		});
		free.close();
	} finally {
		squatter.close();
	}
});

test('[AT12] a preset that takes code out of its gate is told to whoever merges it', async () => {
	using copy = await createProvedCopy();
	copy.save();
	copy.commit();
	const told = async () =>
		(await copy.report({ base: 'main' })).findings.filter(
			({ rule }) => rule === 'settings-changed',
		);
	expect(await told()).toEqual([]);
	copy.git('checkout', '-q', '-b', 'work');
	copy.write('lintel.config.json', JSON.stringify({ preset: 'go' }));
	copy.commit();
	expect(await told()).toMatchObject([{ file: 'lintel.config.json', severity: 'warning' }]);
	copy.git('rm', '-q', 'lintel.config.json');
	expect(await told()).toEqual([]);
});
