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

/** The lines for a hook of somebody else's, in its order: what is approved is saved first. */
export function linesOf(hook: GitHook, choice: GuardChoice): readonly string[] {
	const guard = [
		'lintel guard',
		hook === 'pre-commit' ? 'commit' : 'push "$@"',
		...optionsOf(choice),
	];
	return [
		...(hook === 'pre-commit' ? ['lintel save --hook || true'] : []),
		`${guard.join(' ')} || exit 1`,
	];
}

/** `self` starts this very Lintel on this machine; empty for a hook that is committed. */
export function scriptOf(
	hook: GitHook,
	choice: GuardChoice,
	self: readonly string[],
	withSave: boolean,
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
		'	elif [ -x node_modules/.bin/lintel ]; then node_modules/.bin/lintel "$@"',
		...here,
		absent,
		'	fi',
		'}',
		...(hook === 'pre-commit' ? ['run save --hook || true'] : []),
		`run guard ${[command, ...optionsOf(choice)].join(' ')}`,
		'',
	].join('\n');
}

function optionsOf({ root, failClosed }: GuardChoice): readonly string[] {
	return [...(root === null ? [] : ['--root', root]), ...(failClosed ? ['--fail-closed'] : [])];
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
