/** The test and code files of the Trace: where they are, and what they hold. */
import { type ArtefactId, ComponentId } from '#shared/id.ts';
import { idsBeside } from '#shared/session/pack/designs.ts';
import type { PackAbout, PackFile, PackSource } from '#shared/session/pack/pack-source.ts';
import { inHeading, type PartDraft, partOf } from '#shared/session/pack/part-draft.ts';

export function fileParts(source: PackSource, about: PackAbout): PartDraft[] {
	const all = [about.artefact, ...idsBeside(source, about)];
	const ids = all.flatMap((id) => componentId(id));
	const files = ids.flatMap((id) => source.filesOf(id).map((file) => ({ ...file, id })));
	if (files.length === 0) return [];
	const list = files.map(
		({ role, path, text, id }) =>
			`- ${role} file of ${id}: ${path}${text === null ? ' (not there yet)' : ''}`,
	);
	const run = source.testCommand.length === 0 ? [] : [`- run by: ${source.testCommand.join(' ')}`];
	const where = partOf({
		...{ input: 'files', title: 'Where the files are', weight: 'always' },
		note: 'From the repository’s root.',
		text: [...list, ...run].join('\n'),
	});
	return [where, ...files.flatMap((file) => contents(file, file.id))];
}

function contents({ role, path, text }: PackFile, id: ComponentId): PartDraft[] {
	if (text === null || text.trim() === '') return [];
	const title = `${role === 'test' ? 'Test' : 'Code'} file ${inHeading(path)}`;
	const how = { input: 'files', weight: 'files', cuttable: true } as const;
	return [partOf({ ...how, title, note: 'As it is now.', text, artefact: id, path })];
}

function componentId(id: ArtefactId | null): ComponentId[] {
	const { data } = ComponentId.safeParse(id);
	return data === undefined ? [] : [data];
}
