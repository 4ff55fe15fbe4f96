/** The team's own templates: `.lintel/templates/<component type>.md`. */
import type { Disk } from '#server/files/disk.ts';
import { fileFinding } from '#server/files/file-finding.ts';
import { readText } from '#server/files/read-text.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { Template } from '#shared/trace/template.ts';
import { readTemplate } from '#shared/trace/template-file.ts';

export const TEMPLATE_FOLDER = '.lintel/templates';
const MOST_FILES = 100;
const MOST_CHARACTERS = 64 * 1024;

export interface TeamTemplates {
	readonly templates: Readonly<Record<string, Template>>;
	readonly findings: readonly Finding[];
}

/** The templates' paths, sorted; none where there is no such folder. */
export function templatePaths(disk: Disk, root: string): readonly string[] {
	try {
		return disk
			.readdirSync(`${root}/${TEMPLATE_FOLDER}`)
			.filter((name) => /^[\w-]+\.md$/.test(name) && name !== 'README.md')
			.sort()
			.slice(0, MOST_FILES)
			.map((name) => `${TEMPLATE_FOLDER}/${name}`);
	} catch {
		return [];
	}
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
	const file = readText(disk, root, path);
	if (file.kind === 'absent') return { type, template: null, findings: [] };
	if (file.kind === 'refused') return { type, template: null, findings: [file.finding] };
	if (file.text.length > MOST_CHARACTERS) {
		return { type, template: null, findings: [malformed(path, 'It is longer than 64 KiB.', 1)] };
	}
	const { template, problems } = readTemplate(file.text);
	return {
		type,
		template,
		findings: problems.map(({ message, line }) => malformed(path, message, line)),
	};
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
