/** The git hooks of the guard: beside the hook that saves the log, husky and lefthook. */
import { type HookPlace, hookPlaceOf, lefthookIn, saveScriptOf } from '#server/cli/git-hook.ts';
import type { Host } from '#server/cli/host.ts';
import type { GuardChoice } from '#server/guard/client-hooks.ts';
import {
	type GitHook,
	keepsSave,
	linesOf,
	ownerOf,
	scriptOf,
	speaksFor,
} from '#server/guard/git-scripts.ts';
import type { Step } from '#server/guard/install-plan.ts';

/** Null outside git. `file` is absolute: hooks may lie anywhere. */
export function planGitHook(
	host: Host,
	root: string,
	hook: GitHook,
	choice: GuardChoice,
): Step | null {
	const place = hookPlaceOf(host, root);
	if (place === null) return null;
	const lefthook = lefthookIn(host, place);
	if (lefthook !== undefined) return inLefthook(host, lefthook, place, hook, choice);
	const file = `${place.folder}/${hook}`;
	const self = place.husky ? [] : host.self;
	const text = (withSave: boolean) => scriptOf(hook, choice, self, withSave, place.at);
	const before = read(host, file);
	if (before === null) return { kind: 'write', file, text: text(false), note: '' };
	const owner = ownerOf(before);
	const isOurs = speaksFor(before, place.at);
	if (owner === 'other' || !isOurs) {
		if (isOurs && before.includes('lintel guard')) return { kind: 'there', file, note: '' };
		const lines = linesOf(hook, choice, place.at).join('\n');
		return { kind: 'by-hand', file, lines, note: '' };
	}
	const after = text(owner === 'save' || keepsSave(before));
	return before === after
		? { kind: 'there', file, note: '' }
		: { kind: 'write', file, text: after, note: '' };
}

/** Null where there is nothing of Lintel's. */
export function planWithoutGitHook(host: Host, root: string, hook: GitHook): Step | null {
	const place = hookPlaceOf(host, root);
	if (place === null) return null;
	const file = `${place.folder}/${hook}`;
	const before = read(host, file);
	if (before === null || ownerOf(before) !== 'guard' || !speaksFor(before, place.at)) return null;
	const text = keepsSave(before) ? saveScriptOf(host, place) : null;
	return { kind: 'write', file, text, note: '' };
}

export function hasGitHook(host: Host, root: string, hook: GitHook): boolean {
	const place = hookPlaceOf(host, root);
	if (place === null) return false;
	const files = [`${place.folder}/${hook}`, lefthookIn(host, place)];
	return files.some((file) => {
		const text = file === undefined ? null : read(host, file);
		return text !== null && speaksFor(text, place.at) && /\bguard (?:commit|push)\b/.test(text);
	});
}

function inLefthook(
	host: Host,
	file: string,
	{ at }: HookPlace,
	hook: GitHook,
	choice: GuardChoice,
): Step {
	const [, guard = ''] = [...linesOf('pre-commit', choice, at)];
	const line = hook === 'pre-commit' ? guard : (linesOf('pre-push', choice, at)[0] ?? '');
	const run = line.replace(' || exit 1', '').replace('"$@"', '{1} {2}');
	if (read(host, file)?.includes(run) === true) return { kind: 'there', file, note: '' };
	const stdin = hook === 'pre-push' ? '\n      use_stdin: true' : '';
	const lines = `${hook}:\n  commands:\n    lintel-guard:\n      run: ${run}${stdin}`;
	return { kind: 'by-hand', file, lines, note: 'It runs after the command that saves the log.' };
}

function read({ disk }: Host, file: string): string | null {
	return disk.existsSync(file) ? disk.readFileSync(file, 'utf8') : null;
}
