import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Disk } from '#server/files/disk/disk.ts';
import { openRepositoryFiles } from '#server/trace/repository-files.ts';
import { hashOf } from '#shared/hash.ts';
import { type RealRepository, realRepository } from '#test/fixtures/real-repository.ts';

const SAYS = 'export const says = 1;\n';
const FILES = {
	'.gitignore': 'dist/\n*.log\n',
	'src/a.ts': SAYS,
	'src/.gitignore': 'local.ts\n!kept.log\n',
	'src/local.ts': SAYS,
	'src/kept.log': SAYS,
	'dist/a.js': SAYS,
	'debug.log': SAYS,
	'node_modules/x/index.js': SAYS,
	'.lintel/log/x.jsonl': SAYS,
};

function open({ root, run }: RealRepository, disk: Disk = fs) {
	return openRepositoryFiles({ disk, root, run });
}

describe.each([
	['git', true],
	['a walk', false],
])('by %s', (_, git) => {
	test('[TF1] the files are those that git would commit', () => {
		using repository = realRepository(FILES, { git });
		repository.write({ 'src/new.ts': SAYS, 'src/sub/odd name ü.ts': SAYS });
		expect([...open(repository).paths()].sort()).toEqual([
			'.gitignore',
			'src/.gitignore',
			'src/a.ts',
			'src/kept.log',
			'src/new.ts',
			'src/sub/odd name ü.ts',
		]);
	});

	test('[TF1] a capital in .gitignore is another letter', () => {
		using repository = realRepository({ '.gitignore': 'Build\n', 'build/a.ts': SAYS }, { git });
		expect([...open(repository).paths()].sort()).toEqual(['.gitignore', 'build/a.ts']);
	});

	test('[TF1] what came and went since is told by name', () => {
		using repository = realRepository(FILES, { git });
		const files = open(repository);
		expect(files.stateOf('src/a.ts')).toBe('there');
		files.relist();
		repository.write({ 'src/b.ts': SAYS });
		expect(files.relist()).toEqual(['src/b.ts']);
		expect(files.relist()).toEqual([]);
		expect(files.stateOf('src/b.ts')).toBe('there');
	});
});

test('[TF1] what git tracks and is gone is missing; what it ignores is missing too', () => {
	using repository = realRepository(FILES);
	repository.write({ 'src/a.ts': null });
	const files = open(repository);
	files.paths();
	expect(['src/a.ts', 'src/local.ts', 'src/kept.log'].map(files.stateOf)).toEqual([
		'missing',
		'missing',
		'there',
	]);
});

test('[TF1] a folder of a repository is asked for what is below it', () => {
	using repository = realRepository({ 'apps/shop/src/a.ts': SAYS, 'other.ts': SAYS });
	const files = openRepositoryFiles({
		disk: fs,
		root: `${repository.root}/apps/shop`,
		run: repository.run,
	});
	expect([...files.paths()]).toEqual(['src/a.ts']);
});

test('[TF1] no path leads out, whatever names it or links there', () => {
	using outside = realRepository({ 'secret.ts': SAYS }, { git: false });
	using repository = realRepository({ 'src/a.ts': SAYS });
	fs.symlinkSync(`${outside.root}/secret.ts`, `${repository.root}/src/link.ts`);
	fs.symlinkSync('a.ts', `${repository.root}/src/inner.ts`);
	fs.mkdirSync(`${repository.root}/src/folder.ts`);
	const files = open(repository);
	const escapes = [
		'../secret.ts',
		'/etc/passwd',
		'src/../../x',
		'src/link.ts',
		'.git/HEAD',
		'src//a.ts',
		'src/folder.ts',
	];
	expect(escapes.map((path) => [files.stateOf(path), files.hash(path)])).toEqual(
		escapes.map(() => ['missing', null]),
	);
	expect(files.hash('src/inner.ts')).toBe(hashOf(SAYS));
});

test.each([false, true])(
	'[TF1] no folder that is a link leads out, listed by git: %s',
	(listed) => {
		using outside = realRepository({ 'a.ts': SAYS }, { git: false });
		using repository = realRepository({ 'src/shelf/a.ts': SAYS });
		fs.rmSync(`${repository.root}/src/shelf`, { recursive: true });
		fs.symlinkSync(outside.root, `${repository.root}/src/shelf`);
		const files = open(repository);
		if (listed) files.paths();
		expect([files.stateOf('src/shelf/a.ts'), files.hash('src/shelf/a.ts')]).toEqual([
			'missing',
			null,
		]);
		fs.unlinkSync(`${repository.root}/src/shelf`);
		repository.write({ 'src/shelf/a.ts': SAYS });
		files.relist();
		files.forget(['src/shelf/a.ts']);
		expect(files.hash('src/shelf/a.ts')).toBe(hashOf(SAYS));
	},
);

test('[TF1] a file of white space is empty', () => {
	using repository = realRepository({
		'a.ts': '',
		'b.ts': ' \n\t\n',
		'c.ts': '//',
		'd.ts': ' '.repeat(10_000),
	});
	expect(['a.ts', 'b.ts', 'c.ts', 'e.ts'].map(open(repository).stateOf)).toEqual([
		'empty',
		'empty',
		'there',
		'missing',
	]);
});

