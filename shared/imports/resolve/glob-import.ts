import { matchesGlob } from '#shared/trace/glob.ts';

/** A specifier that stands for all files that fit: no module is called like that. */
export function isGlob(specifier: string): boolean {
	return /[*{]/.test(specifier);
}

/** The files that fit one of several globs, each from the root of the repository. */
export function filesFitting(globs: readonly string[], paths: readonly string[]): string[] {
	const plain = globs.flatMap((glob) => alternatives(glob)).slice(0, MOST);
	const begun = plain.map((glob) => ({ glob: `/${glob}`, start: glob.replace(/[*?].*$/s, '') }));
	return paths.filter((path) =>
		begun.some(({ glob, start }) => path.startsWith(start) && matchesGlob(glob, path)),
	);
}

/** Nobody writes more; who sends them gets no answer about the last. */
const MOST = 200;

/** `{a,b}.ts` is two globs. */
function alternatives(glob: string): readonly string[] {
	let all = [glob];
	for (let at = 0; at < DEEPEST && all.some((one) => BRACES.test(one)); at++) {
		all = all.flatMap((one) => {
			const [braces, inside = ''] = BRACES.exec(one) ?? [];
			if (braces === undefined) return one;
			return inside.split(',').map((choice) => one.replace(braces, () => choice));
		});
		all.length = Math.min(all.length, MOST);
	}
	return all;
}

const DEEPEST = 10;
const BRACES = /\{([^{}]*)\}/;
