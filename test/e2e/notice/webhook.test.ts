import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { post as send } from '#server/notify/post.ts';
import { WorkspaceHello } from '#shared/protocol/api.ts';
import { lintel } from '#test/e2e/world/command.ts';
import { serve } from '#test/e2e/world/lintel-command.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import { createReceiver, isSigned } from '#test/e2e/world/receiver.ts';
import { append, foundBy, foundingOf, serveFolder, signedBy } from '#test/e2e/world/served.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

const ID = 'st_k3f9x2m7qa';
const STORIES = `# Shop\n\n## A secret plan <!-- ${ID} -->\n\nAs a reader, I sign in.\n\n- It works\n`;
const sending = { headers: {}, body: '{}', mayBePrivate: false, timeoutMs: 10_000 };

async function createTold() {
	const ada = await createPerson('Ada');
	const served = await serveFolder({ 'user_stories.md': STORIES });
	await foundBy(served, ada);
	const decide = async (type: 'archived' | 'restored' = 'archived') =>
		append(served, await signedBy(served, ada, { type, artefact: ID }));
	return { served, ada, decide, webhook: served.workspace.webhook };
}

function secretFrom(added: ReturnType<Awaited<ReturnType<typeof createTold>>['webhook']['add']>) {
	if (!added.ok) throw new Error(added.error.reason);
	return added.value;
}

describe('a webhook', () => {
	test('[NO6] what is decided arrives, signed, with a link and without names', async () => {
		await using receiver = await createReceiver();
		const { served, decide, webhook } = await createTold();
		await using _served = served;
		const secret = secretFrom(webhook.add(receiver.url, { private: false }));
		expect(receiver.received).toEqual([]);
		await decide();
		const [message] = await until(() => receiver.received.length > 0 && receiver.received);
		if (message === undefined) throw new Error('Nothing came.');
		expect(isSigned(secret, message)).toBe(true);
		expect(isSigned(`whsec_${'A'.repeat(43)}=`, message)).toBe(false);
		const { type, text, data } = JSON.parse(message.body);
		expect(type).toBe('lintel.archived');
		expect(data.event).toBe(message.id);
		expect(text).toContain(`${served.origin}/w/${served.workspace.slug}/timeline/${message.id}`);
		expect(message.body).not.toMatch(/secret plan|Ada/);
		await until(() => webhook.status()?.lastDelivered);
		expect(webhook.status()).toMatchObject({ waiting: 0, givenUp: 0, lastFailure: null });
		expect(JSON.stringify(webhook.status())).not.toMatch(/secret-path|whsec/);
	});

	test('[NO6] what does not count is nobody’s decision, and is not told', async () => {
		await using receiver = await createReceiver();
		const { served, ada, decide, webhook } = await createTold();
		await using _served = served;
		secretFrom(webhook.add(receiver.url, { private: false }));
		await append(served, await signedBy(served, ada, { type: 'restored', artefact: ID }));
		await decide();
		await until(() => receiver.received.length > 0);
		expect(receiver.received.map(({ body }) => JSON.parse(body).type)).toEqual(['lintel.archived']);
	});

	test('[NO7] a receiver that fails is tried again, later and later, until it takes it', async () => {
		await using receiver = await createReceiver();
		receiver.answer = 500;
		const { served, decide, webhook } = await createTold();
		await using _served = served;
		secretFrom(webhook.add(receiver.url, { private: false }));
		await decide();
		await until(() => webhook.status()?.lastFailure);
		expect(webhook.status()).toMatchObject({ waiting: 1, lastFailure: 'It answered 500.' });
		receiver.answer = 204;
		served.pass(10_000);
		await decide('restored');
		await until(() => webhook.status()?.waiting === 0);
		const [failed, again, later] = receiver.received;
		expect(again?.id).toBe(failed?.id);
		expect(later?.body).toContain('lintel.restored');
	});

	test('[NO7] one that hangs is let go of, and one that redirects is not followed', async () => {
		await using receiver = await createReceiver();
		await using elsewhere = await createReceiver();
		receiver.answer = 'hang';
		const url = new URL(receiver.url);
		expect(await send({ ...sending, url, timeoutMs: 50 })).toBe('No answer in 0.05 seconds.');
		receiver.answer = new URL(elsewhere.url);
		expect(await send({ ...sending, url })).toContain('redirects elsewhere (307)');
		expect(elsewhere.received).toEqual([]);
		receiver.answer = 200;
		expect(await send({ ...sending, url })).toBeNull();
	});

	test('[NO5] a name that resolves into this network is refused before anything is sent', async () => {
		await using receiver = await createReceiver();
		const { port } = new URL(receiver.url);
		const inside = new URL('https://10.0.0.1/hooks/x');
		expect(await send({ ...sending, url: inside })).toContain('private network');
		const metadata = new URL('https://169.254.169.254/latest');
		expect(await send({ ...sending, url: metadata })).toContain('nothing is sent to');
		const named = new URL(`http://localhost:${port}/`);
		expect(await send({ ...sending, url: named })).toBeNull();
		const gone = await send({ ...sending, url: new URL('https://nowhere.invalid/token-in-path') });
		expect(gone).toMatch(/^It could not be reached \(E/);
		expect(gone).not.toContain('token');
	});

	test('[NO8] kill -9 between a decision and its delivery loses nothing', async () => {
		await using receiver = await createReceiver();
		receiver.answer = 'hang';
		using repository = createWorkingCopy({ 'user_stories.md': STORIES });
		const first = await serve(repository);
		const added = await lintel(['webhook', 'add', receiver.url], repository);
		expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(/^whsec_\S+\n$/) });
		await found(first.origin, first.slug, first.link);
		await until(() => receiver.received.length > 0);
		await first.stop('SIGKILL');

		receiver.answer = 204;
		const before = receiver.received.length;
		await using _again = await serve(repository);
		await until(() => receiver.received.length > before);
		expect(receiver.received.at(-1)?.id).toBe(receiver.received[0]?.id);
		const told = await lintel(['webhook', 'status', '--json'], repository);
		await until(() => told.code === 0);
		expect(JSON.parse(told.stdout)).toMatchObject({ givenUp: 0 });
	});
});

