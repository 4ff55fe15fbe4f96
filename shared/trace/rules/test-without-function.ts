import { interfaceOf } from '#shared/trace/interface-of.ts';
import type { DesignRule } from '#shared/trace/rule.ts';

/** A test of what nobody offers is for another component, or for a name that changed. */
export const testWithoutFunction: DesignRule = {
	id: 'test-without-function',
	severity: 'warning',
	says: 'Every test assertion that names a function names one of the design.',
	about: 'design',
	check(text, conventions) {
		const { functions, assertions } = interfaceOf(text, conventions);
		if (assertions === null || functions.length === 0) return [];
		const known = new Set(functions.map(({ name }) => name));
		return assertions.about
			.filter(({ name }) => !known.has(name))
			.map(({ name, spot }) => ({
				artefact: text.design.id,
				field: 'body',
				message: `A test assertion is about ${name}, and the design has no such function.`,
				fix: 'Give the function a signature, or correct its name here.',
				...spot,
			}));
	},
};
