/** Reads and writes Designs: front matter, then a body that is never reprinted. */
import type * as z from 'zod/mini';
import type { Design } from '#shared/artefact/design.ts';
import { AcceptanceCriterionId, ComponentId, ContextId } from '#shared/id.ts';
import {
	type FrontMatter,
	readFrontMatter,
	withFrontMatter,
} from '#shared/markdown/front-matter.ts';
import { findingOf, overLimit } from '#shared/markdown/limits.ts';
import type { Finding } from '#shared/trace/finding.ts';
import type { KnownDesign } from '#shared/trace/known-designs.ts';
import { sectionStart } from '#shared/trace/section-start.ts';
import type { Template } from '#shared/trace/template.ts';

export interface DesignReading {
	/** Null when neither the file nor anything else says which component it is for. */
	readonly design: Design | null;
	readonly findings: readonly Finding[];
	/** The line, from 1, on which the body begins. */
	readonly bodyLine: number;
	/** The path of its code file, where the front matter gives it: a map's component row goes first. */
	readonly code: string;
	/** The path of its test file, where the front matter gives one that no rule would find. */
	readonly test: string;
}

/** `known` fills in what the front matter leaves out. Never throws. */
export function readDesign(text: string, known: KnownDesign | null = null): DesignReading {
	const long = overLimit({ characters: text.length });
	if (long !== null) return { ...NOTHING, findings: [findingOf(long)] };
	const matter = readFrontMatter(text) ?? bodyOnly(text);
	const values = matter.values ?? {};
	const listed = values['criteria'];
	const given = {
		id: parsed('id', values['id'], ComponentId),
		context: parsed('context', values['context'], ContextId),
		criteria: (Array.isArray(listed) ? listed : [listed]).map((one) =>
			parsed('criteria', one, AcceptanceCriterionId),
		),
	};
	const id = given.id.value ?? known?.id ?? null;
	const wrong = [given.id, given.context, ...given.criteria].flatMap(({ problem }) =>
		problem === null ? [] : malformed(problem, 1, id),
	);
	const design = id && {
		id,
		component: stringOf(values['component']) ?? known?.component ?? '',
		type: stringOf(values['type']) ?? known?.type ?? '',
		context: given.context.value ?? known?.context ?? null,
		criteria: [...new Set(given.criteria.flatMap(({ value }) => value ?? []))],
		body: matter.body,
	};
	const findings = [...matterFindings(matter, id), ...wrong];
	const [code, test] = [stringOf(values['code']) ?? '', stringOf(values['test']) ?? ''];
	return { design, findings, bodyLine: matter.bodyLine, code, test };
}

const NOTHING: DesignReading = { design: null, findings: [], bodyLine: 1, code: '', test: '' };

/**
 * A Design's document, read by whoever has it: the document's name says which Design it is,
 * whatever an `id` in the text says, and the context map fills in what the text leaves out.
 */
export function readDesignDoc(text: string, known: KnownDesign): DesignReading {
	if (text.trim() === '') return NOTHING;
	const reading = readDesign(text, known);
	return { ...reading, design: reading.design && { ...reading.design, id: known.id } };
}

/** The file of a Design. With a base, the front matter's other keys and comments stay. */
export function writeDesign(design: Design, base = ''): string {
	const head = base.slice(0, base.length - (readFrontMatter(base)?.body ?? base).length);
	const { id, component, type, context, criteria } = design;
	return withFrontMatter(head + design.body, { id, component, type, context, criteria });
}

/**
 * A new Design from its type's template: a heading for each required section, its hint below.
 * `code` is for a Component that no map lists.
 */
export function newDesign(
	design: Omit<Design, 'body'>,
	template: Template | null,
	code = '',
): string {
	const sections = (template?.sections ?? [])
		.filter(({ need }) => need === 'required')
		.map(sectionStart);
	const body = [`\n# ${design.component}\n`, ...sections].join('\n');
	const text = writeDesign({ ...design, body });
	return code === '' ? text : withFrontMatter(text, { code });
}

function bodyOnly(text: string): FrontMatter {
	return { values: null, problem: null, body: text.replace(/^\uFEFF/, ''), bodyLine: 1 };
}

/** A value that stands there but is no such id is a problem; an absent one is not. */
function parsed<T>(
	key: string,
	value: unknown,
	schema: z.ZodMiniType<T>,
): { readonly value: T | null; readonly problem: string | null } {
	if (value === undefined || value === null) return { value: null, problem: null };
	const result = schema.safeParse(value);
	if (result.success) return { value: result.data, problem: null };
	return { value: null, problem: `Its \`${key}\` holds something that is no id of that kind.` };
}

function matterFindings(
	{ problem, values, bodyLine }: FrontMatter,
	id: ComponentId | null,
): Finding[] {
	if (problem !== null) {
		return [malformed(`Its front matter can't be read. ${problem.message}`, problem.line, id)];
	}
	if (bodyLine > 1 && values === null) return [malformed('Its front matter is no mapping.', 1, id)];
	return [];
}

function malformed(message: string, line: number, artefact: ComponentId | null): Finding {
	return {
		rule: 'front-matter-malformed',
		severity: 'error',
		message,
		fix: 'Front matter is `key: value` lines between two `---`: id, component, type, context, criteria.',
		artefact,
		field: null,
		place: null,
		file: null,
		line,
	};
}

function stringOf(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}
