import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryFolder } from '#test/temporary-folder.ts';

const ROOT = join(import.meta.dirname, '../../..');
const THREAD = `
import module from 'node:module';
import { parentPort } from 'node:worker_threads';
parentPort.postMessage(module.getCompileCacheDir() ?? null);
`;
/** Keeps compiled code as the command does: nothing of it stands in the environment. */
const PROCESS = `
import module from 'node:module';
import { pathToFileURL } from 'node:url';
import { workerAt } from '#server/worker-at.ts';
const [place, kept] = process.argv.slice(1);
if (kept !== undefined) module.enableCompileCache(kept);
const thread = workerAt(pathToFileURL(place));
thread.once('message', (said) => console.log(JSON.stringify([module.getCompileCacheDir() ?? null, said])));
`;

function placesOf(...args: readonly string[]): readonly (string | null)[] {
	const { NODE_COMPILE_CACHE: _, ...env } = process.env;
	const { stdout, stderr } = spawnSync(process.execPath, ['-e', PROCESS, ...args], {
		...{ cwd: ROOT, env, encoding: 'utf8' },
	});
	expect(stderr).toBe('');
	return JSON.parse(stdout);
}

test('a thread keeps what it compiled where its process does, and nowhere if that keeps nothing', () => {
	using folder = createTemporaryFolder();
	writeFileSync(folder.file('thread.ts'), THREAD);
	const [place, kept] = [folder.file('thread'), folder.file('kept')];
	const [ours, theirs] = placesOf(place, kept);
	expect(ours).toContain(kept);
	expect(theirs).toBe(ours);
	expect(placesOf(place)).toEqual([null, null]);
});
