/**
 * The pre-commit hook that saves the log with each commit: where it goes, and whether it may.
 *
 * A hook that is there already is never touched: its owner gets the line to add. A commit that was
 * made without the hook loses nothing, the next save catches up.
 */
import type { Host } from '#server/cli/host.ts';

export type HookPlan =
	| { readonly kind: 'write'; readonly path: string; readonly text: string }
	| { readonly kind: 'there'; readonly path: string }
	| { readonly kind: 'by-hand'; readonly path: string; readonly lines: string }
	| { readonly kind: 'no-git' };

const LINE = 'lintel save --hook || true';

export function planHook(host: Host, root: string): HookPlan {
	const lefthook = ['lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml'].find(
		(name) => host.disk.existsSync(`${root}/${name}`),
	);
	if (lefthook) return inLefthook(host, `${root}/${lefthook}`);
	const folder = hooksFolder(host, root);
	if (folder === null) return { kind: 'no-git' };
	const husky = /\/\.husky(\/_)?$/.test(folder);
	const path = husky ? `${root}/.husky/pre-commit` : `${folder}/pre-commit`;
	if (!host.disk.existsSync(path)) return { kind: 'write', path, text: saveScriptOf(host, husky) };
	const there = host.disk.readFileSync(path, 'utf8').includes('lintel');
	return there ? { kind: 'there', path } : { kind: 'by-hand', path, lines: LINE };
}

function inLefthook(host: Host, path: string): HookPlan {
	if (host.disk.readFileSync(path, 'utf8').includes('lintel')) return { kind: 'there', path };
	const lines = `pre-commit:\n  commands:\n    lintel:\n      run: ${LINE}`;
	return { kind: 'by-hand', path, lines };
}

/** Git's own answer: it knows core.hooksPath and worktrees. */
export function hooksFolder(host: Host, root: string): string | null {
	const asked = host.run(
		'git',
		['rev-parse', '--path-format=absolute', '--git-path', 'hooks'],
		root,
	);
	return asked?.status === 0 ? asked.output.trim() : null;
}

/** Husky's folder is committed, so only git's own knows where this Lintel lies on this machine. */
export function saveScriptOf({ self }: Host, husky: boolean): string {
	const own = self.map((part) => `'${part.replaceAll("'", "'\\''")}'`).join(' ');
	const here = `elif [ -e '${self[1] ?? ''}' ]; then ${own} save --hook || true\n`;
	return [
		'#!/bin/sh\n',
		"# Puts Lintel's log into this commit. It never stops one.\n",
		`if command -v lintel >/dev/null 2>&1; then ${LINE}\n`,
		`elif [ -x node_modules/.bin/lintel ]; then node_modules/.bin/${LINE}\n`,
		husky ? '' : here,
		'fi\n',
	].join('');
}
