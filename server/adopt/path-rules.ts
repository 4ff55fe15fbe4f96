/** 1:1:1 rules for code that the preset has none for, from where its tests really lie. */
import { stemOf } from '#server/adopt/group-files.ts';
import { folderOf, within } from '#shared/imports/resolve/repository.ts';
import { isTestFile } from '#shared/imports/test-file.ts';
import { tracePathsOf } from '#shared/trace/paths.ts';
import type { PathRule, Preset } from '#shared/trace/preset.ts';

/** More than these are no convention. */
const MOST = 12;

export function proposePathRules(
	preset: Preset | null,
	code: readonly string[],
	paths: readonly string[],
): readonly PathRule[] {
	if (preset === null) return [];
	const tests = paths.filter((path) => isTestFile(preset, path));
	// A rule for loose files at the root would be one for all files.
	const unruled = code.filter((path) => path.includes('/') && tracePathsOf(preset, path) === null);
	const kinds = Map.groupBy(unruled, (path) => {
		const extension = path.slice(path.lastIndexOf('.'));
		return `${path.split('/')[0] ?? ''}\0${extension}`;
	});
	return [...kinds]
		.sort(([, a], [, b]) => b.length - a.length)
		.slice(0, MOST)
		.map(([kind, own]) => {
			const [root = '', extension = ''] = kind.split('\0');
			return {
				code: within(root, `{p}${extension}`),
				test: testsOf(root, extension, own, tests),
				design: `docs/design/${within(root, '{p}.md')}`,
			};
		});
}

/** Every form that some test has, the commonest first; else the two likeliest. */
function testsOf(
	root: string,
	extension: string,
	code: readonly string[],
	tests: readonly string[],
): string[] {
	const there = new Set(tests);
	const plain = /\.(?:svelte|vue)$/.test(extension) ? '.ts' : extension;
	const forms = ['test/', 'tests/', 'test/unit/', 'spec/'].flatMap((folder) => [
		`${folder}${within(root, `{p}.test${plain}`)}`,
		`${folder}{p}.test${plain}`,
		`${folder}{p}.spec${plain}`,
		`${folder}{name}.test${plain}`,
		`${folder}{p}${plain}`,
		`${folder}{name}${plain}`,
		`${folder}test_{name}${plain}`,
	]);
	const all = [
		within(root, `{p}.test${plain}`),
		within(root, `{p}.spec${plain}`),
		within(root, `{dir}__tests__/{name}.test${plain}`),
		within(root, `{dir}tests/test_{name}${plain}`),
		...forms,
	];
	const counted = all
		.map((form) => ({
			form,
			count: code.filter((path) => there.has(filled(form, path, root))).length,
		}))
		.filter(({ count }) => count > 0)
		.sort((a, b) => b.count - a.count)
		.map(({ form }) => form);
	return counted.length > 0
		? counted.slice(0, 4)
		: [`test/${within(root, `{p}.test${plain}`)}`, within(root, `{p}.test${plain}`)];
}

function filled(form: string, path: string, root: string): string {
	const p = path.slice(root === '' ? 0 : root.length + 1).replace(/\.[^.]+$/, '');
	const folder = folderOf(p);
	return form
		.replaceAll('{p}', p)
		.replaceAll('{dir}', folder === '' ? '' : `${folder}/`)
		.replaceAll('{name}', stemOf(path));
}
