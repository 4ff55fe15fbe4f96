import { execFileSync } from 'node:child_process';
import fs, { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SessionState } from '#machines/session/session-state.ts';
import { sessionChanges } from '#server/http/session-changes.ts';
import { SessionId } from '#shared/id.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { AT, blob, memberId, STORY } from '#test/fixtures/events.ts';
import { createTemporaryFolder } from '#test/temporary-folder.ts';

const ID = SessionId.parse('se_0000000001');
const HASH = blob('event');

/** Handed in, naming these files. */
function sessionNaming(files: readonly string[]): SessionState {
	const by = { kind: 'member', member: memberId('ada') } as const;
	const attempt = { submitted: HASH, by, at: AT, verdict: null, reason: null };
	const content = blob(JSON.stringify(files));
	const step = { status: 'submitted', attemptsLeft: 5, notes: [], questions: [] } as const;
	return {
		...{ id: ID, kind: 'component-code', artefact: STORY, parent: null, goal: null },
		started: { event: HASH, by, key: HASH, at: new Date(Date.now() + 60_000).toISOString() },
		...{ phase: 'validating', step: 'code', waiting: null, lease: null, children: [] },
		steps: [{ ...step, name: 'code', attempts: [{ ...attempt, content }] }],
		...{ ended: null, notCounted: new Map(), history: [HASH] },
	};
}

function repository({ path }: { readonly path: string }) {
	const folder = join(path, 'app');
	mkdirSync(folder);
	const git = (...args: readonly string[]) =>
		execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder });
	const write = (path: string, text: string) => {
		mkdirSync(join(folder, path, '..'), { recursive: true });
		writeFileSync(join(folder, path), text);
	};
	git('init', '-q');
	write('src/old.ts', 'one\n');
	write('.env', 'SECRET=1\n');
	write('deploy/server.pem', 'SECRET=2\n');
	git('add', 'src');
	git('commit', '-qm', 'First');
	const secret = ['.env', 'deploy/server.pem'];
	const files = ['src/old.ts', 'src/new.ts', ...secret, '../outside.ts', 'src/long.ts'];
	const deps = {
		...{ disk: fs, run: runProgram, folder },
		textOf: () => JSON.stringify({ summary: 'Wrote it.', files }),
		history: {
			list: () => ({ editions: [], more: false }),
			read: () => null,
		},
	};
	return { git, write, deps };
}

test('[SB15] files that were handed in stand as they were committed and as they are', () => {
	using temporary = createTemporaryFolder();
	const { deps, write } = repository(temporary);
	write('src/old.ts', 'two\n');
	write('src/new.ts', 'new\n');
	write('src/long.ts', 'x'.repeat(150_000));
	const { changes, branch, left } = sessionChanges(deps, sessionNaming([]), null);
	expect(branch).toBeNull();
	expect(left).toBe(0);
	expect(changes.map(({ path, before, cut }) => ({ path, before, cut }))).toEqual([
		{ path: 'src/old.ts', before: 'one\n', cut: false },
		{ path: 'src/new.ts', before: null, cut: false },
		{ path: 'src/long.ts', before: null, cut: true },
	]);
	expect(changes.at(-1)?.after?.length).toBe(100_000);
});

test('[SB15] in a worktree of its own, everything that differs is told, with its branch', () => {
	using temporary = createTemporaryFolder();
	const { deps, git } = repository(temporary);
	const worktree = temporary.file('tree');
	git('worktree', 'add', '-q', '-b', 'lintel/component-code/session', worktree);
	writeFileSync(join(worktree, 'src/old.ts'), 'two\n');
	writeFileSync(join(worktree, 'src/other.ts'), 'not named\n');
	const { changes, branch } = sessionChanges(deps, sessionNaming([]), worktree);
	expect(branch).toBe('lintel/component-code/session');
	expect(changes.map(({ path, after }) => [path, after])).toEqual([
		['src/old.ts', 'two\n'],
		['src/other.ts', 'not named\n'],
	]);
});

test('[SB15] a folder below the one that git knows is told of by its own paths', () => {
	using temporary = createTemporaryFolder();
	const { deps, git, write } = repository(temporary);
	write('web/src/old.ts', 'web\n');
	git('add', 'web/src');
	git('commit', '-qm', 'Second');
	const web = { ...deps, folder: join(deps.folder, 'web') };
	write('web/src/old.ts', 'served\n');
	const served = sessionChanges(web, sessionNaming([]), null);
	expect(served.changes).toMatchObject([
		{ path: 'src/old.ts', before: 'web\n', after: 'served\n' },
	]);
	const worktree = temporary.file('tree');
	git('worktree', 'add', '-q', '-b', 'lintel/component-code/session', worktree);
	writeFileSync(join(worktree, 'web/src/old.ts'), 'apart\n');
	writeFileSync(join(worktree, 'src/old.ts'), 'not served\n');
	const { changes } = sessionChanges(web, sessionNaming([]), join(worktree, 'web'));
	expect(changes).toMatchObject([{ path: 'src/old.ts', before: 'web\n', after: 'apart\n' }]);
});
