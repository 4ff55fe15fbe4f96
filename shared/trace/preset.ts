/** The conventions of one kind of repository, as data: component types, paths, templates. */
import * as z from 'zod/mini';
import type { Template } from '#shared/trace/template.ts';

/**
 * One 1:1:1 rule. `{p}` stands for the same path in all three, `*` for one folder's name. A test's
 * may use the two parts of the path: `{dir}` with its last slash, and `{name}`.
 */
export const PathRule = z.object({
	code: z.string(),
	/** The first is where a new test goes; any of them counts. */
	test: z.array(z.string()),
	design: z.string(),
});
export type PathRule = z.infer<typeof PathRule>;

/** A component of one type must never use one of another. */
export interface DependencyRule {
	/** Component types. */
	readonly from: readonly string[];
	readonly to: readonly string[];
	/** What to do in its place, as a sentence. */
	readonly instead: string;
}

/** The language of signature blocks. */
export type Language =
	| 'elixir'
	| 'typescript'
	| 'python'
	| 'go'
	| 'rust'
	/** Whatever the block itself says. */
	| 'any';

export interface Preset {
	readonly name: string;
	readonly language: Language;
	readonly componentTypes: readonly string[];
	/** The first rule whose code pattern fits holds. */
	readonly paths: readonly PathRule[];
	/** Globs of code files that are too small, or too much the framework's, to need a Design. */
	readonly small: readonly string[];
	readonly dependencies: readonly DependencyRule[];
	/** By component type; `other` for the rest. */
	readonly templates: Readonly<Record<string, Template>>;
}
