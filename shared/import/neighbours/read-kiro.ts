/** Kiro (`.kiro/specs/name/requirements.md`): numbered requirements, a user story and EARS each. */
import { printMetadata } from '#shared/import/metadata.ts';
import { type Found, piecesOf } from '#shared/import/pieces.ts';
import type { ImportReading } from '#shared/import/reading.ts';
import { titleOf } from '#shared/import/sentence.ts';
import { foundInFile } from '#shared/import/stories/found-in-file.ts';
import type { Source } from '#shared/markdown/source.ts';

export function readKiro(source: Source): Omit<ImportReading, 'format'> {
	const { found, findings } = foundInFile(source, 'file');
	const pieces = piecesOf(source, found.map(requirement), 'Nothing in it reads as a story.');
	return { pieces, findings };
}

const NUMBERED =
	/^(?:requirement|req|anforderung|exigence|requisito|要件|需求|요구사항)[ \t]*#?(\d{1,4}(?:\.\d{1,4}){0,3})[ \t]*(?:[:：.–—-][ \t]*)?/iu;
const LEAD = /^\*\*(?:User Story|Objective|用户故事|ユーザーストーリー)[:：]\*\*[ \t]*/i;

function requirement(found: Found): Found {
	const { story } = found;
	if (found.becomes === 'text' || story === null || story.id !== null) return found;
	const [head = '', own] = NUMBERED.exec(story.title) ?? [];
	const number = own ?? found.number;
	const narrative = story.narrative.replace(LEAD, '');
	const named = own === undefined ? '' : printMetadata([{ name: 'number', value: own }]);
	const notes = [story.notes, named].filter((part) => part !== '').join('\n');
	const title = story.title.slice(head.length) || titleOf(narrative);
	return { ...found, number, story: { ...story, title, narrative, notes } };
}
