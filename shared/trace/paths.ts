/** The 1:1:1 rule: from a code path to its test and its Design, and back. */
import type { PathRule, Preset } from '#shared/trace/preset.ts';

export interface TracePaths {
	readonly code: string;
	readonly tests: readonly string[];
	readonly design: string;
}

/** What was asked before, by preset: everyone who looks at a checkout asks for each path. */
const traced = new WeakMap<Preset, Map<string, TracePaths | null>>();
const MOST_KEPT = 20_000;

/** Where test and Design of a code file belong; null when no rule fits its path. */
export function tracePathsOf(preset: Preset, code: string): TracePaths | null {
	const known = traced.get(preset) ?? new Map<string, TracePaths | null>();
	const before = known.get(code);
	if (before !== undefined) return before;
	if (known.size >= MOST_KEPT) known.clear();
	const found = findTracePaths(preset, code);
	traced.set(preset, known.set(code, found));
	return found;
}

function findTracePaths(preset: Preset, code: string): TracePaths | null {
	for (const rule of rulesFor(preset, code)) {
		const found = matchPattern(rule, 'code', code);
		if (found === null) continue;
		return {
			code,
			tests: rule.test.map((one) => fill(one, found)),
			design: fill(rule.design, found),
		};
	}
	return null;
}

/**
 * The code file that a Design at this path is for; null when no rule fits. Where several could be,
 * the one outside packages.
 */
export function codePathOf(preset: Preset, design: string): string | null {
	return codePathsOf(preset, design)[0] ?? null;
}

/** Every code file that a Design at this path could be for: those outside packages first. */
export function codePathsOf(preset: Preset, design: string): readonly string[] {
	const found = preset.paths.flatMap((rule) => {
		const match = matchPattern(rule, 'design', design);
		return match !== null && isComplete(rule, match)
			? [{ rule, code: fill(rule.code, match) }]
			: [];
	});
	const inPackages = ({ rule }: (typeof found)[number]) => rule.code.includes('*');
	const sorted = [...found.filter((one) => !inPackages(one)), ...found.filter(inPackages)];
	return sorted.map(({ code }) => code);
}

/** Where the Design of a Component goes: by its code path, or by its name when it has none. */
export function designPathOf(
	preset: Preset,
	component: { readonly name: string; readonly code: string },
): string {
	const traced = component.code === '' ? null : tracePathsOf(preset, component.code);
	if (traced !== null) return traced.design;
	const bare = isPlain(component.code) ? component.code.replace(/\.[^./]+$/, '') : '';
	const p = bare === '' ? slugOf(component.name) : bare;
	const plain = preset.paths.find(({ design }) => !design.includes('*'));
	return fill(plain?.design ?? 'docs/design/{p}.md', { p, stars: [] });
}

/** Whether a rule says that this is where a test lies, also where its name would fit code. */
export function isTestPath(preset: Preset, path: string): boolean {
	if (!isPlain(path)) return false;
	const shapes = indexOf(preset).tests;
	const [own, open] = [shapes.get(endingOf(path)), shapes.get('')];
	const fits = (shape: RegExp) => shape.test(path);
	return own?.some(fits) === true || open?.some(fits) === true;
}

/** A repository has thousands of paths and a preset dozens of rules: a path meets those of its ending. */
interface RuleIndex {
	readonly codes: ReadonlyMap<string, readonly PathRule[]>;
	readonly tests: ReadonlyMap<string, readonly RegExp[]>;
}

const indexes = new WeakMap<Preset, RuleIndex>();

function indexOf(preset: Preset): RuleIndex {
	const before = indexes.get(preset);
	if (before !== undefined) return before;
	const tests = [...new Set(preset.paths.flatMap(({ test }) => test))];
	const now = {
		codes: Map.groupBy(preset.paths, ({ code }) => endingOf(code)),
		tests: new Map(
			[...Map.groupBy(tests, endingOf)].map(([ending, some]) => [ending, some.map(shapeOf)]),
		),
	};
	indexes.set(preset, now);
	return now;
}

