/**
 * Holds artefacts against every rule, again and again, at the price of what changed.
 *
 * A rule about one artefact is asked again when that artefact is another object than before: whoever
 * reads documents keeps those that did not change. A rule across artefacts is asked again when a
 * key that it needs differs. What comes out is what a first look at everything would say.
 */
import type { Artefacts } from '#shared/artefact/artefacts.ts';
import type { Context } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
import type { ComponentId } from '#shared/id.ts';
import { type Conventions, NO_CONVENTIONS } from '#shared/trace/conventions.ts';
import { designText } from '#shared/trace/design-text.ts';
import type { Finding } from '#shared/trace/finding.ts';
import {
	contextKeys,
	type DesignKeys,
	designKeys,
	type Keys,
	storyKeys,
} from '#shared/trace/keys.ts';
import { createLook, findingsOf, type KeptLooks } from '#shared/trace/look.ts';
import type { MapRule } from '#shared/trace/rule.ts';
import { CONTEXT_RULES, DESIGN_RULES, MAP_RULES, STORY_RULES } from '#shared/trace/rules/rules.ts';

export type Checker = (artefacts: Artefacts, conventions?: Conventions) => readonly Finding[];

/**
 * `markdownOf` gives a Design's whole text, front matter included; '' where only its body is known.
 * `kept` may hold what other checkers found in Designs.
 */
export function createChecker(
	markdownOf: (id: ComponentId) => string = () => '',
	kept?: KeptLooks<Design, DesignKeys>,
): Checker {
	const lookAtStories = createLook({
		rules: STORY_RULES,
		open: (story: Story) => story,
		keysOf: storyKeys,
	});
	const lookAtContexts = createLook({
		rules: CONTEXT_RULES,
		open: (context: Context) => context,
		keysOf: contextKeys,
	});
	const lookAtDesigns = createLook({ ...designLook(markdownOf), kept });
	const answers = new Map<MapRule, Answer>();

	function across(rule: MapRule, keys: Keys, conventions: Conventions): readonly Finding[] {
		const of = [conventions, ...rule.needs.map((need) => keys[need])];
		const before = answers.get(rule);
		if (before?.of.every((one, n) => one === of[n])) return before.findings;
		const findings = findingsOf(rule, conventions, () => rule.check(keys, conventions));
		answers.set(rule, { of, findings });
		return findings;
	}

	return ({ stories, contexts, designs }, conventions = NO_CONVENTIONS) => {
		const looked = {
			stories: lookAtStories(stories, conventions),
			contexts: lookAtContexts(contexts, conventions),
			designs: lookAtDesigns(designs, conventions),
		};
		const keys: Keys = {
			stories: looked.stories.keys,
			contexts: looked.contexts.keys,
			designs: looked.designs.keys,
		};
		const found = [
			...Object.values(looked).flatMap(({ findings }) => findings),
			...MAP_RULES.flatMap((rule) => across(rule, keys, conventions)),
		];
		return (['error', 'warning', 'info'] as const).flatMap((wanted) =>
			found.filter(({ severity }) => severity === wanted),
		);
	};
}

/** How the rules about one Design look at it. */
export function designLook(markdownOf: (id: ComponentId) => string) {
	return {
		rules: DESIGN_RULES,
		open: (design: Design) => designText(design, markdownOf(design.id)),
		keysOf: designKeys,
	};
}

interface Answer {
	readonly of: readonly unknown[];
	readonly findings: readonly Finding[];
}

/** All Findings, looked for once. */
export function check(artefacts: Artefacts, conventions?: Conventions): readonly Finding[] {
	return createChecker()(artefacts, conventions);
}
