/** One thing that artefacts are held against. Pure: a rule looks, and says what it found. */
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Conventions } from '#shared/trace/conventions.ts';
import type { DesignText } from '#shared/trace/design-text.ts';
import type { Finding, Place, Severity } from '#shared/trace/finding.ts';
import type { Keys } from '#shared/trace/keys.ts';

interface Named {
	/** A lasting kebab-case name, which configs, policies and people refer to. */
	readonly id: string;
	readonly severity: Severity;
	/** One sentence: what it is there to find. */
	readonly says: string;
}

/** Looks at one artefact alone, so that only a change of that one asks it again. */
export interface StoryRule extends Named {
	readonly about: 'story';
	check(story: Story, conventions: Conventions): readonly RuleFinding[];
}

export interface ContextRule extends Named {
	readonly about: 'context';
	check(context: Context, conventions: Conventions): readonly RuleFinding[];
}

export interface DesignRule extends Named {
	readonly about: 'design';
	check(design: DesignText, conventions: Conventions): readonly RuleFinding[];
}

/** Compares artefacts by their keys: asked again when a key that it needs changes. */
export interface MapRule extends Named {
	readonly about: 'all';
	readonly needs: readonly (keyof Keys)[];
	check(keys: Keys, conventions: Conventions): readonly RuleFinding[];
}

export type Rule = StoryRule | ContextRule | DesignRule | MapRule;

/** What a rule says; the checker adds the rule's own name and its level. */
export interface RuleFinding {
	readonly artefact: ArtefactId;
	readonly field: string | null;
	readonly message: string;
	readonly fix: string;
	/** What to mark in the field's text; absent for all of it. */
	readonly place?: Place | null;
	/** The line, from 1, in a Design's Markdown; absent for what has no line. */
	readonly line?: number | null;
}

export function toFinding(rule: Named, severity: Severity, found: RuleFinding): Finding {
	const { artefact, field, message, fix, place, line } = found;
	const about = { rule: rule.id, severity, message, fix, artefact, field };
	return { ...about, place: place ?? null, file: null, line: line ?? null };
}
