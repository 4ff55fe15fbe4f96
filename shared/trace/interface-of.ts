/** What a Design offers to others, and what its tests state about that. */
import { type Conventions, templateOf } from '#shared/trace/conventions.ts';
import { type Spot, sectionKey, textIn } from '#shared/trace/design-outline.ts';
import type { DesignText } from '#shared/trace/design-text.ts';
import { assertedIn, functionsIn, type NamedFunction } from '#shared/trace/functions.ts';
import { sectionAt } from '#shared/trace/section-at.ts';
import type { TemplateSection } from '#shared/trace/template.ts';

export interface Interface {
	readonly functions: readonly NamedFunction[];
	/** Null where no section is there for them, and the template wants none below each function. */
	readonly assertions: {
		readonly title: string;
		readonly words: string;
		readonly about: readonly { readonly name: string; readonly spot: Spot }[];
	} | null;
}

const ASSERTIONS = 'Test Assertions';

/** Nothing for a type whose template asks for no signatures. */
export function interfaceOf(text: DesignText, conventions: Conventions): Interface {
	const known = read.get(text);
	if (known !== undefined) return known;
	const { source, design } = text;
	const wanted = (templateOf(conventions, design.type)?.sections ?? []).filter(
		({ content, need }) =>
			need !== 'forbidden' && (content === 'signatures' || content === 'functions'),
	);
	const found = wanted.flatMap(({ title }) => sectionAt(text, title) ?? []);
	const functions = found.flatMap((section) => functionsIn(source, section));
	const made = { functions, assertions: assertionsIn(text, wanted) };
	read.set(text, made);
	return made;
}

function assertionsIn(
	{ source, sections }: DesignText,
	wanted: readonly TemplateSection[],
): Interface['assertions'] {
	const section = sections.find(({ key }) => key === sectionKey(ASSERTIONS));
	if (section !== undefined) {
		const words = textIn(source, section.rows);
		return { title: section.title, words, about: assertedIn(source, section) };
	}
	const below = wanted.some(({ content }) => content === 'functions');
	return below ? { title: ASSERTIONS, words: '', about: [] } : null;
}

/** Three rules ask for the same. A Design's text lives as long as its check. */
const read = new WeakMap<DesignText, Interface>();
