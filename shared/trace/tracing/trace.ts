/** The 1:1:1 link of one Design with its code file and its test file, as one checkout has them. */
import * as z from 'zod/mini';
import { Hash } from '#shared/hash.ts';
import { ComponentId } from '#shared/id.ts';
import { Finding } from '#shared/trace/finding.ts';

/** `empty` is a file of nothing, or of nothing but white space. */
export const FileState = z.enum(['missing', 'empty', 'there']);
export type FileState = z.infer<typeof FileState>;

/** One file of a Trace, by its path from the repository's root. */
export const TracedFile = z.object({
	path: z.string(),
	state: FileState,
	/** The SHA-256 of its bytes; null where it is missing, and as long as nobody has read it. */
	hash: z.nullable(Hash),
});
export type TracedFile = z.infer<typeof TracedFile>;

export const Trace = z.object({
	/** A Design has the id of its Component, which says what it is called and in which Context. */
	design: ComponentId,
	/** Where the Design's own file is; null while it has none. */
	file: z.nullable(z.string()),
	/** Null where neither the map, nor the Design, nor a rule says which file it is. */
	code: z.nullable(TracedFile),
	/** Of the places where it may be, the first that has a file; the first of all where none has. */
	test: z.nullable(TracedFile),
	/** Every place where its test may be, the best first. */
	tests: z.array(z.string()),
	/** Where the code file is now, as git tells of one that moved. */
	moved: z.nullable(z.string()),
	/** What the trace rules say of it. */
	findings: z.array(Finding),
});
export type Trace = z.infer<typeof Trace>;

/** A code or test file that no Design's Trace has. */
export const LooseFile = z.object({
	path: z.string(),
	kind: z.enum(['code', 'test']),
	/** Where the rule for its path puts its Design; null for a test. */
	design: z.nullable(z.string()),
	findings: z.array(Finding),
});
export type LooseFile = z.infer<typeof LooseFile>;

/** Whether the Design's code and test are there: seen, never said. */
export function isImplemented({ code, test }: Pick<Trace, 'code' | 'test'>): boolean {
	return code?.state === 'there' && test?.state === 'there';
}
