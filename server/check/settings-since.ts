/** Whether the settings say otherwise than a git ref's what counts as code, and how bad things are. */
import { CONFIG_FILE } from '#server/files/config/config.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import type { Finding } from '#shared/trace/finding.ts';

/**
 * The preset is no part of the signed policy: whoever changes it takes code out of its gate. So the
 * change is told to whoever merges it, by name and not by its words.
 */
export function settingsSince(
	{ disk, root, git, run }: { disk: Disk; root: string; git: string; run: Run },
	{ ref, commit }: { readonly ref: string; readonly commit: string },
): readonly Finding[] {
	const shown = run('git', ['--no-optional-locks', 'show', `${commit}:./${CONFIG_FILE}`], git);
	const read = readText(disk, root, CONFIG_FILE);
	const before = shown?.status === 0 ? shown.output : '';
	const now = read.kind === 'text' ? read.text : '';
	if (before.trim() === now.trim()) return [];
	return [
		fileFinding(
			'settings-changed',
			'warning',
			CONFIG_FILE,
			`The settings differ from those of ${ref}: they say which files count as code, where designs lie and how bad a Finding is.`,
			`Look at the change before it is merged: git diff ${ref} -- ${CONFIG_FILE}`,
			1,
		),
	];
}
