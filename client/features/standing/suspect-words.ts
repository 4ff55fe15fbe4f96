import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { SuspectReason, Upset } from '#machines/lifecycle/suspicion.ts';
import { counted, figure } from '#shared/counted.ts';
import { type ArtefactId, type ArtefactKind, kindOf } from '#shared/id.ts';

type Naming = Pick<Workspace, 'titleOf' | 'nameOf'>;

const NOUNS: Readonly<Record<ArtefactKind, readonly [one: string, many: string]>> = {
	story: ['story', 'stories'],
	context: ['context', 'contexts'],
	design: ['design', 'designs'],
};

/** `1 context and 500 designs`. */
export function countOf(ids: readonly ArtefactId[]): string {
	const counts = (['story', 'context', 'design'] as const).flatMap((kind) => {
		const count = ids.filter((id) => kindOf(id) === kind).length;
		if (count === 0) return [];
		return counted(count, ...NOUNS[kind]);
	});
	return new Intl.ListFormat('en').format(counts);
}

/** `“Sign in”, “Sign out” and 3 more`. */
export function titlesOf(workspace: Naming, ids: readonly ArtefactId[], most = 3): string {
	const names = ids.slice(0, most).map((id) => quoted(workspace, id));
	const more = ids.length > most ? [`${figure(ids.length - most)} more`] : [];
	return new Intl.ListFormat('en').format([...names, ...more]);
}

export function quoted(workspace: Pick<Naming, 'titleOf'>, id: ArtefactId): string {
	return `“${workspace.titleOf(id) || 'Untitled'}”`;
}

const CAUSES: Readonly<Record<Upset, (title: string) => string>> = {
	approved: (title) => `A change to ${title} made`,
	edited: (title) => `An open change to ${title} makes`,
	unapproved: (title) => `Changes asked for on ${title} make`,
	archived: (title) => `Archiving ${title} made`,
	gone: (title) => `${title} is gone, which makes`,
};

/** `A change to “Sign in” made 500 designs suspect`. */
export function groupWords(
	workspace: Naming,
	{ artefact, how }: Pick<SuspectReason, 'artefact' | 'how'>,
	ids: readonly ArtefactId[],
): string {
	return `${causeWords(workspace, { artefact, how })} ${countOf(ids)} suspect`;
}

/** The same of one alone: `A change to “Sign in” made it suspect`. */
export function aloneWords(workspace: Naming, reason: SuspectReason): string {
	return `${causeWords(workspace, reason)} it suspect`;
}

function causeWords(
	workspace: Naming,
	{ artefact, how }: Pick<SuspectReason, 'artefact' | 'how'>,
): string {
	return CAUSES[how](quoted(workspace, artefact));
}

/** What happened to one artefact that this one rests on, in a sentence. */
export function reasonWords(workspace: Naming, reason: SuspectReason): string {
	const title = quoted(workspace, reason.artefact);
	switch (reason.how) {
		case 'approved':
			return `${title} was approved with other words.`;
		case 'edited':
			return `${title} reads differently now, and is not approved yet.`;
		case 'unapproved':
			return `Changes were asked for on ${title}: its text is no longer approved.`;
		case 'archived':
			return `${title} was archived.`;
		case 'gone':
			return `${title} is no longer here.`;
	}
}

/** Who brought it about: `Robin submitted it, Ada approved it.` Empty where nobody did yet. */
export function whoWords(workspace: Naming, { how, change }: SuspectReason): string {
	if (change === null) return '';
	const name = workspace.nameOf(change.by);
	if (how === 'archived') return `${name} archived it`;
	const approvers = change.approvedBy.map((one) => workspace.nameOf(one));
	if (approvers.length === 0) return `${name} submitted it`;
	return `${name} submitted it, ${new Intl.ListFormat('en').format(approvers)} approved it`;
}

/** Which parts of a story it is about, where it rests on parts. */
export function partWords(workspace: Workspace, reason: SuspectReason): string {
	const { criteria, prose, artefact } = reason;
	const known = workspace.story(artefact)?.criteria ?? [];
	const places = criteria.map((id) => known.findIndex((one) => one.id === id) + 1);
	const there = places.filter((place) => place > 0);
	const gone = places.length - there.length;
	const parts = [
		there.length === 1 ? `criterion ${there[0]}` : '',
		there.length > 1 ? `criteria ${new Intl.ListFormat('en').format(there.map(String))}` : '',
		gone === 1 ? 'a criterion that is gone' : '',
		gone > 1 ? `${gone} criteria that are gone` : '',
		prose ? 'the narrative or notes' : '',
	].filter(Boolean);
	return new Intl.ListFormat('en').format(parts);
}
