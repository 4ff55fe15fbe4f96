/** The team's own templates: `.lintel/templates/<component type>.md`. */

import { pathsInTeamFolder, readTeamFile } from '#server/files/config/team-folder.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { Template } from '#shared/trace/template.ts';
import { readTemplate } from '#shared/trace/template-file.ts';

export const TEMPLATE_FOLDER = '.lintel/templates';

export interface TeamTemplates {
	readonly templates: Readonly<Record<string, Template>>;
	readonly findings: readonly Finding[];
}

/** The templates' paths, sorted; none where there is no such folder. */
export function templatePaths(disk: Disk, root: string): readonly string[] {
	return pathsInTeamFolder(disk, root, TEMPLATE_FOLDER);
}

export function readTeamTemplates(disk: Disk, root: string): TeamTemplates {
	const read = templatePaths(disk, root).map((path) => readOne(disk, root, path));
	return {
		templates: Object.fromEntries(
			read.flatMap(({ type, template }) => (template === null ? [] : [[type, template]])),
		),
		findings: read.flatMap(({ findings }) => findings),
	};
}

function readOne(disk: Disk, root: string, path: string) {
	const type = path.slice(TEMPLATE_FOLDER.length + 1, -'.md'.length);
	const says = (message: string, line: number) => malformed(path, message, line);
	const { text, findings } = readTeamFile(disk, root, path, says);
	if (text === null) return { type, template: null, findings };
	const { template, problems } = readTemplate(text);
	return { type, template, findings: problems.map(({ message, line }) => says(message, line)) };
}

function malformed(path: string, message: string, line: number): Finding {
	return fileFinding(
		'template-malformed',
		'warning',
		path,
		message,
		'Correct it: headings of the second level are sections; `sections` in the front matter says need, content and columns.',
		line,
	);
}
