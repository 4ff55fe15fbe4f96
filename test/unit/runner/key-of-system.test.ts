import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Run } from '#server/files/git/git-tree.ts';
import { keyOfSystem } from '#server/runner/model/key-of-system.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { createTemporaryFolder } from '#test/temporary-folder.ts';

const KEY = 'sk-ant-kept-by-the-system';
const GIVEN = {
	darwin: ['security', 'find-generic-password -s lintel -a anthropic -w'],
	linux: ['secret-tool', 'lookup service lintel account anthropic'],
} as const;

/** A keeper of secrets that holds one, and gives it for exactly these arguments. */
function keeper(folder: string, name: string, args: string): Run {
	const path = join(folder, name);
	writeFileSync(path, `#!/bin/sh\n[ "$*" = "${args}" ] && echo ${KEY}\n`);
	chmodSync(path, 0o700);
	return (program, given, where) => runProgram(join(folder, program), given, where);
}

describe.skipIf(process.platform === 'win32')('the key that the system keeps', () => {
	test.each(['darwin', 'linux'] as const)(
		'[RN37] is asked for by the program of %s',
		(platform) => {
			using folder = createTemporaryFolder();
			const [name, args] = GIVEN[platform];
			expect(keyOfSystem(platform, keeper(folder.path, name, args), folder.path)).toBe(KEY);
		},
	);

	test('[RN37] is none where it keeps none, and where nothing can be asked', () => {
		using folder = createTemporaryFolder();
		const [name] = GIVEN.linux;
		expect(keyOfSystem('linux', keeper(folder.path, name, 'other'), folder.path)).toBeNull();
		expect(keyOfSystem('darwin', keeper(folder.path, name, 'other'), folder.path)).toBeNull();
		expect(keyOfSystem('win32', keeper(folder.path, name, 'other'), folder.path)).toBeNull();
	});
});
