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
	const escaped = name.replace(/[$?]/g, '\\$&');
	return new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`).test(words);
}
