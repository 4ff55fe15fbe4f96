import type { Workspace } from '#client/state/workspace.svelte.ts';
import type { ArtefactView, SeenVerdict } from '#machines/lifecycle/observe.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { EventId } from '#shared/lifecycle/event.ts';

/** A verdict on a submission, as it is told. */
export interface ToldVerdict {
	readonly event: EventId;
	readonly by: string;
	readonly words: string;
	readonly at: string;
	readonly reason: string | null;
}

const WORDS: Readonly<Record<SeenVerdict['type'], string>> = {
	approved: 'approved it',
	changesRequested: 'asked for changes',
	withdrawn: 'withdrew it',
};

/** The verdicts that stand on a submission, the latest first. */
export function verdictsOn(
	workspace: Workspace,
	{ verdicts }: ArtefactView,
	submitted: EventId | null,
): readonly ToldVerdict[] {
	return verdicts
		.filter(({ answers }) => answers === submitted)
		.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
		.map(({ event, type, by, at, assurance, reason }) => ({
			...{ event, at, by: workspace.nameOf(by) },
			words: assurance === 'presence' ? `${WORDS[type]} with a passkey` : WORDS[type],
			reason: reason === null ? null : workspace.reasonText(reason),
		}));
}

/**
 * The changes that people asked for before this submission and after the last approval, each
 * person's latest, the latest first: what it is to be read against.
 */
export function askedBefore(
	workspace: Workspace,
	id: ArtefactId,
	submitted: EventId | null,
): readonly ToldVerdict[] {
	const all = workspace.history(id).filter(({ notCounted }) => notCounted === null);
	const from = all.findIndex(({ event }) => event === submitted);
	const earlier = from < 0 ? [] : all.slice(from + 1);
	const approved = earlier.findIndex(({ type }) => type === 'approved');
	const asked = (approved < 0 ? earlier : earlier.slice(0, approved)).filter(
		({ type }) => type === 'changesRequested',
	);
	return [...Map.groupBy(asked, ({ by }) => by).values()].flatMap(([latest]) =>
		latest === undefined ? [] : [{ ...latest, words: WORDS.changesRequested }],
	);
}