test('[TF1] a file of a submodule is there for whoever names it, and is none of the repository', () => {
	using shelf = realRepository({ 'src/book.ts': SAYS });
	using repository = realRepository({ 'a.ts': SAYS });
	repository.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', shelf.root, 'shelf');
	repository.commit();
	const files = open(repository);
	expect([...files.paths()].sort()).toEqual(['.gitmodules', 'a.ts', 'shelf']);
	expect(files.stateOf('shelf/src/book.ts')).toBe('there');
	expect(files.hash('shelf/src/book.ts')).toBe(hashOf(SAYS));
	expect(files.stateOf('shelf/src/none.ts')).toBe('missing');
	// A repository that nobody made a part of this one stays out of it.
	repository.write({ 'apart/b.ts': SAYS });
	repository.git('init', '-q', 'apart');
	files.relist();
	expect(files.stateOf('apart/b.ts')).toBe('missing');
});

test('[TF2] what a program wrote, and what is no text, is generated', () => {
	using repository = realRepository({
		'.gitattributes':
			'# marks\napi/** linguist-generated\napi/own.ts -linguist-generated\n*.gen.ts linguist-generated=true\n',
		'api/client.ts': SAYS,
		'api/own.ts': SAYS,
		'src/x.gen.ts': SAYS,
		'src/pb.go': '// Code generated by protoc-gen-go. DO NOT EDIT.\npackage x\n',
		'src/relay.ts': '/**\n * @generated SignedSource<<1>>\n */\n',
		'src/photo.ts': Uint8Array.of(137, 80, 0, 71),
		'src/app.min.js': SAYS,
		'package-lock.json': '{}',
		'Cargo.lock': '',
		'src/speaks.ts': 'export const word = "generated by hand";\n',
	});
	const files = open(repository);
	const made = [...files.paths()].filter(files.isGenerated).sort();
	expect(made).toEqual([
		'Cargo.lock',
		'api/client.ts',
		'package-lock.json',
		'src/app.min.js',
		'src/pb.go',
		'src/photo.ts',
		'src/relay.ts',
		'src/x.gen.ts',
	]);
});

test('[TF3] a file is read again only once it changed, and files that nobody asks for never are', () => {
	using repository = realRepository({ 'src/a.ts': SAYS, 'src/b.ts': SAYS });
	const opened: string[] = [];
	const disk: Disk = {
		...fs,
		openSync: (path, ...more) => {
			opened.push(String(path).slice(repository.root.length + 1));
			return fs.openSync(path, ...more);
		},
	};
	const files = open(repository, disk);
	files.paths();
	for (let n = 0; n < 3; n++) expect(files.hash('src/a.ts')).toBe(hashOf(SAYS));
	expect(opened).toEqual(['src/a.ts']);
	repository.write({ 'src/a.ts': 'export const other = 2;\n' });
	expect(files.hash('src/a.ts')).toBe(hashOf('export const other = 2;\n'));
	expect(opened).toEqual(['src/a.ts', 'src/a.ts']);
});

test('[TF3] a text has one hash whatever line ends git gave it, and what is no text has its own', () => {
	using repository = realRepository({ 'unix.ts': SAYS, 'windows.ts': SAYS.replace('\n', '\r\n') });
	repository.write({ 'unix.bin': '\0\n', 'windows.bin': '\0\r\n' });
	const { hash } = open(repository);
	expect(hash('windows.ts')).toBe(hashOf(SAYS));
	expect(hash('unix.ts')).toBe(hashOf(SAYS));
	expect(hash('windows.bin')).not.toBe(hash('unix.bin'));
});

test('[TF12] what a sparse checkout leaves out is there, unread, until it is gone from git or here', () => {
	using repository = realRepository({
		'src/a.ts': 'export {};\n',
		'lib/b.ts': 'export {};\n',
		'docs/c.md': '# C\n',
	});
	repository.git('sparse-checkout', 'set', 'src');
	const { root, run } = repository;
	const files = openRepositoryFiles({ disk: fs, root, run });
	files.relist();
	expect(fs.existsSync(`${root}/lib/b.ts`)).toBe(false);
	expect([files.stateOf('lib/b.ts'), files.hash('lib/b.ts')]).toEqual(['there', null]);
	expect(files.stateOf('lib/other.ts')).toBe('missing');
	repository.write({ 'src/a.ts': null });
	files.forget(['src/a.ts']);
	expect(files.stateOf('src/a.ts')).toBe('missing');
	expect(files.stale()).toEqual([]);
	repository.git('sparse-checkout', 'disable');
	expect(files.stale()).toEqual(['lib/b.ts']);
	expect(files.hash('lib/b.ts')).not.toBeNull();
	fs.rmSync(`${root}/lib/b.ts`);
	files.forget(['lib/b.ts']);
	expect(files.stateOf('lib/b.ts')).toBe('missing');
});
