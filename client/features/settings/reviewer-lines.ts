import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { MemberId } from '#shared/id.ts';
import type { Policy, ReviewerRule } from '#shared/lifecycle/policy.ts';
import { artefactsMeant, type NamedArtefact } from '#shared/trace/reviewer-rules.ts';

type Rules = readonly ReviewerRule[];

/** Rules as a person writes them, a line each: `src/billing/**: Ada, Ben`. */
export function linesOf(workspace: Pick<Workspace, 'nameOf'>, rules: Rules): string {
	const names = (members: readonly MemberId[]) =>
		members.map((one) => workspace.nameOf(one)).join(', ');
	return rules.map(({ match, members }) => `${match}: ${names(members)}`.trimEnd()).join('\n');
}

/** What the lines mean today, or why a line means nothing. */
export function rulesIn(
	text: string,
	people: readonly { readonly id: MemberId; readonly name: string }[],
	all: readonly NamedArtefact[],
): { readonly rules: Rules } | { readonly problem: string } {
	const rules: ReviewerRule[] = [];
	for (const line of text.split('\n').map((one) => one.trim())) {
		if (line === '') continue;
		const colon = line.lastIndexOf(':');
		const match = line.slice(0, colon).trim();
		if (colon === -1 || match === '') {
			return { problem: `“${line}” has no colon between what it matches and who reviews it.` };
		}
		const names = line
			.slice(colon + 1)
			.split(',')
			.map((one) => one.trim());
		const members: MemberId[] = [];
		for (const name of names.filter(Boolean)) {
			const known = people.find((one) => one.name.toLowerCase() === name.toLowerCase());
			if (known === undefined) return { problem: `Nobody here is called “${name}”.` };
			members.push(known.id);
		}
		rules.push({ match, artefacts: artefactsMeant(match, all), members });
	}
	return { rules };
}

/** Everything that a glob may mean here. */
export function namedArtefacts(workspace: Workspace): readonly NamedArtefact[] {
	const { stories, contexts, designs } = workspace;
	return [
		...stories.map(({ id, title }) => ({ id, names: [title] })),
		...contexts.map(({ id, name }) => ({ id, names: [name] })),
		...designs.map(({ id, component, code }) => ({ id, names: [component, code].filter(Boolean) })),
	];
}

/** The rules of all lists: the screen writes one, and several only come from policies set at once. */
export function rulesOf({ reviewers = [] }: Policy): Rules {
	return reviewers.flat();
}
