/**
 * Which test file each result belongs to. Some runners name the file, some its class, module or
 * package; where neither says it, a name that one file alone declares does. What fits two files, or
 * none, belongs to none; nor does a test of a module or package that these files are not.
 */
import type { TestFile } from '#shared/evidence/coverage.ts';
import { declaredTests } from '#shared/evidence/declared-tests.ts';
import { createOwners } from '#shared/evidence/owner-of-tests.ts';
import { type TestResult, WHOLE } from '#shared/evidence/report.ts';

export interface PlacedResults {
	/** By the file's path. */
	readonly placed: ReadonlyMap<string, readonly TestResult[]>;
	/** What fits no file, or several. */
	readonly loose: readonly TestResult[];
}

/** What there is beside the files that were asked about; looked at where a report leaves it open. */
export interface Elsewhere {
	/** The test files that nobody asked about: what is theirs is not one of these files'. */
	readonly others: () => readonly TestFile[];
	/** Whether the repository has a file here, from its root: then that one is meant, and no other. */
	readonly isThere: (path: string) => boolean;
	/** Of a file that says what packages are called (`go.mod`); '' where there is none. */
	readonly textOf: (path: string) => string;
}

const NOTHING: Elsewhere = { others: () => [], isThere: () => false, textOf: () => '' };

/** `root` is the folder that runners name files from, with forward slashes and no last one. */
export function placeResults(
	tests: readonly TestResult[],
	files: readonly TestFile[],
	root: string,
	elsewhere: Elsewhere = NOTHING,
): PlacedResults {
	const placed = new Map<string, TestResult[]>();
	const loose: TestResult[] = [];
	const find = finderIn(files, root, elsewhere);
	const asked = new Set(files.map(({ path }) => path));
	for (const test of tests) {
		const found = find(test).filter((path) => asked.has(path));
		if (found.length === 0) loose.push(test);
		for (const path of found) {
			const known = placed.get(path);
			if (known === undefined) placed.set(path, [test]);
			else known.push(test);
		}
	}
	return { placed, loose };
}

function finderIn(
	files: readonly TestFile[],
	root: string,
	{ others, isThere, textOf }: Elsewhere,
): (test: TestResult) => readonly string[] {
	const paths = [...new Set(files.map(({ path }) => path))];
	const known = new Set(paths);
	const owners = createOwners(textOf);
	let declared: Declared | null = null;
	/** Read once some runner names no file. */
	const all = () => {
		declared ??= declaredIn([...files, ...others()]);
		return declared;
	};
	const byFile = new Map<string, readonly string[]>();
	const byOwner = new Map<string, readonly string[]>();

	return (test) => {
		const { file, path } = test;
		// pytest says of a module that it could not load its name alone.
		const owner = test.owner === '' ? (path.at(-1) ?? null) : test.owner;
		if (file !== null) return kept(byFile, file, () => only(named(file)));
		// Vitest's JUnit and TAP put the file's path where others have a class or a suite.
		const suite = [owner, path[0]].find(
			(one) => one !== undefined && one !== null && known.has(one),
		);
		if (suite !== undefined && suite !== null) return [suite];
		if (owner !== null) {
			const own = kept(byOwner, owner, () =>
				[...all().texts].flatMap(([at, text]) => (owners.owns(owner, at, text) ? [at] : [])),
			);
			if (own.length > 0 && path[0] === WHOLE) return own;
			const isPackage = own.some((one) => one.endsWith('.go'));
			if (own.length === 1 && !isPackage) return own;
			const declaring = own.filter((one) =>
				all()
					.byName.get(path[0] ?? '')
					?.has(one),
			);
			if (own.length > 0) return only(declaring);
		}
		const declaring = [...(all().byName.get(path.at(-1) ?? '') ?? [])];
		return only(declaring.filter((at) => owner === null || owners.mayOwn(owner, at)));
	};

	function named(file: string): readonly string[] {
		const said = file
			.replaceAll('\\', '/')
			.replace(/^file:\/\//, '')
			.replace(/^\.\//, '');
		const inside = said.startsWith(`${root}/`) ? said.slice(root.length + 1) : said;
		if (known.has(inside)) return [inside];
		// ExUnit's formatter may say the line as well.
		const place = /^(.+?):\d+$/.exec(inside)?.[1] ?? inside;
		if (known.has(place)) return [place];
		if (isThere(place)) return [];
		// A runner in another checkout says more of the path: the longest end that is a file here is it.
		if (/^(?:[a-z]:)?\//i.test(place)) {
			const end = endsOf(place).find((one) => known.has(one) || isThere(one));
			return end !== undefined && known.has(end) ? [end] : [];
		}
		// One in a folder below says less of it.
		return [...all().texts.keys()].filter((path) => path.endsWith(`/${place}`));
	}
}

/** `/a/b/c.ts`, `a/b/c.ts`, `b/c.ts`, `c.ts`; of a path deeper than any the shorter ones. */
function endsOf(path: string): readonly string[] {
	const parts = path.split('/').slice(-MOST_PARTS);
	return parts.map((_, n) => parts.slice(n).join('/'));
}

const MOST_PARTS = 64;

interface Declared {
	/** Which files declare a test of this name. */
	readonly byName: ReadonlyMap<string, ReadonlySet<string>>;
	readonly texts: ReadonlyMap<string, string>;
}

function declaredIn(files: readonly TestFile[]): Declared {
	const texts = new Map(files.map(({ path, text }) => [path, text]));
	const byName = new Map<string, Set<string>>();
	for (const [path, text] of texts) {
		for (const { name } of declaredTests(path, text)) {
			byName.set(name, (byName.get(name) ?? new Set()).add(path));
		}
	}
	return { byName, texts };
}

function only(found: readonly string[]): readonly string[] {
	return found.length === 1 ? found : [];
}

function kept(
	memory: Map<string, readonly string[]>,
	key: string,
	find: () => readonly string[],
): readonly string[] {
	const known = memory.get(key) ?? find();
	memory.set(key, known);
	return known;
}
