import { parse } from 'yaml';
import { jsonFile, record, words } from '#shared/imports/resolve/json-file.ts';
import { type CodeRepository, folderOf, within } from '#shared/imports/resolve/repository.ts';
import { matchesAnyGlob } from '#shared/trace/glob.ts';

/** Whether a workspace around a package leaves it out: `!packages/old`. */
export function readLeftOut(repository: CodeRepository): (folder: string) => boolean {
	const globs = repository.paths
		.filter((path) => /(?:^|\/)(?:pnpm-workspace\.yaml|package\.json)$/.test(path))
		.flatMap((path) =>
			membersIn(repository, path)
				.filter((member) => member.startsWith('!'))
				.map((member) => `/${within(folderOf(path), placeIn(member))}/package.json`),
		);
	return (folder) => matchesAnyGlob(globs, within(folder, 'package.json'));
}

function membersIn(repository: CodeRepository, path: string): readonly string[] {
	if (path.endsWith('.yaml')) return words(record(yamlIn(repository.textOf(path)))?.['packages']);
	const workspaces = jsonFile(repository, path)?.['workspaces'];
	return words(record(workspaces)?.['packages'] ?? workspaces);
}

function placeIn(member: string): string {
	return member.replace(/^!(?:\.?\/)?/, '').replace(/\/$/, '');
}

/** Null where it is no YAML. */
function yamlIn(text: string | null): unknown {
	try {
		return parse(text ?? '');
	} catch {
		return null;
	}
}
