import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canonicalJson } from '#shared/canonical-json.ts';
import { AgentId, mintId } from '#shared/id.ts';
import { type Blob, blobRefOf } from '#shared/lifecycle/blob.ts';
import { composeEvent, type EventPayload } from '#shared/lifecycle/compose.ts';
import { type Signer, sealEvent } from '#shared/lifecycle/sign.ts';
import { FILES, STORY } from '#test/e2e/world/evidence-shop.ts';
import { type OpenFolder, openFolder } from '#test/e2e/world/open-folder.ts';
import { blobOf, createPerson, random } from '#test/e2e/world/person.ts';
import { foundingOf } from '#test/e2e/world/served.ts';
import { createTemporaryFolder } from '#test/temporary-folder.ts';

const PATIENCE = { timeout: 60_000 };

test(
	'[SN2] a relay that died with something unjudged checks it once it starts again',
	PATIENCE,
	async () => {
		using folder = createTemporaryFolder();
		const place = { folder: folder.file('app'), data: folder.file('data') };
		mkdirSync(place.folder);
		writeFileSync(folder.file('app/user_stories.md'), FILES['user_stories.md'] ?? '');
		const before = await openFolder(place);
		const ada = await createPerson('ada');
		const founding = await foundingOf({ workspace: before }, ada, '');
		await before.journal.append(founding.envelopes, [], founding.blobs);
		const name = blobOf('robin');
		const robin = { id: AgentId.parse(mintId('ag', random)), name: 'robin' };
		const admitted = { agent: robin.id, name: blobRefOf(name), responsible: ada.id };
		await say(before, ada.signer, { type: 'agentAdded', ...admitted }, name);

		const asked = { kind: 'story-review', artefact: STORY, goal: 'Look again.' } as const;
		const started = await before.sessions.start(robin, asked);
		if (!started.ok) throw new Error(started.error.reason);
		const { id } = started.value;
		await before.sessions.take(robin, id);
		const output = blobOf(canonicalJson({ summary: 'No gap.', remarks: [] }));
		const content = blobRefOf(output);
		const handed = { type: 'stepSubmitted', session: id, step: 'review', content } as const;
		await say(before, before.relay.signer, handed, output, robin.id);
		expect(before.sessions.get(id)?.phase).toBe('validating');
		before.crash();

		const after = await openFolder(place);
		for (let tries = 0; after.sessions.get(id)?.step === 'review' && tries < 500; tries++) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		expect(after.sessions.get(id)).toMatchObject({ step: 'revise', lease: null });
		const told = after.sessions.transcript(id, 0, 100).map(({ body }) => body.type);
		// The first relay had checked it as well, and died before it said so.
		expect(new Set(told.slice(2))).toEqual(new Set(['check']));

		// An agent that was removed holds nothing: the step is open again for others.
		await after.sessions.take(robin, id);
		expect(after.sessions.get(id)?.lease?.by).toMatchObject({ agent: robin.id });
		await say(after, ada.signer, { type: 'removed', subject: robin.id });
		for (let tries = 0; after.sessions.get(id)?.lease !== null && tries < 500; tries++) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		expect(after.sessions.get(id)).toMatchObject({ lease: null, step: 'revise' });
		expect(after.errors).toEqual([]);
		await after[Symbol.asyncDispose]();
	},
);

async function say(
	{ journal }: OpenFolder,
	signer: Signer,
	payload: EventPayload,
	blob?: Blob,
	agent?: AgentId,
): Promise<void> {
	const { ledger } = journal;
	const by = agent === undefined ? { key: signer.keyId } : { key: signer.keyId, agent };
	const at = new Date().toISOString();
	const head = { workspace: ledger.state().root, heads: ledger.heads(), at, by };
	const envelope = await sealEvent(signer, composeEvent(head, payload));
	const result = await journal.append([envelope], [], blob === undefined ? [] : [blob]);
	if (!result.ok) throw new Error(JSON.stringify(result));
}
