/** The code of a repository that a team wrote: not what it installs, generates, tests or shows off. */
import { codeLanguageOf, isElixirTemplate } from '#shared/imports/file-imports.ts';
import { isTestFile } from '#shared/imports/test-file.ts';
import type { Preset } from '#shared/trace/preset.ts';

/** Folders that hold no code of the product. */
const ASIDE = new Set([
	...['node_modules', 'vendor', 'third_party', 'deps', 'dist', 'build', 'out', 'target', '_build'],
	...['coverage', '__pycache__', 'venv', 'site-packages', 'generated', 'gen', 'fixtures'],
	...['examples', 'example', 'demo', 'demos', 'docs', 'doc', 'documentation', 'website'],
	...['scripts', 'script', 'tools', 'tasks', 'hack', 'integration', 'ci', 'assets', 'public'],
	...['bench', 'benches', 'benchmark', 'benchmarks', 'migrations', 'snapshots'],
]);
/** Settings of tools, declarations without code, and what programs wrote. */
const NAMES = [
	/\.config\.[mc]?[jt]s$/,
	/\.d\.[mc]?ts$/,
	/^(?:setup|conftest|noxfile|manage)\.py$/,
	/^(?:mix|\.\w+)\.exs$/,
	/\.exs$/,
	/(?:\.min|\.gen|\.generated|_pb2?|\.pb)\.\w+$/,
	/^(?:Gruntfile|gulpfile|rollup|webpack|karma)\b.*\.js$/i,
	/^build\.rs$/,
	/\.pyi$/,
];

export function isOwnCode(preset: Preset | null, path: string): boolean {
	if (codeLanguageOf(path) === null || isElixirTemplate(path)) return false;
	if (isTestFile(preset, path)) return false;
	const parts = path.split('/');
	const name = parts.pop() ?? '';
	const aside = parts.some((part) => part.startsWith('.') || ASIDE.has(part));
	return !aside && !NAMES.some((shape) => shape.test(name));
}

/** JavaScript that a compiler wrote: its declarations lie beside it. */
export function isCompiled(has: (path: string) => boolean, path: string): boolean {
	const form = /\.([mc]?)jsx?$/.exec(path);
	return form !== null && has(path.replace(/\.[mc]?jsx?$/, `.d.${form[1]}ts`));
}
