/** What the board shows, as the address says it: whoever has the link sees the same. */
import { ArtefactId } from '#shared/id.ts';
import { SessionKind } from '#shared/session/session-kind.ts';

export interface SessionQuery {
	/** Words that must all occur. */
	readonly words: string;
	readonly kind: SessionKind | null;
	readonly artefact: ArtefactId | null;
	/** Whether those that have ended are unfolded. */
	readonly ended: boolean;
}

const LONGEST = 200;

/** Whatever the address holds that makes no sense is left out. */
export function readSessionQuery(search: string): SessionQuery {
	const params = new URLSearchParams(search);
	return {
		words: (params.get('q') ?? '').slice(0, LONGEST),
		kind: SessionKind.safeParse(params.get('type')).data ?? null,
		artefact: ArtefactId.safeParse(params.get('of')).data ?? null,
		ended: params.get('ended') === 'shown',
	};
}

/** The query part of an address; '' for every open Session. */
export function writeSessionQuery({ words, kind, artefact, ended }: SessionQuery): string {
	const params = new URLSearchParams();
	if (words !== '') params.set('q', words);
	if (kind !== null) params.set('type', kind);
	if (artefact !== null) params.set('of', artefact);
	if (ended) params.set('ended', 'shown');
	const text = params.toString();
	return text === '' ? '' : `?${text}`;
}
