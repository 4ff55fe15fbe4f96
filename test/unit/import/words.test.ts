import { existsSync, globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readImport } from '#shared/import/read-import.ts';
import { IMPORT_FORMATS, type ImportPiece } from '#shared/import/reading.ts';
import { mutated, mutations } from '#test/unit/import/mutations.ts';

/** What only says what follows, and is said by the place of it in a Story instead. */
const SIGNPOSTS =
	/<!--[\s\S]*?-->|<br>|epic|acceptance|criteri(?:a|on)|scenarios?|user|story|us|priority|priorität|done|when|objective|gherkin|markdown|persona|requirement|akzeptanzkriterien|beschreibung|description|funktionalität|must|high|low|p\d|ac|[xX]/gimu;

/** The row of a fence, and the steps that name the columns of a table. */
const FRAME = /^\s*(?:`{3,}|~{3,}).*$|(?:given|then)(?=[^\n]*\n\|[-:| ]+$)/gimu;

function wordsIn(text: string): string[] {
	return (
		text
			.replace(SIGNPOSTS, ' ')
			.toLowerCase()
			.match(/\p{L}{2,}/gu) ?? []
	);
}

/** Words of the source that the draft says less often. */
function lostIn({ source, story }: ImportPiece): string[] {
	if (story === null) return [];
	const said = [
		story.title,
		story.narrative,
		story.notes,
		...story.criteria.map(({ text }) => text),
	];
	const there = new Set(wordsIn(said.join('\n')));
	return wordsIn(source.replace(FRAME, ' ')).filter((word) => !there.has(word));
}

/** The same files on every machine; `SEED=… vitest` looks for new ones. */
const SEED = Number(process.env['SEED'] ?? 7);

const FIXTURES = globSync('test/fixtures/import/*.md').filter((path) => !path.includes('task-12'));
const REAL = ['../shared/real/stories-headings.md', '../shared/real/stories-phoenix-app.md'];

describe('words', { timeout: 60_000 }, () => {
	test.for([...FIXTURES, ...REAL])('[IM9] %s', (path, context) => {
		if (!existsSync(path)) return context.skip(`${path} is not here`);
		const reading = readImport(path, readFileSync(path, 'utf8'));
		if (!reading.ok) throw new Error(reading.error.reason);
		const { pieces } = reading.value;
		expect(pieces.flatMap(lostIn)).toEqual([]);
	});

	test.each([
		[
			'number column of a table',
			'## Lend\n\nAs a reader, I want to read.\n\n' +
				'| # | Given | When | Then |\n|---|---|---|---|\n• A book is back\n| 2 | a | b | c |\n',
		],
		[
			'second number',
			'| ID | As | I want | # |\n|---|---|---|---|\n| 1 | a | b | A book is back |\n',
		],
		[
			'heading of a section that holds metadata alone',
			'# Reading\n\n## User Story\n\nAs a reader, I want to read.\n\n## Acceptance Criteria\n\n- It reads\n\n' +
				'## Technology\n\n**Status:** Open\n',
		],
	])('[IM9] in the %s are kept', (_, text) => {
		const reading = readImport('a.md', text);
		if (!reading.ok) throw new Error(reading.error.reason);
		const { pieces } = reading.value;
		expect(pieces.filter(({ story }) => story !== null)).toHaveLength(1);
		expect(pieces.flatMap(lostIn)).toEqual([]);
	});

	test.each([...FIXTURES])('[IM1] [IM9] %s, whatever happens to its lines', (path) => {
		const text = readFileSync(path, 'utf8');
		fc.assert(
			fc.property(mutations, (list) => {
				const changed = mutated(text, list);
				const reading = readImport(path, changed);
				if (!reading.ok) throw new Error(reading.error.reason);
				const { pieces } = reading.value;
				const mark = changed.startsWith('\uFEFF') ? 1 : 0;
				expect(pieces.map(({ source }) => source).join('')).toBe(changed.slice(mark));
				for (const { rows, story } of pieces) {
					for (const { line } of story?.criteria ?? []) {
						expect(line).toBeGreaterThanOrEqual(rows.first);
						expect(line).toBeLessThan(rows.end);
					}
				}
				expect(pieces.flatMap(lostIn)).toEqual([]);
			}),
			{ numRuns: 40, seed: SEED },
		);
	});

	test('[IM3] no text makes any reader throw, and each covers it', () => {
		const wild = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.string({ unit: 'grapheme' }),
			fc.constantFrom(
				'## S',
				'- As a x, I want y',
				'| a | b |',
				'|---|---|',
				'"',
				'""",',
				'```',
				'@t',
			),
			fc.constantFrom('Feature: a', 'Scenario: b', 'Given c', '---', 'id: 1', '### Requirement: R'),
			fc.constantFrom(
				'\u0000',
				'\uD800',
				'\r',
				'\uFEFF',
				'sep=;',
				'Title;Goal',
				'<!-- AC:BEGIN -->',
			),
		);
		const file = fc.tuple(fc.array(wild), fc.constantFrom('\n', '\r\n', '\r'));
		fc.assert(
			fc.property(file, fc.constantFrom(...IMPORT_FORMATS), ([lines, eol], format) => {
				const text = lines.join(eol);
				const reading = readImport('a', text, format);
				if (!reading.ok) return;
				const { pieces } = reading.value;
				const mark = text.startsWith('\uFEFF') ? 1 : 0;
				expect(pieces.map(({ source }) => source).join('')).toBe(text.slice(mark));
				expect(new Set(pieces.map(({ key }) => key)).size).toBe(pieces.length);
			}),
			{ numRuns: 400 },
		);
	});

	test('[IM2] reading twice gives the same keys', () => {
		for (const path of FIXTURES) {
			const text = readFileSync(path, 'utf8');
			expect(readImport(path, text)).toEqual(readImport(path, text));
		}
	});
});
