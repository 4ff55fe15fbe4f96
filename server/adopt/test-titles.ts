/** What tests are called: their titles are what they state. Read by their form, never run. */

import { stemOf } from '#server/adopt/group-files.ts';
import { folderOf, within } from '#shared/imports/resolve/repository.ts';
import { isTestFile } from '#shared/imports/test-file.ts';
import { tracePathsOf } from '#shared/trace/paths.ts';
import type { Preset } from '#shared/trace/preset.ts';

const FORMS = [
	/\b(?:test|it)(?:\.\w+)*\(\s*(["'`])((?:\\.|(?!\1).){3,200})\1/g,
	/^\s*test\s+(")((?:\\.|[^"\\]){3,200})"/gm,
	/^\s*(?:async\s+)?(def)\s+test_(\w{3,120})/gm,
	/^(func)\s+Test(\w{3,120})\(/gm,
	/#\[(?:\w+::)?(test)\](?:\s*#\[[^\]]*\])*\s*(?:async\s+)?fn\s+(\w{3,120})/g,
];
/** Longer files are read by their beginning. */
const LONGEST = 200_000;

export function testTitles(text: string): readonly string[] {
	const titles = FORMS.flatMap((form) =>
		[...text.slice(0, LONGEST).matchAll(form)].map((match) => wordsIn(match[2] ?? '')),
	);
	return [...new Set(titles.filter((title) => title !== ''))];
}

function wordsIn(title: string): string {
	const plain = /^\w+$/.test(title)
		? title.replaceAll('_', ' ').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
		: title;
	return plain
		.replaceAll(/\\(.)/g, '$1')
		.replaceAll(/\$\{[^}]*\}/g, '…')
		.trim();
}

/** The test of a code file: where a rule says, else the one test file called like it. */
export function createTestOf(
	preset: Preset | null,
	paths: readonly string[],
): (code: string) => string | null {
	const there = new Set(paths);
	const tests = paths.filter((path) => isTestFile(preset, path));
	const byStem = Map.groupBy(tests, (path) =>
		stemOf(path)
			.replace(/^test_|[._-](?:test|tests|spec)$/g, '')
			.toLowerCase(),
	);

	return (code) => {
		const ruled = preset === null ? null : tracePathsOf(preset, code);
		const own = ruled?.tests.find((path) => there.has(path));
		if (own !== undefined) return own;
		const beside = within(folderOf(code), '');
		const called = byStem.get(stemOf(code).toLowerCase()) ?? [];
		return (
			called.find((path) => path.startsWith(beside)) ??
			(called.length === 1 ? (called[0] ?? null) : null)
		);
	};
}
