/**
 * The key of the Messages API where a person gave it to their system to keep: the keychain of macOS,
 * or the Secret Service of a Linux desktop. Both are asked by their own programs, without a shell.
 *
 *     security add-generic-password -s lintel -a anthropic -w
 *     secret-tool store --label=Lintel service lintel account anthropic
 */
import type { Run } from '#server/files/git/git-tree.ts';

const ASKED: Readonly<Record<string, readonly [program: string, ...args: string[]]>> = {
	darwin: ['security', 'find-generic-password', '-s', 'lintel', '-a', 'anthropic', '-w'],
	linux: ['secret-tool', 'lookup', 'service', 'lintel', 'account', 'anthropic'],
};

/** Null where the system keeps none, or there is nothing to ask. `platform` is Node's name of it. */
export function keyOfSystem(platform: string, run: Run, folder: string): string | null {
	const [program, ...args] = ASKED[platform] ?? [];
	if (program === undefined) return null;
	const ran = run(program, args, folder);
	const key = ran?.status === 0 ? ran.output.trim() : '';
	return key === '' ? null : key;
}
