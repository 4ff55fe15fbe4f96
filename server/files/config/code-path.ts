/** Where code, its tests and its design lie, as a team writes it in the config. */
import { z } from 'zod';

const patternWith = (placeholder: RegExp) =>
	z
		.string()
		.max(400)
		.regex(placeholder, { message: 'a pattern holds {p}, the path that all three share' })
		// More of them, and matching one path could take longer than anybody waits.
		.refine((pattern) => pattern.split(/\*|\{p\}/).length <= 4, {
			message: 'a pattern holds at most three of {p} and *',
		});

const Pattern = patternWith(/\{p\}/);
const TestPattern = patternWith(/\{(?:p|name)\}/);

/** One 1:1:1 rule as the config gives it; only a test's pattern may use the parts of `{p}`. */
export const CodePath = z.strictObject({
	code: Pattern.describe('Code files, such as `packages/*/src/{p}.ts`; `*` is one folder.'),
	test: z
		.union([TestPattern, z.array(TestPattern).min(1)])
		.describe('Where the test of such a file is; of several, the first is where a new one goes.'),
	design: Pattern.describe('Where its design is, such as `docs/design/*/{p}.md`.'),
});
