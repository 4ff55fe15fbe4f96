/**
 * A frozen canonical text, read back into the fields it was printed from, so that a person sees a
 * Story as a story and the rules can look at what is about to be approved.
 *
 * What the text doesn't hold comes from `now`, the artefact as it reads today: its own id, the ids
 * of criteria, a Context's components, planning lines. Nothing is guessed: where printing the
 * result would not give exactly the frozen text, there is no result.
 */

import type { AcceptanceCriterion } from '#shared/artefact/acceptance-criterion.ts';
import type { AnyArtefact } from '#shared/artefact/any-artefact.ts';
import { type Context, ContextType } from '#shared/artefact/context.ts';
import type { Design } from '#shared/artefact/design.ts';
import type { Story } from '#shared/artefact/story.ts';
import { AcceptanceCriterionId, ContextId, deriveId, StoryId } from '#shared/id.ts';
import { canonicalTextOf } from '#shared/lifecycle/canonical-text.ts';

const CRITERIA = '**Acceptance Criteria**';
const NOTES = '\n\n**Notes**\n\n';

/** Null where the text is not one that our printer made of such an artefact. */
export function thaw(text: string, now: AnyArtefact): AnyArtefact | null {
	const thawed = read(text.replace(/\n$/, ''), now);
	return thawed !== null && canonicalTextOf(thawed) === text ? thawed : null;
}

function read(text: string, now: AnyArtefact): AnyArtefact | null {
	if (now.kind === 'story') {
		const story = readStory(text, now.story);
		return story && { kind: 'story', story };
	}
	if (now.kind === 'context') {
		const context = readContext(text, now.context);
		return context && { kind: 'context', context };
	}
	const design = readDesign(text, now.design);
	return design && { kind: 'design', design };
}

function readStory(text: string, now: Story): Story | null {
	const lines = text.split('\n');
	// The printer puts a backslash before a line of the narrative that could pass for the label.
	const at = lines.indexOf(CRITERIA);
	const [heading = ''] = lines;
	if (!heading.startsWith('#') || at < 2) return null;
	const narrative = lines.slice(2, Math.max(2, at - 1)).join('\n');
	const below = lines.slice(at + 1).join('\n');
	const end = `\n${below}`.indexOf(NOTES);
	const bullets = end === -1 ? below : below.slice(0, Math.max(0, end - 1));
	const notes = end === -1 ? '' : `\n${below}`.slice(end + NOTES.length);
	return {
		id: now.id,
		title: heading.slice(2),
		narrative: narrative.replace(/^\\(\\*\*\*Acceptance Criteria\*\*)$/gm, '$1'),
		criteria: withIds(now, bulletsIn(bullets)),
		notes,
	};
}

function bulletsIn(text: string): string[] {
	const bullets: string[][] = [];
	for (const line of text === '' ? [] : text.split('\n')) {
		if (line.startsWith('- ')) bullets.push([line.slice(2)]);
		else bullets.at(-1)?.push(line.replace(/^ {2}/, ''));
	}
	return bullets.map((lines) => lines.join('\n'));
}

/** The id of the criterion that reads so today, else of the one in its place, else a derived one. */
function withIds(now: Story, texts: readonly string[]): AcceptanceCriterion[] {
	const left = [...now.criteria];
	const alike = texts.map((text) => take(left, (one) => one.text.trim() === text));
	const spare = new Map(
		texts.flatMap((_, n) => {
			const before = now.criteria[n];
			if (alike[n] || before === undefined || !left.includes(before)) return [];
			left.splice(left.indexOf(before), 1);
			return [[n, before.id] as const];
		}),
	);
	return texts.map((text, n) => {
		const derived = () => AcceptanceCriterionId.parse(deriveId('ac', now.id, text, n));
		return { id: alike[n]?.id ?? spare.get(n) ?? derived(), text };
	});
}

function take<T>(from: T[], which: (one: T) => boolean): T | undefined {
	const at = from.findIndex(which);
	return at === -1 ? undefined : from.splice(at, 1)[0];
}

const CONTEXT =
	/^# ?(.*)\n\n\*\*Type\*\*: (.*)\n\*\*Entity\*\*: ?(.*)\n\*\*Responsibilities\*\*: ?([\s\S]*?)\n\*\*Dependencies\*\*: (.*)\n\*\*Stories\*\*: ([^\n]*)(?:\n\n\*\*Notes\*\*\n\n([\s\S]*))?$/;

function readContext(text: string, now: Context): Context | null {
	const [, name = '', type, entity = '', responsibilities = '', needs = '', serves = '', notes] =
		CONTEXT.exec(text) ?? [];
	const known = ContextType.safeParse(type);
	if (!known.success) return null;
	return {
		...now,
		...{ name, entity, type: known.data },
		responsibilities: responsibilities.replaceAll('\n  ', '\n'),
		dependencies: listed(needs).flatMap((one) => ContextId.safeParse(one).data ?? []),
		stories: listed(serves).flatMap((one) => StoryId.safeParse(one).data ?? []),
		notes: notes ?? '',
	};
}

const DESIGN =
	/^component: ?(.*)\ntype: ?(.*)\ncontext: (.*)\ncriteria: ([^\n]*)(?:\n\n([\s\S]*))?$/;

function readDesign(text: string, now: Design): Design | null {
	const found = DESIGN.exec(text);
	if (found === null) return null;
	const [, component = '', type = '', context = '', criteria = '', body = ''] = found;
	return {
		...{ id: now.id, component, type, body },
		context: ContextId.safeParse(context).data ?? null,
		criteria: listed(criteria).flatMap((one) => AcceptanceCriterionId.safeParse(one).data ?? []),
	};
}

function listed(text: string): string[] {
	return text === 'none' ? [] : text.split(', ');
}
