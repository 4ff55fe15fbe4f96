import { interfaceOf } from '#shared/trace/interface-of.ts';
import type { DesignRule } from '#shared/trace/rule.ts';

/** What no test states, nobody promised. */
export const functionUntested: DesignRule = {
	id: 'function-untested',
	severity: 'warning',
	says: 'Every function that a design names has a test assertion.',
	about: 'design',
	check(text, conventions) {
		const { functions, assertions } = interfaceOf(text, conventions);
		if (assertions === null) return [];
		return functions
			.filter(({ name, tested }) => !tested && !isMentioned(assertions.words, name))
			.map(({ name, spot }) => ({
				artefact: text.design.id,
				field: 'body',
				message: `No test assertion is about ${name}.`,
				fix: `Say under “${assertions.title}” what a test of it states.`,
				...spot,
			}));
	},
};

function isMentioned(words: string, name: string): boolean {
	for (let at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + 1)) {
		const [before, after] = [words[at - 1] ?? ' ', words[at + name.length] ?? ' '];
		if (!/[\w$]/.test(before + after)) return true;
	}
	return false;
}
