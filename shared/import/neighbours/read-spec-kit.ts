/**
 * GitHub spec-kit (`specs/NNN-name/spec.md`): user stories by priority with acceptance scenarios.
 * Functional requirements, edge cases and success criteria stay text.
 */
import { printMetadata } from '#shared/import/metadata.ts';
import { type Found, piecesOf } from '#shared/import/pieces.ts';
import type { ImportReading, StoryDraft } from '#shared/import/reading.ts';
import { foundInFile } from '#shared/import/stories/found-in-file.ts';
import type { Source } from '#shared/markdown/source.ts';

export function readSpecKit(source: Source): Omit<ImportReading, 'format'> {
	const feature = featureIn(source);
	const { found, findings } = foundInFile(source, 'file');
	const pieces = found.map((one) =>
		one.becomes === 'story' && one.story !== null
			? { ...one, story: drafted(one.story, feature) }
			: { ...one, why: whyText(source, one) },
	);
	return { pieces: piecesOf(source, pieces, 'Nothing in it reads as a story.'), findings };
}

function featureIn(source: Source): string | null {
	const line = source.lines.slice(0, 50).find(({ text }) => /^# \S/.test(text))?.text;
	return line?.replace(/^# (?:Feature Specification:[ \t]*)?/, '').trim() || null;
}

/** Why it matters and how to test it is about planning, and goes below the notes. */
const PLANNING = /^\*\*(?:Why this priority|Independent Test)/i;

function drafted(story: StoryDraft, feature: string | null): StoryDraft {
	if (story.id !== null) return story;
	const paragraphs = story.narrative.split(/\n{2,}/);
	const planning = paragraphs.filter((one) => PLANNING.test(one));
	const told = paragraphs.filter((one) => !PLANNING.test(one));
	const epic = feature === null ? '' : printMetadata([{ name: 'epic', value: feature }]);
	const data = [story.notes, epic].filter((part) => part !== '').join('\n');
	const notes = [...planning, data].filter((part) => part !== '');
	return { ...story, narrative: told.join('\n\n'), notes: notes.join('\n\n') };
}

function whyText(source: Source, { rows, why }: Found): string {
	const text = source.lines[rows.first]?.text ?? '';
	if (/functional requirements/i.test(text)) {
		return 'Requirements on the system, not stories: their words belong into criteria or Designs.';
	}
	if (/edge cases/i.test(text))
		return 'Edge cases of the whole feature; each may become a criterion.';
	if (/success criteria|outcomes/i.test(text)) return 'What the feature is measured by.';
	return why;
}
