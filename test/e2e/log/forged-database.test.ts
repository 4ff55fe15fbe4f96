import fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placeOf } from '#server/cli/locate.ts';
import { databaseOf } from '#server/database-path.ts';
import { openSqliteStore } from '#server/storage/sqlite.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { createSignedWorkspace } from '#test/fixtures/signed-workspace.ts';

function fill(place: { folder: string; data: string }, ...envelopes: readonly Envelope[]): void {
	const located = placeOf(fs, place.folder);
	const opened = located.ok ? openSqliteStore(databaseOf(located.value, place.data)) : located;
	if (!opened.ok) throw new Error(opened.error.reason);
	using store = opened.value;
	const events = envelopes.map((envelope) => ({ id: eventIdOf(envelope.event), envelope }));
	store.log.append(events, [], []);
}

test('[ST12] a database that came with a commit forges no decision', async () => {
	using copy = createWorkingCopy({ 'user_stories.md': '# Stories\n' });
	const inside = { folder: copy.folder, data: `${copy.folder}/.lintel` };
	const { founding, root, ada, sign } = await createSignedWorkspace();
	const honest = await sign(ada, { type: 'archived', artefact: 'st_0000000001' });
	fill(inside, founding, honest);
	const workspace = await openFolder(inside);
	expect(workspace.journal.ledger.state().root).toBe(root);
	await workspace[Symbol.asyncDispose]();
	fill(inside, { ...honest, event: { ...honest.event, at: '2026-11-22T12:00:00.000Z' } });
	await expect(openFolder(inside)).rejects.toThrow('did not sign');
	// Nothing is held on to: once the database is moved away, Lintel starts.
	await using again = await openFolder(copy);
	expect(again.journal.ledger.size).toBe(0);
});

test('[ST13] a database that git tracks is not opened', async () => {
	using copy = createWorkingCopy({ 'user_stories.md': '# Stories\n' });
	const inside = { folder: copy.folder, data: `${copy.folder}/.lintel` };
	const { relay, slug, ...opened } = await openFolder(inside);
	await opened[Symbol.asyncDispose]();
	copy.git('add', '--force', '.lintel');
	copy.git('commit', '-q', '-m', 'With its database');
	// As a clone has it.
	copy.git('rm', '-rq', '--force', '.lintel');
	copy.git('reset', '-q', '--hard');
	await expect(openFolder(inside)).rejects.toThrow('Git tracks the database');

	fs.chmodSync(join(inside.data, slug, 'lintel.db'), 0o600);
	await using kept = await openFolder(inside);
	expect(kept.relay.id).toBe(relay.id);
});

test('[ST13] nor is one behind a link that git tracks', async () => {
	using copy = createWorkingCopy({ 'user_stories.md': '# Stories\n' });
	const inside = { folder: copy.folder, data: `${copy.folder}/.lintel` };
	fs.mkdirSync(copy.data);
	fs.symlinkSync(copy.data, inside.data);
	copy.git('add', '.lintel');
	await expect(openFolder(inside)).rejects.toThrow('Git tracks the database');
	expect(fs.readdirSync(copy.data)).toEqual([]);
});
