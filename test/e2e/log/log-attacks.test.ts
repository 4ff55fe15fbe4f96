/** What somebody who may commit could slip into `.lintel/log`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '#server/workspace.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { hashOf } from '#shared/hash.ts';
import type { Envelope } from '#shared/lifecycle/envelope.ts';
import { rootWords } from '#shared/lifecycle/root-words.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import { foundBy, foundingOf, post, serveFolder } from '#test/e2e/world/served.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { createSignedWorkspace } from '#test/fixtures/signed-workspace.ts';

function commit(folder: string, ...envelopes: readonly Envelope[]): string {
	const text = envelopes.map((envelope) => `${canonicalJson(envelope)}\n`).join('');
	const path = join(folder, `.lintel/log/${hashOf(text)}.jsonl`);
	mkdirSync(join(folder, '.lintel/log'), { recursive: true });
	writeFileSync(path, text);
	return path;
}

function rulesIn(workspace: Workspace): string[] {
	return workspace.findings().map(({ rule }) => rule);
}

describe('a log that somebody tampered with', () => {
	test('[LF3] half a character in an event keeps nobody from starting', async () => {
		using copy = createWorkingCopy({});
		const { founding, root, ada, sign } = await createSignedWorkspace();
		const kind = 'KIND';
		const started = { type: 'sessionStarted', session: 'se_0000000000', artefact: null } as const;
		const half = canonicalJson(await sign(ada, { ...started, kind })).replace(kind, '\\ud800');
		commit(copy.folder, founding);
		copy.write('.lintel/log/half.jsonl', `${half}\n`);
		await using workspace = await openFolder(copy);
		expect(workspace.journal.ledger.state().root).toBe(root);
		expect(rulesIn(workspace)).toContain('log-line-invalid');
	});

	test('[LF3] a thousand forgeries neither hold up the start nor keep out what is true', async () => {
		using copy = createWorkingCopy({});
		const { founding, ada, sign } = await createSignedWorkspace();
		const honest = await sign(ada, { type: 'archived', artefact: 'st_0000000001' });
		const forged = Array.from({ length: 1_000 }, (_, n) => {
			const at = new Date(Date.UTC(2026, 0, 1) + n).toISOString();
			return { ...honest, event: { ...honest.event, at } };
		});
		commit(copy.folder, ...forged.slice(500), founding, honest, ...forged.slice(0, 500));
		const began = performance.now();
		await using workspace = await openFolder(copy);
		expect(performance.now() - began).toBeLessThan(5_000);
		expect(workspace.journal.ledger.size).toBe(2);
		expect(
			workspace
				.findings()
				.map(({ message }) => message)
				.join(),
		).toContain('1000 events');
	});

	test('[LF4] of two foundings none wins by chance, and removing one settles it', async () => {
		using copy = createWorkingCopy({});
		const [ours, theirs] = [await createSignedWorkspace(), await createSignedWorkspace()];
		commit(copy.folder, ours.founding);
		const slipped = commit(copy.folder, theirs.founding);
		await using workspace = await openFolder(copy);
		expect(workspace.journal.ledger.state().root).toBeNull();
		const finding = workspace.findings().find(({ rule }) => rule === 'log-founded-twice');
		for (const { root } of [ours, theirs]) {
			expect(finding?.message).toContain(rootWords(root).join(' '));
		}
		rmSync(slipped);
		await workspace.save();
		expect(workspace.journal.ledger.state().root).toBe(ours.root);
		expect(rulesIn(workspace)).not.toContain('log-founded-twice');
	});

	test('[LF4] nobody founds a third beside them', async () => {
		await using served = await serveFolder();
		const { workspace, relay } = served;
		for (const { founding } of [await createSignedWorkspace(), await createSignedWorkspace()]) {
			commit(workspace.folder, founding);
		}
		await workspace.save();
		const code = relay.access.pairing.open(workspace.slug);
		const body = await foundingOf(served, await createPerson('Ada'), code);
		const answer = await post(served, `/api/w/${workspace.slug}/found`, body);
		expect(answer.status).toBe(409);
		expect(workspace.journal.ledger.size).toBe(0);
	});

	test('[LG11] another founding never re-roots a workspace that is known', async () => {
		await using served = await serveFolder();
		const { workspace } = served;
		await foundBy(served, await createPerson('Ada'));
		const { root } = workspace.journal.ledger.state();
		commit(workspace.folder, (await createSignedWorkspace()).founding);
		await workspace.save();
		expect(workspace.journal.ledger.state().root).toBe(root);
		expect(rulesIn(workspace)).toContain('log-event-refused');
	});
});
