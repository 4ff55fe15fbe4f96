/**
 * How much JavaScript a paired browser loads before it paints its story list:
 *
 *   vite build --config client/vite.config.ts && node test/bench/bundle.ts
 *
 * Counts the entry, the layouts, the stories' page and everything they import statically, gzipped
 * one by one as they travel. What loads later (editor, graph, YAML, word list) is listed apart.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';

const LIMIT_KB = 150;
const BUILD = `${import.meta.dirname}/../../client/.svelte-kit/output/client`;
const NODES = `${import.meta.dirname}/../../client/.svelte-kit/generated/build/client-optimized/nodes`;
/** The components on the way to the story list, as their nodes name them. */
const ROUTE = [
	'/routes/+layout.svelte',
	'/w/[workspace]/+layout.svelte',
	'/stories/[[story]]/+page.svelte',
];

const Manifest = z.record(
	z.string(),
	z.object({
		file: z.string(),
		isEntry: z.boolean().optional(),
		imports: z.array(z.string()).default([]),
		dynamicImports: z.array(z.string()).default([]),
	}),
);
const manifest = Manifest.parse(JSON.parse(readFileSync(`${BUILD}/.vite/manifest.json`, 'utf8')));

const eager = closureOf(Object.keys(manifest).filter(isOnTheWay));
const total = [...eager].reduce((sum, key) => sum + gzipped(key), 0);

console.log(`Before the story list paints: ${eager.size} files, ${kilobytes(total)} gzipped.`);
for (const key of largest(eager, 8)) console.log(`  ${kilobytes(gzipped(key))}  ${key}`);
const later = new Set(Object.keys(manifest).filter((key) => isScript(key) && !eager.has(key)));
console.log('Later, the largest:');
for (const key of largest(later, 8)) console.log(`  ${kilobytes(gzipped(key))}  ${key}`);
if (total > LIMIT_KB * 1000) {
	console.error(`More than the ${LIMIT_KB} KB that architecture.md allows.`);
	process.exitCode = 1;
}

function isOnTheWay(key: string): boolean {
	if (/runtime\/client\/(entry|client-entry)\.js$|client-optimized\/app\.js$/.test(key))
		return true;
	const node = /client-optimized\/nodes\/(\d+\.js)$/.exec(key)?.[1];
	if (node === undefined) return false;
	const source = readFileSync(`${NODES}/${node}`, 'utf8');
	return ROUTE.some((component) => source.includes(component));
}

function closureOf(keys: readonly string[]): ReadonlySet<string> {
	const found = new Set<string>(keys);
	for (const key of found) for (const next of manifest[key]?.imports ?? []) found.add(next);
	return found;
}

function isScript(key: string): boolean {
	return manifest[key]?.file.endsWith('.js') ?? false;
}

function gzipped(key: string): number {
	const file = manifest[key]?.file;
	return file === undefined ? 0 : gzipSync(readFileSync(`${BUILD}/${file}`), { level: 9 }).length;
}

function largest(keys: ReadonlySet<string>, count: number): readonly string[] {
	return [...keys].sort((a, b) => gzipped(b) - gzipped(a)).slice(0, count);
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1000).toFixed(1).padStart(6)} KB`;
}
