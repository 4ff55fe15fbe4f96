import { describe, expect, test } from 'vitest';
import { openDesignDoc, readDesignText } from '#shared/doc/design-doc.ts';
import { designDocName } from '#shared/doc/doc-name.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

const path = 'docs/design/accounts/session.md';

describe('a hand-written design without an id', () => {
	test('[FI9] belongs to the component whose path or name it bears, and nothing is written', async () => {
		using repository = createRepository(bookshop);
		await using workspace = await openFolder(repository);
		await workspace.files.ready;

		const { designs, contexts } = workspace.artefacts();
		expect(designs.map(({ component, type }) => [component, type])).toEqual([
			['Accounts.Session', 'module'],
		]);
		expect(designs[0]).toMatchObject({
			id: contexts[0]?.components[0]?.id,
			context: contexts[0]?.id,
		});
		expect(repository.git('status', '--porcelain')).toBe('');
	});

	test('[FI9] gets its id on the first write, beside the line that changed', async () => {
		using repository = createRepository(bookshop);
		await using workspace = await openFolder(repository);
		await workspace.files.ready;
		const id = workspace.artefacts().designs[0]?.id;
		if (!id) throw new Error('The design was not read.');
		await workspace.rooms.open(designDocName(id)).edit({ kind: 'person', id: 'ada' }, (yDoc) => {
			const { markdown } = openDesignDoc(yDoc);
			markdown.insert(markdown.length, '- signOut\n');
		});
		await workspace.files.flush();
		await workspace.rooms.flush();

		expect(workspace.files.designText(id)).toBe(repository.read(path));
		const changed = repository.git('diff', '--unified=0', '--', path).split('\n');
		expect(changed.filter((line) => /^[+-](?!\+\+|-- )/.test(line))).toEqual([
			`+id: ${id}`,
			'+- signOut',
		]);
	});

	test('[FI9] keeps its component when the context map changes, and after a restart', async () => {
		using repository = createRepository(bookshop);
		const first = await openFolder(repository);
		await first.files.ready;
		const id = first.artefacts().designs[0]?.id;
		await first[Symbol.asyncDispose]();
		const map = repository
			.read('context_map.md')
			.replaceAll('src/accounts/session.ts', 'src/login.ts');
		repository.write('context_map.md', map.replace('Accounts.Session', 'Accounts.Login'));

		await using second = await openFolder(repository);
		await second.files.ready;
		if (!id) throw new Error('The design was not read.');
		const text = readDesignText(openDesignDoc(second.rooms.open(designDocName(id)).yDoc));
		expect(text).toBe(bookshop[path]);
	});

	test('[FI10] that nothing ties to a component is a Finding, and left alone', async () => {
		using repository = createRepository({ ...bookshop, 'docs/design/notes.md': '# Notes\n' });
		await using workspace = await openFolder(repository);
		await workspace.files.ready;

		expect(
			workspace.findings().filter(({ rule }) => rule === 'design-without-component'),
		).toMatchObject([{ file: 'docs/design/notes.md', severity: 'info' }]);
	});
});
