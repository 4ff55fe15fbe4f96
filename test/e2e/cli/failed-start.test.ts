import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { HAND_WRITTEN_STORIES } from '#test/fixtures/hand-written.ts';

const FILES = { 'user_stories.md': HAND_WRITTEN_STORIES };

describe('a database that a start comes to nothing with', () => {
	test('[ST14] is let go of, and opened again by the same process once it is mended', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await openFolder(copy);
		const path = join(copy.data, first.slug, 'lintel.db');
		await first[Symbol.asyncDispose]();
		const change = (sql: string) => {
			using database = new DatabaseSync(path);
			database.exec(sql);
		};
		change(`DELETE FROM meta WHERE name = 'relay';
			CREATE TRIGGER full BEFORE INSERT ON meta BEGIN SELECT RAISE(ABORT, 'no room'); END`);
		await expect(openFolder(copy)).rejects.toThrow('could not be written: no room');
		change('DROP TRIGGER full');
		await using again = await openFolder(copy);
		expect(again.artefacts().stories).toHaveLength(3);
	});

	test('[ST9] is none where only what it remembers for comfort cannot be read', async () => {
		using copy = createWorkingCopy(FILES);
		const first = await openFolder(copy);
		const path = join(copy.data, first.slug, 'lintel.db');
		await first[Symbol.asyncDispose]();
		const database = new DatabaseSync(path);
		for (const name of ['file-questions', 'git-head', 'runner-runs'])
			database.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(name, '[{');
		database.close();
		await using again = await openFolder(copy);
		expect(again.artefacts().stories).toHaveLength(3);
		expect(again.errors).toEqual([]);
	});
});
