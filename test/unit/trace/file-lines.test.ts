import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createFileLines } from '#server/trace/file-lines.ts';
import { testLines } from '#shared/evidence/test-lines.ts';
import { declaredLine } from '#shared/trace/declared-line.ts';
import { storyWith } from '#test/fixtures/artefacts.ts';
import { realRepository } from '#test/fixtures/real-repository.ts';

const SHELF = 'ac_0f2k9c41tz' as const;
const LOCK = 'ac_7d1m5x8r2b' as const;
const DESIGN = 'cp_0123456789' as const;
const story = storyWith({
	title: 'Sign in with email',
	criteria: [
		{ id: SHELF, text: 'A valid password opens the shelf' },
		{ id: LOCK, text: 'Five wrong passwords lock sign-in' },
	],
});

describe('the line of a declaration', () => {
	test.each([
		['Session', "import x from 'y';\n\nexport interface Session {}", 3],
		['Session', 'const SESSION_MS = 5;\n\nexport function createSession() {}', 3],
		['Accounts.Session', '# Says.\ndefmodule Bookshop.Accounts.Session do\n', 2],
		['Session', 'import os\n\nasync = 1\nclass Session:\n', 4],
		['session', 'package accounts\n\nfunc (s *Shop) Session() {}\n', 3],
		['Session', 'use std::io;\n\npub(crate) struct Session;\n', 3],
		['Session', 'const inner = 1;\nexport const other = 2;\n', 2],
	])('[TV11] %s is found in %j', (name, text, line) => {
		expect(declaredLine(text, name)).toBe(line);
	});

	test('[TV11] is none where nothing is declared', () => {
		expect(declaredLine('// nothing\n', 'Session')).toBeNull();
		expect(declaredLine('', '')).toBeNull();
	});
});

test('[TV11] a criterion’s test is found by its id, its words, and the suite around it', () => {
	const text = [
		`test('opens [${SHELF}]', go);`,
		'',
		"describe('Sign in with email', () => {",
		"	test('Five wrong passwords lock sign-in', go);",
		'});',
	].join('\n');
	const file = { design: DESIGN, path: 'test/session.test.ts', text };
	expect(testLines(file, [story])).toEqual({ first: 1, criteria: { [SHELF]: 1, [LOCK]: 4 } });
	expect(testLines({ ...file, text: '' }, [story])).toEqual({ first: null, criteria: {} });
});

test('[TV11] no line is told of what lies outside of the repository, or is not there', () => {
	using repository = realRepository({ 'src/session.ts': '\nexport const session = 1;\n' });
	fs.symlinkSync('/etc/passwd', `${repository.root}/src/out.ts`);
	const linesAt = (code: string | null) =>
		createFileLines({
			...{ disk: fs, root: repository.root },
			artefacts: () => ({ stories: [], contexts: [], designs: [] }),
			pathsOf: () => ({ code, test: null }),
		})(DESIGN).code;
	expect(linesAt('src/session.ts')).toBe(2);
	for (const path of ['src/out.ts', '../../etc/passwd', 'src', 'src/none.ts', null])
		expect(linesAt(path)).toBeNull();
});
