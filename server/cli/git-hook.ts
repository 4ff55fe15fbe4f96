/**
 * The pre-commit hook that saves the log with each commit: where it goes, and whether it may.
 *
 * A hook that is there already is never touched: its owner gets the line to add. A commit that was
 * made without the hook loses nothing, the next save catches up.
 */
import type { Host } from '#server/cli/host.ts';
import { binsOf, quoted, repoOption, saveLine, speaksFor } from '#server/guard/git-scripts.ts';

export type HookPlan =
	| { readonly kind: 'write'; readonly path: string; readonly text: string }
	| { readonly kind: 'there'; readonly path: string }
	| { readonly kind: 'by-hand'; readonly path: string; readonly lines: string }
	| { readonly kind: 'no-git' };

/** Where git keeps the hooks of the repository that a folder is, or lies in. */
export interface HookPlace {
	/** Where git runs its hooks: the repository's own folder. */
	readonly top: string;
	/** From there to the folder that Lintel serves, with a slash behind; '' for the same. */
	readonly at: string;
	readonly folder: string;
	/** Husky's hooks are committed, so they are the same on every machine. */
	readonly husky: boolean;
}

export function planHook(host: Host, root: string): HookPlan {
	const place = hookPlaceOf(host, root);
	if (place === null) return { kind: 'no-git' };
	const lefthook = lefthookIn(host, place);
	if (lefthook !== undefined) return inLefthook(host, lefthook, place);
	const path = `${place.folder}/pre-commit`;
	if (!host.disk.existsSync(path)) return { kind: 'write', path, text: saveScriptOf(host, place) };
	const there = speaksFor(host.disk.readFileSync(path, 'utf8'), place.at);
	return there ? { kind: 'there', path } : { kind: 'by-hand', path, lines: saveLine(place.at) };
}

function inLefthook(host: Host, path: string, { at }: HookPlace): HookPlan {
	if (speaksFor(host.disk.readFileSync(path, 'utf8'), at)) return { kind: 'there', path };
	const lines = `pre-commit:\n  commands:\n    lintel:\n      run: ${saveLine(at)}`;
	return { kind: 'by-hand', path, lines };
}

export function lefthookIn({ disk }: Host, { top }: HookPlace): string | undefined {
	const names = ['lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml'];
	return names.map((name) => `${top}/${name}`).find((path) => disk.existsSync(path));
}

/** Git's own answer: it knows core.hooksPath and worktrees. */
export function hookPlaceOf(host: Host, root: string): HookPlace | null {
	const asked = host.run('git', ['rev-parse', '--show-toplevel', '--show-prefix'], root);
	const [top = '', at = ''] = asked?.status === 0 ? asked.output.split('\n') : [];
	if (top === '') return null;
	const hooks = ['rev-parse', '--path-format=absolute', '--git-path', 'hooks'];
	const answer = host.run('git', hooks, top);
	if (answer?.status !== 0) return null;
	const folder = answer.output.trim();
	const husky = /\/\.husky(\/_)?$/.test(folder);
	return { top, at, folder: husky ? folder.replace(/\/_$/, '') : folder, husky };
}

/** Only git's own hooks know where this Lintel lies on this machine. */
export function saveScriptOf({ self }: Host, { husky, at }: HookPlace): string {
	const own = self.map(quoted).join(' ');
	const save = `save --hook${repoOption(at)} || true`;
	const here = `elif [ -e ${quoted(self[1] ?? '')} ]; then ${own} ${save}\n`;
	return [
		'#!/bin/sh\n',
		"# Puts Lintel's log into this commit. It never stops one.\n",
		`if command -v lintel >/dev/null 2>&1; then lintel ${save}\n`,
		...binsOf(at).map((bin) => `elif [ -x ${bin} ]; then ${bin} ${save}\n`),
		husky ? '' : here,
		'fi\n',
	].join('');
}