/** A rule whose pattern ends in a placeholder, which any ending may stand for, is asked of every path. */
function rulesFor(preset: Preset, path: string): readonly PathRule[] {
	const { codes } = indexOf(preset);
	const own = codes.get(endingOf(path)) ?? [];
	const open = codes.get('') ?? [];
	if (open.length === 0) return own;
	return preset.paths.filter((rule) => own.includes(rule) || open.includes(rule));
}

/** What comes after the last dot of a name; '' for none, and where a pattern leaves it open. */
function endingOf(path: string): string {
	const name = path.slice(path.lastIndexOf('/') + 1);
	const ending = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '';
	return /[{}*]/.test(ending) ? '' : ending;
}

/** What a test's pattern looks like, whatever code it is for. */
function shapeOf(pattern: string): RegExp {
	const pieces = pattern.split(/(\{(?:p|dir|name)\}|\*)/);
	const source = pieces.map((piece, n) => {
		if (n % 2 === 0) return escaped(piece);
		if (piece === '{dir}') return '(?:.+/)?';
		return piece === '{p}' ? '.+' : '[^/]+';
	});
	return new RegExp(`^${source.join('')}$`);
}

interface Match {
	readonly p: string;
	readonly stars: readonly string[];
}

function matchPattern(rule: PathRule, part: 'code' | 'design', path: string): Match | null {
	if (!isPlain(path)) return null;
	const { shape, kinds } = compiled(rule)[part];
	const match = shape.exec(path);
	if (match === null) return null;
	const p = match[kinds.indexOf('{p}') + 1];
	if (!kinds.includes('{p}') || p === undefined) return null;
	const stars = kinds.length === 1 ? [] : match.slice(1).filter((_, n) => kinds[n] === '*');
	return { p, stars };
}

interface Compiled {
	readonly shape: RegExp;
	/** What each of its groups stands for: `{p}` or `*`. */
	readonly kinds: readonly string[];
}

/** Every path of a repository is held against a few rules, which never change. */
const known = new WeakMap<PathRule, Readonly<Record<'code' | 'design', Compiled>>>();

function compiled(rule: PathRule): Readonly<Record<'code' | 'design', Compiled>> {
	const before = known.get(rule);
	if (before !== undefined) return before;
	const now = { code: compile(rule.code), design: compile(rule.design) };
	known.set(rule, now);
	return now;
}

function compile(pattern: string): Compiled {
	const pieces = pattern.split(/(\{p\}|\*)/);
	const source = pieces.map((piece, n) => {
		if (n % 2 === 0) return escaped(piece);
		return piece === '*' ? '([^/]+)' : '(.+)';
	});
	const shape = new RegExp(`^${source.join('')}$`);
	return { shape, kinds: pieces.filter((_, n) => n % 2 === 1) };
}

/** Matching a pattern costs the third power of it, where somebody made both for that. */
const LONGEST = 400;

/** A path inside the repository: relative, and never up. */
function isPlain(path: string): boolean {
	if (path.length > LONGEST) return false;
	return !/(?:^|[/\\])\.{0,2}(?:[/\\]|$)/.test(path);
}

function fill(pattern: string, { p, stars }: Match): string {
	let star = 0;
	const cut = p.lastIndexOf('/') + 1;
	let path = '';
	for (const piece of piecesOf(pattern)) {
		if (piece === '{p}') path += p;
		else if (piece === '{dir}') path += p.slice(0, cut);
		else if (piece === '{name}') path += p.slice(cut);
		else path += piece === '*' ? (stars[star++] ?? '*') : piece;
	}
	return path;
}

/** A preset has a few patterns, and every path is put into them. */
const pieces = new Map<string, readonly string[]>();
const MOST_PATTERNS = 1_000;

function piecesOf(pattern: string): readonly string[] {
	const before = pieces.get(pattern);
	if (before !== undefined) return before;
	if (pieces.size >= MOST_PATTERNS) pieces.clear();
	const now = pattern.split(/(\{(?:p|dir|name)\}|\*)/);
	pieces.set(pattern, now);
	return now;
}

function isComplete(rule: PathRule, { stars }: Match): boolean {
	return rule.code.split('*').length - 1 <= stars.length;
}

function escaped(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function slugOf(name: string): string {
	const words = name.normalize('NFKD').replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-');
	return (
		words
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-+|-+$/g, '') || 'component'
	);
}