describe('lintel webhook', () => {
	test('[NO9] adds, tests and removes; neither secret nor path is said again, or stored in the repository', async () => {
		await using receiver = await createReceiver();
		using repository = createWorkingCopy({ 'user_stories.md': STORIES });
		expect((await lintel(['webhook', 'status'], repository)).stdout).toContain('No webhook yet');
		const plain = await lintel(['webhook', 'add', 'http://chat.example.com/x'], repository);
		expect(plain).toMatchObject({ code: 2, stderr: expect.stringContaining('this machine only') });
		expect(plain.stderr).not.toContain('chat.example.com');

		const { stdout } = await lintel(['webhook', 'add', receiver.url], repository);
		const secret = stdout.trim();
		expect((await lintel(['webhook', 'test'], repository)).stdout).toContain('It arrived.');
		const [message] = receiver.received;
		expect(message && isSigned(secret, message)).toBe(true);
		receiver.answer = 404;
		const failed = await lintel(['webhook', 'test'], repository);
		expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining('It answered 404.') });

		const told = await lintel(['webhook', 'status'], repository);
		expect(told.stdout).toContain(new URL(receiver.url).origin);
		for (const said of [told.stdout, told.stderr, failed.stderr]) {
			expect(said).not.toContain('secret-path');
			expect(said).not.toContain(secret);
		}
		const kept = join(repository.data, 'webhooks');
		const [file = ''] = readdirSync(kept);
		expect(statSync(join(kept, file)).mode & 0o777).toBe(0o600);
		expect(readFileSync(join(kept, file), 'utf8')).toContain(secret);
		expect(repository.git('status', '--porcelain', '--ignored')).not.toContain('webhook');

		const other = await lintel(['webhook', 'add', receiver.url], repository);
		expect(other.stderr).toContain(`takes the place of ${new URL(receiver.url).origin}`);
		expect((await lintel(['webhook', 'remove'], repository)).code).toBe(0);
		expect(readdirSync(kept)).toEqual([]);
	});
});

async function found(origin: string, slug: string, link: string): Promise<void> {
	const hello = WorkspaceHello.parse(await (await fetch(`${origin}/api/w/${slug}/hello`)).json());
	const relay = { id: hello.relayId, key: hello.relay };
	const code = new URL(link).hash.replace('#pair=', '');
	const founding = await foundingOf({ workspace: { relay } }, await createPerson('Ada'), code);
	const answer = await fetch(`${origin}/api/w/${slug}/found`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(founding),
	});
	if (!answer.ok) throw new Error(await answer.text());
}
