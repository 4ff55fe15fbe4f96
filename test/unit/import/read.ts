/** What a file is read as, for tests. */
import { readFileSync } from 'node:fs';
import { readImport } from '#shared/import/read-import.ts';
import type { ImportFormat, ImportReading, StoryDraft } from '#shared/import/reading.ts';

export function fixture(name: string): string {
	return readFileSync(`test/fixtures/import/${name}`, 'utf8');
}

export function reading(path: string, text = fixture(path), as?: ImportFormat): ImportReading {
	const read = readImport(path, text, as);
	if (!read.ok) throw new Error(read.error.reason);
	return read.value;
}

export function storiesOf({ pieces }: ImportReading): StoryDraft[] {
	return pieces.flatMap(({ becomes, story }) => (becomes === 'story' ? (story ?? []) : []));
}

/** Titles with their criteria. */
export function shapeOf(read: ImportReading): Record<string, string[]> {
	return Object.fromEntries(
		storiesOf(read).map(({ title, criteria }) => [title, criteria.map(({ text }) => text)]),
	);
}

export function storyNamed(read: ImportReading, title: string): StoryDraft {
	const found = storiesOf(read).find((story) => story.title === title);
	if (found === undefined) throw new Error(`No story is titled ${title}.`);
	return found;
}
