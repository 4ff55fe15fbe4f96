import { copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteStore } from '#server/storage/sqlite.ts';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { SESSION_DESIGN } from '#test/fixtures/hand-written.ts';

const ADA = { kind: 'person', id: 'ada' } as const;
const DESIGN = 'docs/design/accounts/session.md';
const ROOM = 'design:cp_0123456789';

test('[FB16] a database that git replaced is told, copied, and never taken for saved to', async () => {
	using copy = createWorkingCopy({ [DESIGN]: SESSION_DESIGN });
	const opened = await openFolder(copy);
	await opened.files.ready;
	const database = join(copy.data, opened.slug, 'lintel.db');
	copyFileSync(database, `${database}.committed`);
	const write = (line: string) =>
		opened.rooms
			.open(ROOM)
			.edit(ADA, (yDoc) => openDesignDoc(yDoc).markdown.insert(SESSION_DESIGN.length, line));
	await write('Saved before.\n');
	renameSync(`${database}.committed`, database);

	await expect(write('Typed after.\n')).rejects.toThrow('was replaced or removed');
	const found = await until(() =>
		opened.findings().find(({ rule }) => rule === 'database-replaced'),
	);
	expect(found).toMatchObject({ severity: 'error' });
	expect(found.fix).toContain(`${database}.rescued`);
	opened.crash();

	using rescued = storeAt(`${database}.rescued`);
	const { snapshot, tail } = rescued.docs.load(ROOM) ?? { snapshot: null, tail: [] };
	const said = Buffer.concat([...(snapshot ? [snapshot] : []), ...tail]).toString();
	expect(said).toContain('Saved before.');
	expect(said).not.toContain('Typed after.');
	using there = storeAt(database);
	expect(there.lost()).toBeNull();
});

function storeAt(path: string) {
	const store = openSqliteStore(path);
	if (!store.ok) throw new Error(store.error.reason);
	return store.value;
}
