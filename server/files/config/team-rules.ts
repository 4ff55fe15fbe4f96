/** The team's own rules for agents' work: `.lintel/rules/*.md`. */

import { pathsInTeamFolder, readTeamFile } from '#server/files/config/team-folder.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { TeamRule } from '#shared/session/pack/team-rule.ts';
import { readTeamRule } from '#shared/session/pack/team-rule-file.ts';
import type { Finding } from '#shared/trace/finding.ts';

export const RULE_FOLDER = '.lintel/rules';

export interface TeamRules {
	readonly rules: readonly TeamRule[];
	readonly findings: readonly Finding[];
}

/** The rules' paths, sorted; none where there is no such folder. */
export function rulePaths(disk: Disk, root: string): readonly string[] {
	return pathsInTeamFolder(disk, root, RULE_FOLDER);
}

/** `componentTypes` are those that a rule may name. */
export function readTeamRules(
	disk: Disk,
	root: string,
	componentTypes: readonly string[],
): TeamRules {
	const read = rulePaths(disk, root).map((path) => readOne(disk, root, path, componentTypes));
	return {
		rules: read.flatMap(({ rule }) => rule ?? []),
		findings: read.flatMap(({ findings }) => findings),
	};
}

function readOne(disk: Disk, root: string, path: string, componentTypes: readonly string[]) {
	const says = (message: string, line: number) => malformed(path, message, line);
	const { text, findings } = readTeamFile(disk, root, path, says);
	if (text === null) return { rule: null, findings };
	const { rule, problems } = readTeamRule(path, text, componentTypes);
	return { rule, findings: problems.map(({ message, line }) => says(message, line)) };
}

function malformed(path: string, message: string, line: number): Finding {
	return fileFinding(
		'team-rule-malformed',
		'warning',
		path,
		message,
		'Correct it: `component_type` and `session_type` in the front matter are a word, a list, or *.',
		line,
	);
}
