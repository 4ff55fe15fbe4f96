import type { CodeRepository } from '#shared/imports/resolve/repository.ts';

const ENDINGS = [
	...['.ts', '.tsx', '.d.ts', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.svelte', '.vue'],
];

/** TypeScript is imported by the name of the JavaScript that it becomes. */
const COMPILED: readonly (readonly [RegExp, readonly string[]])[] = [
	[/\.js$/, ['.ts', '.tsx', '.d.ts']],
	[/\.jsx$/, ['.tsx']],
	[/\.mjs$/, ['.mts']],
	[/\.cjs$/, ['.cts']],
];

/** The code file that a path means, its ending or `index` left out or not; null where there is none. */
export function javascriptFile({ has }: CodeRepository, path: string): string | null {
	if (path !== '' && has(path)) return path;
	for (const [ending, sources] of COMPILED) {
		if (!ending.test(path)) continue;
		const source = sources.map((one) => path.replace(ending, one)).find(has);
		if (source !== undefined) return source;
	}
	const index = path === '' ? 'index' : `${path}/index`;
	const whole = path === '' ? [] : ENDINGS.map((ending) => path + ending);
	return [...whole, ...ENDINGS.map((ending) => index + ending)].find(has) ?? null;
}
