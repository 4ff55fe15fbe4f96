import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { expect, test } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '#test/temporary-folder.ts';
import { createLicenceList } from '../../../licences/licence-list.ts';

const MIT = 'MIT License\n\nCopyright (c) Robin';

/** Builds `main.js` of a folder with these files, and gives the list that is written beside it. */
async function listOf(files: Readonly<Record<string, string>>, assets: readonly string[] = []) {
	using folder = createTemporaryFolder();
	write(folder, files);
	const list = createLicenceList({ root: folder.path, files: ['licences.json', 'licences.txt'] });
	const bundle = await rolldown({
		input: folder.file('main.js'),
		plugins: [emits(assets), list.writes],
	});
	const { output } = await bundle.generate({});
	const written = (name: string) => {
		const file = output.find(({ fileName }) => fileName === name);
		return file?.type === 'asset' ? String(file.source) : '';
	};
	return { json: JSON.parse(written('licences.json')), text: written('licences.txt') };
}

function write(folder: TemporaryFolder, files: Readonly<Record<string, string>>): void {
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(dirname(folder.file(name)), { recursive: true });
		writeFileSync(folder.file(name), text);
	}
}

function emits(assets: readonly string[]) {
	return {
		name: 'emits',
		generateBundle(this: { emitFile: (file: object) => unknown }) {
			for (const originalFileName of assets)
				this.emitFile({ type: 'asset', name: 'a.woff2', originalFileName, source: 'font' });
		},
	};
}

function packageFiles(name: string, licence: string | undefined, files: Record<string, string>) {
	const about = JSON.stringify({ name, version: '1.2.3', license: licence });
	const all = { 'package.json': about, 'index.js': 'console.log(1);', ...files };
	return Object.fromEntries(
		Object.entries(all).map(([path, text]) => [`node_modules/${name}/${path}`, text]),
	);
}

test('[LN1] names what a module belongs to, with the words of licence and notice', async () => {
	const { json, text } = await listOf({
		'main.js': "import '@ada/one';",
		...packageFiles('@ada/one', 'Apache-2.0', {
			'index.js': "import 'two';",
			LICENSE: 'Apache License\r\nVersion 2.0\n',
			NOTICE: 'Made by Ada',
			'license-update.mjs': 'console.log(2)',
		}),
		...packageFiles('two', undefined, { 'LICENSE-MIT.txt': MIT }),
		...packageFiles('unused', 'GPL-3.0-only', {}),
	});
	expect(json).toEqual([
		{
			...{ name: '@ada/one', version: '1.2.3', licence: 'Apache-2.0' },
			text: 'Apache License\nVersion 2.0\n\nMade by Ada',
		},
		{ name: 'two', version: '1.2.3', licence: 'MIT', text: MIT },
	]);
	expect(text).toContain(`two 1.2.3 (MIT)\n${'-'.repeat(80)}\n\n${MIT}\n`);
});

test('[LN1] names what an asset belongs to, and what a package holds inside itself', async () => {
	const map = { sources: ['../../.pnpm/three@1/node_modules/three/index.js', 'own.js'] };
	const { json } = await listOf(
		{
			'main.js': "import 'one';",
			...packageFiles('one', 'MIT', { LICENSE: MIT, 'index.js.map': JSON.stringify(map) }),
			...packageFiles('three', 'ISC', { COPYING: 'ISC License' }),
			...packageFiles('font', 'OFL-1.1', { LICENSE: 'Open Font License', 'a.woff2': 'font' }),
		},
		['node_modules/font/a.woff2'],
	);
	expect(json.map(({ name }: { name: string }) => name)).toEqual(['font', 'one', 'three']);
});

test('[LN1] a package inside another that nobody knows stops the build', async () => {
	const map = { sources: ['../node_modules/who-knows/index.js'] };
	const files = packageFiles('one', 'MIT', { LICENSE: MIT, 'index.js.map': JSON.stringify(map) });
	await expect(listOf({ 'main.js': "import 'one';", ...files })).rejects.toThrow(
		'The package one holds who-knows inside itself',
	);
});

test.each([
	['under another licence', 'GPL-3.0-only', { LICENSE: 'GNU' }, 'shipped under GPL-3.0-only'],
	['without words', 'MIT', {}, 'has no text of its licence'],
	['without a licence', undefined, { LICENSE: 'Ask me first.' }, 'has no licence'],
	['under the licence of fonts', 'OFL-1.1', { LICENSE: 'Open' }, 'shipped under OFL-1.1'],
] as const)('[LN2] a package %s stops the build', async (_, licence, own, words) => {
	const files = packageFiles('one', licence, own);
	await expect(listOf({ 'main.js': "import 'one';", ...files })).rejects.toThrow(words);
});

test('[LN1] the packages of a worker are listed, and one that comes too late stops the build', async () => {
	using folder = createTemporaryFolder();
	write(folder, { 'main.js': "import 'one';", ...packageFiles('one', 'MIT', { LICENSE: MIT }) });
	const build = async (plugin: Plugin) => {
		const bundle = await rolldown({ input: folder.file('main.js'), plugins: [plugin] });
		return (await bundle.generate({})).output;
	};
	const list = createLicenceList({ root: folder.path, files: ['licences.txt'] });
	await expect(build(list.holdsAll)).rejects.toThrow('was written without');
	const other = createLicenceList({ root: folder.path, files: ['licences.txt'] });
	await build(other.collects);
	await expect(build(other.holdsAll)).resolves.toHaveLength(1);
});
