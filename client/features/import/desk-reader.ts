/**
 * Reads the files of an import and plans what would become of them. It touches nothing, so that it
 * can do so beside the page; the relay plans with the same functions.
 */
import type { HandedFile } from '#client/features/import/handed.ts';
import { readImportMemory } from '#shared/doc/edits/import.ts';
import { blockOrderOf, groundOf, type ImportGround } from '#shared/doc/edits/import-ground.ts';
import { readStoryBlocks, type StoriesDoc } from '#shared/doc/stories-doc.ts';
import { type ImportPlan, planImport } from '#shared/import/plan.ts';
import type { ImportChoices } from '#shared/import/plan-choices.ts';
import { readImport } from '#shared/import/read-import.ts';
import type { ImportFormat, ImportReading } from '#shared/import/reading.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface FileToRead extends HandedFile {
	/** What a person said it is; null leaves it to the reader. */
	readonly as: ImportFormat | null;
}

/** What a file turned out to be, without its pieces. */
export type FileRead = Result<
	{ readonly format: ImportFormat; readonly findings: readonly Finding[] },
	Refusal
>;

/** The files in their order, with what was chosen for their pieces. */
export type PlanOf = readonly { readonly name: string; readonly choices: ImportChoices }[];

export interface DeskPlan extends ImportPlan {
	/** What it was planned against. */
	readonly ground: ImportGround;
}

export interface DeskReader {
	/** What was read is kept for `plan`, until a file of the same name comes. */
	read(file: FileToRead): FileRead;
	/** Files that were not read, or refused, are left out. */
	plan(files: PlanOf): DeskPlan;
}

export function createDeskReader(there: () => StoriesDoc): DeskReader {
	const readings = new Map<string, ImportReading>();
	return {
		read({ name, text, as }) {
			const reading = readImport(name, text, as ?? undefined);
			readings.delete(name);
			if (!reading.ok) return reading;
			readings.set(name, reading.value);
			const { format, findings } = reading.value;
			return ok({ format, findings: findings.filter(({ line }) => line === null) });
		},
		plan(files) {
			const doc = there();
			const blocks = readStoryBlocks(doc);
			const sources = files.flatMap(({ name, choices }) => {
				const reading = readings.get(name);
				return reading === undefined ? [] : { file: name, reading, choices };
			});
			const plan = planImport(sources, blocks, readImportMemory(doc));
			return { ...plan, ground: groundOf(blockOrderOf(doc), blocks, plan) };
		},
	};
}
