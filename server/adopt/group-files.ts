/**
 * Which files belong together, by the folders they lie in: what a team already agreed on.
 *
 *   packages of a monorepo, then the folders of each; a folder that holds most of it is opened
 *   loose files join the folder of their name, else they are what their folder is about
 *   a folder of one file joins those it works with most
 */
import { type Group, gatherGroups, type Uses } from '#server/adopt/gather-groups.ts';
import { folderOf, within } from '#shared/imports/resolve/repository.ts';

export type { Group } from '#server/adopt/gather-groups.ts';

/** A folder with this part of the code says too little by itself. */
const LARGE = 0.4;
const WORTH_OPENING = 10;

export function groupFiles(deps: {
	readonly files: readonly string[];
	/** Folders with a manifest of their own, and what each calls itself. */
	readonly packages: ReadonlyMap<string, string>;
	/** How often the first files use the others. */
	readonly uses: Uses;
}): readonly Group[] {
	const { files, packages, uses } = deps;
	const whole = packages.get('') ?? 'Core';
	const inner = [...packages.keys()].filter((folder) => folder !== '');
	const packageOf = (path: string) =>
		inner
			.filter((folder) => path.startsWith(`${folder}/`))
			.reduce((longest, folder) => (folder.length > longest.length ? folder : longest), '');
	const byPackage = Map.groupBy(files, packageOf);
	const opened = openerOf(files.length, uses);
	const groups = [...byPackage].flatMap(([folder, own]) => {
		const name = packages.get(folder) ?? whole;
		const small = byPackage.size > 1 && folder !== '' && own.length < WORTH_OPENING;
		return small ? [{ name, folder, files: own }] : opened(own, folder, name);
	});
	return named(gatherGroups(groups, uses), packages);
}

/** The groups of one folder: its own folders, opened where they hold too much, and its loose files. */
function openerOf(all: number, uses: Uses) {
	return opened;

	function opened(files: readonly string[], base: string, name: string): Group[] {
		const folder = descended(files, base);
		const loose: string[] = [];
		const below = new Map<string, string[]>();
		for (const path of files) {
			const rest = folder === '' ? path : path.slice(folder.length + 1);
			const [first = '', ...others] = rest.split('/');
			if (others.length === 0) loose.push(path);
			else below.set(first, [...(below.get(first) ?? []), path]);
		}
		const left = loose.filter((path) => {
			const stem = stemOf(path);
			below.get(stem)?.push(path);
			return !below.has(stem);
		});
		const groups = [...below].flatMap(([first, own]) => {
			const inside = within(folder, first);
			if (SAYS_NOTHING.test(first)) return opened(own, inside, name);
			const large = own.length >= WORTH_OPENING && own.length > LARGE * all;
			return large || holdsContexts(own, inside)
				? opened(own, inside, titleOf(first))
				: [{ name: titleOf(first), folder: inside, files: own }];
		});
		return united([...groups, ...clustered(left, folder, name, uses)]);
	}
}

/** Elixir says it in so many words: `accounts.ex` beside `accounts/` is a context. */
function holdsContexts(files: readonly string[], folder: string): boolean {
	const folders = new Set(files.map(folderOf));
	return files.some(
		(path) => /\.ex$/.test(path) && folderOf(path) === folder && folders.has(path.slice(0, -3)),
	);
}

/** Folders that every repository has: what lies in them is what the repository is about. */
const SAYS_NOTHING = /^(?:src|lib|app|source|sources|internal|pkg|packages|crates|apps|main|code)$/;

/** Loose files beside `src` and those right in it are one. */
function united(groups: readonly Group[]): Group[] {
	return [...Map.groupBy(groups, ({ name }) => name).values()].flatMap(([first, ...others]) => {
		if (first === undefined) return [];
		const files = [first, ...others].flatMap((group) => group.files).sort();
		return { ...first, files };
	});
}

/** The first folder at which ways part. */
function descended(files: readonly string[], base: string): string {
	let folder = base;
	for (;;) {
		const prefix = folder === '' ? '' : `${folder}/`;
		const firsts = new Set(files.map((path) => path.slice(prefix.length).split('/')[0] ?? ''));
		const [only] = firsts;
		if (firsts.size !== 1 || only === undefined || within(folder, only) === files[0]) return folder;
		folder = within(folder, only);
	}
}

/**
 * Many files in one folder, told apart by the first word of their names where that repeats; not those
 * that use the others and are used by them: apart, they would be a cycle from the start.
 */
function clustered(files: readonly string[], folder: string, name: string, uses: Uses): Group[] {
	if (files.length === 0) return [];
	if (files.length < 2 * WORTH_OPENING) return [{ name, folder, files }];
	const firstWord = (path: string) => stemOf(path).split(/[-_.]|(?<=[a-z])(?=[A-Z])/)[0] ?? '';
	const clusters = [...Map.groupBy(files, firstWord)].filter(
		([word, own]) => own.length >= 4 && word.length > 2 && !isEntangled(own),
	);
	const taken = new Set(clusters.flatMap(([, own]) => own));
	const rest = files.filter((path) => !taken.has(path));
	return [
		...clusters.map(([word, own]) => ({ name: titleOf(word), folder, files: own })),
		...(rest.length === 0 ? [] : [{ name, folder, files: rest }]),
	];

	function isEntangled(own: readonly string[]): boolean {
		const others = files.filter((path) => !own.includes(path));
		return uses(own, others) > 0 && uses(others, own) > 0;
	}
}

/** Every name once: of several alike, the folder around it goes first. */
function named(groups: readonly Group[], packages: ReadonlyMap<string, string>): Group[] {
	const count = Map.groupBy(groups, ({ name }) => name.toLowerCase());
	const used = new Set<string>();
	return groups.map((group) => {
		const alike = (count.get(group.name.toLowerCase())?.length ?? 0) > 1;
		const around = folderOf(group.folder);
		const before = packages.get(around) ?? titleOf(around.slice(around.lastIndexOf('/') + 1));
		const wanted =
			alike && before !== '' && before !== group.name ? `${before} ${group.name}` : group.name;
		let name = wanted;
		for (let n = 2; used.has(name.toLowerCase()); n++) name = `${wanted} ${n}`;
		used.add(name.toLowerCase());
		return { ...group, name };
	});
}

export function stemOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
}

/** `user_mail` and `userMail` are User Mail. */
export function titleOf(folder: string): string {
	const words = folder
		.replace(/^@/, '')
		.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
	return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
