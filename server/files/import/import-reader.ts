/**
 * What the files of one import say, and what that would do to the Stories. It reads and plans and
 * touches nothing, so that it can do so beside the relay.
 */
import { basename } from 'node:path';
import { fileFinding } from '#server/files/findings/file-finding.ts';
import { type ImportPlan, planContexts, planDesign } from '#server/files/import/import-plan.ts';
import { type StoriesThere, storiesPlan } from '#server/files/import/import-stories-plan.ts';
import type { ImportEntry } from '#server/files/reports.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { StorablePlan } from '#shared/doc/edits/import.ts';
import type { ComponentId } from '#shared/id.ts';
import type { Settlement } from '#shared/import/plan-choices.ts';
import { readImport } from '#shared/import/read-import.ts';
import type { ImportFormat, ImportReading } from '#shared/import/reading.ts';
import { readDesign } from '#shared/markdown/design.ts';
import type { Finding } from '#shared/trace/finding.ts';

/** A file to import: its words, and the name that tells it from others and stays the same for it. */
export interface OutsideText {
	readonly name: string;
	/** With `/` between folders: some formats are known by where they lie. */
	readonly path: string;
	readonly text: string;
	/** What a person said it is; null finds out. */
	readonly as: ImportFormat | null;
}

/** `stories` are kept for `plan`. */
export type OutsideReading =
	| { readonly kind: 'contexts'; readonly plan: ImportPlan }
	| { readonly kind: 'design'; readonly plan: ImportPlan; readonly id: ComponentId }
	| { readonly kind: 'stories' }
	| { readonly kind: 'refused'; readonly finding: Finding };

export interface StoriesPlan {
	readonly plan: StorablePlan;
	readonly entries: readonly ImportEntry[];
	readonly findings: readonly Finding[];
}

export interface ImportReader {
	read(file: OutsideText, there: Artefacts): OutsideReading;
	/** What `settle` says goes for whatever differs; null leaves each to what is safe. */
	plan(there: StoriesThere, settle: Settlement | null): StoriesPlan;
}

export function createImportReader(): ImportReader {
	const stories: { readonly name: string; readonly reading: ImportReading }[] = [];

	function read(file: OutsideText, there: Artefacts): OutsideReading {
		const other = file.as === null ? readOther(file, there) : null;
		if (other !== null) return other;
		const reading = readImport(file.path, file.text, file.as ?? undefined);
		if (!reading.ok) {
			const { guard, reason, fix } = reading.error;
			const words = `${file.name}: ${reason}`;
			return { kind: 'refused', finding: fileFinding(guard, 'error', file.name, words, fix) };
		}
		if (!reading.value.pieces.some(({ becomes }) => becomes === 'story')) {
			return { kind: 'refused', finding: nothingIn(file.name) };
		}
		stories.push({ name: file.name, reading: reading.value });
		return { kind: 'stories' };
	}

	return { read, plan: (there, settle) => storiesPlan(stories, there, settle) };
}

/** Front matter makes a design, context headings with their labels a map; anything else is stories. */
function readOther({ path, text }: OutsideText, there: Artefacts): OutsideReading | null {
	if (!/\.(?:md|markdown)$/i.test(path)) return null;
	const { design } = readDesign(text);
	if (design) return { kind: 'design', plan: planDesign(text, design, there), id: design.id };
	const contexts = planContexts(text, there);
	const isMap = /context/i.test(basename(path)) || contexts.isMap;
	return isMap ? { kind: 'contexts', plan: contexts } : null;
}

function nothingIn(name: string): Finding {
	return fileFinding(
		'file-without-artefacts',
		'error',
		name,
		`${name} holds no story, context or design, so nothing of it was imported.`,
		'Check that it is the right file. A story has a heading, an “As a …” sentence and criteria.',
	);
}
