/** The git hooks of the guard: beside the hook that saves the log, husky and lefthook. */
import { hooksFolder, saveScriptOf } from '#server/cli/git-hook.ts';
import type { Host } from '#server/cli/host.ts';
import type { GuardChoice } from '#server/guard/client-hooks.ts';
import { type GitHook, keepsSave, linesOf, ownerOf, scriptOf } from '#server/guard/git-scripts.ts';
import type { Step } from '#server/guard/install-plan.ts';

const LEFTHOOK = ['lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml'];

/** Null outside git. `file` is absolute: hooks may lie anywhere. */
export function planGitHook(
	host: Host,
	root: string,
	hook: GitHook,
	choice: GuardChoice,
): Step | null {
	const lefthook = LEFTHOOK.find((name) => host.disk.existsSync(`${root}/${name}`));
	if (lefthook !== undefined) return inLefthook(host, `${root}/${lefthook}`, hook, choice);
	const place = placeOf(host, root, hook);
	if (place === null) return null;
	const { file, husky } = place;
	const self = husky ? [] : host.self;
	const before = read(host, file);
	if (before === null) {
		return { kind: 'write', file, text: scriptOf(hook, choice, self, false), note: '' };
	}
	const owner = ownerOf(before);
	if (owner === 'other') {
		if (before.includes('lintel guard')) return { kind: 'there', file, note: '' };
		return { kind: 'by-hand', file, lines: linesOf(hook, choice).join('\n'), note: '' };
	}
	const text = scriptOf(hook, choice, self, owner === 'save' || keepsSave(before));
	return before === text
		? { kind: 'there', file, note: '' }
		: { kind: 'write', file, text, note: '' };
}

/** Null where there is nothing of Lintel's. */
export function planWithoutGitHook(host: Host, root: string, hook: GitHook): Step | null {
	const place = placeOf(host, root, hook);
	const before = place === null ? null : read(host, place.file);
	if (place === null || before === null || ownerOf(before) !== 'guard') return null;
	const text = keepsSave(before) ? saveScriptOf(host, place.husky) : null;
	return { kind: 'write', file: place.file, text, note: '' };
}

export function hasGitHook(host: Host, root: string, hook: GitHook): boolean {
	const place = placeOf(host, root, hook);
	const files = [
		...(place === null ? [] : [place.file]),
		...LEFTHOOK.map((name) => `${root}/${name}`),
	];
	return files.some((file) => read(host, file)?.match(/\bguard (?:commit|push)\b/) != null);
}

function inLefthook(host: Host, file: string, hook: GitHook, choice: GuardChoice): Step {
	const [, guard = ''] = [...linesOf('pre-commit', choice)];
	const line = hook === 'pre-commit' ? guard : (linesOf('pre-push', choice)[0] ?? '');
	const run = line.replace(' || exit 1', '').replace('"$@"', '{1} {2}');
	if (read(host, file)?.includes(run) === true) return { kind: 'there', file, note: '' };
	const stdin = hook === 'pre-push' ? '\n      use_stdin: true' : '';
	const lines = `${hook}:\n  commands:\n    lintel-guard:\n      run: ${run}${stdin}`;
	return { kind: 'by-hand', file, lines, note: 'It runs after the command that saves the log.' };
}

function placeOf(host: Host, root: string, hook: GitHook) {
	const folder = hooksFolder(host, root);
	if (folder === null) return null;
	const husky = /\/\.husky(\/_)?$/.test(folder);
	return { file: husky ? `${root}/.husky/${hook}` : `${folder}/${hook}`, husky };
}

function read({ disk }: Host, file: string): string | null {
	return disk.existsSync(file) ? disk.readFileSync(file, 'utf8') : null;
}
