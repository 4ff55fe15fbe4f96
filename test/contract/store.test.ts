import { afterAll } from 'vitest';
import { createMemoryStore } from '#server/storage/memory.ts';
import { openSqliteStore } from '#server/storage/sqlite.ts';
import { describeEditions } from '#test/contract/editions.ts';
import { describeMessages } from '#test/contract/messages.ts';
import { describeStore } from '#test/contract/store.ts';
import { describeTranscripts } from '#test/contract/transcripts.ts';
import { createTemporaryFolder } from '#test/temporary-folder.ts';

const folders = new DisposableStack();
afterAll(() => folders.dispose());

for (const suite of [describeStore, describeEditions, describeMessages, describeTranscripts]) {
	suite('memory', createMemoryStore);
	suite('sqlite', () => {
		const opened = openSqliteStore(folders.use(createTemporaryFolder()).file('lintel.db'));
		if (!opened.ok) throw new Error(opened.error.reason);
		return opened.value;
	});
}
