/** Writes into Lintel's own database by a program that runs as the same person. */

import fs from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { placeOf } from '#server/cli/locate.ts';
import { databaseOf } from '#server/database-path.ts';
import { openSqliteStore } from '#server/storage/sqlite.ts';
import { eventIdOf } from '#shared/lifecycle/envelope.ts';
import { verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createProvedCopy, type ProvedCopy, STORY } from '#test/fixtures/proved-copy.ts';

function databaseIn({ folder, data }: ProvedCopy): string {
	const place = placeOf(fs, folder);
	if (!place.ok) throw new Error(place.error.reason);
	return databaseOf(place.value, data);
}

/** An approval in Ada's name, with a signature of hers that is for something else. */
async function forgeApproval(copy: ProvedCopy): Promise<string> {
	const { people } = copy;
	const answers = await copy.submit(STORY);
	copy.save();
	await using workspace = await openFolder(copy);
	const submitted = workspace.journal.ledger.get(answers)?.event;
	if (submitted?.type !== 'submitted') throw new Error('It was submitted.');
	const payload = { type: 'approved', answers, revision: submitted.revision } as const;
	const heads = workspace.journal.ledger.heads();
	const honest = await people.sign(people.ada, payload, { heads });
	const event = { ...honest.event, at: '2026-11-22T12:00:00.000Z' };
	await workspace[Symbol.asyncDispose]();
	const opened = openSqliteStore(databaseIn(copy));
	if (!opened.ok) throw new Error(opened.error.reason);
	using store = opened.value;
	const id = eventIdOf(event);
	store.log.append([{ id, envelope: { ...honest, event } }], [], []);
	return id;
}

test('[AT3] a decision that was written into the database is told while it is served', async () => {
	using copy = await createProvedCopy();
	const id = await forgeApproval(copy);
	await using workspace = await openFolder(copy);
	const told = () => workspace.findings().find(({ rule }) => rule === 'database-forged');
	await until(() => told() !== undefined);
	expect(told()?.message).toContain(id.slice(0, 12));
});

test('[AT3] and convinces neither a browser’s verifier nor the check of what a save writes', async () => {
	using copy = await createProvedCopy();
	const id = await forgeApproval(copy);
	await using workspace = await openFolder(copy);
	const { envelopes } = workspace.journal.page(0, 100);
	const keyOf = () => copy.people.ada.key;
	const forged = envelopes.filter(({ event }) => eventIdOf(event) === id);
	expect(forged).toHaveLength(1);
	for (const one of forged) expect(await verifyEnvelope(one, keyOf)).toMatchObject({ ok: false });
	await workspace.save();
	expect((await copy.told()).join()).toContain('log-bad-signature');
	const story = (await copy.report()).artefacts.find((one) => one.id === STORY);
	expect(story).toMatchObject({ state: 'in-review', approvals: [] });
});

test('[AT3] while Lintel serves, no other process writes its database', async () => {
	using copy = await createProvedCopy();
	copy.save();
	await using workspace = await openFolder(copy);
	const before = workspace.journal.position();
	const write = () => {
		using database = new DatabaseSync(databaseIn(copy), { timeout: 0 });
		database.exec('DELETE FROM events');
	};
	expect(write).toThrow(/locked/);
	expect(workspace.store.log.position()).toBe(before);
});

test('[AT4] an older database in place of the newer one loses no decision that was saved', async () => {
	using copy = await createProvedCopy();
	copy.save();
	const before = await openFolder(copy);
	await before[Symbol.asyncDispose]();
	const path = databaseIn(copy);
	fs.copyFileSync(path, `${path}.older`);
	const approved = await copy.approve(STORY);
	copy.save();
	const newer = await openFolder(copy);
	expect(newer.journal.ledger.has(approved.submitted)).toBe(true);
	await newer[Symbol.asyncDispose]();

	for (const rest of ['-wal', '-shm']) fs.rmSync(path + rest, { force: true });
	fs.renameSync(`${path}.older`, path);
	await using restored = await openFolder(copy);
	expect(restored.viewOf(STORY)).toMatchObject({ phase: 'approved' });
});
