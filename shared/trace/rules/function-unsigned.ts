import { interfaceOf } from '#shared/trace/interface-of.ts';
import type { DesignRule } from '#shared/trace/rule.ts';

/** A name without a signature leaves everyone to guess what goes in and what comes out. */
export const functionUnsigned: DesignRule = {
	id: 'function-unsigned',
	severity: 'warning',
	says: 'Every function that a design names has a signature.',
	about: 'design',
	check(text, conventions) {
		return interfaceOf(text, conventions)
			.functions.filter(({ signed }) => !signed)
			.map(({ name, spot }) => ({
				artefact: text.design.id,
				field: 'body',
				message: `${name} has no signature.`,
				fix: 'Put its signature below it, in a code block.',
				...spot,
			}));
	},
};
