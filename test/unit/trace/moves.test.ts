import fs from 'node:fs';
import { expect, test } from 'vitest';
import { openRepositoryFiles } from '#server/trace/repository-files.ts';
import { type RealRepository, realRepository } from '#test/fixtures/real-repository.ts';

const LINES = Array.from({ length: 30 }, (_, n) => `export const line${n} = ${n};\n`).join('');

function movedTo({ root, run }: RealRepository, path: string) {
	return openRepositoryFiles({ disk: fs, root, run }).movedTo(path);
}

test('[TF4] a move with git is followed, edited on the way too', () => {
	using repository = realRepository({ 'src/old.ts': LINES });
	fs.mkdirSync(`${repository.root}/src/deep`);
	repository.git('mv', 'src/old.ts', 'src/deep/new.ts');
	repository.write({ 'src/deep/new.ts': LINES.replace('line3 ', 'other ') });
	expect(movedTo(repository, 'src/old.ts')).toBe('src/deep/new.ts');
});

test('[TF4] a file moved past git is found by its bytes, where only one has them', () => {
	using repository = realRepository({ 'src/old.ts': LINES, 'src/copied.ts': 'export {};\n' });
	repository.write({ 'src/old.ts': null, 'src/new.ts': LINES });
	expect(movedTo(repository, 'src/old.ts')).toBe('src/new.ts');
	repository.write({ 'src/twice.ts': LINES });
	expect(movedTo(repository, 'src/old.ts')).toBeNull();
});

test('[TF4] moves that were committed are followed, one after the other', () => {
	using repository = realRepository({ 'src/one.ts': LINES });
	repository.git('mv', 'src/one.ts', 'src/two.ts');
	repository.commit();
	repository.git('mv', 'src/two.ts', 'src/three.ts');
	repository.commit();
	expect(movedTo(repository, 'src/one.ts')).toBe('src/three.ts');
	repository.git('mv', 'src/three.ts', 'src/four.ts');
	expect(movedTo(repository, 'src/one.ts')).toBe('src/four.ts');
});

test('[TF4] what is there has not moved, and what was deleted went nowhere', () => {
	using repository = realRepository({ 'src/a.ts': LINES, 'src/b.ts': 'export const b = 1;\n' });
	repository.write({ 'src/b.ts': null, 'src/copy.ts': LINES });
	expect(movedTo(repository, 'src/a.ts')).toBeNull();
	expect(movedTo(repository, 'src/b.ts')).toBeNull();
});

test('[TF4] without git, or before its first commit, nothing is said to have moved', () => {
	using plain = realRepository({ 'a.ts': LINES }, { git: false });
	expect(movedTo(plain, 'b.ts')).toBeNull();
	using fresh = realRepository({}, { git: false });
	fresh.git('init', '-q');
	fresh.write({ 'a.ts': LINES });
	expect(movedTo(fresh, 'b.ts')).toBeNull();
});
