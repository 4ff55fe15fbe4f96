/**
 * Reads a rule of the team's: Markdown whose front matter says which work it is for. A key that is
 * left out, or `*`, means any. What can't be understood is said with its line, and the rule is for
 * nothing: better no rule than one in the wrong place.
 */
import { readFrontMatter } from '#shared/markdown/front-matter.ts';
import type { TeamRule } from '#shared/session/pack/team-rule.ts';
import { SessionKind } from '#shared/session/session-kind.ts';
import { nearestWord } from '#shared/trace/nearest-word.ts';

export interface TeamRuleProblem {
	readonly message: string;
	/** From 1. */
	readonly line: number;
}

export interface TeamRuleReading {
	/** Null where it is for nothing. */
	readonly rule: TeamRule | null;
	readonly problems: readonly TeamRuleProblem[];
}

const KEYS = ['component_type', 'session_type'];

export function readTeamRule(
	path: string,
	text: string,
	componentTypes: readonly string[],
): TeamRuleReading {
	// A bare * is what people write, and an alias to YAML.
	const written = text.replace(/^((?:component|session)_type:[ \t]*)\*([ \t]*\r?)$/gm, "$1'*'$2");
	const matter = readFrontMatter(written);
	if (matter === null) return checked({ path, ...ANY, text }, []);
	const { values, problem, body } = matter;
	if (values === null) {
		const { message, line } = problem ?? { message: 'It is no mapping.', line: 1 };
		return failed({ message: `Its front matter can't be read. ${message}`, line });
	}
	const lines = written.split('\n').slice(0, matter.bodyLine);
	const unknown = Object.keys(values).filter((key) => !KEYS.includes(key));
	const types = wordsIn(lines, 'component_type', values['component_type'], componentTypes);
	const kinds = wordsIn(lines, 'session_type', values['session_type'], SessionKind.options);
	const problems = [
		...unknown.map((key) => unknownKey(key, lines)),
		...types.problems,
		...kinds.problems,
	];
	const rule: TeamRule = {
		...{ path, text: body },
		componentTypes: types.words,
		sessionKinds:
			kinds.words === '*'
				? '*'
				: kinds.words.flatMap((word) => SessionKind.safeParse(word).data ?? []),
	};
	return checked(rule, problems);
}

const ANY = { componentTypes: '*', sessionKinds: '*' } as const;

function checked(rule: TeamRule, problems: readonly TeamRuleProblem[]): TeamRuleReading {
	if (rule.text.trim() === '') return failed({ message: 'It says nothing.', line: 1 });
	const isForNothing = rule.componentTypes.length === 0 || rule.sessionKinds.length === 0;
	return { rule: isForNothing ? null : rule, problems };
}

function failed(problem: TeamRuleProblem): TeamRuleReading {
	return { rule: null, problems: [problem] };
}

/** Those of the words that are known. */
function wordsIn(
	lines: readonly string[],
	key: string,
	value: unknown,
	known: readonly string[],
): { readonly words: '*' | readonly string[]; readonly problems: readonly TeamRuleProblem[] } {
	const said = value === undefined ? ['*'] : [value].flat();
	if (said.length === 0 || said.some((one) => typeof one !== 'string')) {
		const message = `\`${key}\` is a word, a list of words, or *.`;
		return { words: [], problems: [{ message, line: lineOf(lines, key) }] };
	}
	const words = said.filter((one) => typeof one === 'string');
	if (words.includes('*')) return { words: '*', problems: [] };
	const problems = words
		.filter((word) => !known.includes(word))
		.map((word) => ({
			message: `\`${key}\` names “${word}”, which is none. ${hintFor(word, known)}`,
			line: lineOf(lines, word, lineOf(lines, key)),
		}));
	return { words: words.filter((word) => known.includes(word)), problems };
}

function hintFor(word: string, known: readonly string[]): string {
	const near = nearestWord(word, known);
	return near === null ? `Known are ${known.join(', ')}.` : `Did you mean “${near}”?`;
}

function unknownKey(key: string, lines: readonly string[]): TeamRuleProblem {
	const message = `Its front matter has “${key}”. Known are ${KEYS.join(' and ')}.`;
	return { message, line: lineOf(lines, key) };
}

/** The line that has the word, at or after another; that one where none does. */
function lineOf(lines: readonly string[], word: string, from = 1): number {
	const at = lines.findIndex((line, n) => n >= from - 1 && line.includes(word));
	return at === -1 ? from : at + 1;
}
