/** A feature by Cucumber's own parser; lines it can't read are left out of what it sees. */

import { AstBuilder, Errors, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import type { Feature } from '@cucumber/messages';
import { append } from '#shared/append.ts';
import type { Source } from '#shared/markdown/source.ts';

export interface Problem {
	readonly row: number;
	readonly message: string;
}

/** Each attempt names up to ten lines; a file with more wrong is not Gherkin. A long one takes long. */
const ATTEMPTS = 6;
const LONG = 50_000;

export function featureIn(source: Source): {
	readonly feature: Feature | null;
	readonly problems: readonly Problem[];
} {
	const lines = source.lines.map(({ text }) => text);
	const problems: Problem[] = [];
	const attempts = lines.length > LONG ? 2 : ATTEMPTS;
	for (let attempt = 0; attempt < attempts; attempt++) {
		const read = parsed(lines.join('\n'));
		if ('feature' in read) return { feature: read.feature, problems };
		append(problems, read.problems);
		for (const { row } of read.problems) lines[row] = '';
	}
	return { feature: null, problems };
}

function parsed(
	text: string,
): { readonly feature: Feature | null } | { readonly problems: readonly Problem[] } {
	let ids = 0;
	const builder = new AstBuilder(() => `${ids++}`);
	try {
		const document = new Parser(builder, new GherkinClassicTokenMatcher()).parse(text);
		return { feature: document.feature ?? null };
	} catch (error) {
		if (!(error instanceof Errors.GherkinException)) throw error;
		const errors = error instanceof Errors.CompositeParserException ? error.errors : [error];
		return {
			problems: errors.map((one) => ({
				row: Math.max(0, lineOf(one) - 1),
				message: one.message.replace(/^\(\d+:\d+\): ?/, '').slice(0, 200),
			})),
		};
	}
}

function lineOf(error: Error): number {
	return error instanceof Errors.GherkinException ? (error.location?.line ?? 1) : 1;
}
