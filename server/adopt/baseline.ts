/**
 * `.lintel/baseline.json`: what was found when Lintel came to a repository that was already there.
 *
 * A Finding is known by its rule, its file and the words at its place, never by its line: code
 * above it may come and go. Only what rules say about texts, traces and imports can be known.
 * Signatures, approvals and gates can't: a file that anybody may write must not settle those.
 */
import { z } from 'zod';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { hashOf } from '#shared/hash.ts';
import { DRIFT_RULES } from '#shared/imports/rules/drift-rules.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Finding } from '#shared/trace/finding.ts';
import { DESIGN_MISPLACED } from '#shared/trace/misplaced-designs.ts';
import { RULES } from '#shared/trace/rules/rules.ts';
import { TRACE_RULE_NAMES } from '#shared/trace/tracing/rules/rules.ts';

export const BASELINE_FILE = '.lintel/baseline.json';

const Entry = z.strictObject({
	rule: z.string(),
	file: z.string(),
	/** Of the rule, the file and the words at its place. */
	fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
	/** How many Findings are alike. */
	count: z.int().min(1),
	/** Where its file lay when it became known: the same path, where its words follow another that moved. */
	was: z.string().optional(),
});
export type Entry = z.infer<typeof Entry>;

export const Baseline = z.strictObject({
	version: z.literal(1),
	findings: z.array(Entry).max(100_000),
});
export type Baseline = z.infer<typeof Baseline>;

/** They speak of a file, and point at its first line for want of another. */
const OF_FILES: ReadonlySet<string> = new Set(TRACE_RULE_NAMES.map(({ id }) => id));

const OF_IMPORTS: ReadonlySet<string> = new Set(DRIFT_RULES.map(({ id }) => id));

const ID_COMMENT = / ?<!-- (?:st|ac|cx|cp)_[0-9a-hjkmnp-tv-z]{10} -->/g;

type Placed = Pick<Finding, 'rule' | 'file' | 'line' | 'message'>;

/** The text of a line, from 1; null where there is no such line. */
export type LineAt = (file: string, line: number) => string | null;

const KNOWABLE: ReadonlySet<string> = new Set(
	[...RULES, DESIGN_MISPLACED, ...DRIFT_RULES, ...TRACE_RULE_NAMES].map(({ id }) => id),
);

/** Whether a baseline may hold it. What a signed policy fails a check for, no file weakens. */
export function isKnowable({ rule }: Pick<Finding, 'rule'>, failing: readonly string[]): boolean {
	return KNOWABLE.has(rule) && !failing.includes(rule);
}

/** Refuses a file that is there and is no baseline: to take it for none would change every answer. */
export function readBaseline(disk: Disk, root: string): Result<Baseline | null, Refusal> {
	const read = readText(disk, root, BASELINE_FILE);
	if (read.kind === 'absent') return ok(null);
	if (read.kind === 'refused') return err(unreadable(read.finding.message));
	try {
		const parsed = Baseline.safeParse(JSON.parse(read.text));
		return parsed.success ? ok(parsed.data) : err(unreadable(`${BASELINE_FILE} is no baseline.`));
	} catch {
		return err(unreadable(`${BASELINE_FILE} is not JSON.`));
	}
}

/** Another whenever the file may be; null where there is none. */
export function stampOfBaseline(disk: Disk, root: string): string | null {
	const stat = disk.statSync(`${root}/${BASELINE_FILE}`, { throwIfNoEntry: false });
	return stat === undefined ? null : `${stat.size} ${stat.mtimeMs} ${stat.ino}`;
}

/** As the file has it: one entry a line, so that taking one out is one line of a diff. */
export function baselineText({ findings }: Baseline): string {
	const lines = findings.map((entry) => `\t\t${JSON.stringify(entry)}`);
	const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n\t]`;
	return `{\n\t"version": 1,\n\t"findings": ${list}\n}\n`;
}

/** All of these, sorted: the same Findings make the same file. */
export function baselineOf(findings: readonly Placed[], lineAt: LineAt): Baseline {
	const entries = new Map<string, Entry>();
	for (const finding of findings) {
		const fingerprint = fingerprintOf(finding, lineAt);
		const { rule, file } = finding;
		const before = entries.get(fingerprint);
		entries.set(fingerprint, {
			...{ rule, file: file ?? '', fingerprint },
			count: (before?.count ?? 0) + 1,
		});
	}
	return { version: 1, findings: inOrder([...entries.values()]) };
}

export function inOrder(entries: readonly Entry[]): Entry[] {
	const order = ({ file, rule, fingerprint }: Entry) => `${file}\0${rule}\0${fingerprint}`;
	return [...entries].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** Tells each Finding that is known from those that are new; of several alike the last are new. */
export function createKnown<T extends Placed>(
	baseline: Pick<Baseline, 'findings'> | null,
	fingerprint: (finding: T, at?: string) => string,
	fileOf: (finding: T) => string | null = ({ file }) => file,
): (finding: T) => boolean {
	const left = new Map<string, number>();
	const places = new Map<string, Set<string>>();
	for (const entry of baseline?.findings ?? []) {
		const { file, was, count } = entry;
		const isLoose = was !== undefined && namesPaths(entry);
		const name = isLoose ? ruleIn(entry.rule, file) : entry.fingerprint;
		left.set(name, (left.get(name) ?? 0) + count);
		if (was !== undefined) places.set(file, (places.get(file) ?? new Set()).add(was));
	}
	const take = (name: string) => {
		const count = left.get(name) ?? 0;
		left.set(name, count - 1);
		return count > 0;
	};

	return (finding) => {
		if (left.size === 0) return false;
		if (take(fingerprint(finding))) return true;
		const file = places.size === 0 ? null : fileOf(finding);
		const before = file === null ? undefined : places.get(file);
		if (file === null || before === undefined) return false;
		if (take(ruleIn(finding.rule, file))) return true;
		return [...before].some((path) => path !== file && take(fingerprint(finding, path)));
	};
}

/** A whole file's Finding names its path, and an import is written anew for where files lie. */
function namesPaths({ rule }: Pick<Entry, 'rule'>): boolean {
	return OF_FILES.has(rule) || OF_IMPORTS.has(rule);
}

function ruleIn(rule: string, file: string): string {
	return `${rule}\0${file}`;
}

/** What a Finding is known by: what the rule says where there are no words at its place. */
export function fingerprintOf(finding: Placed, lineAt: LineAt): string {
	const { rule, file, line, message } = finding;
	const words = file === null || line === null || isOfFile(finding) ? null : lineAt(file, line);
	return fingerprintAt({ rule, file: file ?? '' }, words === null ? message : placeOf(words));
}

/** The words of a line, however it is indented and whatever ids were written to it since. */
export function placeOf(words: string): string {
	return words.replaceAll(ID_COMMENT, '').trim().replaceAll(/\s+/g, ' ');
}

export function fingerprintAt({ rule, file }: Pick<Entry, 'rule' | 'file'>, place: string): string {
	return hashOf(`lintel/baseline/v1\0${rule}\0${file}\0${place}`).slice(0, 16);
}

/** Whether it speaks of a whole file, whatever its first line says. */
export function isOfFile({ rule, line }: Pick<Finding, 'rule' | 'line'>): boolean {
	return line === 1 && OF_FILES.has(rule);
}

function unreadable(reason: string): Refusal {
	return refusal(
		'baseline-invalid',
		`What was known before cannot be told: ${reason}`,
		`Restore ${BASELINE_FILE} from git, or delete it: then everything that is found counts.`,
	);
}
