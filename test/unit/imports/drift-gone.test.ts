import fs from 'node:fs';
import { expect, test } from 'vitest';
import { readDrift } from '#server/check/read-drift.ts';
import { createDriftReader } from '#server/imports/drift-reader.ts';
import { createImportReader } from '#server/imports/import-reader.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { conventionsOf } from '#shared/trace/conventions.ts';
import { grammarFolder, parsersInstalled } from '#test/fixtures/code/parsers.ts';
import { realRepository } from '#test/fixtures/real-repository.ts';

const context = (name: string) => `
## ${name}
**Type**: coordination
**Responsibilities**: All of ${name}.
**Dependencies**: None

### Components
| Component | Type | Code |
|---|---|---|
| ${name} | module | src/${name.toLowerCase()}/main.ts |
`;

test('[DR13] code that is gone, and that git still lists, counts neither as read nor as unreadable', async () => {
	const { blocks } = readContextMap(`# Shop\n${context('Mail')}${context('Shelves')}`, []);
	const contexts = blocks.flatMap((block) => (block.kind === 'context' ? block.context : []));
	const conventions = conventionsOf({ preset: 'typescript' });
	const paths = ['src/mail/main.ts', 'src/mail/long.ts', 'src/shelves/main.ts'];
	using repository = realRepository({
		'src/mail/main.ts': 'export const mail = 1;\n',
		'src/mail/long.ts': `// ${'x'.repeat(600 * 1024)}\n`,
		'src/shelves/main.ts': 'export const shelf = 1;\n',
	});
	repository.write({ 'src/shelves/main.ts': null });
	const { root } = repository;

	const deps = { disk: fs, grammars: [grammarFolder] };
	const checked = await readDrift(deps, root, contexts, conventions, () => paths);
	expect(checked).toMatchObject({ files: 1, unread: ['src/mail/long.ts'] });

	const read = createImportReader(await parsersInstalled());
	const live = createDriftReader({ disk: fs, root, read });
	const { unread } = live({ contexts, conventions, paths, changed: null });
	expect(unread).toEqual(['src/mail/long.ts']);
});
