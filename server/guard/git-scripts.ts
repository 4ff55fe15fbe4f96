/** The git hooks that Lintel writes, as text: what they run, and how they are known again. */
import type { GuardChoice } from '#server/guard/client-hooks.ts';

export type GitHook = 'pre-commit' | 'pre-push';
export const GIT_HOOKS: readonly GitHook[] = ['pre-commit', 'pre-push'];

const MARK = '# Lintel guard. Change it with: lintel guard install, lintel guard uninstall.';
/** What `lintel init` writes at the top of its own pre-commit hook. */
const SAVE_MARK = "# Puts Lintel's log into this commit. It never stops one.";
const WITH_SAVE = '# It took the place of the hook that saves the log, and saves it too.';

/** Whose a hook is that is there already. */
export type HookOwner = 'guard' | 'save' | 'other';

export function ownerOf(script: string): HookOwner {
	const lines = script.split('\n');
	if (lines[1] === MARK) return 'guard';
	return lines[1] === SAVE_MARK ? 'save' : 'other';
}

/** Whether uninstalling leaves the hook that saves the log. */
export function keepsSave(script: string): boolean {
	return script.includes(WITH_SAVE);
}

/** Whether a hook has Lintel at work for the folder `at`: one repository may hold several. */
export function speaksFor(script: string, at: string): boolean {
	if (!script.includes('lintel')) return false;
	return at === '' ? !script.includes(' --repo ') : script.includes(repoOption(at));
}

/** Git runs hooks at the repository's top: `at` is the way from there, '' for no way at all. */
export function repoOption(at: string): string {
	return at === '' ? '' : ` --repo ${quoted(at.replace(/\/$/, ''))}`;
}

export function saveLine(at: string): string {
	return `lintel save --hook${repoOption(at)} || true`;
}

/** Where npm may have put Lintel. */
export function binsOf(at: string): readonly string[] {
	const bin = 'node_modules/.bin/lintel';
	return at === '' ? [bin] : [quoted(`${at}${bin}`), bin];
}

/** The lines for a hook of somebody else's, in its order: what is approved is saved first. */
export function linesOf(hook: GitHook, choice: GuardChoice, at: string): readonly string[] {
	const guard = [
		'lintel guard',
		hook === 'pre-commit' ? 'commit' : 'push "$@"',
		...optionsOf(choice),
	];
	return [
		...(hook === 'pre-commit' ? [saveLine(at)] : []),
		`${guard.join(' ')}${repoOption(at)} || exit 1`,
	];
}

/** `self` starts this very Lintel on this machine; empty for a hook that is committed. */
export function scriptOf(
	hook: GitHook,
	choice: GuardChoice,
	self: readonly string[],
	withSave: boolean,
	at: string,
): string {
	const own = self.map(quoted).join(' ');
	const here =
		self.length === 0 ? [] : [`	elif [ -e ${quoted(self[1] ?? '')} ]; then ${own} "$@"`];
	const absent = choice.failClosed
		? '	else echo "lintel: the guard is not installed here, and this team wants it to be." >&2; return 1'
		: '	else return 0';
	const command = hook === 'pre-commit' ? 'commit' : 'push "$@"';
	return [
		'#!/bin/sh',
		MARK,
		...(withSave ? [WITH_SAVE] : []),
		'run() {',
		'	if command -v lintel >/dev/null 2>&1; then lintel "$@"',
		...binsOf(at).map((bin) => `	elif [ -x ${bin} ]; then ${bin} "$@"`),
		...here,
		absent,
		'	fi',
		'}',
		...(hook === 'pre-commit' ? [`run save --hook${repoOption(at)} || true`] : []),
		`run guard ${[command, ...optionsOf(choice)].join(' ')}${repoOption(at)}`,
		'',
	].join('\n');
}

function optionsOf({ root, failClosed }: GuardChoice): readonly string[] {
	return [...(root === null ? [] : ['--root', root]), ...(failClosed ? ['--fail-closed'] : [])];
}

export function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
