/**
 * Three-way merge of a Design's text. Front matter is merged entry by entry, since two values woven
 * into one would be a third one, or no YAML at all; the body is prose.
 */
import { type MergedText, mergeText3, type TextConflict } from '#shared/doc/merge-text.ts';
import { readFrontMatter, withFrontMatter } from '#shared/markdown/front-matter.ts';
import { type Matter, matterOf, printMatter } from '#shared/markdown/matter-entries.ts';

export interface DesignConflict extends TextConflict {
	/** The front matter's key; null for words of the body. */
	readonly key: string | null;
}

export interface MergedDesign {
	readonly text: string;
	readonly conflicts: readonly DesignConflict[];
}

/** Where both changed one entry, mine stands; an entry outlives its removal; lists take in both. */
export function mergeDesign3(base: string, mine: string, theirs: string): MergedDesign {
	const [was, own, other] = [base, mine, theirs].map(matterOf);
	const isPlain = [base, mine, theirs].some((text) => readFrontMatter(text)?.values === null);
	if (!own || !other || isPlain || mine === theirs) {
		return ofBody(mergeText3(base, mine, theirs));
	}
	const conflicts: DesignConflict[] = [];
	const body = mergeText3(was?.body ?? base, own.body, other.body);
	const entries = mergeEntries(was ?? null, own, other, conflicts);
	const merged = printMatter({ ...own, entries, body: body.text });
	const text = withLists(merged, conflicts, [base, mine, theirs]);
	// What YAML ties together across entries (an anchor that one side took away) can't be merged.
	if (readFrontMatter(text)?.values == null) {
		const whole = [own, other].map((matter) => matter.entries.map((one) => one.text).join(''));
		const [here = '', there = ''] = whole;
		const kept = printMatter({ ...own, body: body.text });
		const key = own.entries[0]?.key ?? '';
		return {
			text: kept,
			conflicts: [{ key, mine: here, theirs: there, both: here }, ...ofBody(body).conflicts],
		};
	}
	const asked = conflicts.filter(({ key }) => listsOf(key, [base, mine, theirs]) === null);
	return { text, conflicts: [...asked, ...ofBody(body).conflicts] };
}

function ofBody({ text, conflicts }: MergedText): MergedDesign {
	return { text, conflicts: conflicts.map((one) => ({ ...one, key: null })) };
}

function mergeEntries(
	base: Matter | null,
	mine: Matter,
	theirs: Matter,
	conflicts: DesignConflict[],
): Matter['entries'] {
	const textIn = (matter: Matter | null, key: string) =>
		matter?.entries.find((entry) => entry.key === key)?.text ?? '';
	const keys = new Set([...mine.entries, ...theirs.entries].map(({ key }) => key));
	return [...keys].map((key) => {
		const [was, own, other] = [base, mine, theirs].map((matter) => textIn(matter, key));
		const text = stands(was ?? '', own ?? '', other ?? '');
		if (own !== other && own !== was && other !== was) {
			conflicts.push({ key, mine: own ?? '', theirs: other ?? '', both: text });
		}
		return { key, text };
	});
}

function stands(base: string, mine: string, theirs: string): string {
	if (mine === base) return theirs;
	return mine === '' && theirs !== base ? theirs : mine;
}

type Three = readonly [base: string, mine: string, theirs: string];

/** Lists that both changed say what both added and neither took away. */
function withLists(text: string, conflicts: readonly DesignConflict[], three: Three): string {
	const lists = conflicts.flatMap(({ key }) => {
		const found = key === null ? null : listsOf(key, three);
		if (found === null) return [];
		const [base, mine, theirs] = found;
		const kept = mine.filter((one) => theirs.includes(one) || !base.includes(one));
		const added = theirs.filter((one) => !base.includes(one) && !mine.includes(one));
		return [[key, [...kept, ...added]]];
	});
	return lists.length === 0 ? text : withFrontMatter(text, Object.fromEntries(lists));
}

type Lists = readonly [base: readonly string[], mine: readonly string[], theirs: readonly string[]];

/** A key's lists of words; null where one of the three has another value there. */
function listsOf(key: string | null, [base, mine, theirs]: Three): Lists | null {
	const [was, own, other] = [base, mine, theirs].map((text) => {
		const value = key === null ? null : readFrontMatter(text)?.values?.[key];
		if (!Array.isArray(value)) return null;
		const words = value.filter((one): one is string => typeof one === 'string');
		return words.length === value.length ? words : null;
	});
	return own && other ? [was ?? [], own, other] : null;
}
