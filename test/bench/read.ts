/**
 * How long the readers take for files of 1, 5 and 10 MiB, and for Markdown made to be slow.
 *
 *     node test/bench/read.ts [--smoke]
 *
 * What is asserted are counts; the milliseconds of processor time are for a person to look at.
 */
import { readImport } from '#shared/import/read-import.ts';
import { IMPORT_FORMATS, type ImportFormat } from '#shared/import/reading.ts';
import { readContextMap } from '#shared/markdown/context-map.ts';
import { readDesign } from '#shared/markdown/design.ts';
import { readStories, writeStories } from '#shared/markdown/stories.ts';
import { contextMapOf, designOf, foreignOf, storiesOf } from '#test/bench/read/documents.ts';
import { HOSTILE } from '#test/bench/read/hostile.ts';

const smoke = process.argv.includes('--smoke');
const only = process.argv.find((word) => word.startsWith('--only='))?.slice(7);
const SIZES = (smoke ? [0.01, 0.05, 0.1] : [1, 5, 10]).map((mib) => Math.floor(mib * 1024 * 1024));
/** What the largest file of each kind holds: the limits of a file. */
const [MANY_STORIES, MANY_CONTEXTS] = smoke ? [30, 20] : [5_000, 1_000];

measured('stories: read', (size) => {
	const { text, stories, criteria } = storiesOf(size - 1_000, share(size, MANY_STORIES));
	const read = timed(() => readStories(text));
	const found = read.value.blocks.flatMap((one) => (one.kind === 'story' ? [one.story] : []));
	expectEqual('stories', found.length, stories);
	expectEqual(
		'criteria',
		found.reduce((sum, one) => sum + one.criteria.length, 0),
		criteria,
	);
	return read.took;
});
measured('stories: write ids into them', (size) => {
	const { text } = storiesOf(size - 1_000, share(size, MANY_STORIES));
	const { blocks } = readStories(text);
	const written = timed(() => writeStories(text, blocks));
	expectEqual('written', written.value.length > text.length ? 1 : 0, 1);
	return written.took;
});
measured('context map: read', (size) => {
	const contexts = share(size, MANY_CONTEXTS);
	const text = contextMapOf(size - 1_000, contexts);
	const read = timed(() => readContextMap(text, []));
	const found = read.value.blocks.filter(({ kind }) => kind === 'context');
	expectEqual('contexts', found.length, contexts);
	return read.took;
});
measured('design: read', (size) => {
	const text = designOf(size - 1_000);
	return timed(() => readDesign(text)).took;
});
for (const format of ['stories', 'bullets', 'table', 'paragraphs', 'fenced']) {
	measured(`import ${format}`, (size) => {
		const sized =
			format === 'stories'
				? storiesOf(size - 1_000, share(size, MANY_STORIES))
				: foreignOf(format, size - 1_000);
		return imported(sized, 'stories');
	});
}
for (const format of ['spec-kit', 'kiro', 'openspec', 'csv', 'gherkin'] as const) {
	measured(`import ${format}`, (size) => imported(foreignOf(format, size - 1_000), format));
}
for (const [name, make] of Object.entries(HOSTILE)) {
	measured(name, (size) => slowest(make(size - 100)));
}

function imported(
	{ text, stories, criteria }: ReturnType<typeof foreignOf>,
	format: ImportFormat,
): number {
	const read = timed(() => readImport('a', text, format));
	if (!read.value.ok) throw new Error(read.value.error.reason);
	const found = read.value.value.pieces.flatMap(({ becomes, story }) =>
		becomes === 'story' ? (story ?? []) : [],
	);
	expectEqual('stories', found.length, stories);
	expectEqual(
		'criteria',
		found.reduce((sum, one) => sum + one.criteria.length, 0),
		criteria,
	);
	return read.took;
}

/** The slowest of all readers; none may lose a line, whatever it makes of them. */
function slowest(text: string): number {
	const times = IMPORT_FORMATS.map((format) => {
		const read = timed(() => readImport('a', text, format));
		if (!read.value.ok) return read.took;
		const length = read.value.value.pieces.reduce((sum, { source }) => sum + source.length, 0);
		expectEqual('characters', length, text.length);
		return read.took;
	});
	times.push(timed(() => writeStories(text, readStories(text).blocks)).took);
	times.push(timed(() => readContextMap(text, [])).took);
	times.push(timed(() => readDesign(text)).took);
	return Math.max(...times);
}

function measured(name: string, run: (size: number) => number): void {
	if (only !== undefined && !name.includes(only)) return;
	const times = SIZES.map((size) => `${run(size).toFixed(0)} ms`.padStart(10));
	console.log(`${name.padEnd(32)}${times.join('')}`);
}

/** As much of the most as this size is of the largest. */
function share(size: number, most: number): number {
	return Math.max(1, Math.floor((most * size) / (SIZES.at(-1) ?? size)));
}

/** Processor time: on a busy machine the clock says little. */
function timed<T>(run: () => T): { readonly value: T; readonly took: number } {
	const start = process.cpuUsage();
	const value = run();
	const { user, system } = process.cpuUsage(start);
	return { value, took: (user + system) / 1_000 };
}

function expectEqual(what: string, found: number, wanted: number): void {
	if (found !== wanted) throw new Error(`${found} ${what} were found of ${wanted}.`);
}
