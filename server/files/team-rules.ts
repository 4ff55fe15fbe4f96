/** The team's own rules for agents' work: `.lintel/rules/*.md`. */
import type { Disk } from '#server/files/disk.ts';
import { fileFinding } from '#server/files/file-finding.ts';
import { readText } from '#server/files/read-text.ts';
import type { TeamRule } from '#shared/session/pack/team-rule.ts';
import { readTeamRule } from '#shared/session/pack/team-rule-file.ts';
import type { Finding } from '#shared/trace/finding.ts';

export const RULE_FOLDER = '.lintel/rules';
const MOST_FILES = 100;
const MOST_CHARACTERS = 64 * 1024;

export interface TeamRules {
	readonly rules: readonly TeamRule[];
	readonly findings: readonly Finding[];
}

/** The rules' paths, sorted; none where there is no such folder. */
export function rulePaths(disk: Disk, root: string): readonly string[] {
	try {
		return disk
			.readdirSync(`${root}/${RULE_FOLDER}`)
			.filter((name) => /^[\w-]+\.md$/.test(name) && name !== 'README.md')
			.sort()
			.slice(0, MOST_FILES)
			.map((name) => `${RULE_FOLDER}/${name}`);
	} catch {
		return [];
	}
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
	const file = readText(disk, root, path);
	if (file.kind === 'absent') return { rule: null, findings: [] };
	if (file.kind === 'refused') return { rule: null, findings: [file.finding] };
	if (file.text.length > MOST_CHARACTERS) {
		return { rule: null, findings: [malformed(path, 'It is longer than 64 KiB.', 1)] };
	}
	const { rule, problems } = readTeamRule(path, file.text, componentTypes);
	return { rule, findings: problems.map(({ message, line }) => malformed(path, message, line)) };
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
